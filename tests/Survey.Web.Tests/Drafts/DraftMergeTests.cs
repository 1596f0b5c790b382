using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using static Survey.Web.Tests.Drafts.DraftWorld;

namespace Survey.Web.Tests.Drafts;

public sealed class DraftMergeTests
{
    [Fact]
    public async Task Apply_ToThePresentRevision_IsTheNextOne()
    {
        await using var world = await DraftWorld.CreateAsync();

        var saved = Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(Word("i3", "Mới")));

        Assert.Equal(1, saved.Revision);
        Assert.Equal("Mới", saved.Questionnaire.FindItem("i3")!.Text.In("vi"));
        var stored = await world.StoredAsync();
        Assert.Equal((1, QuestionnaireJson.Write(saved.Questionnaire)), (stored.Revision, stored.Draft));
        await using var context = world.Context();
        var rows = await context.DraftRevisions.OrderBy(r => r.Number).ToListAsync(TestContext.Current.CancellationToken);
        // The draft as it was before there were revisions is kept, too: its first edit can be undone.
        Assert.Equal([(0, "questionnaire_kept", null), (1, "item_set", (long?)An)], rows.Select(r => (r.Number, r.Action, r.AccountId)));
        Assert.Equal(("item:i3", stored.Draft, stored.ChangedAt), (rows[1].Target, rows[1].Json, rows[1].At));
    }

    [Fact]
    public async Task Apply_OfWhatIsSoAlready_MakesNoRevision()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Mới"));

        var again = await world.EditAsync(Word("i3", "Mới"), from: 0, by: Binh);

        Assert.Equal(1, Assert.IsType<DraftOutcome.Saved>(again).Revision);
        Assert.Equal(1, (await world.StoredAsync()).Revision);
    }

    [Fact]
    public async Task Apply_OfWhatCannotBe_KeepsNothingAndSaysWhy()
    {
        await using var world = await DraftWorld.CreateAsync();

        var refused = Assert.IsType<DraftOutcome.Refused>(await world.EditAsync(Word("i3", " ")));

        Assert.Equal(EditRefusal.BadText, refused.Problem.Why);
        Assert.Equal(0, (await world.StoredAsync()).Revision);
    }

    [Fact]
    public async Task Apply_ToAnotherPlaceThanOthersChanged_KeepsBoth()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Của An"));
        await world.EditAsync(Add("Thêm một câu"));

        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(Word("i4", "Của Bình"), from: 0, by: Binh));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(new("scale_look", "scale:five", q => ScaleEdits.SetLook(q, "five", ScaleLook.Faces)), from: 0, by: Binh));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(new("head_set", "head", q => HeadEdits.SetTexts(q, "vi", "Tên khác")), from: 0, by: Binh));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(new("section_set", "section:b", q => SectionEdits.SetTexts(q, "b", "vi", "Phần B", null)), from: 1, by: Binh));

        var q = await world.DraftAsync();
        Assert.Equal(("Của An", "Của Bình", "Tên khác", "Phần B"), (q.FindItem("i3")!.Text.In("vi"), q.FindItem("i4")!.Text.In("vi"), q.Title.In("vi"), q.Sections[1].Title!.In("vi")));
        Assert.Equal(11, q.Items.Count());
        Assert.Equal(ScaleLook.Faces, q.Scales[0].Look);
    }

    [Fact]
    public async Task Apply_ToThePlaceThatSomeoneElseChanged_ShowsBothAndKeepsNothing()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Của An"));
        await world.EditAsync(Word("i5", "Chỗ khác"), by: 3);

        var conflict = Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Word("i3", "Của Bình"), from: 0, by: Binh));

        Assert.Equal((2, (long?)An), (conflict.Revision, conflict.By));
        Assert.Equal(("Của An", "Của Bình"), (conflict.Theirs.FindItem("i3")!.Text.In("vi"), conflict.Mine!.FindItem("i3")!.Text.In("vi")));
        Assert.Equal("Của An", (await world.DraftAsync()).FindItem("i3")!.Text.In("vi"));
        // Having seen it, Bình's is kept.
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(Word("i3", "Của Bình"), from: conflict.Revision, by: Binh));
    }

    [Fact]
    public async Task Apply_ToWhatSomeoneElseDeleted_IsAConflict()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Delete("i3"));

        var conflict = Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Word("i3", "Của Bình"), from: 0, by: Binh));

        Assert.Null(conflict.Theirs.FindItem("i3"));
        Assert.Equal(An, conflict.By);
    }

    [Fact]
    public async Task Apply_DeletingASectionInWhichSomeoneElseHasWritten_IsAConflict()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i7", "Vừa viết"));
        var delete = new DraftEdit("section_deleted", "section:b", q => SectionEdits.Delete(q, "b"));

        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(delete, from: 0, by: Binh));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(delete, from: 1, by: Binh));
    }

    [Fact]
    public async Task Apply_MovingWhatSomeoneElseMoved_IsAConflict_AndAddingMovesNothing()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Add("Thêm"));
        await world.EditAsync(Delete("i1"));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(Move("i0", 3), from: 0, by: Binh));

        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Move("i4", 0), from: 0));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(Add("Thêm nữa"), from: 0, by: Binh));
        // The last of one section and the first of the next: the order of items alone does not tell.
        await world.EditAsync(new("item_moved", "order", q => ItemEdits.Move(q, "i5", "a", 99)));
        var before = (await world.StoredAsync()).Revision - 1;
        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Move("i4", 0), from: before, by: Binh));
    }

    [Fact]
    public async Task Apply_ToTheTextsOfALanguage_ClashesWithThatLanguageOnly()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Chỉ tiếng Việt"));
        var translate = new DraftEdit("translated", "texts:en", q => TextEdits.Set(q, "item.i4.text", "en", "Fourth"));
        Assert.IsType<DraftOutcome.Saved>(await world.EditAsync(translate, from: 0, by: Binh));

        await world.EditAsync(Word("i5", "Fifth", "en"));
        var more = new DraftEdit("translated", "texts:en", q => TextEdits.Set(q, "item.i6.text", "en", "Sixth"));
        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(more, from: 2, by: Binh));
    }

    [Fact]
    public async Task Apply_ToTheWhole_ClashesWithAnyChange()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Của An"));

        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Word("i4", "x") with { Target = "" }, from: 0, by: Binh));
    }

    [Fact]
    public async Task Apply_FromARevisionThatIsNotKeptAnyMore_IsAConflict()
    {
        await using var world = await DraftWorld.CreateAsync();
        await world.EditAsync(Word("i3", "Một"));
        await using (var context = world.Context())
        {
            await context.DraftRevisions.Where(r => r.Number == 0).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Null(Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Word("i4", "x"), from: 0)).Mine);
        Assert.IsType<DraftOutcome.Conflict>(await world.EditAsync(Word("i4", "x"), from: 99));
    }

    [Fact]
    public async Task TenAtOnce_OnTenItems_AreAllKept()
    {
        await using var world = await DraftWorld.CreateAsync();

        var outcomes = await AtOnceAsync(world, n => Word("i" + n, "Của " + n));

        Assert.All(outcomes, o => Assert.IsType<DraftOutcome.Saved>(o));
        var q = await world.DraftAsync();
        Assert.All(Enumerable.Range(0, 10), n => Assert.Equal("Của " + n, q.FindItem("i" + n)!.Text.In("vi")));
        Assert.Equal(10, (await world.StoredAsync()).Revision);
    }

    [Fact]
    public async Task TenAtOnce_OnOneItem_KeepOneAndTellNine()
    {
        await using var world = await DraftWorld.CreateAsync();

        var outcomes = await AtOnceAsync(world, n => Word("i3", "Của " + n));

        var saved = Assert.Single(outcomes.OfType<DraftOutcome.Saved>());
        Assert.Equal(9, outcomes.OfType<DraftOutcome.Conflict>().Count());
        Assert.Equal(1, (await world.StoredAsync()).Revision);
        Assert.Equal(QuestionnaireJson.Write(saved.Questionnaire), (await world.StoredAsync()).Draft);
    }

    [Fact]
    public async Task Apply_AfterALostRace_KeepsWhatElseThePageHadToSave()
    {
        await using var world = await DraftWorld.CreateAsync();
        await using var context = world.Context();
        var stored = await world.StoredAsync(context);
        await world.EditAsync(Word("i3", "Nhanh hơn"), by: Binh);
        context.Audit(world.Calendar, An, "draft_edited", "ten");

        var outcome = await world.Store(context).ApplyAsync(stored, 0, Word("i4", "Chậm hơn"), An, CancellationToken.None);

        Assert.Equal(2, Assert.IsType<DraftOutcome.Saved>(outcome).Revision);
        await using var fresh = world.Context();
        Assert.Equal(1, await fresh.AuditEntries.CountAsync(a => a.Action == "draft_edited", TestContext.Current.CancellationToken));
        var q = await world.DraftAsync();
        Assert.Equal(("Nhanh hơn", "Chậm hơn"), (q.FindItem("i3")!.Text.In("vi"), q.FindItem("i4")!.Text.In("vi")));
    }

    private static async Task<DraftOutcome[]> AtOnceAsync(DraftWorld world, Func<int, DraftEdit> edit)
    {
        var pages = new List<(SurveyDbContext Context, StoredQuestionnaire Stored)>();
        for (var n = 0; n < 10; n++)
        {
            var context = world.Context();
            pages.Add((context, await world.StoredAsync(context)));
        }

        try
        {
            return await Task.WhenAll(pages.Select((p, n) => Task.Run(() => world.Store(p.Context).ApplyAsync(p.Stored, 0, edit(n), n + 1, CancellationToken.None))));
        }
        finally
        {
            foreach (var (context, _) in pages)
            {
                await context.DisposeAsync();
            }
        }
    }
}
