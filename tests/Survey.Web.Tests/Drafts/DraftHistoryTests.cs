using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using static Survey.Web.Tests.Drafts.DraftWorld;

namespace Survey.Web.Tests.Drafts;

public sealed class DraftHistoryTests
{
    [Fact]
    public async Task Undo_SeveralTimes_GoesFurtherBack_AndRedoComesAgain()
    {
        await using var world = await DraftWorld.CreateAsync();
        var drafts = new List<string> { (await world.StoredAsync()).Draft };
        for (var n = 1; n <= 3; n++)
        {
            await world.EditAsync(Word("i3", "Lần " + n));
            drafts.Add((await world.StoredAsync()).Draft);
        }

        for (var n = 2; n >= 0; n--)
        {
            Assert.IsType<DraftOutcome.Saved>(await world.UndoAsync());
            Assert.Equal(drafts[n], (await world.StoredAsync()).Draft);
        }

        Assert.Equal(EditRefusal.Missing, Assert.IsType<DraftOutcome.Refused>(await world.UndoAsync()).Problem.Why);
        for (var n = 1; n <= 3; n++)
        {
            Assert.IsType<DraftOutcome.Saved>(await world.RedoAsync());
            Assert.Equal(drafts[n], (await world.StoredAsync()).Draft);
        }

        Assert.IsType<DraftOutcome.Refused>(await world.RedoAsync());
        // Nothing was lost on the way: three edits, three steps back, three forward.
        Assert.Equal(9, (await world.StoredAsync()).Revision);
    }

    [Fact]
    public async Task Undo_AfterAnEditThatFollowedAnUndo_SkipsWhatWasUndone()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Một"));
        await world.EditAsync(Word("i3", "Hai"));
        await world.UndoAsync();
        await world.EditAsync(Word("i3", "Ba"));

