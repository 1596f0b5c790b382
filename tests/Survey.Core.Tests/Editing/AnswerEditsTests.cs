using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;
using static Survey.Core.Tests.Editing.ItemEditsTests;

namespace Survey.Core.Tests.Editing;

public sealed class AnswerEditsTests
{
    private static Questionnaire Sample => SampleQuestionnaire.Questionnaire;

    [Fact]
    public void AddOption_StandsBeforeAnExclusiveLastOne()
    {
        var result = OptionEdits.Add(Sample, "wishes", "Trực tuyến");

        Assert.Equal("truc_tuyen", result.Code);
        Assert.Equal(["time", "paper", "place", "truc_tuyen", "none"], Options(result, "wishes"));
    }

    [Fact]
    public void RemoveOption_TakesItOutOfConditions_AndLowersTheMostChoices()
    {
        var q = Made(ItemEdits.SetShowIf(Sample, "word", new IsCondition("wishes", ["time", "paper"])));
        q = Made(OptionEdits.Remove(q, "wishes", "paper"));
        Assert.Equal(["time"], Assert.IsType<IsCondition>(q.FindItem("word")!.ShowIf).Codes);

        q = Made(OptionEdits.Remove(q, "wishes", "place"));
        var result = OptionEdits.Remove(q, "wishes", "time");

        Assert.Equal(1, Assert.IsType<MultipleChoiceItem>(Made(result).FindItem("wishes")).MaxChoices);
        Assert.Contains(new Consequence(ConsequenceKind.ConditionDropped, "item:word"), result.Consequences);
        Assert.Contains(new Consequence(ConsequenceKind.MaxChoicesLowered, "item:wishes"), result.Consequences);
        AssertRefused(EditRefusal.TooFew, "options", OptionEdits.Remove(Made(result), "wishes", "none"));
        AssertRefused(EditRefusal.TooFew, "options", OptionEdits.Remove(Sample, "sex", "male"));
    }

    [Fact]
    public void Options_MoveExcludeAndChangeTheirCode()
    {
        Assert.Equal(["male", "female"], Options(OptionEdits.MoveDown(Sample, "sex", "female"), "sex"));
        AssertRefused(EditRefusal.AtEdge, "female", OptionEdits.MoveUp(Sample, "sex", "female"));
        AssertRefused(EditRefusal.Missing, "male", OptionEdits.SetExclusive(Sample, "sex", "male", true));
        Assert.True(Assert.IsType<MultipleChoiceItem>(Made(OptionEdits.SetExclusive(Sample, "wishes", "time", true)).FindItem("wishes")).Options[0].Exclusive);

        var renamed = OptionEdits.ChangeCode(Made(ItemEdits.SetShowIf(Sample, "trips", new IsCondition("sex", ["male"]))), "sex", "male", "nam");
        Assert.Equal([new CodeRename("sex", "male", "nam")], renamed.Renames);
        Assert.Equal(["nam"], Assert.IsType<IsCondition>(Made(renamed).FindItem("trips")!.ShowIf).Codes);
        AssertRefused(EditRefusal.BadCode, "female", OptionEdits.ChangeCode(Sample, "sex", "male", "female"));
    }

    [Fact]
    public void Bands_StayAscending_AndTheLastHasNoBound()
    {
        var q = Made(BandEdits.Add(Sample, "trips", 1.5m, null));
        Assert.Equal([1m, 1.5m, 2m, null], Bands(q));
        Assert.Equal("Đến 1,5", Assert.IsType<NumberItem>(q.FindItem("trips")).Bands[1].Label.In("vi"));

        Assert.Equal([1m, null], Bands(Made(BandEdits.Remove(Sample, "trips", "more"))));
        Assert.Equal([1.75m, 2m, null], Bands(Made(BandEdits.SetUpTo(Sample, "trips", "once", 1.75m))));
        AssertRefused(EditRefusal.BadNumber, "upTo", BandEdits.SetUpTo(Sample, "trips", "once", 2));
        AssertRefused(EditRefusal.BadNumber, "upTo", BandEdits.Add(Sample, "trips", 2, "Hai nữa"));
        AssertRefused(EditRefusal.TooFew, "bands", BandEdits.Remove(Sample, "hours", "any"));
        Assert.Equal([new CodeRename("trips", "once", "mot")], BandEdits.ChangeCode(Sample, "trips", "once", "mot").Renames);
    }

