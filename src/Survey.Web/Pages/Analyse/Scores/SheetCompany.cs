using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>A unit's place among its peers.</summary>
/// <param name="Place">1 for the highest ratio; equal ratios share a place.</param>
/// <param name="Of">How many of the group have submitted a sheet, this one among them.</param>
/// <param name="Provisional">Whether some are not appraised yet.</param>
/// <param name="Seen">Those that the reader may open, best first.</param>
public sealed record PeerRank(int Place, int Of, bool Provisional, IReadOnlyList<(int Place, ComputedSheet Sheet)> Seen);

/// <summary>The sheets beside which a sheet is read: its earlier numbers, last year's, and its peers'.</summary>
public sealed class SheetCompany(SurveyDbContext context, ScoreDesk desk)
{
    /// <summary>All numbers of the sheet, the first one first.</summary>
    public async Task<IReadOnlyList<(int Number, long Id, ScoreState State)>> NumbersAsync(ComputedSheet sheet, CancellationToken cancellationToken) =>
        [.. (await context.ScoreSheets.AsNoTracking().Where(s => s.UnitId == sheet.Unit.Id && s.PeriodCode == sheet.Period.Code && s.SchemeId == sheet.Sheet.SchemeId)
            .OrderBy(s => s.Number).Select(s => new { s.Number, s.Id, s.State }).ToListAsync(cancellationToken)).Select(s => (s.Number, s.Id, s.State))];

    /// <summary>The submitted sheet of the same period one year earlier by any version of the scheme; null where there is none.</summary>
    public async Task<ComputedSheet?> LastYearAsync(ComputedSheet sheet, CancellationToken cancellationToken) =>
        await desk.EarlierPeriodAsync(sheet.Period, cancellationToken) is { } before
        && await desk.SheetsOf(sheet.Unit.Id, before.Code, sheet.Scheme.Code).Include(s => s.Unit).FirstOrDefaultAsync(cancellationToken) is { } earlier
            ? (await desk.SubmittedAsync([earlier], cancellationToken)).SingleOrDefault()
            : null;

    /// <summary>The ranking by ratio among units of the same peer group with the same scheme and period; null where the unit has
    /// no peers or has not submitted yet.</summary>
    public async Task<PeerRank?> PeersAsync(ComputedSheet sheet, StaffAccess access, CancellationToken cancellationToken)
    {
        if (sheet.Unit.PeerGroup is not { Length: > 0 } group || sheet.Sheet.State == ScoreState.Draft)
        {
            return null;
        }

        var all = await context.ScoreSheets.AsNoTracking().Include(s => s.Unit)
            .Where(s => s.SchemeId == sheet.Sheet.SchemeId && s.PeriodCode == sheet.Period.Code && s.State != ScoreState.Draft && s.Unit!.PeerGroup == group).ToListAsync(cancellationToken);
        var last = all.GroupBy(s => s.UnitId).Select(g => g.MaxBy(s => s.Number)!).Where(s => s.UnitId != sheet.Unit.Id);
        List<ComputedSheet> peers = [.. await desk.SubmittedAsync(last, cancellationToken), sheet];
        int Place(ComputedSheet one) => 1 + peers.Count(p => Ratio(p) > Ratio(one));
        var seen = peers.Where(p => access.May(Role.Analyst, p.Unit.Path) || access.May(Role.Appraiser, p.Unit.Path))
            .Select(p => (Place: Place(p), Sheet: p)).OrderBy(p => p.Place).ThenBy(p => p.Sheet.Unit.Name, StringComparer.Ordinal).ToList();
        return new(Place(sheet), peers.Count, peers.Exists(p => p.Sheet.State != ScoreState.Appraised), seen);
    }

    private static Rational Ratio(ComputedSheet sheet) => sheet.Final.Ratio ?? Rational.Zero;
}
