using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Analyse.Comments;

namespace Survey.Web.Tests.Analyse.Tickets;

public sealed class TicketTests
{
    private const string List = "/analyse/so_a/tickets";

    private static readonly DateOnly Today = new(2026, 9, 20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comment_BecomesATicket_WithTenWorkingDays_AndTheCommentSaysSo()
    {
        await using var world = await CommentWorld.CreateAsync();
        await world.AnswerAsync(world.Big, CommentWorld.August, 12);
        var comment = await world.SayAsync(world.Big, CommentWorld.August, "Chờ lâu quá, gọi 0912345678");
        using var analyst = await world.SignInAsync(Role.Analyst, world.SoA);
        var address = $"/analyse/so_a/tickets/new?comment={comment.Id}";
        var form = await analyst.PageAsync(address);

        using var made = await analyst.PostAsync(address, ("Input.Subject", "Chờ lâu"), ("Input.DueOn", form.QuerySelector("[name='Input.DueOn']")!.GetAttribute("value")!));

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var ticket = await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((TicketChannel.Comment, world.SoA.Id, "Chờ lâu quá, gọi [đã ẩn]", Today, new DateOnly(2026, 10, 2)), (ticket.Channel, ticket.UnitId, ticket.Text, ticket.ReceivedOn, ticket.DueOn));
        Assert.Contains($"/analyse/so_a/tickets/{ticket.Id}", (await analyst.PageAsync("/analyse/so_a/comments")).QuerySelector(".said-list")!.InnerHtml, StringComparison.Ordinal);
        Assert.Single(await world.Context.TicketSteps.AsNoTracking().ToListAsync(Cancel));
    }

    [Fact]
    public async Task TypedIn_FromTheHotline_IsMasked_AndImpossibleDaysAreRefused()
    {
        await using var world = await CommentWorld.CreateAsync();
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);

        using var wrong = await officer.PostAsync(List + "/new", ("Input.Channel", "Comment"), ("Input.Subject", " "), ("Input.Text", ""), ("Input.ReceivedOn", "2026-09-21"), ("Input.DueOn", "2026-01-01"));
        using var right = await officer.PostAsync(List + "/new", ("Input.Channel", "Hotline"), ("Input.Subject", "Thiếu ghế"), ("Input.Text", "Gọi lại 0912 345 678"), ("Input.ReceivedOn", "2026-09-18"), ("Input.DueOn", "2026-10-01"));

        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        Assert.Equal(["#channel", "#due", "#received", "#subject", "#text"], (await StaffClient.ReadAsync(wrong)).QuerySelectorAll("#problems a").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal("Gọi lại [đã ẩn]", (await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel)).Text);
    }

    [Fact]
    public async Task Life_IsKeptInSteps_AndTheDayOfTheAnswerStands()
    {
        await using var world = await CommentWorld.CreateAsync();
        var ticket = await world.Sample.TicketAsync(world.SoA, Today, Today.AddDays(3));
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);
        var page = $"{List}/{ticket.Id}";

        using var given = await officer.PostAsync(page, Change(0, TicketState.InWork, "", owner: officer.Account.Id));
        using var silent = await officer.PostAsync(page, Change(1, TicketState.Answered, ""));
        using var answered = await officer.PostAsync(page, Change(1, TicketState.Answered, "Đã thêm ghế", owner: officer.Account.Id));
        world.Host.Time!.Advance(TimeSpan.FromHours(7)); // still signed in; the day stays the same
        using var worded = await officer.PostAsync(page, Change(2, TicketState.Answered, "Đã thêm mười ghế", owner: officer.Account.Id, due: Today.AddDays(5)));

        Assert.All([given, answered, worded], r => Assert.Equal(HttpStatusCode.Redirect, r.StatusCode));
        Assert.Equal("#answer", Assert.Single((await StaffClient.ReadAsync(silent)).QuerySelectorAll("#problems a")).GetAttribute("href"));
        var stored = await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((TicketState.Answered, Today, "Đã thêm mười ghế", 3), (stored.State, stored.AnsweredOn, stored.Answer, stored.Revision));
        var steps = await world.Context.TicketSteps.AsNoTracking().OrderBy(s => s.At).Select(s => s.State).ToListAsync(Cancel);
        Assert.Equal(3, steps.Count);
        Assert.Contains("Hạn: 23/09/2026 → 25/09/2026.", (await officer.PageAsync(page)).QuerySelector(".steps")!.TextContent, StringComparison.Ordinal);

