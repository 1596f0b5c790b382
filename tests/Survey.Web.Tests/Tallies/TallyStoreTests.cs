using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Tallies;

public sealed class TallyStoreTests
{
    // Format 1 began with a 1; the rest of its bytes would not be read either.
    private static async Task AgeAsync(TallyWorld world)
    {
        var cells = await world.Context.TallyCells.ToListAsync(TallyWorld.Cancel);
        foreach (var cell in cells)
        {
            cell.Vector = [1, .. cell.Vector[1..]];
        }

        await world.Context.SaveChangesAsync(TallyWorld.Cancel);
        await world.Context.TallyStates.ExecuteUpdateAsync(s => s.SetProperty(x => x.Format, 1), TallyWorld.Cancel);
        world.Context.ChangeTracker.Clear();
    }

    private static readonly DateOnly Day = new(2026, 2, 10);

    [Fact]
    public async Task Verify_AfterACellWasManipulated_FindsIt_AndRebuildRepairsIt()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await FoldedAsync(world, wave, points, sheets);
        var store = world.NewStore();
        Assert.Equal(new(60, 0), await store.VerifyAsync(TallyWorld.Cancel));

        var cells = await world.Context.TallyCells.OrderBy(c => c.CollectionPointId).ToListAsync(TallyWorld.Cancel);
        cells[0].Vector = cells[1].Vector;
        cells[2].Responses++;
        world.Context.Remove(cells[3]);
        cells[4].Vector = [9, 9, 9];
        await world.Context.SaveChangesAsync(TallyWorld.Cancel);

        Assert.Equal(new(60, 4), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(4, await store.RebuildAsync(TallyWorld.Cancel));
        Assert.Equal(new(60, 0), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(60, await world.CountedAsync());
    }

    [Fact]
    public async Task Upgrade_OfCellsInAnOlderFormat_CountsAgainOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await FoldedAsync(world, wave, points, sheets);
        var waiting = await world.AnswerAsync(wave, points[0], Day, Take(sheets, 5));
        await AgeAsync(world);

        // Two nodes start at the same time.
        await Task.WhenAll(world.NewStore().UpgradeAsync(TallyWorld.Cancel), world.NewStore().UpgradeAsync(TallyWorld.Cancel));

        Assert.Equal(new(60, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(Tally.Format, await world.Context.TallyStates.Select(s => s.Format).SingleAsync(TallyWorld.Cancel));
        Assert.Equal(0, await world.NewStore().UpgradeAsync(TallyWorld.Cancel));
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        Assert.Equal(new(60 + waiting.Count, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Fold_IntoACellThatAnOlderProgramWrote_RepairsItFirst()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await FoldedAsync(world, wave, points, sheets);
        await AgeAsync(world);
        await world.AnswerAsync(wave, points[0], Day, Take(sheets, 5));

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(new(65, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Verify_LeavesWaitingResponsesOut()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await FoldedAsync(world, wave, points, sheets);
        await world.AnswerAsync(wave, points[0], Day, Take(sheets, 3));

        Assert.Equal(new(60, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Rebuild_WhileOthersFold_EndsWithTheRightNumbers()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await FoldedAsync(world, wave, points, sheets);
        await world.Context.TallyCells.ExecuteDeleteAsync(TallyWorld.Cancel);
        var later = Enumerable.Range(0, 10).Select(_ => Take(sheets, 5)).ToList();

        var folding = Task.Run(async () =>
        {
            foreach (var step in later)
            {
                await world.AnswerAsync(wave, points[1], Day, step);
                await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
            }
        }, TallyWorld.Cancel);
        for (var i = 0; i < 5; i++)
        {
            await world.NewStore().RebuildAsync(TallyWorld.Cancel);
        }

        await folding;
        Assert.Equal(new(110, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Exclude_TakesAFoldedResponseOut_AndAWaitingOneOffTheList()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        var folded = await FoldedAsync(world, wave, points, sheets);
        var waiting = await world.AnswerAsync(wave, points[0], Day, Take(sheets, 1));
        var store = world.NewStore();

        Assert.True(await store.ExcludeAsync(folded[0].Id, TallyWorld.Cancel));
        Assert.False(await store.ExcludeAsync(folded[0].Id, TallyWorld.Cancel));
        Assert.True(await store.ExcludeAsync(waiting[0].Id, TallyWorld.Cancel));
        Assert.False(await store.ExcludeAsync(12345, TallyWorld.Cancel));

        Assert.Equal(new(59, 0), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(59, await world.CountedAsync());
        Assert.Equal(0, await world.WaitingAsync());
    }

    [Fact]
    public async Task Exclude_OfTheOnlyResponse_DropsTheCell()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        var only = await world.AnswerAsync(wave, points[0], Day, Take(sheets, 1));
        await world.CloseAsync(wave);
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        await world.NewStore().ExcludeAsync(only[0].Id, TallyWorld.Cancel);

        Assert.False(await world.Context.TallyCells.AnyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Recut_WhenAPeriodBeginsInsideASegment_SplitsItsCells()
    {
        await using var world = await TallyWorld.CreateAsync();
        var (wave, points, sheets) = await StartAsync(world);
        await world.PeriodAsync("2026-nam", new(2026, 1, 1), new(2026, 12, 31));
        var folder = world.NewFolder();
        foreach (var day in new DateOnly[] { new(2026, 1, 5), new(2026, 3, 31), new(2026, 4, 1), new(2026, 11, 2) })
        {
            await world.AnswerAsync(wave, points[0], day, Take(sheets, 10));
            await folder.FoldOnceAsync(TallyWorld.Cancel);
        }

        Assert.Equal([(new DateOnly(2026, 1, 1), 40)], await SegmentsAsync(world));
        await world.PeriodAsync("2026-q1", new(2026, 1, 1), new(2026, 3, 31));
        await world.PeriodAsync("2026-q2", new(2026, 4, 1), new(2026, 6, 30));
        await folder.FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal([(new(2026, 1, 1), 20), (new(2026, 4, 1), 10), (new DateOnly(2026, 7, 1), 10)], await SegmentsAsync(world));
        Assert.Equal(new(40, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    private static async Task<List<(DateOnly, int)>> SegmentsAsync(TallyWorld world) =>
        (await world.Context.TallyCells.AsNoTracking().OrderBy(c => c.Segment).ToListAsync(TallyWorld.Cancel)).ConvertAll(c => (c.Segment, c.Responses));

    private static async Task<List<SurveyResponse>> FoldedAsync(TallyWorld world, Wave wave, CollectionPoint[] points, RandomSheets sheets)
    {
        var all = new List<SurveyResponse>();
        foreach (var point in points)
        {
            all.AddRange(await world.AnswerAsync(wave, point, Day, Take(sheets, 12)));
        }

        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        return all;
    }

    private static List<AnswerSheet> Take(RandomSheets sheets, int count) => [.. Enumerable.Range(0, count).Select(_ => sheets.Next())];

    private static async Task<(Wave Wave, CollectionPoint[] Points, RandomSheets Sheets)> StartAsync(TallyWorld world)
    {
        var version = await world.VersionAsync();
        var points = new CollectionPoint[5];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = await world.Sample.PointAsync(world.Province, $"q{i}");
        }

        return (await world.WaveAsync(version, points), points, new RandomSheets(TallyWorld.ModelOf(version), 2));
    }
}
