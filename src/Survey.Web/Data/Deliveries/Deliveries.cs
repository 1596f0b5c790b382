using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Deliveries;

/// <summary>The outbox of scoring files.</summary>
public static class Deliveries
{
    /// <summary>The payload of a delivery whose file is not written yet.</summary>
    internal static readonly byte[] Unwritten = [];

    /// <summary>
    /// Adds a delivery of an appraised sheet for each active receiver of its unit or a unit above, without saving: they are stored in
    /// the transaction of the appraisal, or not at all. The file itself is written once, after that, and then never changes.
    /// </summary>
    /// <returns>How many were added.</returns>
    public static async Task<int> EnqueueAsync(SurveyDbContext context, StoredScoreSheet sheet, CancellationToken cancellationToken)
    {
        var unit = await context.Units.AsNoTracking().SingleAsync(u => u.Id == sheet.UnitId, cancellationToken);
        var scheme = await context.ScoringSchemes.AsNoTracking().Where(s => s.Id == sheet.SchemeId).Select(s => new { s.Code, s.Version }).SingleAsync(cancellationToken);
        var paths = PathsDownTo(unit.Path);
        var receivers = await context.Receivers.AsNoTracking()
            .Where(r => r.IsActive && paths.Contains(r.Unit!.Path) && !context.Deliveries.Any(d => d.SheetId == sheet.Id && d.ReceiverId == r.Id))
            .Select(r => r.Id).ToListAsync(cancellationToken);
        var now = sheet.AppraisedAt ?? DateTime.UtcNow;
        context.Deliveries.AddRange(receivers.Select(receiver => new Delivery
        {
            Id = RandomKey.New(),
            ReceiverId = receiver,
            IdempotencyKey = FormattableString.Invariant($"{scheme.Code}.{scheme.Version}.{unit.Code}.{sheet.PeriodCode}.{sheet.Number}.{receiver}"),
            SheetId = sheet.Id,
            Payload = Unwritten,
            CreatedAt = now,
            NextAttemptAt = now,
        }));
        return receivers.Count;
    }

    /// <summary>The file of a sheet as it goes, or went, to its receivers; null where it was not written for any.</summary>
    public static Task<byte[]?> FileOfAsync(SurveyDbContext context, long sheetId, CancellationToken cancellationToken) =>
        context.Deliveries.AsNoTracking().Where(d => d.SheetId == sheetId && d.Payload != Unwritten).OrderBy(d => d.Id).Select(d => d.Payload).FirstOrDefaultAsync(cancellationToken);

    // Of a/b/c/: a/, a/b/ and a/b/c/.
    private static List<string> PathsDownTo(string path)
    {
        var paths = new List<string>();
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            paths.Add(path[..(slash + 1)]);
        }

        return paths;
    }
}
