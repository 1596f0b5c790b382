using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Mail;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse.Alerts;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Analyse.Remedies;
using Survey.Web.Tests.Mail;
using Survey.Web.Tests.Security;

namespace Survey.Web.Tests.Analyse.Alerts;

/// <summary>A department whose weeks go well for two months, and then do not; over real HTTP and real mail.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    // A Monday; the newest whole week is over, and far enough from the ends of months that none is cut.
    private static readonly DateTimeOffset Now = new(2026, 9, 21, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly FirstWeek = new(2026, 7, 6);
    private readonly MailSink _sink = new();
    private SurveyHost _host = null!;
    private SurveyDbContext _context = null!;
    private Sample _sample = null!;
    private Unit _province = null!;
    private Unit _unit = null!;
    private QuestionnaireVersion _version = null!;
    private CollectionPoint _point = null!;
    private Wave _wave = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AlertWatch Watch => _host.Services.GetRequiredService<AlertWatch>();

    public async ValueTask InitializeAsync()
    {
        _host = await SurveyHost.StartAsync(new() { Now = Now, Settings = _sink.Settings, Services = SecureWorld.HashCheaply });
        _context = _host.CreateContext();
        _sample = new Sample(_context);
        _province = await _sample.UnitAsync("tinh");
        _unit = await _sample.UnitAsync("so_a", _province);
        _point = await _sample.PointAsync(_unit, "a1");
        _version = await _sample.VersionAsync(_province, Sample.QuestionnaireJsonOf("sipas_short"));
        _wave = new Wave { Id = RandomKey.New(), Name = "Đợt", NameEn = "Wave", VersionId = _version.Id, UnitId = _province.Id, State = WaveState.Closed, Sampling = SamplingMode.Convenience };
        _context.Add(_wave);
        _context.Add(new WavePoint { WaveId = _wave.Id, CollectionPointId = _point.Id });
        _context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026", Template = "y", Year = 2026, Name = "Năm 2026", NameEn = "2026", First = new(2026, 1, 1), Last = new(2026, 12, 31) });
        await _context.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _host.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task Look_AtAFewBadAnswers_RaisesNothing()
    {
        await WeeksAsync(10, good: 27, bad: 3);
        await AddAsync(FirstWeek.AddDays(70), good: 24, bad: 6);

        Assert.Equal(0, await Watch.LookAsync(Cancel));
        Assert.Equal(0, await _context.Alerts.CountAsync(Cancel));
    }

    [Fact]
    public async Task Look_AtAFall_RaisesItOnce_HoweverOftenItIsSeen_AndSendsOneLetter()
    {
        using var analyst = await SubscribedAsync("an@tinh.example.vn");
        await FallAsync();

        Assert.Equal(2, await Watch.LookAsync(Cancel)); // The department, and the province that it is all of.
        Assert.Equal(0, await Watch.LookAsync(Cancel));

        var alert = await _context.Alerts.AsNoTracking().SingleAsync(a => a.UnitId == _unit.Id, Cancel);
        Assert.Equal((AlertKind.BelowLimit, FirstWeek.AddDays(70), FirstWeek.AddDays(76), null), (alert.Kind, alert.FirstSeen, alert.LastSeen, alert.EndedAt));
        Assert.True(alert.ValueHundredths < alert.LimitHundredths);
        Assert.Equal(1, await SendAsync());
        var (recipient, message) = _sink.Letters.Single();
        Assert.Equal(("an@tinh.example.vn", "Chỉ số giảm rõ: Đơn vị so_a"), (recipient, message.Subject));
        Assert.Contains("https://khaosat.example.vn/analyse/so_a", message.TextBody!, StringComparison.Ordinal);
        Assert.Contains("giới hạn kiểm soát", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_OnTwoNodesAtOnce_RaisesTheFallOnce()
    {
        using var analyst = await SubscribedAsync("an@tinh.example.vn");
        await FallAsync();

        await Task.WhenAll(Task.Run(() => QuietlyAsync(Watch), Cancel), Task.Run(() => QuietlyAsync(Watch), Cancel));
        await Watch.LookAsync(Cancel);

        Assert.Equal(1, await _context.Alerts.CountAsync(a => a.UnitId == _unit.Id, Cancel));
        Assert.Equal(1, await _context.OutgoingMails.CountAsync(Cancel));
    }

    [Fact]
    public async Task Fall_ThatLasts_IsOneAlert_AndEndsWhenTheWeeksAreBackInside()
    {
        await FallAsync();
        await Watch.LookAsync(Cancel);

        for (var week = 11; week < 14; week++)
        {
            _host.Time!.Advance(TimeSpan.FromDays(7));
            await AddAsync(FirstWeek.AddDays(7 * week), good: 5, bad: 25);
            Assert.Equal(0, await Watch.LookAsync(Cancel));
        }

        Assert.Null((await AlertAsync()).EndedAt);
        _host.Time!.Advance(TimeSpan.FromDays(7));
        await AddAsync(FirstWeek.AddDays(7 * 14), good: 27, bad: 3);
        await Watch.LookAsync(Cancel);
        Assert.NotNull((await AlertAsync()).EndedAt);
    }

    [Fact]
    public async Task Fall_SoonAfterTheLast_IsNotRaisedAgain()
    {
        await FallAsync();
        _context.Add(new Alert { Id = RandomKey.New(), UnitId = _unit.Id, QuestionnaireId = _version.QuestionnaireId, IndexCode = Sample.QuestionnaireOf(_version.Json).Indices[0].Code, Kind = AlertKind.BelowLimit, FirstSeen = new(2026, 8, 3), LastSeen = new(2026, 8, 9), ValueHundredths = 1, LimitHundredths = 2, RaisedAt = Now.UtcDateTime.AddDays(-40), EndedAt = Now.UtcDateTime.AddDays(-13) });
        await _context.SaveChangesAsync(Cancel);

        Assert.Equal(1, await Watch.LookAsync(Cancel)); // The province's own.
        _host.Time!.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await Watch.LookAsync(Cancel));
    }

    [Fact]
    public async Task Letter_GoesToNobodyWhoLostTheUnit_ThoughItWasWritten()
    {
        using var analyst = await SubscribedAsync("an@tinh.example.vn");
        await FallAsync();
        await Watch.LookAsync(Cancel);
        await _context.Grants.Where(g => g.AccountId == analyst.Account.Id).ExecuteDeleteAsync(Cancel);

        Assert.Equal(0, await SendAsync());

        Assert.Empty(_sink.Letters);
        Assert.Equal(MailFailure.NotEntitled, (await _context.OutgoingMails.AsNoTracking().SingleAsync(Cancel)).Error);
    }

    [Fact]
    public async Task Pages_ShowTheAlert_AndItIsMarkedAsSeen_ByWhoAnalysesTheUnitOnly()
    {
        await FallAsync();
        await Watch.LookAsync(Cancel);
        var neighbour = await _sample.UnitAsync("so_b", _province);
        using var analyst = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));
        using var stranger = await StaffClient.SignInAsync(_host, (Role.Analyst, neighbour));

        var page = await analyst.PageAsync("/analyse/so_a");
        Assert.Contains("dưới giới hạn kiểm soát", page.QuerySelector("[data-alert=BelowLimit]")!.TextContent, StringComparison.Ordinal);
        var list = await analyst.PageAsync("/analyse/alerts");
        var row = Assert.Single(list.QuerySelectorAll("tbody tr"));
        (string, string)[] fields = [("id", row.QuerySelector("input[name=id]")!.GetAttribute("value")!), ("revision", row.QuerySelector("input[name=revision]")!.GetAttribute("value")!)];
        using (var strange = await stranger.PostToAsync("/language", "/analyse/alerts?handler=Seen", fields))
        {
            Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        }

        Assert.Empty((await stranger.PageAsync("/analyse/alerts")).QuerySelectorAll("tbody tr"));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync("/analyse/alerts?unit=so_a"));
        (await analyst.PostToAsync("/analyse/alerts", "/analyse/alerts?handler=Seen", fields)).Dispose();
        Assert.Equal(analyst.Account.Id, (await AlertAsync()).SeenBy);
    }

    [Theory]
    [InlineData("an@tinh.vn\r\nBcc: x@y.vn")]
    [InlineData("an")]
    [InlineData("")]
    public async Task Subscribe_WithWhatIsNoAddress_AsksForOne(string email)
    {
        using var analyst = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));

        using var response = await analyst.PostToAsync("/analyse/alerts?unit=so_a", "/analyse/alerts?handler=Subscribe", ("unit", "so_a"), ("email", email));

        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems a[href='#email']"));
        Assert.Equal(0, await _context.AlertSubscriptions.CountAsync(Cancel));
    }

    [Fact]
    public async Task Subscribe_WithAnotherAddress_KeepsTheOldOneUntilItsLinkIsConfirmed()
    {
        using var analyst = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));
        using var stranger = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));
        var before = await EmailAsync(analyst);

        (await analyst.PostToAsync("/language", "/analyse/alerts?handler=Subscribe", ("unit", "so_a"), ("email", "moi@tinh.example.vn"))).Dispose();
        var link = (await LinkAsync("moi@tinh.example.vn"))!;
        var (opened, others) = (await analyst.PageAsync(link), await stranger.PageAsync(link));
        (await stranger.PostToAsync("/language", "/analyse/alerts/address", ("Token", TokenOf(link)))).Dispose();

        // Asked, opened, and tried by another account: nothing is used yet.
        Assert.Equal(before, await EmailAsync(analyst));
        Assert.NotEqual("moi@tinh.example.vn", await EmailAsync(stranger));
        Assert.NotNull(opened.QuerySelector("input[name=Token]"));
        Assert.Null(others.QuerySelector("input[name=Token]"));

        (await analyst.PostToAsync(link, "/analyse/alerts/address", ("Token", TokenOf(link)))).Dispose();
        Assert.Equal("moi@tinh.example.vn", await EmailAsync(analyst));
        Assert.Equal(["address_asked", "address_confirmed"], await _context.AuditEntries.Where(a => a.Action.StartsWith("address_")).Select(a => a.Action).Order().ToListAsync(Cancel));
    }

    [Fact]
    public async Task Subscribe_WithManyAddresses_IsRefusedAfterFive()
    {
        using var analyst = await StaffClient.SignInAsync(_host, (Role.Analyst, _unit));
        for (var i = 0; i < 6; i++)
        {
            (await analyst.PostToAsync("/language", "/analyse/alerts?handler=Subscribe", ("unit", "so_a"), ("email", $"nguoi{i}@tinh.example.vn"))).Dispose();
        }

        Assert.Equal(5, await _context.OutgoingMails.CountAsync(m => m.Key.StartsWith("address:"), Cancel));
    }

    private Task<string?> EmailAsync(StaffClient client) => _context.Users.AsNoTracking().Where(u => u.Id == client.Account.Id).Select(u => u.Email).SingleAsync(Cancel);

    [Fact]
    public async Task Subscribe_ToASibling_Is404_AndOwnEndsAgain()
    {
        await _sample.UnitAsync("so_b", _province);
        using var analyst = await SubscribedAsync("an@tinh.example.vn", _unit);

        using var strange = await analyst.PostToAsync("/language", "/analyse/alerts?handler=Subscribe", ("unit", "so_b"), ("email", "an@tinh.example.vn"));
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        using var ended = await analyst.PostToAsync("/analyse/alerts", "/analyse/alerts?handler=Unsubscribe", ("unit", "so_a"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Equal(0, await _context.AlertSubscriptions.CountAsync(Cancel));
    }

    private static async Task QuietlyAsync(AlertWatch watch)
    {
        try
        {
            await watch.LookAsync(Cancel);
        }
        catch (Exception e) when (Pages.Shared.LostRace.IsLost(e))
        {
        }
    }

    private async Task<StaffClient> SubscribedAsync(string email, Unit? unit = null)
    {
        var client = await StaffClient.SignInAsync(_host, (Role.Analyst, unit ?? _unit));
        using var done = await client.PostToAsync("/language", "/analyse/alerts?handler=Subscribe", ("unit", "so_a"), ("email", email));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        if (await LinkAsync(email) is { } link)
        {
            using var confirmed = await client.PostToAsync(link, "/analyse/alerts/address", ("Token", TokenOf(link)));
            Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
            await _context.OutgoingMails.Where(m => m.To == email).ExecuteDeleteAsync(Cancel);
        }

        return client;
    }

    /// <summary>The path of the link in the latest letter that asks an address to confirm itself.</summary>
    private async Task<string?> LinkAsync(string to)
    {
        var letters = await _context.OutgoingMails.AsNoTracking().Where(m => m.To == to && m.Key.StartsWith("address:")).OrderByDescending(m => m.CreatedAt).ToListAsync(Cancel);
        return letters.Count == 0 ? null : letters[0].Body[letters[0].Body.IndexOf("/analyse/alerts/address?", StringComparison.Ordinal)..].Split('\n')[0];
    }

    private static string TokenOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private Task<int> SendAsync() => _host.Services.GetRequiredService<MailWorker>().SendDueAsync(Cancel);

    private Task<Alert> AlertAsync() => _context.Alerts.AsNoTracking().SingleAsync(a => a.UnitId == _unit.Id, Cancel);

    private async Task FallAsync()
    {
        await WeeksAsync(10, good: 27, bad: 3);
        await AddAsync(FirstWeek.AddDays(70), good: 5, bad: 25);
    }

    // A little up and down, as weeks go.
    private async Task WeeksAsync(int weeks, int good, int bad)
    {
        for (var i = 0; i < weeks; i++)
        {
            await AddAsync(FirstWeek.AddDays(7 * i), good + (i % 2), bad - (i % 2));
        }
    }

    private async Task AddAsync(DateOnly monday, int good, int bad)
    {
        var questionnaire = Sample.QuestionnaireOf(_version.Json);
        for (var i = 0; i < good + bad; i++)
        {
            var (isGood, day) = (i < good, monday.AddDays(1));
            var id = RandomKey.ForDay(day);
            _context.Add(new SurveyResponse { Id = id, WaveId = _wave.Id, VersionId = _version.Id, CollectionPointId = _point.Id, ServiceId = 0, Channel = Channel.Qr, Day = day, Answers = LaterPeriod.Uniform(questionnaire, _ => isGood).ToJson() });
            _context.Add(new PendingFold { Id = id, WaveId = _wave.Id, CollectionPointId = _point.Id });
        }

        await _context.SaveChangesAsync(Cancel);
        await _host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }
}
