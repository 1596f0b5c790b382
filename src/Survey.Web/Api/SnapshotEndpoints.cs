using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Closings;

namespace Survey.Web.Api;

/// <summary>Closed periods: what was frozen, with what proves it.</summary>
internal static class SnapshotEndpoints
{
    private const string Bytes = "application/octet-stream";

    // The counts behind the figures are not suppressed, and hold other units' too: no program reads them. The manifest names their hash.
    private const string Counts = FrozenCounts.FileName;

    private sealed record Row
    {
        public required PeriodSnapshot Snapshot { get; init; }
        public required PeriodClosing Closing { get; init; }
        public required string Unit { get; init; }
    }

    public static async Task<IResult> ListAsync(
        HttpContext http, SurveyDbContext database, string? unit, string? period, string? after, string? limit, CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

        var from = 0L;
        if (paging.After is { } cursor && !TryId(cursor, out from))
        {
            return Refusal.Result(ProgramProblem.BadParameter, "after");
        }

        var rows = await Within(http, database).Where(r => r.Snapshot.Id > from && (unit == null || r.Unit == unit) && (period == null || r.Closing.PeriodCode == period))
            .OrderBy(r => r.Snapshot.Id).Take(paging.Limit + 1).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Snapshot.Id);
        var files = await database.SnapshotFiles.Where(f => ids.Contains(f.SnapshotId) && f.Name != Counts).Select(f => new { f.SnapshotId, f.Name, Size = f.Content.Length }).ToListAsync(cancellationToken);
        return paging.Answer(http, rows, r => IdOf(r), r => Of(r, files.Where(f => f.SnapshotId == r.Snapshot.Id).Select(f => new ApiFile(f.Name, f.Size))));
    }

    public static async Task<IResult> OneAsync(HttpContext http, SurveyDbContext database, string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(http, database, id, cancellationToken) is not { } row)
        {
            return Refusal.Result(ProgramProblem.NotFound);
        }

        var files = await database.SnapshotFiles.Where(f => f.SnapshotId == row.Snapshot.Id && f.Name != Counts).Select(f => new { f.Name, Size = f.Content.Length }).ToListAsync(cancellationToken);
        return Answer.Json(Of(row, files.Select(f => new ApiFile(f.Name, f.Size))));
    }

    /// <summary>The bytes that were signed.</summary>
    public static async Task<IResult> ManifestAsync(HttpContext http, SurveyDbContext database, string id, CancellationToken cancellationToken) =>
        await FindAsync(http, database, id, cancellationToken) is { } row
            ? new Answer(row.Snapshot.Manifest, Bytes, $"manifest-{row.Unit}-{row.Closing.PeriodCode}-{row.Closing.Number}")
            : Refusal.Result(ProgramProblem.NotFound);

    public static async Task<IResult> SignatureAsync(HttpContext http, SurveyDbContext database, string id, CancellationToken cancellationToken) =>
        await FindAsync(http, database, id, cancellationToken) is { } row
            ? new Answer(row.Snapshot.Signature, Bytes, $"manifest-{row.Unit}-{row.Closing.PeriodCode}-{row.Closing.Number}.sig")
            : Refusal.Result(ProgramProblem.NotFound);

    public static async Task<IResult> FileAsync(HttpContext http, SurveyDbContext database, string id, string name, CancellationToken cancellationToken) =>
        await FindAsync(http, database, id, cancellationToken) is { } row
        && await database.SnapshotFiles.AsNoTracking().SingleOrDefaultAsync(f => f.SnapshotId == row.Snapshot.Id && f.Name == name && f.Name != Counts, cancellationToken) is { } file
            ? new Answer(file.Content, Bytes, file.Name)
            : Refusal.Result(ProgramProblem.NotFound);

    // A closing stands for the unit and all below it, so only who may read the whole unit reads it.
    private static IQueryable<Row> Within(HttpContext http, SurveyDbContext database)
    {
        var path = http.Program().Unit.Path;
        return database.Snapshots.AsNoTracking()
            .Join(database.PeriodClosings.AsNoTracking().Where(c => c.State == ClosingState.Closed && c.Unit!.Path.StartsWith(path)), s => s.ClosingId, c => c.Id,
                (s, c) => new Row { Snapshot = s, Closing = c, Unit = c.Unit!.Code });
    }

    private static async Task<Row?> FindAsync(HttpContext http, SurveyDbContext database, string id, CancellationToken cancellationToken) =>
        TryId(id, out var number) ? await Within(http, database).SingleOrDefaultAsync(r => r.Snapshot.Id == number, cancellationToken) : null;

    private static ApiSnapshot Of(Row row, IEnumerable<ApiFile> files) => new(
        IdOf(row), row.Unit, row.Closing.PeriodCode, row.Closing.Number, row.Closing.Reason, row.Snapshot.MadeAt, row.Snapshot.KeyId, [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)]);

    private static string IdOf(Row row) => row.Snapshot.Id.ToString(CultureInfo.InvariantCulture);

    private static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
