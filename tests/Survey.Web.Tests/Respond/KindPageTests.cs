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

    [Fact]
    public async Task Get_OfARetiredPoint_LeadsToItsSuccessor()
    {
        var old = await Counter.AddAsync(Host);
        var next = await Counter.AddAsync(Host);
        await old.ChangeAsync(db => db.CollectionPoints.Where(p => p.Id == old.Point.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2024, 1, 1)).SetProperty(p => p.SuccessorId, next.Point.Id)));

        var response = await Host.Client.GetAsync(old.Path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Equal(next.Path, (await Counter.PageAsync(response)).QuerySelector(".pick a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Get_OfASplitUnit_ShowsAChoice()
    {
        var old = await Counter.AddAsync(Host);
        Counter[] next = [await Counter.AddAsync(Host), await Counter.AddAsync(Host)];
        await old.ChangeAsync(async db =>
        {
            db.AddRange(next.Select(n => new UnitSuccession { PredecessorId = old.Unit.Id, SuccessorId = n.Unit.Id, Day = new DateOnly(2024, 1, 1) }));
            await db.SaveChangesAsync();
            await db.CollectionPoints.Where(p => p.Id == old.Point.Id).ExecuteUpdateAsync(s => s.SetProperty(p => p.RetiredOn, new DateOnly(2024, 1, 1)));
        });

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
}
