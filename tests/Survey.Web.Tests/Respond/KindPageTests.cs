using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Organisation;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Tests.Respond;

public sealed class KindPageTests(RespondHost fixture) : IClassFixture<RespondHost>
{
    private SurveyHost Host => fixture.Host;

    [Theory]
    [InlineData("ABCDEFGH")]
    [InlineData("x")]
    [InlineData("%ff%fe")]
    [InlineData("....................................................................................")]
    public async Task Get_WithUnknownCode_SaysWhatToDo(string code)
    {
        var response = await Host.Client.GetAsync("/r/" + code, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("quét lại mã QR", await Counter.TextAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfAClosedWave_SaysSoAndIsCounted()
    {
        var counter = await Counter.AddAsync(Host);
        await counter.CloseAsync(DateTime.UtcNow.AddDays(-2));
        await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken);
        var page = await Counter.PageAsync(await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken));
        Assert.Equal("Đợt lấy ý kiến đã kết thúc", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("pakn.example.vn", page.QuerySelector(".pakn")!.TextContent, StringComparison.Ordinal);

        var visits = Host.Services.GetRequiredService<VisitCounter>();
        await visits.FlushAsync(TestContext.Current.CancellationToken);
        await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken);
        await visits.FlushAsync(TestContext.Current.CancellationToken);
        await using var context = Host.CreateContext();
        var row = await context.VisitCounts.SingleAsync(v => v.CollectionPointId == counter.Point.Id, TestContext.Current.CancellationToken);
        Assert.Equal((VisitKind.Closed, 3), (row.Kind, row.Count));
    }

    [Fact]
    public async Task Get_OfASyntheticWave_TakesNoAnswers()
    {
        var counter = await Counter.AddAsync(Host);
        var fields = await counter.OpenAsync();
        await counter.ChangeAsync(db => db.Waves.Where(w => w.Id == counter.Wave.Id).ExecuteUpdateAsync(s => s.SetProperty(w => w.Synthetic, true)));

        Assert.Null((await Counter.PageAsync(await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken))).QuerySelector("form"));
        Assert.Equal(HttpStatusCode.Gone, (await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")])).StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?lang=en&c=link&fbclid=1", "?lang=en&c=link")]
    [InlineData("?lang=%0d%0aX-Bad:1", "?lang=%0D%0AX-Bad%3A1")]
    public async Task Get_OfARetiredPoint_LeadsToItsSuccessorAndIsCounted(string query, string kept)
    {
        var old = await Counter.AddAsync(Host);
        var next = await Counter.AddAsync(Host);
        await old.ChangeAsync(db => db.CollectionPoints.Where(p => p.Id == old.Point.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2024, 1, 1)).SetProperty(p => p.SuccessorId, next.Point.Id)));

        var response = await Host.Client.GetAsync(old.Path + query, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal(next.Path + kept, response.Headers.Location!.OriginalString);
        Assert.True(response.Headers.CacheControl!.NoStore);
        await Host.Services.GetRequiredService<VisitCounter>().FlushAsync(TestContext.Current.CancellationToken);
        await using var context = Host.CreateContext();
        var row = await context.VisitCounts.SingleAsync(v => v.CollectionPointId == old.Point.Id, TestContext.Current.CancellationToken);
        Assert.Equal((VisitKind.Retired, 1), (row.Kind, row.Count));
    }

    [Fact]
    public async Task Get_OfAPointThatRetiresTomorrow_StillShowsItsForm()
    {
        var old = await Counter.AddAsync(Host);
        var next = await Counter.AddAsync(Host);
        var tomorrow = Host.Services.GetRequiredService<LocalCalendar>().Today.AddDays(1);
        await old.ChangeAsync(db => db.CollectionPoints.Where(p => p.Id == old.Point.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, tomorrow).SetProperty(p => p.SuccessorId, next.Point.Id)));

        var response = await Host.Client.GetAsync(old.Path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await Counter.PageAsync(response)).QuerySelector("form"));
    }

    [Fact]
    public async Task Get_OfARetiredPointWithoutSuccessor_SaysWhatToDo()
    {
        var old = await RetireAsync();

        var response = await Host.Client.GetAsync(old.Path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        var page = await Counter.PageAsync(response);
        Assert.Contains("lấy mã mới", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".pick a"));
    }

    [Fact]
    public async Task Get_OfASplitUnit_ShowsAChoiceOfThePointsThatHaveTakenOver()
    {
        Counter[] next = [await Counter.AddAsync(Host), await Counter.AddAsync(Host)];
        var later = await Counter.AddAsync(Host);
        var gone = await RetireAsync();
        var old = await RetireAsync(unit => [
            .. next.Append(gone).Select(n => new UnitSuccession { PredecessorId = unit, SuccessorId = n.Unit.Id, Day = new DateOnly(2024, 1, 1) }),
            new UnitSuccession { PredecessorId = unit, SuccessorId = later.Unit.Id, Day = new DateOnly(2099, 1, 1) }]);

        var page = await Counter.PageAsync(await Host.Client.GetAsync(old.Path, TestContext.Current.CancellationToken));

        Assert.Equal(next.Select(n => n.Path).Order(), page.QuerySelectorAll(".pick a").Select(a => a.GetAttribute("href")!).Order());
    }

    [Fact]
    public async Task AWaveOpenedOnAnotherNode_IsSeenByTheNextLook()
    {
        var counter = await Counter.AddAsync(Host);
        await counter.CloseAsync(DateTime.UtcNow);
        Assert.Null((await Counter.PageAsync(await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken))).QuerySelector("form"));

        await using (var context = Host.CreateContext())
        {
            await new Sample(context).OpenWaveAsync(counter.Version, counter.Unit, counter.Point);
        }

        await Host.Services.GetRequiredService<RespondCatalogue>().RefreshAsync(TestContext.Current.CancellationToken);
        Assert.NotNull((await Counter.PageAsync(await Host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken))).QuerySelector("form"));
    }

    [Fact]
    public async Task Get_OfAKnownCodeThatLeadsNowhere_IsNotFound()
    {
        var code = ShortCode.Create([1, 2, 3, 4, 5]);
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Client.GetAsync("/r/" + code, TestContext.Current.CancellationToken)).StatusCode);
    }

    private async Task<Counter> RetireAsync(Func<long, UnitSuccession[]>? successions = null)
    {
        var old = await Counter.AddAsync(Host);
        await old.ChangeAsync(async db =>
        {
            db.AddRange(successions?.Invoke(old.Unit.Id) ?? []);
            await db.SaveChangesAsync();
            await db.CollectionPoints.Where(p => p.Id == old.Point.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2024, 1, 1)));
        });
        return old;
    }
}