    [Fact]
    public void ScalePresets_HaveTheirPointsBestFirst_InEachLanguageWeSpeak()
    {
        foreach (var preset in Enum.GetValues<ScalePreset>())
        {
            var result = ScaleEdits.Add(Sample, preset);
            var scale = Made(result).Scales.Single(s => s.Code == result.Code);

            Assert.Equal(scale.Points.Select(p => p.Score).OrderDescending(), scale.Points.Select(p => p.Score));
            Assert.All(scale.Points, p => Assert.True(p.Label.Has("vi") && p.Label.Has("en")));
        }
    }

    [Fact]
    public void Scale_InUse_IsNotDeleted()
    {
        var result = ScaleEdits.Delete(Sample, "five");

        AssertRefused(EditRefusal.StillUsed, "five", result);
        Assert.Equal("overall, access", result.Problem!.Arguments[1]);
        Assert.Single(Made(ScaleEdits.Delete(Made(ItemEdits.Delete(Sample, "deep")), "yesno")).Scales);
    }

    [Fact]
    public void RemovePoint_TakesItOutOfConditionsAndPositiveCodes()
    {
        var q = Made(ScaleEdits.RemovePoint(Sample, "five", "4"));
        Assert.Equal(["5"], q.Indices[0].Dimensions[0].Items[0].Positive!);

        // Without its worst point the scale runs from 2 to 5 for every item of the dimension alike.
        var result = ScaleEdits.RemovePoint(Sample, "five", "1");
        Assert.Equal([new Consequence(ConsequenceKind.ConditionReduced, "section:b")], result.Consequences);
        AssertRefused(EditRefusal.TooFew, "points", ScaleEdits.RemovePoint(Sample, "yesno", "no"));
    }

    [Fact]
    public void AddPoint_IsTheNextWorse_AndNeedsAScoreOfItsOwn()
    {
        var result = ScaleEdits.AddPoint(Sample, "five", "Tệ");

        Assert.Equal("0", result.Code);
        Assert.Equal(0, Made(result).Scales[0].Points[^1].Score);
        AssertRefused(EditRefusal.ScoreTaken, "five", ScaleEdits.AddPoint(Sample, "five", "Tệ", 3));
        AssertRefused(EditRefusal.BadNumber, "score", ScaleEdits.SetScore(Sample, "five", "5", 1001));
    }

    [Fact]
    public void ChangePointCode_IsFollowedInEveryItemOfTheScale()
    {
        var result = ScaleEdits.ChangePointCode(Sample, "five", "5", "tot");

        Assert.Equal([new CodeRename("overall", "5", "tot"), new CodeRename("access", "5", "tot")], result.Renames);
        Assert.Equal(["4", "tot"], Made(result).Indices[0].Dimensions[0].Items[0].Positive!);

        var na = Made(ScaleEdits.ChangePointCode(Sample, "five", "na", "khong"));
        Assert.Equal("khong", na.Scales[0].NotApplicable!.Code);
        Assert.Equal(["khong"], Assert.IsType<IsCondition>(Assert.IsType<NotCondition>(na.FindItem("why")!.ShowIf).Part).Codes);
    }

    [Fact]
    public void NotApplicable_Off_DropsTheConditionsOnIt_AndOnAgainHasWords()
    {
        var off = ScaleEdits.SetNotApplicable(Sample, "five", false);
        Assert.Equal([new Consequence(ConsequenceKind.ConditionDropped, "item:why")], off.Consequences);

        var on = Made(ScaleEdits.SetNotApplicable(Made(off), "five", true));
        Assert.Equal("Không ý kiến", on.Scales[0].NotApplicable!.Label.In("vi"));
    }

    private static IEnumerable<string> Options(EditResult result, string item) => Made(result).FindItem(item) switch
    {
        SingleChoiceItem single => single.Options.Select(o => o.Code),
        MultipleChoiceItem multiple => multiple.Options.Select(o => o.Code),
        _ => [],
    };

    private static IEnumerable<decimal?> Bands(Questionnaire q) => Assert.IsType<NumberItem>(q.FindItem("trips")).Bands.Select(b => b.UpTo);
}
