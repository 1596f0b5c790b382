using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The raw export: one line a response, the codes of the index items only (no demographics), the period in place of the
/// day, in a new random order each time, and no more exact about place, service and channel than five rows share.
/// Only responses that the tallies already count are in. Memory holds eight bytes a response; the sheets stream by.
/// </summary>
public sealed class ResponseCsv(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions published)
{
    private const int Batch = 1000;

    /// <summary>Writes the file as UTF-8 with a byte order mark and returns the number of responses in it.</summary>
    /// <param name="selection">Which responses.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="progress">Hears how many of how many are read so far; null: nobody asks.</param>
    public async Task<long> WriteAsync(Selection selection, Stream output, CancellationToken cancellationToken, Action<long, long>? progress = null)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var scope = await ScopeAsync(database, selection, cancellationToken);
        var (ids, counts) = await CountAsync(scope.Responses, cancellationToken);
        var shared = new SharedCells(selection.Unit, scope.Units, scope.Points, scope.Waves).Of(counts);
        RandomNumberGenerator.Shuffle(CollectionsMarshal.AsSpan(ids));

        await using var csv = CsvWriter.Create(output, new CsvWriterOptions { WriteByteOrderMark = true }, leaveOpen: true);
        await WriteHeadAsync(csv, scope, cancellationToken);
        var (written, read) = (0L, 0L);
        progress?.Invoke(read, ids.Count);
        foreach (var batch in ids.Chunk(Batch))
        {
            var rows = await database.SurveyResponses.AsNoTracking().Where(r => batch.Contains(r.Id) && (r.Flags & QualityFlags.Excluded) == 0)
                .ToDictionaryAsync(r => r.Id, cancellationToken);
            foreach (var row in batch.Select(rows.GetValueOrDefault))
            {
                // A response set aside since it was counted is missing here; one whose origin may not be told is not written.
                if (row is not null && shared.TryGetValue(new(row.WaveId, row.CollectionPointId, row.ServiceId, row.Channel), out var origin))
                {
                    WriteRow(csv, scope, selection, origin, row);
                    await csv.EndRecordAsync(cancellationToken);
                    written++;
                }
            }

            await csv.FlushAsync(cancellationToken);
            progress?.Invoke(read += batch.Length, ids.Count);
        }

        return written;
    }

    private async Task<Scope> ScopeAsync(SurveyDbContext database, Selection selection, CancellationToken cancellationToken)
    {
        var path = selection.Unit.Path;
        var code = selection.Questionnaire.Code;
        var units = await database.Units.AsNoTracking().Where(u => u.Path.StartsWith(path)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var points = await database.CollectionPoints.AsNoTracking().Where(p => p.Unit!.Path.StartsWith(path)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var waves = await database.Waves.AsNoTracking().Include(w => w.Version).Where(w => w.Version!.Questionnaire!.Code == code).ToDictionaryAsync(w => w.Id, cancellationToken);
        var services = await database.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, cancellationToken);
        var order = await ExportOrder.OfAsync(database, published, code, cancellationToken);
        return new(units, points, waves, services, order.IndexItems, Responses(database, selection, [.. waves.Keys]));
    }

    private static IQueryable<SurveyResponse> Responses(SurveyDbContext database, Selection selection, long[] waves)
    {
        var (first, last, path) = (selection.Period.First, selection.Period.Last, selection.Unit.Path);
        // Responses lie by day: the range of keys spares reading the other periods.
        var (from, to) = ((long)RandomKey.DayIndex(first) << 48, ((long)RandomKey.DayIndex(last) + 1) << 48);
        return database.SurveyResponses.AsNoTracking()
            .Where(r => r.Id >= from && r.Id < to && r.Day >= first && r.Day <= last && waves.Contains(r.WaveId))
            .Where(r => (r.Flags & QualityFlags.Excluded) == 0)
            .Where(r => database.CollectionPoints.Any(p => p.Id == r.CollectionPointId && p.Unit!.Path.StartsWith(path)))
            .Where(r => !database.PendingFolds.Any(p => p.Id == r.Id));
    }

    private static async Task<(List<long> Ids, Dictionary<Origin, long> Counts)> CountAsync(IQueryable<SurveyResponse> responses, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        var counts = new Dictionary<Origin, long>();
        var rows = responses.Select(r => new { r.Id, r.WaveId, r.CollectionPointId, r.ServiceId, r.Channel }).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            ids.Add(row.Id);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, new(row.WaveId, row.CollectionPointId, row.ServiceId, row.Channel), out _)++;
        }

        return (ids, counts);
    }

    private static async Task WriteHeadAsync(CsvWriter csv, Scope scope, CancellationToken cancellationToken)
    {
        string[] fixedColumns = ["period", "unit", "unit_name", "point", "point_name", "service", "service_name", "channel", "version", "sampling", "synthetic"];
        foreach (var column in fixedColumns.Concat(scope.Items))
        {
            csv.WriteField(CellText.Neutral(column));
        }

        await csv.EndRecordAsync(cancellationToken);
    }

    private static void WriteRow(CsvWriter csv, Scope scope, Selection selection, SharedOrigin origin, SurveyResponse row)
    {
        var point = origin.PointId is { } p ? scope.Points[p] : null;
        var service = origin.ServiceId is { } s ? scope.Services.GetValueOrDefault(s) : null;
        string?[] fields =
        [
            selection.Period.Code, origin.Unit.Code, origin.Unit.Name, point?.Key, point?.Name, service?.Code, service?.Name,
            origin.Channel?.ToString().ToLowerInvariant(), origin.Wave?.Version?.Number.ToString(CultureInfo.InvariantCulture),
            origin.Wave?.Sampling.ToString().ToLowerInvariant(), scope.Waves[row.WaveId].Synthetic ? "yes" : "no",
        ];
        foreach (var field in fields)
        {
            csv.WriteField(CellText.Neutral(field));
        }

        using var answers = JsonDocument.Parse(row.Answers);
        foreach (var item in scope.Items)
        {
            csv.WriteField(answers.RootElement.TryGetProperty(item, out var answer) ? CellText.Neutral(answer.ToString()) : "");
        }
    }

    private sealed record Scope(
        Dictionary<long, Unit> Units,
        Dictionary<long, CollectionPoint> Points,
        Dictionary<long, Wave> Waves,
        Dictionary<long, Service> Services,
        IReadOnlyList<string> Items,
        IQueryable<SurveyResponse> Responses);
}
