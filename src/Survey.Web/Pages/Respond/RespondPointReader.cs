using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>Reads collection points for the citizen's pages; published versions are read once, as they never change.</summary>
public sealed class RespondPointReader(IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar)
{
    private const int MostVersions = 200;
    private readonly ConcurrentDictionary<long, Questionnaire> _versions = new();

    /// <summary>The point with this short code in its one spelling, or null.</summary>
    public async Task<RespondPoint?> ReadAsync(string code, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var point = await context.CollectionPoints.AsNoTracking().AsSingleQuery()
            .Include(p => p.Unit).ThenInclude(u => u!.Parent).Include(p => p.Services).ThenInclude(s => s.Service)
            .SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        if (point is null)
        {
            return null;
        }

        var waves = await ReadWavesAsync(context, point.Id, cancellationToken);
        var openId = await context.OpenPoints.Where(o => o.CollectionPointId == point.Id).Select(o => (long?)o.WaveId).SingleOrDefaultAsync(cancellationToken);
        return new RespondPoint
        {
            Id = point.Id,
            Code = point.Code,
            Organisation = OrganisationOf(point.Unit!),
            Place = PlaceOf(point),
            SharedDevice = point.SharedDevice,
            RetiredOn = point.RetiredOn,
            Feedback = await FeedbackOfAsync(context, point.Unit!, cancellationToken),
            Services = [.. point.Services.OrderBy(s => s.Position).ThenBy(s => s.Service!.Code, StringComparer.Ordinal)
                .Select(s => new OfferedService(s.ServiceId, s.Service!.Code, Text(s.Service.Name, s.Service.NameEn)))],
            MovedTo = point.SuccessorId is { } successor
                ? await context.CollectionPoints.Where(p => p.Id == successor).Select(p => p.Code).SingleOrDefaultAsync(cancellationToken)
                : null,
            Successors = point.RetiredOn is null || point.SuccessorId is not null ? [] : await ReadSuccessorsAsync(context, point, cancellationToken),
            Open = waves.FirstOrDefault(w => w.Id == openId && w is { Synthetic: false, ClosedAt: null }),
            Waves = waves,
            HadWave = waves.Count > 0 || await context.WavePoints.AnyAsync(w => w.CollectionPointId == point.Id, cancellationToken),
        };
    }

    /// <summary>The open wave of every point that has one.</summary>
    public async Task<Dictionary<long, long>> ReadOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.OpenPoints.AsNoTracking().ToDictionaryAsync(o => o.CollectionPointId, o => o.WaveId, cancellationToken);
    }

    private async Task<List<RespondWave>> ReadWavesAsync(SurveyDbContext context, long pointId, CancellationToken cancellationToken)
    {
        var oldest = calendar.UtcNow - Wave.Grace;
        var rows = await context.Waves.AsNoTracking()
            .Where(w => w.Points.Any(p => p.CollectionPointId == pointId))
            .Where(w => w.State == WaveState.Open || (w.State == WaveState.Closed && w.ClosedAt > oldest))
            .Select(w => new { w.Id, w.VersionId, w.Synthetic, w.State, w.ClosedAt })
            .ToListAsync(cancellationToken);
        var waves = new List<RespondWave>();
        foreach (var row in rows)
        {
            waves.Add(new RespondWave
            {
                Id = row.Id,
                VersionId = row.VersionId,
                Questionnaire = await ReadVersionAsync(context, row.VersionId, cancellationToken),
                Synthetic = row.Synthetic,
                ClosedAt = row.State == WaveState.Open ? null : row.ClosedAt,
            });
        }

        return waves;
    }

    private async Task<Questionnaire> ReadVersionAsync(SurveyDbContext context, long id, CancellationToken cancellationToken)
    {
        if (_versions.TryGetValue(id, out var known))
        {
            return known;
        }

        var json = await context.QuestionnaireVersions.Where(v => v.Id == id).Select(v => v.Json).SingleAsync(cancellationToken);
        var questionnaire = QuestionnaireJson.Read(json).Questionnaire
            ?? throw new InvalidDataException($"The published version {id.ToString(CultureInfo.InvariantCulture)} cannot be read.");
        if (_versions.Count >= MostVersions)
        {
            _versions.Clear();
        }

        return _versions.GetOrAdd(id, questionnaire);
    }

    // The points of the units that took over by today.
    private async Task<List<SuccessorPoint>> ReadSuccessorsAsync(SurveyDbContext context, CollectionPoint point, CancellationToken cancellationToken)
    {
        var today = calendar.Today;
        var found = context.CollectionPoints.Where(p => (p.RetiredOn == null || p.RetiredOn > today)
            && context.UnitSuccessions.Any(s => s.PredecessorId == point.UnitId && s.SuccessorId == p.UnitId && s.Day <= today));
        var points = await found.AsNoTracking().AsSingleQuery().Include(p => p.Unit).ThenInclude(u => u!.Parent)
            .OrderBy(p => p.Name).Take(CollectionPoint.MaxServices).ToListAsync(cancellationToken);
        return [.. points.Select(p => new SuccessorPoint(p.Code, OrganisationOf(p.Unit!), PlaceOf(p)))];
    }

    // The nearest unit upwards that says where feedback goes.
    private static async Task<string?> FeedbackOfAsync(SurveyDbContext context, Unit unit, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(unit.Feedback))
        {
            return unit.Feedback;
        }

        var codes = unit.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return await context.Units.Where(u => codes.Contains(u.Code) && u.Feedback != null && u.Feedback != "")
            .OrderByDescending(u => u.Path.Length).Select(u => u.Feedback).FirstOrDefaultAsync(cancellationToken);
    }

    private static LocalizedText OrganisationOf(Unit unit) =>
        unit is { Level: UnitLevel.Room, Parent: { } parent } ? Text(parent.Name, parent.NameEn) : Text(unit.Name, unit.NameEn);

    private static LocalizedText PlaceOf(CollectionPoint point) => point.Unit is { Level: UnitLevel.Room, Parent: not null } room
        ? Text($"{room.Name} · {point.Name}", $"{room.NameEn} · {point.NameEn}")
        : Text(point.Name, point.NameEn);

    private static LocalizedText Text(string vi, string en) =>
        string.IsNullOrWhiteSpace(en) ? LocalizedText.Of("vi", vi) : new([new("vi", vi), new("en", en)]);
}
