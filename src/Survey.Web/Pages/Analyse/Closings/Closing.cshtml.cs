using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>One file of a snapshot as the page lists it.</summary>
public sealed record SnapshotRow(string Name, long Length);

/// <summary>A revision with its people and, where it is closed, its snapshot.</summary>
public sealed record RevisionRow(PeriodClosing Closing, PeriodSnapshot? Snapshot, IReadOnlyList<SnapshotRow> Files);

/// <summary>A period of a unit on its way from draft to closed, and what stands for it afterwards.</summary>
public sealed class ClosingModel(SurveyDbContext context, ClosingFlow flow, LateCounts late, Signer signer, LocalCalendar calendar, ReportText texts) : StaffPage
{
    [BindProperty]
    public string? Reason { get; set; }

    public Unit Unit { get; private set; } = null!;
    public StoredPeriod Period { get; private set; } = null!;
    public PeriodClosing? Last { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RevisionRow> Revisions { get; private set; } = [];
    public IReadOnlyList<LateCount> Late { get; private set; } = [];
    public IReadOnlyDictionary<long, string> People { get; private set; } = new Dictionary<long, string>();
    public DateOnly Today => calendar.Today;
    public DateTime Local(DateTime utc) => calendar.ToLocal(utc);

    public bool MayBegin => Access.May(Role.Analyst, Unit.Path) && Last?.State is null or ClosingState.Closed && Period.First <= Today;

    public bool May(ClosingState from, Role role, params long?[] others) =>
        Last is not null && flow.Refusal(Access, Last, from, role, others) == ClosingRefusal.None;

    public async Task<IActionResult> OnGetAsync(string unit, string period, CancellationToken cancellationToken) =>
        await LoadAsync(unit, period, cancellationToken) ? Page() : NotFound();

    public Task<IActionResult> OnPostBeginAsync(string unit, string period, CancellationToken cancellationToken) =>
        StepAsync(unit, period, () => flow.BeginAsync(Access, Unit, Period, TypedText.Clean(Reason), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSubmitAsync(string unit, string period, CancellationToken cancellationToken) =>
        StepAsync(unit, period, () => OfLastAsync(c => flow.SubmitAsync(Access, c, cancellationToken)), cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(string unit, string period, CancellationToken cancellationToken) =>
        StepAsync(unit, period, () => OfLastAsync(c => flow.ApproveAsync(Access, c, cancellationToken)), cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(string unit, string period, CancellationToken cancellationToken) =>
        StepAsync(unit, period, () => OfLastAsync(c => flow.ReturnAsync(Access, c, cancellationToken)), cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(string unit, string period, CancellationToken cancellationToken) =>
        StepAsync(unit, period, () => OfLastAsync(c => flow.CloseAsync(Access, c, cancellationToken)), cancellationToken);

    /// <summary>The whole snapshot with its signature and key.</summary>
    public async Task<IActionResult> OnGetPackageAsync(string unit, string period, int number, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, period, cancellationToken) || SnapshotOf(number) is not { } snapshot
            || await SnapshotPackage.OfAsync(context, signer, snapshot.Id, cancellationToken) is not { } package)
        {
            return NotFound();
        }

        var name = $"{Unit.Code}-{Period.Code}-{number}.zip";
        context.Audit(calendar, Access.AccountId, "export_snapshot", name);
        await context.SaveChangesAsync(cancellationToken);
        return File(package.ToZip(), MediaTypeNames.Application.Zip, name);
    }

    private PeriodSnapshot? SnapshotOf(int number) => Revisions.FirstOrDefault(r => r.Closing.Number == number)?.Snapshot;

    private Task<ClosingRefusal> OfLastAsync(Func<PeriodClosing, Task<ClosingRefusal>> step) =>
        Last is null ? Task.FromResult(ClosingRefusal.WrongState) : step(Last);

    private async Task<IActionResult> StepAsync(string unit, string period, Func<Task<ClosingRefusal>> step, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, period, cancellationToken))
        {
            return NotFound();
        }

        var refusal = await step();
        if (refusal == ClosingRefusal.None)
        {
            return RedirectToPage(new { unit, period });
        }

        Problem(refusal == ClosingRefusal.ReasonMissing ? "reason" : "", texts.Refusal(refusal));
        return Page();
    }

    private async Task<bool> LoadAsync(string unit, string period, CancellationToken cancellationToken)
    {
        if (await context.PeriodUnitsOf(Access).SingleOrDefaultAsync(u => u.Code == unit, cancellationToken) is not { } found
            || await context.Periods.AsNoTracking().SingleOrDefaultAsync(p => p.Code == period, cancellationToken) is not { } stored)
        {
            return false;
        }

        (Unit, Period, Last) = (found, stored, await flow.LastAsync(found, period, cancellationToken));
        var closings = await context.PeriodClosings.Where(c => c.UnitId == found.Id && c.PeriodCode == period).OrderByDescending(c => c.Number).ToListAsync(cancellationToken);
        var ids = closings.ConvertAll(c => c.Id);
        var snapshots = await context.Snapshots.AsNoTracking().Where(s => ids.Contains(s.ClosingId)).ToDictionaryAsync(s => s.ClosingId, cancellationToken);
        var of = snapshots.Values.Select(s => s.Id).ToList();
        var files = (await context.SnapshotFiles.AsNoTracking().Where(f => of.Contains(f.SnapshotId))
            .Select(f => new { f.SnapshotId, f.Name, f.Content.LongLength }).ToListAsync(cancellationToken)).ToLookup(f => f.SnapshotId, f => new SnapshotRow(f.Name, f.LongLength));
        Revisions = closings.ConvertAll(c => new RevisionRow(c, snapshots.GetValueOrDefault(c.Id),
            snapshots.TryGetValue(c.Id, out var s) ? [.. files[s.Id].OrderBy(f => f.Name, StringComparer.Ordinal)] : []));
        await LoadPeopleAsync(closings, cancellationToken);
        if (Revisions.FirstOrDefault(r => r.Snapshot is not null) is { } latest)
        {
            Late = await late.OfAsync(new(latest.Snapshot!.Id, found.Code, found.Path, period, latest.Closing.Number, latest.Closing.ClosedAt!.Value), cancellationToken);
        }

        return true;
    }

    private async Task LoadPeopleAsync(List<PeriodClosing> closings, CancellationToken cancellationToken)
    {
        var ids = closings.SelectMany(c => new[] { c.CreatedBy, c.SubmittedBy, c.ApprovedBy, c.ClosedBy }).OfType<long>().Distinct().ToList();
        People = await context.Users.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellationToken);
    }
}
