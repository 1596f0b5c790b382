using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Reports;
using Survey.Web.Pages.Analyse.Reports;

namespace Survey.Web.Tests.Analyse.Reports;

/// <summary>Who makes a pack, when a node dies, and when a schedule asks for one.</summary>
public sealed class PackQueueTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 9, 20, 3, 0, 0, TimeSpan.Zero);
    private SurveyHost _host = null!;
    private SurveyDbContext _context = null!;
    private Unit _unit = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await SurveyHost.StartAsync(new() { Now = Now });
        _context = _host.CreateContext();
        _unit = await new Sample(_context).UnitAsync("so_a", await new Sample(_context).UnitAsync("tinh"));
        _context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026-q3", Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = new(2026, 6, 15), Last = new(2026, 9, 14) });
        await _context.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Claim_AfterItsHolderDied_StartsAnew_AndTheOldHolderWritesNoMore()
    {
        await AskAsync();
        var (dead, other) = (NewQueue(), NewQueue());
        var held = (await dead.ClaimAsync(Cancel))!;
        Assert.True(await dead.PlanAsync(held, 3, Cancel));
        Assert.True(await dead.AddAsync(held, "a.txt", "text/plain", [1], Cancel));
        Assert.Null(await other.ClaimAsync(Cancel));

        _host.Time!.Advance(PackQueue.Lease + TimeSpan.FromSeconds(1));
        var taken = (await other.ClaimAsync(Cancel))!;

        Assert.Equal((held.Id, 0), (taken.Id, taken.Ready));
        Assert.Equal(0, await _context.ReportFiles.CountAsync(Cancel));
        Assert.False(await dead.AddAsync(held, "b.txt", "text/plain", [1], Cancel));
        Assert.False(await dead.FinishAsync(held, PackState.Done, "", [], Cancel));
        Assert.True(await other.AddAsync(taken, "a.txt", "text/plain", [2], Cancel));
        Assert.True(await other.FinishAsync(taken, PackState.Done, "", [], Cancel));
        Assert.Equal([2], await _context.ReportFiles.Select(f => f.Content).SingleAsync(Cancel));
        Assert.Null(await other.ClaimAsync(Cancel));
    }

    [Fact]
    public async Task Claim_OfAPackThatIsGivenBack_NeedNotWait()
    {
        await AskAsync();
        var queue = NewQueue();
        var pack = (await queue.ClaimAsync(Cancel))!;

        Assert.True(await queue.ReleaseAsync(pack));

        Assert.Equal(pack.Id, (await NewQueue().ClaimAsync(Cancel))!.Id);
    }

    [Fact]
    public async Task Work_OnAPackThatNobodyFinishedInADay_GivesItUp()
    {
        await AskAsync();
        _host.Time!.Advance(PackQueue.Longest + TimeSpan.FromMinutes(1));

        Assert.Equal(1, await _host.Services.GetRequiredService<PackWorker>().WorkAsync(Cancel));

        var pack = await _context.ReportPacks.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((PackState.Failed, "Quá lâu không lập xong nên đã bỏ. Hãy lập lại."), (pack.State, pack.Error));
    }

    [Theory]
    [InlineData(3, 17, 1)] // due on 17 September
    [InlineData(3, 16, 0)]
    [InlineData(0, 15, 1)]
    [InlineData(0, 14, 0)] // its last day
    [InlineData(60, 20, 0)]
    public async Task Schedule_AsksOnceWhenItsDayHasCome(int days, int today, int expected)
    {
        await ScheduleAsync(days);
        _host.Time!.SetUtcNow(new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero));
        await using var scope = _host.Services.CreateAsyncScope();
        var calendar = new LocalCalendar(new Fixed(new DateTimeOffset(2026, 9, today, 3, 0, 0, TimeSpan.Zero)), new SurveySettings());
        var schedules = new PackSchedules(scope.ServiceProvider.GetRequiredService<SurveyDbContext>(), calendar);

        Assert.Equal(expected, await schedules.RequestDueAsync(Cancel));
        Assert.Equal(0, await schedules.RequestDueAsync(Cancel));
    }

    [Fact]
    public async Task Schedule_AsksAgainForEachRevisionOfAClosedPeriod()
    {
        await ScheduleAsync(60);
        await using var scope = _host.Services.CreateAsyncScope();
        var schedules = scope.ServiceProvider.GetRequiredService<PackSchedules>();
        Assert.Equal(0, await schedules.RequestDueAsync(Cancel));
        var province = await _context.Units.SingleAsync(u => u.Code == "tinh", Cancel);
        foreach (var number in new[] { 1, 2 })
        {
            _context.Add(new PeriodClosing { Id = RandomKey.New(), UnitId = province.Id, PeriodCode = "2026-q3", Number = number, State = ClosingState.Closed, CreatedBy = 1, CreatedAt = Now.UtcDateTime });
            await _context.SaveChangesAsync(Cancel);

            Assert.Equal((1, 0), (await schedules.RequestDueAsync(Cancel), await schedules.RequestDueAsync(Cancel)));
        }

        Assert.Equal(2, await _context.ReportPacks.CountAsync(p => p.RequestedBy == null, Cancel));
    }

    [Fact]
    public async Task Schedule_LeavesPeriodsAloneThatWereOverWhenItWasMade()
    {
        await ScheduleAsync(0, new DateTime(2026, 9, 18, 0, 0, 0, DateTimeKind.Utc));
        await using var scope = _host.Services.CreateAsyncScope();

        Assert.Equal(0, await scope.ServiceProvider.GetRequiredService<PackSchedules>().RequestDueAsync(Cancel));
    }

    private PackQueue NewQueue() => new(_host.Services.GetRequiredService<IDbContextFactory<SurveyDbContext>>(), _host.Time!);

    private async Task AskAsync()
    {
        _context.Add(new ReportPack { Id = RandomKey.New(), UnitId = _unit.Id, PeriodCode = "2026-q3", QuestionnaireCode = "none", Language = "vi", RequestedAt = Now.UtcDateTime });
        await _context.SaveChangesAsync(Cancel);
    }

    private async Task ScheduleAsync(int days, DateTime? madeAt = null)
    {
        _context.Add(new PackSchedule
        {
            Id = RandomKey.New(),
            UnitId = _unit.Id,
            QuestionnaireCode = "none",
            Language = "vi",
            Template = "s2",
            DaysAfter = days,
            CreatedBy = 1,
            CreatedAt = madeAt ?? new DateTime(2026, 8, 1, 0, 0, 0, DateTimeKind.Utc),
        });
        await _context.SaveChangesAsync(Cancel);
    }

    private sealed class Fixed(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