        await world.UndoAsync();
        Assert.Equal("Một", await Third(world));
        await world.RedoAsync();
        Assert.Equal("Ba", await Third(world));
        await world.UndoAsync();
        await world.UndoAsync();
        Assert.Equal("Câu 3", await Third(world));
        await world.RedoAsync();
        await world.RedoAsync();
        Assert.Equal("Ba", await Third(world));
    }

    [Fact]
    public async Task History_TellsWhoDidWhat_AndWhoseStepUndoTakesBack()
    {
        await using var world = await DraftWorld.CreateAsync();
        await using (var context = world.Context())
        {
            context.Users.Add(new Account { Id = Binh, UserName = "binh", NormalizedUserName = "BINH", DisplayName = "Trần Bình" });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await world.EditAsync(Word("i3", "Của An"));
        await world.EditAsync(Word("i4", "Của Bình"), by: Binh);

        var history = await world.HistoryAsync();
        Assert.Equal([2, 1, 0], history.Steps.Select(s => s.Number));
        Assert.Equal(("item_set", "item:i4", Binh, "Trần Bình"), (history.ToUndo!.Action, history.ToUndo.Target, history.ToUndo.AccountId, history.ToUndo.Who));
        Assert.Null(history.ToRedo);

        await world.UndoAsync();
        history = await world.HistoryAsync();
        Assert.Equal(("undone", "revision:1"), (history.Steps[0].Action, history.Steps[0].Target));
        Assert.Equal((1, 2), (history.ToUndo!.Number, history.ToRedo!.Number));
    }

    [Fact]
    public async Task Undo_FromAnOlderRevision_ShowsFirstWhatSomeoneElseDid()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Của An"));
        await world.EditAsync(Word("i4", "Của Bình"), by: Binh);

        var conflict = Assert.IsType<DraftOutcome.Conflict>(await world.UndoAsync(from: 1));

        Assert.Equal((2, (long?)Binh), (conflict.Revision, conflict.By));
        Assert.Equal("Của An", await Third(world));
    }

    [Fact]
    public async Task Revisions_BeyondTheKept_AreDropped_AndUndoEndsThere()
    {
        await using var world = await DraftWorld.CreateAsync();
        var total = DraftRevision.Kept + 5;
        for (var n = 1; n <= total; n++)
        {
            await world.EditAsync(Word("i3", "Lần " + n.ToString(CultureInfo.InvariantCulture)));
        }

        await using var context = world.Context();
        Assert.Equal(Enumerable.Range(6, DraftRevision.Kept), await context.DraftRevisions.OrderBy(r => r.Number).Select(r => r.Number).ToListAsync(TestContext.Current.CancellationToken));
        // Each undo is a revision itself and pushes the oldest out.
        for (var n = 0; n < DraftRevision.Kept / 2; n++)
        {
            Assert.True(await world.UndoAsync() is DraftOutcome.Saved or DraftOutcome.Refused);
        }

        Assert.IsType<DraftOutcome.Refused>(await world.UndoAsync());
        Assert.Equal(DraftRevision.Kept, await context.DraftRevisions.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rename_OfAPublishedCode_IsFollowedAndUndone()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.PublishAsync(1);

        await world.EditAsync(Rename("i3", "moi"));
        await world.EditAsync(new("point_renamed", "scale:five", q => ScaleEdits.ChangePointCode(q, "five", "5", "tot", continues: true)));
        await world.EditAsync(Rename("moi", "moi_hon"));

        var mapping = await world.MappingAsync();
        Assert.Equal([KeyValuePair.Create("i3", (string?)"moi_hon")], mapping.Items);
        Assert.Equal(10, mapping.Codes.Count);
        Assert.Equal("tot", mapping.Code("i3", "5"));
        Assert.Equal("4", mapping.Code("i3", "4"));

        await world.EditAsync(Rename("moi_hon", "i3"));
        Assert.Empty((await world.MappingAsync()).Items);
        await world.UndoAsync();
        await world.UndoAsync();
        await world.UndoAsync();
        Assert.Equal("moi", (await world.MappingAsync()).Item("i3"));
        Assert.Empty((await world.MappingAsync()).Codes);
    }

    [Fact]
    public async Task Rename_OfWhatWasNeverPublished_NeedsNoMapping()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Rename("i3", "moi"));
        Assert.Null((await world.StoredAsync()).Mapping);

        await world.PublishAsync(1);
        await world.EditAsync(Add("Thêm câu"));
        await world.EditAsync(Rename("them_cau", "khac", continues: null));
        Assert.Null((await world.StoredAsync()).Mapping);
    }

    [Fact]
    public async Task Delete_OfAPublishedItem_IsForGood_AlsoWhenAnotherGetsItsName()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.PublishAsync(1);

        await world.EditAsync(Delete("i3"));
        await world.EditAsync(Rename("i4", "i3"));
        await world.EditAsync(new("point_removed", "scale:five", q => ScaleEdits.RemovePoint(q, "five", "1")));

        var mapping = await world.MappingAsync();
        Assert.Null(mapping.Item("i3"));
        Assert.Equal("i3", mapping.Item("i4"));
        Assert.Null(mapping.Code("i4", "1"));
        Assert.Equal("2", mapping.Code("i4", "2"));
    }

    [Fact]
    public async Task Undo_BeyondAPublication_SaysNothingOfCodesAnyMore()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.PublishAsync(1);
        await world.EditAsync(Rename("i3", "moi"));
        await world.PublishAsync(2);

        await world.UndoAsync();

        Assert.NotNull((await world.DraftAsync()).FindItem("i3"));
        Assert.Null((await world.StoredAsync()).Mapping);
    }

    [Fact]
    public async Task OldTranslation_StaysOld_UnderAnotherCodeAndInACopy_UntilTheSourceIsUndone()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Câu khác hẳn"));
        Assert.Equal(["item.i3.text"], await StaleAsync(world));

        await world.EditAsync(Rename("i3", "moi"));
        Assert.Equal(["item.moi.text"], await StaleAsync(world));
        await world.EditAsync(new("item_duplicated", "order", q => ItemEdits.Duplicate(q, "moi")));
        Assert.Equal(["item.moi.text", "item.moi_2.text"], await StaleAsync(world));

        for (var n = 0; n < 3; n++)
        {
            await world.UndoAsync();
        }

        Assert.Empty(await StaleAsync(world));
    }

    private static async Task<IEnumerable<string>> StaleAsync(DraftWorld world)
    {
        var stored = await world.StoredAsync();
        return TranslationFreshness.Read(stored.TranslatedFrom).StaleOf(await world.DraftAsync()).Select(s => s.Text.Key);
    }

    private static async Task<string> Third(DraftWorld world) => (await world.DraftAsync()).FindItem("i3")!.Text.In("vi");
}
