using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Tests.Tallies;

/// <summary>The grain of trends: wave, unit and day, kept like the other cells.</summary>
public sealed class DayCellTests
{
    private static readonly DateOnly Monday = new(2026, 2, 9);
    private static readonly DateOnly Tuesday = new(2026, 2, 10);

    [Fact]
    public async Task FoldOnce_CountsEachResponseInItsUnitsDay()
    {
        await using var world = await TallyWorld.CreateAsync();
        var place = await FoldedAsync(world);

        var cells = await CellsAsync(world);

        Assert.Equal(
            [(place.Unit.Id, Monday, 24), (place.Unit.Id, Tuesday, 12), (world.Province.Id, Monday, 12)],
            cells.Select(c => (c.UnitId, c.Day, c.Responses)).OrderBy(c => c.UnitId == world.Province.Id).ThenBy(c => c.Day));
        var layout = TallyLayout.For(await ModelAsync(world, place.Wave));
        foreach (var cell in cells)
        {
            var expected = new Tally(layout);
            var pointsOfUnit = cell.UnitId == world.Province.Id ? new[] { place.Own.Id } : place.Points.Select(p => p.Id);
            foreach (var response in await world.Context.SurveyResponses.Where(r => r.Day == cell.Day && pointsOfUnit.Contains(r.CollectionPointId)).ToListAsync(TallyWorld.Cancel))
            {
                expected.Add(AnswerSheet.Parse(layout.Questionnaire, response.Answers));
            }

            Assert.Equal(expected.ToBytes(), cell.Vector);
        }
    }

    [Fact]
    public async Task FoldOnce_WhenTheProcessDiesBeforeTheCommit_CountsNothingAndThenEverythingOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var place = await FoldedAsync(world);
        await world.AnswerAsync(place.Wave, place.Own, Tuesday, Take(place.Sheets, 10));
        var dying = world.NewFolder();
        dying.BeforeCommit = _ => throw new InvalidOperationException("died");

