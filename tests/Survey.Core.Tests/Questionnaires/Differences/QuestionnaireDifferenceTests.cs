using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Differences;

namespace Survey.Core.Tests.Questionnaires.Differences;

public sealed class QuestionnaireDifferenceTests
{
    private static readonly Questionnaire Sample = SampleQuestionnaire.Questionnaire;

    public static TheoryData<string, string?, ChangeKind, ChangeEffect, string, string[]> Edits => new()
    {
        { "$.code", "\"other\"", ChangeKind.Code, ChangeEffect.Series, "head", ["sample", "other"] },
        { "$.overall", "\"access\"", ChangeKind.Overall, ChangeEffect.Series, "head", ["overall", "access"] },
        { "$.languages[2]", "\"km\"", ChangeKind.LanguageAdded, ChangeEffect.Asking, "head", ["km", "0"] },
        { "$.scales[0].look", null, ChangeKind.ScaleLook, ChangeEffect.Asking, "scale:five", ["five"] },
        { "$.scales[0].points[0].score", "7", ChangeKind.Score, ChangeEffect.Series, "scale:five", ["5", "five", "5", "7"] },
        { "$.scales[0].points[5]", """{"code": "0", "score": 0, "label": {"vi": "Không"}}""", ChangeKind.AnswerAdded, ChangeEffect.Series, "scale:five", ["0", "five"] },
        { "$.scales[1].notApplicable", """{"code": "na", "label": {"vi": "Không"}}""", ChangeKind.AnswerAdded, ChangeEffect.Series, "scale:yesno", ["na", "yesno"] },
        { "$.sections[0].items[0].required", null, ChangeKind.Required, ChangeEffect.Asking, "item:overall", ["overall", "false"] },
        { "$.sections[1].items[2].scale", "\"five\"", ChangeKind.ItemScale, ChangeEffect.Series, "item:deep", ["deep", "yesno", "five"] },
        { "$.sections[1].showIf", null, ChangeKind.Condition, ChangeEffect.Series, "section:b", ["b"] },
        { "$.sections[1].items[1].showIf", null, ChangeKind.Condition, ChangeEffect.Series, "item:why", ["why"] },
        { "$.sections[0].items[1].options[2]", """{"code": "x", "label": {"vi": "X"}}""", ChangeKind.AnswerAdded, ChangeEffect.Series, "item:sex", ["x", "sex"] },
        { "$.sections[0].items[2].options[3].exclusive", null, ChangeKind.Exclusive, ChangeEffect.Asking, "item:wishes", ["none", "wishes", "false"] },
        { "$.sections[0].items[2].maxChoices", "3", ChangeKind.MaxChoices, ChangeEffect.Asking, "item:wishes", ["wishes", "2", "3"] },
        { "$.sections[0].items[3].max", "60", ChangeKind.NumberRange, ChangeEffect.Series, "item:trips", ["trips", "0–50, 0", "0–60, 0"] },
        { "$.sections[0].items[3].bands[1].upTo", "3", ChangeKind.BandBound, ChangeEffect.Series, "item:trips", ["twice", "trips", "2", "3"] },
        { "$.sections[0].items[5].maxLength", "11", ChangeKind.MaxLength, ChangeEffect.Asking, "item:word", ["word", "10", "11"] },
        { "$.sections[0].items[5].kind", "\"long_text\"", ChangeKind.ItemKind, ChangeEffect.Asking, "item:word", ["word"] },
        { "$.indices[0].method", "\"mean_score\"", ChangeKind.IndexMethod, ChangeEffect.Series, "index:main", ["main", "TopTwoBox 1", "MeanScore 1"] },
        { "$.indices[0].composite", "\"pooled\"", ChangeKind.IndexComposite, ChangeEffect.Series, "index:main", ["main", "Weighted", "Pooled"] },
        { "$.indices[0].factor", "\"mean_of_items\"", ChangeKind.IndexFactor, ChangeEffect.Series, "index:main", ["main", "Pooled", "MeanOfItems"] },
        { "$.indices[0].dimensions[0].overall", "\"access\"", ChangeKind.OverallItem, ChangeEffect.Series, "index:main", ["main", "d1", "", "access"] },
        { "$.indices[0].dimensions[0].items[0].negative", "[\"1\"]", ChangeKind.Negative, ChangeEffect.Series, "index:main", ["main", "overall", "", "1"] },
        { "$.indices[0].rollUp", "\"pooled\"", ChangeKind.IndexRollUp, ChangeEffect.Series, "index:main", ["main", "MeanOfUnits", "Pooled"] },
        { "$.indices[0].minimumBase", "6", ChangeKind.IndexMinimumBase, ChangeEffect.Series, "index:main", ["main", "5", "6"] },
        { "$.indices[0].dimensions[0].weight", "0.5", ChangeKind.Weight, ChangeEffect.Series, "index:main", ["main", "d1", "0.25", "0.5"] },
        { "$.indices[0].dimensions[0].items[0].positive", null, ChangeKind.Positive, ChangeEffect.Series, "index:main", ["main", "overall", "4, 5", ""] },
        { "$.indices[0].dimensions[0].items[1].reversed", null, ChangeKind.Reversed, ChangeEffect.Series, "index:main", ["main", "access", "false"] },
        { "$.title.vi", "\"Chào\"", ChangeKind.Wording, ChangeEffect.Words, "head", [] },
        { "$.title.en", null, ChangeKind.Wording, ChangeEffect.Words, "head", [] },
        { "$.lead", null, ChangeKind.Wording, ChangeEffect.Words, "head", [] },
        { "$.sections[1].title", """{"vi": "Phần hai"}""", ChangeKind.Wording, ChangeEffect.Words, "section:b", [] },
        { "$.sections[0].items[0].hint.vi", "\"Chọn\"", ChangeKind.Wording, ChangeEffect.Words, "item:overall", [] },
        { "$.sections[0].items[3].bands[1].label.vi", "\"2\"", ChangeKind.Wording, ChangeEffect.Words, "item:trips", [] },
        { "$.scales[0].notApplicable.label.vi", "\"Không rõ\"", ChangeKind.Wording, ChangeEffect.Words, "scale:five", [] },
        { "$.indices[0].dimensions[0].title.vi", "\"1\"", ChangeKind.Wording, ChangeEffect.Words, "index:main", [] },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Between_AfterOneEdit_SaysExactlyThat(string path, string? value, ChangeKind kind, ChangeEffect effect, string place, string[] arguments)
    {

        var change = Assert.Single(QuestionnaireDifference.Between(Sample, SampleQuestionnaire.Read(SampleQuestionnaire.With(path, value))));
        Assert.Equal((kind, effect, place), (change.Kind, change.Effect, change.Place));
        Assert.Equal(arguments, change.Arguments);
    }

    [Fact]
    public void Between_AfterReordering_NamesTheFewestThatMoved()
    {
        var first = Sample.Sections[0];
        var moved = Sample with { Sections = [first with { Items = [.. first.Items.Skip(1), first.Items[0]] }, Sample.Sections[1] with { ShowIf = null }] };
        var before = Sample with { Sections = [first, Sample.Sections[1] with { ShowIf = null }] };
        var change = Assert.Single(QuestionnaireDifference.Between(before, moved));
        Assert.Equal((ChangeKind.ItemMoved, "item:overall", ChangeEffect.Order), (change.Kind, change.Place, change.Effect));
    }

    [Fact]
    public void Between_WithARenamedItem_FollowsTheMappingAndShowsItsNewWords()
    {
        Item Renamed(Item i) => i.Code == "sex" ? i with { Code = "gender", Text = LocalizedText.Of("vi", "Giới") } : i;
        var after = Sample with { Sections = [.. Sample.Sections.Select(s => s with { Items = [.. s.Items.Select(Renamed)] })] };
        var mapping = new CodeMapping { Items = new Dictionary<string, string?> { ["sex"] = "gender" } };

        var plain = QuestionnaireDifference.Between(Sample, after);
        var mapped = QuestionnaireDifference.Between(Sample, after, mapping);

        Assert.Equal([ChangeKind.ItemRemoved, ChangeKind.ItemAdded], plain.Select(c => c.Kind));
        Assert.Equal([ChangeKind.ItemRecoded, ChangeKind.Wording], mapped.Select(c => c.Kind));
        Assert.Equal(("Giới tính", "Giới"), (mapped[1].Before, mapped[1].After));
    }

    [Fact]
    public void Between_WithMappedAnswers_SaysRecodedAndNotLost()
    {
        Item Recoded(Item i) => i is SingleChoiceItem { Code: "sex" } x ? x with { Options = [x.Options[0] with { Code = "f" }, x.Options[1]] } : i;
        var after = Sample with { Sections = [.. Sample.Sections.Select(s => s with { Items = [.. s.Items.Select(Recoded)] })] };
        var mapping = new CodeMapping { Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>> { ["sex"] = new Dictionary<string, string?> { ["female"] = "f" } } };
        var change = Assert.Single(QuestionnaireDifference.Between(Sample, after, mapping));
        Assert.Equal(ChangeKind.AnswerRecoded, change.Kind);
        Assert.Equal(["female", "f", "sex"], change.Arguments);
    }

    [Fact]
    public void Between_AQuestionnaireAndItself_IsEmpty() => QuestionnaireGenerator.Questionnaires.Sample(q =>
        Assert.Empty(QuestionnaireDifference.Between(q, Again(q))), iter: 200);

    [Fact]
    public void Between_TwoDocuments_IsEmptyExactlyWhereTheyAreTheSame() => Gen.Select(QuestionnaireGenerator.Questionnaires, QuestionnaireGenerator.Questionnaires).Sample((a, b) =>
        Assert.Equal(QuestionnaireJson.Write(a) == QuestionnaireJson.Write(b), QuestionnaireDifference.Between(a, b).Count == 0), iter: 200);

    // Every value of the document, one at a time: taken out, or another put in its place.
    [Fact]
    public void Between_AfterAnySingleEdit_SaysWhatItIs()
    {
        var edits = 0;
        Gen.Select(QuestionnaireGenerator.Questionnaires, Gen.UInt.Array[20]).Sample((q, choices) =>
        {
            foreach (var edited in SingleEdits.Of(QuestionnaireJson.Write(q), new ChoiceTape(choices)))
            {
                var changes = QuestionnaireDifference.Between(q, edited);
                Assert.NotEmpty(changes);
                Assert.DoesNotContain(changes, c => c.Kind == ChangeKind.Other);
                Interlocked.Increment(ref edits);
            }
        }, iter: 60);
        Assert.True(edits > 300, $"{edits} edits");
    }

    private static Questionnaire Again(Questionnaire q) => SampleQuestionnaire.Read(QuestionnaireJson.Write(q));
}
