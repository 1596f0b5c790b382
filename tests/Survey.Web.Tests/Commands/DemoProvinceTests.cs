using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Examples.Demo;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Tests.Commands;

/// <summary>The made-up province of the verb <c>demo</c>.</summary>
public sealed class DemoProvinceTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Make_OverAnEmptyDatabase_WritesWhatTheCellsCount()
    {
        await using var host = await SurveyHost.StartAsync();
        var heard = new Heard();
        await MakeAsync(host, 3_000, 1, heard);

        var verified = await host.Services.GetRequiredService<TallyStore>().VerifyAsync(Cancel);
        Assert.Equal((3_000L, 0), (verified.Responses, verified.DifferingCells));
        Assert.Equal(3_000, heard.Last);
        await using var context = host.CreateContext();
        Assert.Equal(3_000, await context.TallyCells.SumAsync(c => c.Responses, Cancel));
        Assert.Equal(3_000, await context.DayCells.SumAsync(c => c.Responses, Cancel));
        Assert.True((await context.Waves.SingleAsync(Cancel)).Synthetic);
        Assert.Empty(await context.PendingFolds.ToListAsync(Cancel));
        var size = new DemoSize(3_000);
        Assert.Equal((size.Units, size.Services, size.Points), (await context.Units.CountAsync(Cancel), await context.Services.CountAsync(Cancel), await context.CollectionPoints.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Make_WithTheSameSeed_DrawsTheSameAnswers()
    {
        await using var first = await SurveyHost.StartAsync();
        await using var same = await SurveyHost.StartAsync();
        await using var other = await SurveyHost.StartAsync();
        await MakeAsync(first, 500, 7, new Heard());
        await MakeAsync(same, 500, 7, new Heard());
        await MakeAsync(other, 500, 8, new Heard());

        Assert.Equal(await AnswersAsync(first), await AnswersAsync(same));
        Assert.NotEqual(await AnswersAsync(first), await AnswersAsync(other));
    }

    [Fact]
    public async Task Make_WhereUnitsAre_IsRefusedAndChangesNothing()
    {
        await using var host = await SurveyHost.StartAsync();
        await using var context = host.CreateContext();
        var unit = await new Sample(context).UnitAsync("tinh");

        var refused = await Assert.ThrowsAsync<StartException>(() => MakeAsync(host, 500, 1, new Heard()));

        Assert.Contains("holds units already", refused.Message, StringComparison.Ordinal);
        Assert.Equal(unit.Id, (await context.Units.SingleAsync(Cancel)).Id);
        Assert.False(await context.SurveyResponses.AnyAsync(Cancel));
    }

    [Fact]
    public void Size_OfAWholeProvince_IsThatOfTheIssue()
    {
        var size = new DemoSize(6_000_000);
        Assert.Equal((250, 2_000, 1_500), (size.Units, size.Services, size.Points));
    }

    private static Task MakeAsync(SurveyHost host, int responses, int seed, IProgress<int> progress) =>
        host.Services.GetRequiredService<DemoProvince>().MakeAsync(new DemoSize(responses), "sipas_short", seed, progress, Cancel);

    private static async Task<List<string>> AnswersAsync(SurveyHost host)
    {
        await using var context = host.CreateContext();
        return await context.SurveyResponses.OrderBy(r => r.Id).Select(r => r.Answers).ToListAsync(Cancel);
    }

    private sealed class Heard : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
