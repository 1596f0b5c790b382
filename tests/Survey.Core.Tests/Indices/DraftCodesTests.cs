using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Indices;

public sealed class DraftCodesTests
{
    private static Questionnaire Published => SampleQuestionnaire.Questionnaire;

    [Fact]
    public void Rename_ThatContinues_TakesTheOldResultsAlong_WithItsAnswers()
    {
        var mapping = After(ItemEdits.ChangeCode(Published, "sex", "gioi_tinh", continues: true));

        Assert.Equal(("gioi_tinh", "male"), (mapping.Item("sex"), mapping.Code("sex", "male")));
    }

    [Fact]
    public void Rename_ThatBeginsAnew_LeavesNothingOfTheOldCode_AndTakesNoOther()
    {
        var mapping = After(ItemEdits.ChangeCode(Published, "sex", "gioi_tinh", continues: false));

        Assert.Equal(KeyValuePair.Create("sex", (string?)null), Assert.Single(mapping.Items));
        Assert.Empty(mapping.Codes);
        Assert.Equal([new CodePlace("sex", null)], DraftCodes.GivenUp(CodeMapping.Same, mapping));
    }

    [Fact]
    public void PointRename_ThatBeginsAnew_IsGoneForEveryItemOnItsScale()
    {
        var mapping = After(ScaleEdits.ChangePointCode(Published, "five", "5", "tuyet_voi", continues: false));

        Assert.Empty(mapping.Items);
        Assert.Equal([null, null, "4"], [mapping.Code("overall", "5"), mapping.Code("access", "5"), mapping.Code("access", "4")]);
        Assert.Equal(["overall.5", "access.5"], DraftCodes.GivenUp(CodeMapping.Same, mapping).Select(p => p.ToString()).OrderDescending());
    }

    [Fact]
    public void Unsaid_NamesThePublishedCodesOfWhichNobodySaidAnything()
    {
        var continuing = DraftCodes.Continuing(Published, Published, CodeMapping.Same);
        var both = OptionEdits.ChangeCode(Published, "sex", "male", "nam").Then(q => ItemEdits.ChangeCode(q, "sex", "gioi_tinh"));
        var other = ItemEdits.ChangeCode(Published, "sex", "gioi_tinh", continues: true).Then(q => OptionEdits.ChangeCode(q, "gioi_tinh", "male", "nam"));

        Assert.Equal(["sex.male", "sex"], DraftCodes.Unsaid(continuing, both.Renames).Select(p => p.ToString()));
        Assert.Equal(["gioi_tinh.male"], DraftCodes.Unsaid(continuing, other.Renames).Select(p => p.ToString()));
        Assert.Equal(["trips.once"], DraftCodes.Unsaid(continuing, BandEdits.ChangeCode(Published, "trips", "once", "mot").Renames).Select(p => p.ToString()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Unsaid_IsNothing_WhereItWasSaid(bool continues)
    {
        var renames = ScaleEdits.ChangePointCode(Published, "five", "5", "tot", continues).Renames;

        Assert.Empty(DraftCodes.Unsaid(DraftCodes.Continuing(Published, Published, CodeMapping.Same), renames));
    }

    [Fact]
    public void Continuing_LeavesOutWhatIsNew_WhatWasGivenUp_AndWhatIsAnsweredOtherwise()
    {
        var added = ItemEdits.Add(Published, ItemKind.LongText, "a", "Thêm câu");
        var draft = added.Then(q => ItemEdits.ChangeKind(q, "sex", ItemKind.ShortText)).Questionnaire!;
        var mapping = new CodeMapping { Items = new Dictionary<string, string?> { ["word"] = null } };

        var continuing = DraftCodes.Continuing(Published, draft, mapping);

        Assert.DoesNotContain(continuing, p => p.Item is "sex" or "word" || p.Item == added.Code);
        Assert.Contains(new CodePlace("trips", "once"), continuing);
        Assert.Contains(new CodePlace("overall", "na"), continuing);
    }

    [Fact]
    public void CodeOfWhatWasLostBefore_GivenToANewThing_DoesNotComeBack()
    {
        // As after an import over the draft: the item and the option are not there, and nobody said what became of them.
        var draft = Published with
        {
            Sections = [.. Published.Sections.Select(s => s with
            {
                Items = [.. s.Items.Where(i => i.Code != "word").Select(i => i is SingleChoiceItem { Code: "why" } one ? one with { Options = [one.Options[0], new ChoiceOption { Code = "z", Label = one.Options[1].Label }] } : i)],
            })],
        };

        var item = Follow(draft, ItemEdits.ChangeCode(draft, "comment", "word", continues: false));
        var option = Follow(draft, OptionEdits.ChangeCode(draft, "why", "z", "y", continues: false));

        Assert.Equal([null, null], [item.Item("word"), item.Item("comment")]);
        Assert.Null(option.Code("why", "y"));
        Assert.Equal("x", option.Code("why", "x"));
    }

    private static CodeMapping After(EditResult result) => Follow(Published, result);

    private static CodeMapping Follow(Questionnaire before, EditResult result) => DraftCodes.Follow(
        Published, before, CodeMapping.Same, DraftCodes.Step(before, result.Questionnaire!, result.Renames), result.Renames);
}
