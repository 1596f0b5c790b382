using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Tallies;

public sealed class FoldWorkerTests
{
    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public async Task FoldOnce_InAnOpenWave_ReleasesInStepsOfFive()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        var folder = world.NewFolder();

        await world.AnswerAsync(wave, point, Day, Take(sheets, 4));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(0, await world.CountedAsync());

        await world.AnswerAsync(wave, point, Day, Take(sheets, 1));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(5, await world.CountedAsync());

        await world.AnswerAsync(wave, point, Day, Take(sheets, 2));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(5, await world.CountedAsync());
        Assert.Equal(2, await world.WaitingAsync());

        // Forms opened before closing still come in for a day: each alone would move the figures.
        await world.CloseAsync(wave, TimeSpan.FromHours(23));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(5, await world.CountedAsync());

        await world.CloseAsync(wave, TimeSpan.FromHours(25));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(7, await world.CountedAsync());
        Assert.Equal(0, await world.WaitingAsync());
    }

    [Fact]
    public async Task FoldOnce_WithWordsWaiting_ReleasesThemWithTheFiguresOfTheirPoint()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        var folder = world.NewFolder();
        await world.WriteWordsAsync(wave, point, Day, "Chờ lâu.");

        await world.AnswerAsync(wave, point, Day, Take(sheets, 4));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Empty(await world.CommentsAsync());

        await world.AnswerAsync(wave, point, Day, Take(sheets, 1));
        await folder.FoldOnceAsync(TallyWorld.Cancel);
        var comment = Assert.Single(await world.CommentsAsync());
        Assert.Equal((202602, point.Id, "comment", "Chờ lâu.", true), (comment.Month, comment.CollectionPointId, comment.Item, comment.Text, comment.LowOverall));
        Assert.False(await world.Context.PendingFolds.AnyAsync(TallyWorld.Cancel));

        await folder.FoldOnceAsync(TallyWorld.Cancel);
        Assert.Single(await world.CommentsAsync());
    }

    [Fact]
    public async Task FoldOnce_ByTwoNodesAtOnce_ReleasesWordsOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        await world.AnswerAsync(wave, point, Day, Take(sheets, 3000));
        for (var i = 0; i < 20; i++)
        {
            await world.WriteWordsAsync(wave, point, Day, $"Lời {i}");
        }

        await world.NewStore().RecutAsync(TallyWorld.Cancel);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.NewFolder().FoldOnceAsync(TallyWorld.Cancel))));

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Lời {i}").Order(), (await world.CommentsAsync()).Select(c => c.Text).Order());
        Assert.Equal(3000, await world.CountedAsync());
    }

    [Fact]
    public async Task FoldOnce_OfASyntheticWave_HoldsNothingBack()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (_, point, sheets) = await StartAsync(world);
        var version = await world.Context.QuestionnaireVersions.SingleAsync(TallyWorld.Cancel);
        var synthetic = await world.OtherWaveAsync(version, WaveState.Open, synthetic: true);
        await world.AnswerAsync(synthetic, point, Day, Take(sheets, 3));

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(3, await world.CountedAsync());
    }

    [Fact]
    public async Task FoldOnce_ByTwoNodesAtOnce_CountsEachResponseOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        await world.AnswerAsync(wave, point, Day, Take(sheets, 4500));
        await world.CloseAsync(wave);
        await world.NewStore().RecutAsync(TallyWorld.Cancel);

        var folded = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.NewFolder().FoldOnceAsync(TallyWorld.Cancel))));

        Assert.Equal(4500, folded.Sum());
        Assert.Equal(4500, await world.CountedAsync());
        Assert.Equal(new(4500, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task FoldOnce_WhenTheProcessDiesBeforeTheCommit_CountsNothingAndThenEverythingOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        await world.AnswerAsync(wave, point, Day, Take(sheets, 20));
        var dying = world.NewFolder();
        using var death = new CancellationTokenSource();
        dying.BeforeCommit = async _ =>
        {
            await death.CancelAsync();
            throw new IOException("killed");
        };

        await Assert.ThrowsAnyAsync<Exception>(() => dying.FoldOnceAsync(death.Token));
        Assert.Equal(0, await world.CountedAsync());
        Assert.Equal(20, await world.WaitingAsync());

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(new(20, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(20, await world.CountedAsync());
    }

    [Fact]
    public async Task FoldOnce_WithASheetThatDoesNotParse_MarksItAndCountsTheOthers()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        await world.AnswerAsync(wave, point, Day, Take(sheets, 6));
        await world.StoreAsync([world.NewResponse(wave, point, Day, "{\"no_such_item\":\"1\"}"), world.NewResponse(wave, point, Day, "not json")]);

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(6, await world.CountedAsync());
        Assert.Equal(0, await world.WaitingAsync());
        var marked = await world.Context.SurveyResponses.AsNoTracking().CountAsync(r => r.Flags == QualityFlags.Excluded, TallyWorld.Cancel);
        Assert.Equal(2, marked);
        Assert.Equal(new(6, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task FoldOnce_MovesTheGenerationOnlyWhenCellsChange()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        await world.AnswerAsync(wave, point, Day, Take(sheets, 5));

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        var after = await GenerationAsync(world);
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(1, after);
        Assert.Equal(after, await GenerationAsync(world));
    }

    [Fact]
    public async Task FoldOnce_CountsWhatTheSheetsSay()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, point, sheets) = await StartAsync(world);
        var sent = Take(sheets, 40);
        await world.AnswerAsync(wave, point, Day, sent);
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        var expected = new Tally(TallyLayout.For(await ModelAsync(world)));
        sent.ForEach(expected.Add);
        var cell = await world.Context.TallyCells.AsNoTracking().SingleAsync(TallyWorld.Cancel);
        Assert.Equal(expected.ToBytes(), cell.Vector);
        Assert.Equal(Day, cell.LastDay);
    }

    private static async Task<long> GenerationAsync(TallyWorld world) =>
        await world.Context.TallyStates.Select(s => s.Generation).SingleAsync(TallyWorld.Cancel);

    private static async Task<Core.Questionnaires.Questionnaire> ModelAsync(TallyWorld world) =>
        TallyWorld.ModelOf(await world.Context.QuestionnaireVersions.AsNoTracking().SingleAsync(TallyWorld.Cancel));

    private static List<AnswerSheet> Take(RandomSheets sheets, int count) => [.. Enumerable.Range(0, count).Select(_ => sheets.Next())];

    private static async Task<(Wave Wave, CollectionPoint Point, RandomSheets Sheets)> StartAsync(TallyWorld world)
    {
        var version = await world.VersionAsync();
        var point = await world.Sample.PointAsync(world.Province);
        return (await world.WaveAsync(version, point), point, new RandomSheets(TallyWorld.ModelOf(version), 1));
    }
}