        using var reopened = await officer.PostAsync(page, Change(3, TicketState.InWork, "Đã thêm mười ghế"));
        Assert.Null((await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel)).AnsweredOn);
    }

    [Fact]
    public async Task TwoWhoSave_TheSecondIsTold_AndNothingIsLost()
    {
        await using var world = await CommentWorld.CreateAsync();
        var ticket = await world.Sample.TicketAsync(world.SoA, Today, Today.AddDays(3));
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);
        using var analyst = await world.SignInAsync(Role.Analyst, world.SoA);
        var page = $"{List}/{ticket.Id}";

        using var first = await officer.PostAsync(page, Change(0, TicketState.Answered, "Của cán bộ"));
        using var second = await analyst.PostAsync(page, Change(0, TicketState.InWork, "Của người sau"));

        var told = await StaffClient.ReadAsync(second);
        Assert.Contains("Có người vừa sửa phản ánh này", told.QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Của người sau", told.QuerySelector("#answer")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", told.QuerySelector("[name='Input.Revision']")!.GetAttribute("value"));
        Assert.Equal("Của cán bộ", (await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel)).Answer);
    }

    [Fact]
    public async Task Owner_MustHaveARoleInTheUnit()
    {
        await using var world = await CommentWorld.CreateAsync();
        var ticket = await world.Sample.TicketAsync(world.SoA, Today);
        var stranger = await StaffClient.CreateAccountAsync(world.Host, (Role.Officer, world.SoB));
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);

        using var given = await officer.PostAsync($"{List}/{ticket.Id}", Change(0, TicketState.New, "", owner: stranger.Id));

        Assert.Equal("#owner", Assert.Single((await StaffClient.ReadAsync(given)).QuerySelectorAll("#problems a")).GetAttribute("href"));
    }

    [Fact]
    public async Task Report_CountsOnTimeLateOpenAndOverdue_AndNoneReceivedComplies()
    {
        await using var world = await CommentWorld.CreateAsync();
        using var analyst = await world.SignInAsync(Role.Analyst);
        Assert.Equal(("100%", "0 0 0 0 0"), await ReportAsync(analyst, "/analyse/tinh/tickets"));
        Assert.Contains("Chưa nhận được PAKN nào: tính là đạt", (await analyst.PageAsync("/analyse/tinh/tickets")).Body!.TextContent, StringComparison.Ordinal);
        foreach (var (received, due, answered, unit) in new (int, int, int?, Unit)[] { (-20, -6, -6, world.SoA), (-20, -6, -10, world.SoB), (-20, -6, -5, world.SoA), (-20, -1, null, world.SoA), (-3, 0, null, world.SoA), (-200, -150, null, world.SoA) })
        {
            var ticket = await world.Sample.TicketAsync(unit, Today.AddDays(received), Today.AddDays(due));
            await world.Context.Tickets.Where(t => t.Id == ticket.Id).ExecuteUpdateAsync(s => s
                .SetProperty(t => t.AnsweredOn, answered == null ? null : Today.AddDays(answered ?? 0)).SetProperty(t => t.State, answered == null ? TicketState.New : TicketState.Answered), Cancel);
        }

        // Received, on time, late, open, overdue; the one from before the period waits in the list but is not of the period.
        Assert.Equal(("50%", "5 2 1 1 1"), await ReportAsync(analyst, "/analyse/tinh/tickets?period=" + CommentWorld.Period));
        Assert.Equal(("33,3%", "4 1 1 1 1"), await ReportAsync(analyst, List + "?period=" + CommentWorld.Period));
        Assert.Equal(("40%", "6 2 1 1 2"), await ReportAsync(analyst, "/analyse/tinh/tickets"));
        Assert.Equal(6, (await analyst.PageAsync("/analyse/tinh/tickets?period=" + CommentWorld.Period)).QuerySelectorAll("tbody tr").Length);
        Assert.Equal(2, (await analyst.PageAsync("/analyse/tinh/tickets?state=overdue")).QuerySelectorAll("tbody tr").Length);
        Assert.Contains("quá hạn 150 ngày", (await analyst.PageAsync("/analyse/tinh/tickets?state=overdue")).QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await analyst.PageAsync("/analyse/tinh/tickets?mine=1&channel=hotline")).QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync("/analyse/tinh/tickets?period=none"));
    }

    [Fact]
    public async Task Moving_GoesToUnitsOfThePerson_LosesTheOwner_AndIsAStep()
    {
        await using var world = await CommentWorld.CreateAsync();
        var ticket = await world.Sample.TicketAsync(world.SoA, Today);
        using var head = await world.SignInAsync(Role.Officer);
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);
        var page = $"{List}/{ticket.Id}";
        (await officer.PostAsync(page, Change(0, TicketState.InWork, "", owner: officer.Account.Id))).Dispose();

        using var strange = await officer.PostToAsync(page, page + "?handler=Move", ("revision", "1"), ("to", "so_b"));
        using var outrun = await head.PostToAsync(page, page + "?handler=Move", ("revision", "0"), ("to", "so_b"));
        using var moved = await head.PostToAsync(page, page + "?handler=Move", ("revision", "1"), ("to", "so_b"));

        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        Assert.Contains("Có người vừa sửa phản ánh này", (await StaffClient.ReadAsync(outrun)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/analyse/so_b/tickets/{ticket.Id}", moved.Headers.Location!.ToString());
        Assert.Equal((world.SoB.Id, (long?)null), await world.Context.Tickets.Select(t => new ValueTuple<long, long?>(t.UnitId, t.OwnerId)).SingleAsync(Cancel));
        Assert.Equal(HttpStatusCode.NotFound, await officer.StatusOfAsync(page));
        Assert.Contains("Chuyển cho Đơn vị so_b.", (await head.PageAsync(moved.Headers.Location.ToString())).QuerySelector(".steps")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_IsTheOfficers_OfAnsweredTicketsOnly()
    {
        await using var world = await CommentWorld.CreateAsync();
        var ticket = await world.Sample.TicketAsync(world.SoA, Today);
        using var officer = await world.SignInAsync(Role.Officer, world.SoA);
        using var analyst = await world.SignInAsync(Role.Analyst, world.SoA);
        var page = $"{List}/{ticket.Id}";

        using var tooEarly = await officer.PostToAsync(page, page + "?handler=Publish", ("revision", "0"), ("words", "Đã tiếp thu"));
        (await officer.PostAsync(page, Change(0, TicketState.Answered, "Cảm ơn"))).Dispose();
        using var notHers = await analyst.PostToAsync(page, page + "?handler=Publish", ("revision", "1"), ("words", "Đã tiếp thu"));
        using var published = await officer.PostToAsync(page, page + "?handler=Publish", ("revision", "1"), ("words", "Đã tiếp thu"));

        Assert.Contains("Chỉ công bố phản ánh đã trả lời", (await StaffClient.ReadAsync(tooEarly)).QuerySelector("#problems")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, notHers.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        var stored = await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal(("Đã tiếp thu", Today), (stored.PublicAnswer, stored.PublishedOn));
        (await officer.PostToAsync(page, page + "?handler=Unpublish", ("revision", "2"))).Dispose();
        Assert.Null((await world.Context.Tickets.AsNoTracking().SingleAsync(Cancel)).PublishedOn);
    }

    private static (string, string)[] Change(int revision, TicketState state, string answer, long? owner = null, DateOnly? due = null) =>
    [
        ("Input.Revision", $"{revision}"), ("Input.Subject", "Chờ lâu"), ("Input.OwnerId", $"{owner}"), ("Input.State", $"{state}"), ("Input.Answer", answer),
        ("Input.DueOn", (due ?? Today.AddDays(3)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];

    private static async Task<(string Rate, string Counts)> ReportAsync(StaffClient client, string address)
    {
        var page = await client.PageAsync(address);
        return (page.QuerySelector(".tally .big")!.TextContent, string.Join(' ', page.QuerySelectorAll(".tally dd").Select(d => d.TextContent)));
    }
}
