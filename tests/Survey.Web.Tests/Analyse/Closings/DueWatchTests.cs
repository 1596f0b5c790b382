using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Closings;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Closings;

/// <summary>Reminders of due days: some days before, once, to those who analyse the unit, and not for a closed period.</summary>
public sealed class DueWatchTests : IAsyncLifetime
{
    private SurveyHost _host = null!;
    private SurveyDbContext _context = null!;
    private Unit _unit = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DueWatch Watch => _host.Services.GetRequiredService<DueWatch>();

    public async ValueTask InitializeAsync()
    {
        _host = await SurveyHost.StartAsync(new()
        {
            Now = new DateTimeOffset(2026, 9, 13, 3, 0, 0, TimeSpan.Zero),
            Settings = new Dictionary<string, string?> { ["Survey:Mail:Host"] = "localhost", ["Survey:Mail:From"] = "survey@example.vn", ["Survey:Mail:Seconds"] = "0", ["Survey:AlertMinutes"] = "0" },
        });
        _context = _host.CreateContext();
        _unit = await new Sample(_context).UnitAsync("so_a");
        _context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026-q3", Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = new(2026, 6, 15), Last = new(2026, 9, 14), DueExternal = new(2026, 9, 16) });
        await _context.SaveChangesAsync(Cancel);
        var account = await StaffClient.CreateAccountAsync(_host, (Role.Analyst, _unit));
        await _context.Users.Where(a => a.Id == account.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Email, "chuyenvien@example.vn"), Cancel);
    }

    [Fact]
    public async Task Remind_ThreeDaysBefore_WritesOneLetter_AndNoSecond()
    {
        Assert.Equal(1, await Watch.RemindAsync(Cancel));
        Assert.Equal(0, await Watch.RemindAsync(Cancel));

        var letter = await _context.OutgoingMails.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal("chuyenvien@example.vn", letter.To);
        Assert.Contains("Quý III/2026", letter.Subject, StringComparison.Ordinal);
        Assert.Contains("/periods/so_a/2026-q3", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remind_LongBefore_OrOfAClosedPeriod_WritesNothing()
    {
        await _context.Periods.ExecuteUpdateAsync(p => p.SetProperty(x => x.DueExternal, new DateOnly(2026, 9, 17)), Cancel);
        Assert.Equal(0, await Watch.RemindAsync(Cancel));

        await _context.Periods.ExecuteUpdateAsync(p => p.SetProperty(x => x.DueExternal, new DateOnly(2026, 9, 16)), Cancel);
        var closing = new PeriodClosing
        {
            Id = RandomKey.New(),
            UnitId = _unit.Id,
            PeriodCode = "2026-q3",
            Number = 1,
            State = ClosingState.Closed,
            CreatedBy = 1,
            CreatedAt = new(2026, 9, 13, 0, 0, 0, DateTimeKind.Utc),
            ClosedAt = new(2026, 9, 13, 0, 0, 0, DateTimeKind.Utc),
        };
        _context.Add(closing);
        _context.Add(new PeriodSnapshot { Id = RandomKey.New(), ClosingId = closing.Id, MadeAt = closing.CreatedAt, Manifest = [1], Signature = [1], KeyId = "k" });
        await _context.SaveChangesAsync(Cancel);
        Assert.Equal(0, await Watch.RemindAsync(Cancel));
        Assert.Empty(await _context.OutgoingMails.ToListAsync(Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
    }
}
