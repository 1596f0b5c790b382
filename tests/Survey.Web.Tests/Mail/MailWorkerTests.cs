using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Mail;

/// <summary>The outbox against a mail server of the test's own.</summary>
public sealed class MailWorkerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 9, 20, 3, 0, 0, TimeSpan.Zero);
    private readonly MailSink _sink = new();
    private SurveyHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await SurveyHost.StartAsync(new() { Now = Now, Settings = _sink.Settings, Services = SecureWorld.HashCheaply });

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task Send_OfWaitingLetters_SendsEachOnce()
    {
        await WaitAsync("an@tinh.example.vn", "ba@tinh.example.vn");

        Assert.Equal(2, await NewWorker().SendDueAsync(Cancel));
        Assert.Equal(0, await NewWorker().SendDueAsync(Cancel));

        Assert.Equal(["an@tinh.example.vn", "ba@tinh.example.vn"], _sink.Letters.Select(l => l.Recipients).Order(StringComparer.Ordinal));
        Assert.Equal("Chỉ số giảm", _sink.Letters.First().Message.Subject);
        Assert.All(await MailsAsync(), m => Assert.Equal((Now.UtcDateTime, 1, ""), (m.SentAt!.Value, m.Attempts, m.Error)));
    }

    [Fact]
    public async Task Send_OnTwoNodesAtOnce_SendsEachOnce()
    {
        await WaitAsync([.. Enumerable.Range(0, 12).Select(i => $"a{i}@tinh.example.vn")]);
        var (one, two) = (NewWorker(), NewWorker());

        // On SQLite a node may find the database locked; what it did not send the next round sends.
        await Task.WhenAll(Task.Run(() => QuietlyAsync(one), Cancel), Task.Run(() => QuietlyAsync(two), Cancel));
        _host.Time!.Advance(MailWorker.Lease + TimeSpan.FromSeconds(1));
        await one.SendDueAsync(Cancel);

        Assert.Equal(12, _sink.Letters.Count);
        Assert.Equal(12, _sink.Letters.Select(l => l.Recipients).Distinct().Count());
    }

    [Fact]
    public async Task Send_ThatTheServerPutsOff_IsTriedAgainLater_AndGivenUpInTheEnd()
    {
        await WaitAsync("an@tinh.example.vn");
        _sink.Refusal = "451 4.7.1 come back later";
        var worker = NewWorker();

        await worker.SendDueAsync(Cancel);
        await worker.SendDueAsync(Cancel);
        var first = (await MailsAsync()).Single();
        Assert.Equal((1, true, true), (first.Attempts, first.Error.Contains("come back later", StringComparison.Ordinal), first.NextAttemptAt > Now.UtcDateTime));

        for (var i = 0; i < 4; i++)
        {
            _host.Time!.Advance(TimeSpan.FromHours(1));
            await worker.SendDueAsync(Cancel);
        }

        Assert.Equal(3, (await MailsAsync()).Single().Attempts);
        Assert.Empty(_sink.Letters);
    }

    [Fact]
    public async Task Failed_LetterIsSeenByTheAdministrator_WhoSendsItAgain()
    {
        await WaitAsync("gone@tinh.example.vn");
        _sink.Refusal = "550 5.1.1 no such user";
        await NewWorker().SendDueAsync(Cancel);
        await using var context = _host.CreateContext();
        var root = await new Sample(context).UnitAsync("tinh");
        using var admin = await StaffClient.SignInAsync(_host, (Role.Administrator, root));

        var failed = (await admin.PageAsync("/admin/mail")).QuerySelector("#failed tbody tr")!;
        Assert.Contains("no such user", failed.TextContent, StringComparison.Ordinal);
        string Field(string name) => failed.QuerySelector($"input[name={name}]")!.GetAttribute("value")!;
        using (var again = await admin.PostToAsync("/admin/mail", "/admin/mail?handler=Again", ("id", Field("id")), ("revision", Field("revision"))))
        {
            Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        }

        _sink.Refusal = null;
        Assert.Equal(1, await NewWorker().SendDueAsync(Cancel));
        Assert.Contains("gone@tinh.example.vn", (await admin.PageAsync("/admin/mail")).QuerySelector("#sent tbody tr")!.TextContent, StringComparison.Ordinal);
        using var stale = await admin.PostToAsync("/admin/mail", "/admin/mail?handler=Again", ("id", Field("id")), ("revision", Field("revision")));
        Assert.Equal(HttpStatusCode.NotFound, stale.StatusCode);
    }

    [Fact]
    public async Task MailPage_WithoutASetting_SaysSo()
    {
        await using var host = await SurveyHost.StartAsync(new() { Services = SecureWorld.HashCheaply });
        await using var context = host.CreateContext();
        using var admin = await StaffClient.SignInAsync(host, (Role.Administrator, await new Sample(context).UnitAsync("tinh")));

        Assert.Contains("chưa được cài đặt", (await admin.PageAsync("/admin/mail")).QuerySelector(".notice.warn")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task QuietlyAsync(MailWorker worker)
    {
        try
        {
            await worker.SendDueAsync(Cancel);
        }
        catch (Exception e) when (Pages.Shared.LostRace.IsLost(e))
        {
        }
    }

    private MailWorker NewWorker() => new(_host.Services.GetRequiredService<IDbContextFactory<SurveyDbContext>>(), _host.Services.GetRequiredService<SurveySettings>(), _host.Time!, NullLogger<MailWorker>.Instance);

    private async Task WaitAsync(params string[] addresses)
    {
        await using var context = _host.CreateContext();
        context.AddRange(addresses.Select(a => new OutgoingMail { Id = RandomKey.New(), Key = a, To = a, Subject = "Chỉ số giảm", Body = "Chữ", CreatedAt = Now.UtcDateTime, NextAttemptAt = Now.UtcDateTime }));
        await context.SaveChangesAsync(Cancel);
    }

    private async Task<List<OutgoingMail>> MailsAsync()
    {
        await using var context = _host.CreateContext();
        return await context.OutgoingMails.AsNoTracking().ToListAsync(Cancel);
    }
}