        await Assert.ThrowsAnyAsync<Exception>(() => dying.FoldOnceAsync(TallyWorld.Cancel));
        Assert.Equal(48, (await CellsAsync(world)).Sum(c => c.Responses));
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(58, (await CellsAsync(world)).Sum(c => c.Responses));
        Assert.Equal(new(58, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task FoldOnce_ByTwoNodesAtOnce_CountsEachResponseOnce()
    {
        await using var world = await TallyWorld.CreateAsync();
        var place = await FoldedAsync(world);
        for (var i = 0; i < 5; i++)
        {
            await world.AnswerAsync(place.Wave, place.Points[i % 2], Tuesday, Take(place.Sheets, 20));
            var nodes = new[] { world.NewFolder(), world.NewFolder() };
            await Task.WhenAll(nodes.Select(n => Task.Run(() => n.FoldOnceAsync(TallyWorld.Cancel), TallyWorld.Cancel)));
        }

        Assert.Equal(new(148, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(148, (await CellsAsync(world)).Sum(c => c.Responses));
    }

    [Fact]
    public async Task Verify_AfterDayCellsWereManipulated_FindsThem_AndRebuildRepairsThem()
    {
        await using var world = await TallyWorld.CreateAsync();
        await FoldedAsync(world);
        var store = world.NewStore();
        Assert.Equal(new(48, 0), await store.VerifyAsync(TallyWorld.Cancel));
        var good = (await CellsAsync(world)).ConvertAll(c => (c.UnitId, c.Day, c.Responses, Vector: Convert.ToHexString(c.Vector)));

        var cells = await world.Context.DayCells.ToListAsync(TallyWorld.Cancel);
        cells[0].Vector = [9, 9, 9];
        cells[1].Responses++;
        world.Context.Remove(cells[2]);
        world.Context.Add(new DayCell { WaveId = cells[0].WaveId, UnitId = cells[0].UnitId, Day = new(2026, 5, 1), Responses = 1, Revision = 1, Vector = cells[2].Vector });
        await world.Context.SaveChangesAsync(TallyWorld.Cancel);

        Assert.Equal(new(48, 4), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(4, await store.RebuildAsync(TallyWorld.Cancel));
        Assert.Equal(new(48, 0), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(good, (await CellsAsync(world)).ConvertAll(c => (c.UnitId, c.Day, c.Responses, Vector: Convert.ToHexString(c.Vector))));
    }

    [Fact]
    public async Task Rebuild_OfADatabaseThatHasNoDayCells_MakesThemAll()
    {
        await using var world = await TallyWorld.CreateAsync();
        await FoldedAsync(world);
        await world.Context.DayCells.ExecuteDeleteAsync(TallyWorld.Cancel);

        Assert.Equal(3, await world.NewStore().RebuildAsync(TallyWorld.Cancel));

        Assert.Equal(48, (await CellsAsync(world)).Sum(c => c.Responses));
        Assert.Equal(new(48, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    [Fact]
    public async Task Exclude_TakesTheResponseOutOfItsDay_AndTheLastOneDropsTheCell()
    {
        await using var world = await TallyWorld.CreateAsync();
        var place = await FoldedAsync(world);
        var store = world.NewStore();
        foreach (var id in await world.Context.SurveyResponses.Where(r => r.Day == Tuesday).Select(r => r.Id).ToListAsync(TallyWorld.Cancel))
        {
            Assert.True(await store.ExcludeAsync(id, TallyWorld.Cancel));
        }

        Assert.DoesNotContain(await CellsAsync(world), c => c.Day == Tuesday);
        Assert.Equal(new(36, 0), await store.VerifyAsync(TallyWorld.Cancel));
        Assert.Equal(36, (await CellsAsync(world)).Sum(c => c.Responses));
        Assert.NotEqual(place.Unit.Id, world.Province.Id);
    }

    [Fact]
    public async Task Recut_WhenAPeriodIsAdded_LeavesDaysAsTheyAre()
    {
        await using var world = await TallyWorld.CreateAsync();
        await FoldedAsync(world);
        var before = (await CellsAsync(world)).ConvertAll(c => (c.UnitId, c.Day, c.Responses, c.Revision));

        await world.PeriodAsync("tuesday", Tuesday, Tuesday);
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);

        Assert.Equal(before, (await CellsAsync(world)).ConvertAll(c => (c.UnitId, c.Day, c.Responses, c.Revision)));
        Assert.Equal(new(48, 0), await world.NewStore().VerifyAsync(TallyWorld.Cancel));
    }

    private static async Task<List<DayCell>> CellsAsync(TallyWorld world)
    {
        await using var context = world.CreateDbContext();
        return await context.DayCells.OrderBy(c => c.UnitId).ThenBy(c => c.Day).ToListAsync(TallyWorld.Cancel);
    }

    private static async Task<Survey.Core.Questionnaires.Questionnaire> ModelAsync(TallyWorld world, Wave wave) =>
        (await world.Versions.FindAsync(world.Context, wave.VersionId, TallyWorld.Cancel))!;

    // Two counters of a room on two days, through two channels, and one counter of the province itself.
    private static async Task<(Wave Wave, Unit Unit, CollectionPoint[] Points, CollectionPoint Own, RandomSheets Sheets)> FoldedAsync(TallyWorld world)
    {
        var version = await world.VersionAsync();
        var unit = await world.Sample.UnitAsync("so", world.Province);
        CollectionPoint[] points = [await world.Sample.PointAsync(unit, "a"), await world.Sample.PointAsync(unit, "b")];
        var own = await world.Sample.PointAsync(world.Province, "own");
        var wave = await world.WaveAsync(version, [.. points, own]);
        var sheets = new RandomSheets(TallyWorld.ModelOf(version), 3);
        await world.AnswerAsync(wave, points[0], Monday, Take(sheets, 12));
        await world.AnswerAsync(wave, points[1], Monday, Take(sheets, 12), channel: Channel.Kiosk);
        await world.AnswerAsync(wave, points[1], Tuesday, Take(sheets, 12));
        await world.AnswerAsync(wave, own, Monday, Take(sheets, 12));
        await world.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        return (wave, unit, points, own, sheets);
    }

    private static List<AnswerSheet> Take(RandomSheets sheets, int count) => [.. Enumerable.Range(0, count).Select(_ => sheets.Next())];
}
