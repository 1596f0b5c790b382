using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Admin;

/// <summary>The days off of a year, and what they do to due days. Today is Monday 27 April 2026; ten working days without
/// exceptions end on 11 May, with 30 April, 1 May off and Saturday 9 May worked on 12 May.</summary>
public sealed class DaysOffPageTests : IAsyncLifetime
{
    private const string Page = "/admin/days-off?year=2026";
    private SurveyHost _host = null!;
    private SurveyDbContext _context = null!;
    private Unit _province = null!;
    private Unit _unit = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 4, 27, 3, 0, 0, TimeSpan.Zero), Services = SecureWorld.HashCheaply });
        _context = _host.CreateContext();
        var sample = new Sample(_context);
        _province = await sample.UnitAsync("tinh");
        _unit = await sample.UnitAsync("so_a", _province);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Post_KeepsTheYearsDays_AndTheDueDaysFollow()
    {
        using var admin = await StaffClient.SignInAsync(_host, (Role.Administrator, _province));
        using var analyst = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));
        Assert.Equal("2026-05-11", await DueAsync(analyst));

        using (var saved = await admin.PostAsync(Page, ("Off", "30/4 - 1/5 Chiến thắng, Quốc tế lao động\r\n2/9 Quốc khánh"), ("Worked", "9/5 Làm bù")))
        {
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        }

        Assert.Equal("2026-05-12", await DueAsync(analyst));
        var page = await admin.PageAsync(Page);
        Assert.Equal("30/04/2026 - 01/05/2026 Chiến thắng, Quốc tế lao động\n02/09/2026 Quốc khánh", page.QuerySelector("#Off")!.TextContent.Trim());
        Assert.Contains("12/05/2026", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2026: 3 + 1", (await _context.AuditEntries.SingleAsync(a => a.Action == "days_off_saved", Cancel)).Subject);

        // Saved again without 30 April: the other years' days and the rest stay.
        (await admin.PostAsync("/admin/days-off?year=2027", ("Off", "1/1"), ("Worked", ""))).Dispose();
        (await admin.PostAsync(Page, ("Off", "1/5\n2/9"), ("Worked", ""))).Dispose();
        Assert.Equal([new(2026, 5, 1), new(2026, 9, 2), new(2027, 1, 1)], await _context.DaysOff.AsNoTracking().OrderBy(d => d.Day).Select(d => d.Day).ToListAsync(Cancel));
        Assert.Equal("2026-05-12", await DueAsync(analyst));
    }

    [Fact]
    public async Task Post_OfLinesThatAreNoDays_KeepsNothingAndSaysWhichLines()
    {
        using var admin = await StaffClient.SignInAsync(_host, (Role.Administrator, _province));

        using var wrong = await admin.PostAsync(Page, ("Off", "30/4\nTết\n1/1/2027"), ("Worked", "29/4"));

        var problems = (await StaffClient.ReadAsync(wrong)).QuerySelectorAll("#problems a").Select(a => a.TextContent.Trim()).ToList();
        Assert.Equal(3, problems.Count);
        Assert.StartsWith("Dòng 2:", problems[0], StringComparison.Ordinal);
        Assert.StartsWith("Dòng 3:", problems[1], StringComparison.Ordinal);
        Assert.StartsWith("29/04/2026", problems[2], StringComparison.Ordinal);
        Assert.Equal(0, await _context.DaysOff.CountAsync(Cancel));
    }

    [Fact]
    public async Task Page_IsNotThereForAnAdministratorOfAPart()
    {
        using var admin = await StaffClient.SignInAsync(_host, (Role.Administrator, _unit));

        Assert.Equal(HttpStatusCode.NotFound, await admin.StatusOfAsync(Page));
        using var posted = await admin.PostToAsync("/language", Page, ("Off", "1/5"), ("Worked", ""));
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }

    private static async Task<string?> DueAsync(StaffClient analyst) =>
        (await analyst.PageAsync("/analyse/so_a/tickets/new")).QuerySelector("[name='Input.DueOn']")!.GetAttribute("value");
}
