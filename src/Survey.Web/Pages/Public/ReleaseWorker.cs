using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Public;

/// <summary>
/// Brings out the results of ended periods whose day has come, on every node. Nodes that come to the same period at the
/// same moment insert the same key: the database keeps the first.
/// </summary>
public sealed partial class ReleaseWorker(
    IDbContextFactory<SurveyDbContext> contexts, ReleaseMaker maker, ReleaseDrift drift, LocalCalendar calendar, TimeProvider time, ILogger<ReleaseWorker> logger)
    : BackgroundService
{
    /// <summary>How long a release waits for responses of its period that are still held back.</summary>
    public const int PatienceDays = 14;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>The first day on which a period's results may come out: after its last day, never on it.</summary>
    public static DateOnly DayOf(StoredPeriod period, int daysAfter) => period.Last.AddDays(Math.Max(1, daysAfter));

    /// <summary>Asks for a round soon.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // A round is already asked for.
        }
    }

    /// <summary>Makes every release that is due and says how many that were. One that fails does not keep the others back.</summary>
    public async Task<int> ReleaseAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        foreach (var due in await DueAsync(cancellationToken))
        {
            try
            {
                made += await ReleaseAsync(due, cancellationToken) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                LogFailed(e, due.Unit.Code, due.Period.Code);
            }
        }

        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, time, stoppingToken);
        while (true)
        {
            try
            {
                await ReleaseAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                LogRoundFailed(e);
            }

            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(Task.Delay(Interval, time, rest.Token), _wake.WaitAsync(rest.Token));
            await rest.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<List<Due>> DueAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pages = await context.PublicPages.AsNoTracking().Where(p => p.ShowsResults || p.ShowsWall)
            .Join(context.Units, p => p.UnitId, u => u.Id, (p, u) => new { Page = p, Unit = u })
            .Join(context.Questionnaires, p => p.Page.QuestionnaireId, q => q.Id, (p, q) => new { p.Page, p.Unit, q.Code }).ToListAsync(cancellationToken);
        if (pages.Count == 0)
        {
            return [];
        }

        var today = calendar.Today;
        var periods = await context.Periods.AsNoTracking().Where(p => p.Last < today).OrderBy(p => p.Last).ThenByDescending(p => p.First).ToListAsync(cancellationToken);
        var made = (await context.Releases.Select(r => new { r.UnitId, r.QuestionnaireId, r.IndexCode, r.PeriodCode }).ToListAsync(cancellationToken))
            .Select(r => (r.UnitId, r.QuestionnaireId, r.IndexCode, r.PeriodCode)).ToHashSet();
        return [.. from period in periods
                   from page in pages
                   where DayOf(period, page.Page.DaysAfter) <= today
                       && !made.Contains((page.Page.UnitId, page.Page.QuestionnaireId, page.Page.IndexCode, period.Code))
                   select new Due(page.Page, page.Unit, page.Code, period)];
    }

    private async Task<bool> ReleaseAsync(Due due, CancellationToken cancellationToken)
    {
        var page = due.Page;
        if (await maker.MakeAsync(due.Subject, cancellationToken) is not var (document, waiting)
            || (waiting > 0 && calendar.Today < DayOf(due.Period, page.DaysAfter).AddDays(PatienceDays))
            || await drift.CoverAsync(document, due.Unit, page.QuestionnaireId, cancellationToken) is not { } safe)
        {
            return false;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Add(new Release
        {
            Id = RandomKey.New(),
            UnitId = page.UnitId,
            QuestionnaireId = page.QuestionnaireId,
            IndexCode = page.IndexCode,
            PeriodCode = due.Period.Code,
            ReleasedAt = safe.ReleasedAt,
            Json = safe.ToJson(),
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is { } inner && DatabaseErrors.IsDuplicate(inner))
        {
            return false;
        }
    }

    private sealed record Due(PublicPage Page, Unit Unit, string Questionnaire, StoredPeriod Period)
    {
        public ReleaseSubject Subject => new(Unit.Code, Questionnaire, Page.IndexCode, Period.Code);
    }

    [LoggerMessage(LogLevel.Error, "The results of {Unit} for {Period} could not be brought out; the next round tries again.")]
    private partial void LogFailed(Exception error, string unit, string period);

    [LoggerMessage(LogLevel.Warning, "Results could not be brought out; the next round tries again.")]
    private partial void LogRoundFailed(Exception error);
}
