using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>Why a step of a closing is not taken.</summary>
public enum ClosingRefusal
{
    None,
    NotYours,
    WrongState,
    SamePerson,
    NotBegun,
    ReasonMissing,
    AlreadyBegun,
}

/// <summary>
/// The steps of closing a period: begun and submitted by an analyst, approved by someone else, closed by a third person.
/// The last step freezes the figures.
/// </summary>
public sealed class ClosingFlow(SurveyDbContext context, SnapshotMaker maker, Signer signer, LocalCalendar calendar)
{
    public const int ReasonLeast = 10;

    private static readonly HashSet<string> Withheld = [FrozenCounts.FileName];

    /// <summary>Begins a closing, or the correction of a closed period.</summary>
    public async Task<ClosingRefusal> BeginAsync(StaffAccess access, Unit unit, StoredPeriod period, string reason, CancellationToken cancellationToken)
    {
        if (!access.May(Role.Analyst, unit.Path))
        {
            return ClosingRefusal.NotYours;
        }

        if (period.First > calendar.Today)
        {
            return ClosingRefusal.NotBegun;
        }

        var last = await LastAsync(unit, period.Code, cancellationToken);
        if (last is not null && last.State != ClosingState.Closed)
        {
            return ClosingRefusal.AlreadyBegun;
        }

        if (last is not null && reason.Length < ReasonLeast)
        {
            return ClosingRefusal.ReasonMissing;
        }

        context.PeriodClosings.Add(new PeriodClosing
        {
            Id = RandomKey.New(),
            UnitId = unit.Id,
            PeriodCode = period.Code,
            Number = (last?.Number ?? 0) + 1,
            Reason = last is null ? "" : reason,
            CreatedBy = access.AccountId,
            CreatedAt = calendar.UtcNow,
        });
        return await SaveAsync(access, last is null ? "begin_closing" : "begin_correction", unit, period.Code, cancellationToken);
    }

    public Task<ClosingRefusal> SubmitAsync(StaffAccess access, PeriodClosing closing, CancellationToken cancellationToken) =>
        StepAsync(access, closing, ClosingState.Draft, Role.Analyst, [], "submit_closing", () =>
            (closing.State, closing.SubmittedBy, closing.SubmittedAt) = (ClosingState.Submitted, access.AccountId, calendar.UtcNow), cancellationToken);

    public Task<ClosingRefusal> ApproveAsync(StaffAccess access, PeriodClosing closing, CancellationToken cancellationToken) =>
        StepAsync(access, closing, ClosingState.Submitted, Role.Approver, [closing.CreatedBy, closing.SubmittedBy], "approve_closing", () =>
            (closing.State, closing.ApprovedBy, closing.ApprovedAt) = (ClosingState.Approved, access.AccountId, calendar.UtcNow), cancellationToken);

    /// <summary>Hands it back to the analysts.</summary>
    public Task<ClosingRefusal> ReturnAsync(StaffAccess access, PeriodClosing closing, CancellationToken cancellationToken) =>
        StepAsync(access, closing, closing.State == ClosingState.Approved ? ClosingState.Approved : ClosingState.Submitted, Role.Approver, [], "return_closing", () =>
        {
            closing.State = ClosingState.Draft;
            (closing.SubmittedBy, closing.SubmittedAt, closing.ApprovedBy, closing.ApprovedAt) = (null, null, null, null);
        }, cancellationToken);

    /// <summary>Freezes the period. The snapshot is made before anything is written, and written with the state in one go.</summary>
    public async Task<ClosingRefusal> CloseAsync(StaffAccess access, PeriodClosing closing, CancellationToken cancellationToken)
    {
        var refusal = Refusal(access, closing, ClosingState.Approved, Role.Approver, [closing.CreatedBy, closing.SubmittedBy, closing.ApprovedBy]);
        if (refusal != ClosingRefusal.None)
        {
            return refusal;
        }

        var period = await context.Periods.AsNoTracking().SingleAsync(p => p.Code == closing.PeriodCode, cancellationToken);
        var files = await maker.MakeAsync(closing.Unit!, period, cancellationToken);
        var now = calendar.UtcNow;
        var manifest = SnapshotManifest.Write(new ManifestHead
        {
            Unit = closing.Unit!,
            Period = period,
            Number = closing.Number,
            Reason = closing.Reason,
            MadeAt = now,
            Previous = await PreviousAsync(closing, cancellationToken),
        }, files, Withheld);
        var signed = await signer.SignAsync(manifest, cancellationToken);
        var snapshot = new PeriodSnapshot { Id = RandomKey.New(), ClosingId = closing.Id, MadeAt = now, Manifest = manifest, Signature = signed.Signature, KeyId = signed.KeyId };
        context.Snapshots.Add(snapshot);
        context.SnapshotFiles.AddRange(files.Select(f => new SnapshotFile { SnapshotId = snapshot.Id, Name = f.Key, Content = f.Value }));
        return await StepAsync(access, closing, ClosingState.Approved, Role.Approver, [], "close_period", () =>
            (closing.State, closing.ClosedBy, closing.ClosedAt) = (ClosingState.Closed, access.AccountId, now), cancellationToken);
    }

    /// <summary>Whether the person may take the step; the people who took earlier ones may not.</summary>
    public ClosingRefusal Refusal(StaffAccess access, PeriodClosing closing, ClosingState from, Role role, long?[] others) =>
        !access.May(role, closing.Unit!.Path) ? ClosingRefusal.NotYours
        : closing.State != from ? ClosingRefusal.WrongState
        : others.Contains(access.AccountId) ? ClosingRefusal.SamePerson
        : ClosingRefusal.None;

    public Task<PeriodClosing?> LastAsync(Unit unit, string period, CancellationToken cancellationToken) =>
        context.PeriodClosings.Include(c => c.Unit).Where(c => c.UnitId == unit.Id && c.PeriodCode == period)
            .OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancellationToken);

    private async Task<string?> PreviousAsync(PeriodClosing closing, CancellationToken cancellationToken)
    {
        var manifest = await context.Snapshots.AsNoTracking().Join(context.PeriodClosings, s => s.ClosingId, c => c.Id, (s, c) => new { s.Manifest, c.UnitId, c.PeriodCode, c.Number })
            .Where(s => s.UnitId == closing.UnitId && s.PeriodCode == closing.PeriodCode && s.Number == closing.Number - 1)
            .Select(s => s.Manifest).SingleOrDefaultAsync(cancellationToken);
        return manifest is null ? null : SnapshotManifest.Hash(manifest);
    }

    private async Task<ClosingRefusal> StepAsync(StaffAccess access, PeriodClosing closing, ClosingState from, Role role, long?[] others, string action,
        Action take, CancellationToken cancellationToken)
    {
        var refusal = Refusal(access, closing, from, role, others);
        if (refusal != ClosingRefusal.None)
        {
            return refusal;
        }

        take();
        closing.Revision++;
        return await SaveAsync(access, action, closing.Unit!, closing.PeriodCode, cancellationToken);
    }

    private async Task<ClosingRefusal> SaveAsync(StaffAccess access, string action, Unit unit, string period, CancellationToken cancellationToken)
    {
        context.Audit(calendar, access.AccountId, action, $"{unit.Code} {period}");
        await context.SaveChangesAsync(cancellationToken);
        return ClosingRefusal.None;
    }
}
