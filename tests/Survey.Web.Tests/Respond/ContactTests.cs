using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Tests.Respond;

public sealed class ContactTests(RespondHost shared) : IClassFixture<RespondHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThankYouPage_LeadsToTheForm_WithoutReferrer_ButNotOnASharedDevice()
    {
        var counter = await Counter.AddAsync(shared.Host);
        var kiosk = await Counter.AddAsync(shared.Host, sharedDevice: true);

        var link = (await Counter.PageAsync(await shared.Host.Client.GetAsync(counter.Path + "/thanks?lang=en", Cancel))).QuerySelector("a[href*=contact]")!;

        Assert.Equal((counter.Path + "/contact?lang=en", "noreferrer", "no-referrer"), (link.GetAttribute("href"), link.GetAttribute("rel"), link.GetAttribute("referrerpolicy")));
        Assert.Null((await Counter.PageAsync(await shared.Host.Client.GetAsync(kiosk.Path + "/thanks", Cancel))).QuerySelector("a[href*=contact]"));
    }

    [Fact]
    public async Task Form_IsSmall_WithoutScriptAndCookie_InTwoLanguages()
    {
        var counter = await Counter.AddAsync(shared.Host);

        using var response = await shared.Host.Client.GetAsync(counter.Path + "/contact?lang=en", Cancel);
        var html = await Counter.TextAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Contains("script-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("What do you want to report?", html, StringComparison.Ordinal);
        Assert.Contains("Anh/chị muốn phản ánh điều gì?", await Counter.TextAsync(await shared.Host.Client.GetAsync(counter.Path + "/contact", Cancel)), StringComparison.Ordinal);
        Assert.True(html.Length < 16_000, $"{html.Length}");
    }

    [Fact]
    public async Task Request_IsStored_MaskedButForTheContact_AndReadByItsCode()
    {
        var counter = await Counter.AddAsync(shared.Host);

        var (status, page) = await SendAsync(counter, await KeyAsync(counter), "Chờ lâu, gọi 0912345678", "Nguyễn Văn A", "0987654321");
        var code = page.QuerySelector(".code")!.TextContent;

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code);
        await using var context = shared.Host.CreateContext();
        var ticket = await context.Tickets.AsNoTracking().SingleAsync(t => t.UnitId == counter.Unit.Id, Cancel);
        var request = await context.ContactRequests.AsNoTracking().SingleAsync(c => c.TicketId == ticket.Id, Cancel);
        Assert.Equal((TicketChannel.Contact, "Chờ lâu, gọi [đã ẩn]", "Chờ lâu, gọi [đã ẩn]"), (ticket.Channel, ticket.Text, ticket.Subject));
        Assert.Equal(("Nguyễn Văn A", "0987654321", (DateOnly?)null), (request.Name, request.Contact, request.DeleteAfter));
        Assert.Equal(ContactEndpoint.HashOf(code.Replace("-", "", StringComparison.Ordinal)), request.CodeHash);
        Assert.DoesNotContain(code.Replace("-", "", StringComparison.Ordinal), request.CodeHash, StringComparison.OrdinalIgnoreCase);

        await context.Tickets.Where(t => t.Id == ticket.Id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Answer, "Nháp"), Cancel);
        var (_, waiting) = await ReplyAsync(code.ToLowerInvariant());
        Assert.Contains("Đã nhận, chờ xử lý", waiting.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Nháp", waiting.Body.TextContent, StringComparison.Ordinal);
        await context.Tickets.Where(t => t.Id == ticket.Id).ExecuteUpdateAsync(
            s => s.SetProperty(t => t.State, TicketState.Answered).SetProperty(t => t.AnsweredOn, ticket.ReceivedOn).SetProperty(t => t.Answer, "Đã mở thêm <b>quầy</b>"), Cancel);
        var (found, read) = await ReplyAsync(code);
        Assert.Equal(HttpStatusCode.OK, found);
        Assert.Equal("Đã mở thêm <b>quầy</b>", read.QuerySelector(".pakn")!.TextContent);
        Assert.DoesNotContain("0987654321", read.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SentTwice_IsOneTicketAndOneCode_AndSomeoneElsesFormNeverGetsIt()
    {
        var counter = await Counter.AddAsync(shared.Host);
        var key = await KeyAsync(counter);

        var (_, first) = await SendAsync(counter, key, "Chờ lâu");
        var (_, again) = await SendAsync(counter, key, "Chờ lâu");
        var (_, other) = await SendAsync(counter, key, "Việc khác hẳn");

        Assert.Equal(first.QuerySelector(".code")!.TextContent, again.QuerySelector(".code")!.TextContent);
        Assert.NotEqual(first.QuerySelector(".code")!.TextContent, other.QuerySelector(".code")!.TextContent);
        await using var context = shared.Host.CreateContext();
        Assert.Equal(2, await context.Tickets.CountAsync(t => t.UnitId == counter.Unit.Id, Cancel));
    }

    [Fact]
    public async Task Rows_ShareNothingWithAResponse_NoKeyNoTimeNoOrder()
    {
        var counter = await Counter.AddAsync(shared.Host);
        (await counter.AnswerAsync(("overall", "2"), ("comment", "lời trong phiếu"))).Dispose();
        for (var i = 0; i < 12; i++)
        {
            await SendAsync(counter, await KeyAsync(counter), $"việc {i:00}");
        }

        await using var context = shared.Host.CreateContext();
        Assert.Equal(["Answer", "AnsweredOn", "Channel", "DueOn", "Id", "OwnerId", "PublicAnswer", "PublishedOn", "ReceivedOn", "Revision", "State", "Subject", "UnitId", "Words"], ColumnsOf<Ticket>(context));
        Assert.Equal(["CodeHash", "Contact", "DeleteAfter", "Id", "Name", "TicketId"], ColumnsOf<ContactRequest>(context));
        var response = Assert.Single(await counter.StoredAsync());
        var tickets = await context.Tickets.AsNoTracking().Where(t => t.UnitId == counter.Unit.Id).OrderBy(t => t.Id).ToListAsync(Cancel);
        var requests = await context.ContactRequests.AsNoTracking().Where(c => context.Tickets.Any(t => t.Id == c.TicketId && t.UnitId == counter.Unit.Id)).OrderBy(c => c.Id).ToListAsync(Cancel);
        long[] waiting = [.. await context.PendingFolds.Where(p => p.WaveId == counter.Wave.Id).Select(p => p.Id).ToListAsync(Cancel)];
        Assert.DoesNotContain(response.Id, tickets.Select(t => t.Id).Concat(requests.Select(r => r.Id)));
        Assert.Empty(waiting.Intersect(tickets.Select(t => t.Id).Concat(requests.Select(r => r.Id))));
        // No step has a moment before a member of staff does something.
        Assert.Empty(await context.TicketSteps.Where(s => context.Tickets.Any(t => t.Id == s.TicketId && t.UnitId == counter.Unit.Id)).ToListAsync(Cancel));
        // By their keys the rows lie in no order of arrival, and in two different ones. Both at once happen by chance once in 12! times.
        Assert.NotEqual(tickets.Select(t => t.Text).Order(StringComparer.Ordinal), tickets.Select(t => t.Text));
        Assert.NotEqual(tickets.Select(t => t.Id), requests.Select(r => r.TicketId));
    }

    [Theory]
    [InlineData("text", "")]
    [InlineData("text", " \n ")]
    [InlineData("name", "long")]
    [InlineData("contact", "long")]
    public async Task WrongFields_ComeBackWithWhatWasTyped_AndNothingIsStored(string field, string value)
    {
        var counter = await Counter.AddAsync(shared.Host);
        var text = field == "text" ? value : "Việc của tôi";

        var (status, page) = await SendAsync(counter, await KeyAsync(counter), text, field == "name" ? new string('x', 101) : "Tên tôi", field == "contact" ? new string('x', 201) : "");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Single(page.QuerySelectorAll("fieldset.bad"));
        Assert.Equal(field == "name" ? 101 : 7, page.QuerySelector("[name=name]")!.GetAttribute("value")!.Length);
        await using var context = shared.Host.CreateContext();
        Assert.False(await context.Tickets.AnyAsync(t => t.UnitId == counter.Unit.Id, Cancel));
    }

    [Theory]
    [InlineData("extra=1")]
    [InlineData("text=a&text=b")]
    [InlineData("key=AAAA")]
    [InlineData("name=%ff")]
    public async Task StrangeForm_Is400_AndStoresNothing(string body)
    {
        var counter = await Counter.AddAsync(shared.Host);
        var key = body.StartsWith("key", StringComparison.Ordinal) ? "" : "&key=" + await KeyAsync(counter);
        var text = body.StartsWith("text", StringComparison.Ordinal) ? "" : "&text=abc";
        using var content = new StringContent(body + key + text, System.Text.Encoding.ASCII, "application/x-www-form-urlencoded");

        using var response = await shared.Host.Client.PostAsync(counter.Path + "/contact", content, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await using var context = shared.Host.CreateContext();
        Assert.False(await context.Tickets.AnyAsync(t => t.UnitId == counter.Unit.Id, Cancel));
    }

    [Fact]
    public async Task OtherSitesForm_IsRefused()
    {
        var counter = await Counter.AddAsync(shared.Host);
        foreach (var path in new[] { counter.Path + "/contact", "/reply" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([new("text", "x")]), Headers = { { "Sec-Fetch-Site", "cross-site" } } };
            using var response = await shared.Host.Client.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0000-0000-0000-0000")]
    [InlineData("' OR 1=1 --")]
    public async Task UnknownCode_Is404_AndSaysSo(string code)
    {
        var (status, page) = await ReplyAsync(code);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("Không có phản ánh nào mang mã này", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_IsDeletedSomeDaysAfterTheAnswer_AndTheCodeStillReadsIt()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero) });
        var counter = await Counter.AddAsync(host);
        var (_, page) = await SendAsync(counter, await KeyAsync(counter), "Chờ lâu", "Nguyễn Văn A", "a@example.vn");
        var purge = host.Services.GetRequiredService<ContactPurge>();
        await using var context = host.CreateContext();
        var ticket = await context.Tickets.SingleAsync(Cancel);
        using var officer = await Admin.StaffClient.SignInAsync(host, (Role.Officer, counter.Unit));
        var address = $"/analyse/{counter.Unit.Code}/tickets/{ticket.Id}";
        Assert.Contains("a@example.vn", (await officer.PageAsync(address)).Body!.TextContent, StringComparison.Ordinal);

        using var answered = await officer.PostAsync(address, ("Input.Revision", "0"), ("Input.Subject", "Chờ"), ("Input.DueOn", "2026-10-02"), ("Input.State", "Answered"), ("Input.Answer", "Đã thêm người"));

        Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        Assert.Equal(new DateOnly(2026, 10, 20), (await context.ContactRequests.AsNoTracking().SingleAsync(Cancel)).DeleteAfter);
        host.Time!.Advance(TimeSpan.FromDays(30));
        await purge.PurgeAsync(Cancel); // As the background does, maybe at the same moment.
        Assert.Equal("a@example.vn", (await context.ContactRequests.AsNoTracking().SingleAsync(Cancel)).Contact);
        host.Time.Advance(TimeSpan.FromDays(1));
        await purge.PurgeAsync(Cancel);
        Assert.Equal(0, await purge.PurgeAsync(Cancel));
        var left = await context.ContactRequests.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal(("", ""), (left.Name, left.Contact));
        using var content = new FormUrlEncodedContent([new("code", page.QuerySelector(".code")!.TextContent), new("lang", "vi")]);
        Assert.Contains("Đã thêm người", await Counter.TextAsync(await host.Client.PostAsync("/reply", content, Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_IsNotForAnAnalystWhoDoesNotSeeToIt()
    {
        var counter = await Counter.AddAsync(shared.Host);
        await SendAsync(counter, await KeyAsync(counter), "Chờ lâu", "Nguyễn Văn A", "a@example.vn");
        await using var context = shared.Host.CreateContext();
        var ticket = await context.Tickets.SingleAsync(t => t.UnitId == counter.Unit.Id, Cancel);
        using var analyst = await Admin.StaffClient.SignInAsync(shared.Host, (Role.Analyst, counter.Unit));

        Assert.DoesNotContain("a@example.vn", (await analyst.PageAsync($"/analyse/{counter.Unit.Code}/tickets/{ticket.Id}")).Body!.TextContent, StringComparison.Ordinal);
        ticket.OwnerId = analyst.Account.Id;
        await context.SaveChangesAsync(Cancel);
        Assert.Contains("a@example.vn", (await analyst.PageAsync($"/analyse/{counter.Unit.Code}/tickets/{ticket.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneAddress_HasALimitOfItsOwn_AndKeepsWhatItTyped()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero), Settings = new Dictionary<string, string?> { ["Survey:LimitsPerMinute:Contacts"] = "2" } });
        var counter = await Counter.AddAsync(host);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(counter, await KeyAsync(counter), "Chờ lâu")).Status);
        }

        var (status, page) = await SendAsync(counter, await KeyAsync(counter), "Không được mất");
        using var reply = await host.Client.PostAsync("/reply", new FormUrlEncodedContent([new("code", "x")]), Cancel);
        using var sheet = await counter.AnswerAsync(("overall", "2"));

        Assert.Equal(HttpStatusCode.TooManyRequests, status);
        Assert.Contains("Không được mất", page.QuerySelector("textarea")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, reply.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, sheet.StatusCode);
    }

    private static List<string> ColumnsOf<T>(Survey.Web.Data.SurveyDbContext context) =>
        [.. context.Model.FindEntityType(typeof(T))!.GetProperties().Select(p => p.GetColumnName()).Order(StringComparer.Ordinal)];

    private static async Task<string> KeyAsync(Counter counter) =>
        (await Counter.PageAsync(await counter.Host.Client.GetAsync(counter.Path + "/contact"))).QuerySelector("[name=key]")!.GetAttribute("value")!;

    private static async Task<(HttpStatusCode Status, IDocument Page)> SendAsync(Counter counter, string key, string text, string name = "", string contact = "")
    {
        using var content = new FormUrlEncodedContent([new("key", key), new("lang", "vi"), new("text", text), new("name", name), new("contact", contact)]);
        using var response = await counter.Host.Client.PostAsync(counter.Path + "/contact", content, Cancel);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        return (response.StatusCode, await Counter.PageAsync(response));
    }

    private async Task<(HttpStatusCode Status, IDocument Page)> ReplyAsync(string code)
    {
        using var content = new FormUrlEncodedContent([new("code", code), new("lang", "vi")]);
        using var response = await shared.Host.Client.PostAsync("/reply", content, Cancel);
        Assert.False(response.Headers.Contains("Set-Cookie"));
        return (response.StatusCode, await Counter.PageAsync(response));
    }
}
