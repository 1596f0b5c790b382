using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Checking;

namespace Survey.Core.Tests.Questionnaires.Checking;

/// <summary>One change that must be found and one near it that must not, for each kind.</summary>
public sealed class QuestionnaireCheckTests
{
    private static readonly Questionnaire Sample = SampleQuestionnaire.Questionnaire;

    public static TheoryData<FindingKind, string, string?, string> Found => new()
    {
        // A condition that no answers make hold, and what hangs on it.
        { FindingKind.Unreachable, "$.sections[1].items[1].showIf", """{"all": [{"item": "overall", "is": ["1"]}, {"item": "overall", "is": ["5"]}]}""", "item:why" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "trips", "atLeast": 51}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "hours", "atMost": -1.51}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "hours", "atLeast": 4.001}, {"item": "hours", "atMost": 4.009}]}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "wishes", "is": ["none"]}, {"item": "wishes", "is": ["time"]}]}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "wishes", "is": ["time"]}, {"item": "wishes", "is": ["paper"]}, {"item": "wishes", "is": ["place"]}]}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "overall", "answered": false}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "sex", "answered": false}, {"item": "sex", "is": ["male"]}]}""", "section:b" },
        { FindingKind.Unreachable, "$.sections[1].items[2].showIf", """{"all": [{"item": "why", "answered": true}, {"item": "access", "is": ["na"]}]}""", "item:deep" },
        { FindingKind.UnreachablePart, "$.sections[1].showIf", """{"any": [{"item": "trips", "atLeast": 60}, {"item": "sex", "is": ["male"]}]}""", "section:b" },
        { FindingKind.UnusedBand, "$.sections[0].items[3].min", "2", "item:trips" },
        { FindingKind.ScaleNotMonotone, "$.scales[0].points[1].score", "6", "scale:five" },
        { FindingKind.ScaleUneven, "$.scales[0].points[0].score", "6", "scale:five" },
        { FindingKind.ScaleUnbalanced, "$.scales[0].points[0].score", "9", "scale:five" },
        { FindingKind.ScaleWordsUnbalanced, "$.scales[0].points[3].label.vi", "\"Khá hài lòng\"", "scale:five" },
        { FindingKind.WithoutWords, "$.scales[0].points[2].label.vi", "\"3 😐\"", "scale:five" },
        { FindingKind.DuplicateLabel, "$.scales[0].points[2].label.vi", "\"hài lòng\"", "scale:five" },
        { FindingKind.DuplicateLabel, "$.sections[0].items[1].options[0].label.vi", "\"Nam\"", "item:sex" },
        { FindingKind.WeightsDoNotSum, "$.indices[0].dimensions[1].weight", "0.7", "index:main" },
        { FindingKind.TranslationMissing, "$.title.en", null, "head" },
        { FindingKind.LongTitle, "$.title.vi", Words(91), "head" },
        { FindingKind.LongItem, "$.sections[0].items[1].text.vi", Words(161), "item:sex" },
        { FindingKind.LongLabel, "$.sections[0].items[1].options[0].label.vi", Words(41), "item:sex" },
        { FindingKind.LongHint, "$.sections[0].items[0].hint.vi", Words(201), "item:overall" },
        { FindingKind.LongWord, "$.sections[0].items[1].text.vi", "\"aaaaaaaaaaaaaaaaaaaaaaa\"", "item:sex" },
        { FindingKind.NoOverall, "$.overall", null, "head" },
        { FindingKind.ManyRequired, "$.sections", Sections(6, true), "head" },
        { FindingKind.LongToAnswer, "$.sections", Sections(60, false), "head" },
    };

    public static TheoryData<FindingKind, string, string?> NotFound => new()
    {
        { FindingKind.Unreachable, "$.sections[1].items[1].showIf", """{"any": [{"item": "overall", "is": ["1"]}, {"item": "overall", "is": ["5"]}]}""" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "trips", "atLeast": 50}""" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "hours", "atMost": -1.5}""" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "hours", "atLeast": 4.001}, {"item": "hours", "atMost": 4.01}]}""" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"all": [{"item": "wishes", "is": ["paper"]}, {"item": "wishes", "is": ["time"]}]}""" },
        { FindingKind.Unreachable, "$.sections[1].showIf", """{"item": "sex", "answered": false}""" },
        { FindingKind.Unreachable, "$.sections[1].items[2].showIf", """{"all": [{"not": {"item": "why", "answered": true}}, {"item": "access", "is": ["na"]}]}""" },
        { FindingKind.UnreachablePart, "$.sections[1].showIf", """{"any": [{"item": "trips", "atLeast": 50}, {"item": "sex", "is": ["male"]}]}""" },
        { FindingKind.UnusedBand, "$.sections[0].items[3].min", "1" },
        { FindingKind.ScaleNotMonotone, "$.scales[1].points[0].score", "-1" },
        { FindingKind.ScaleUneven, "$.scales[1].points[0].score", "7" },
        { FindingKind.ScaleUnbalanced, "$.scales[1].points[0].score", "7" },
        { FindingKind.ScaleWordsUnbalanced, "$.scales[0].points[3].label.vi", "\"Chưa hài lòng\"" },
        { FindingKind.ScaleWordsUnbalanced, "$.scales[0].points[3].label.vi", "\"Mức hai\"" },
        { FindingKind.WithoutWords, "$.sections[0].items[1].options[0].label.vi", "\"18–30\"" },
        { FindingKind.DuplicateLabel, "$.scales[0].notApplicable.label.vi", "\"Không biết\"" },
        { FindingKind.WeightsDoNotSum, "$.indices[0].dimensions[1].weight", "0.75" },
        { FindingKind.WeightsDoNotSum, "$.indices[0].dimensions[1].weight", "99.75" },
        { FindingKind.WeightsDoNotSum, "$.indices[0].dimensions[1].weight", "0.25" },
        { FindingKind.WeightsDoNotSum, "$.indices[0].composite", "\"pooled\"" },
        { FindingKind.LongTitle, "$.title.vi", Words(90) },
        { FindingKind.LongItem, "$.sections[0].items[1].text.vi", Words(160) },
        { FindingKind.LongLabel, "$.sections[0].items[1].options[0].label.vi", Words(40) },
        { FindingKind.LongHint, "$.sections[0].items[0].hint.vi", Words(200) },
        { FindingKind.LongWord, "$.sections[0].items[1].text.vi", "\"aaaaaaaaaaaaaaaaaaaaaa bbbbbbbbbbb-bbbbbbbbbbbbbb/cccccccccccc\"" },
        // Khmer puts no space between words, and a cluster is one character to its reader.
        { FindingKind.LongWord, "$.sections[0].items[1].text.vi", "\"តើលោកអ្នកពេញចិត្តនឹងការបម្រើសេវារបស់មន្ត្រីនៅទីនេះដែរឬទេ\"" },
        { FindingKind.LongLabel, "$.sections[0].items[1].options[0].label.vi", "\"មិនពេញចិត្តទាល់តែសោះចំពោះសេវាកម្មនេះ\"" },
        { FindingKind.NoOverall, "$.overall", "\"access\"" },
        { FindingKind.ManyRequired, "$.sections", Sections(5, true) },
        { FindingKind.LongToAnswer, "$.sections", Sections(5, false) },
    };

    [Theory]
    [MemberData(nameof(Found))]
    public void Run_FindsTheChange(FindingKind kind, string path, string? value, string place)
    {
        Assert.DoesNotContain(QuestionnaireCheck.Run(Near(kind)), f => f.Kind == kind && f.Place == place && kind is not FindingKind.TranslationMissing);
        var found = QuestionnaireCheck.Run(SampleQuestionnaire.Read(SampleQuestionnaire.With(path, value)));
        Assert.Contains(found, f => f.Kind == kind && f.Place == place);
    }

    [Theory]
    [MemberData(nameof(NotFound))]
    public void Run_LeavesTheNearOneAlone(FindingKind kind, string path, string? value)
    {
        var found = QuestionnaireCheck.Run(SampleQuestionnaire.Read(SampleQuestionnaire.With(path, value)));
        Assert.DoesNotContain(found, f => f.Kind == kind && f.Kind is not FindingKind.TranslationMissing);
    }

    [Fact]
    public void Run_OnAnItemBehindAnUnreachableOne_NamesIt()
    {
        var q = SampleQuestionnaire.Read(SampleQuestionnaire.With("$.sections[1].items[1].showIf", """{"item": "trips", "atLeast": 51}"""));
        var found = Assert.Single(QuestionnaireCheck.Run(q), f => f.Kind == FindingKind.DependsOnUnreachable);
        Assert.Equal(("item:deep", "why", FindingSeverity.Error), (found.Place, found.Arguments[0], found.Severity));
    }

    public static TheoryData<string> Broken => [.. Breaks.Keys];

    private static Dictionary<string, (Questionnaire Q, FindingKind Kind, string Place)> Breaks { get; } = new()
    {
        ["item twice"] = (Items(0, i => i.Code == "sex" ? i with { Code = "overall" } : i), FindingKind.DuplicateCode, "item:overall"),
        ["section twice"] = (Sample with { Sections = [.. Sample.Sections.Select(s => s with { Code = "a" })] }, FindingKind.DuplicateCode, "section:a"),
        ["scale twice"] = (Sample with { Scales = [Sample.Scales[0], Sample.Scales[0]] }, FindingKind.DuplicateCode, "scale:five"),
        ["index twice"] = (Sample with { Indices = [Sample.Indices[0], Sample.Indices[0]] }, FindingKind.DuplicateCode, "index:main"),
        ["point twice"] = (Scales(s => s with { Points = [.. s.Points, s.Points[0]] }), FindingKind.DuplicateCode, "scale:five"),
        ["not applicable like a point"] = (Scales(s => s.NotApplicable is { } na ? s with { NotApplicable = na with { Code = "5" } } : s), FindingKind.DuplicateCode, "scale:five"),
        ["option twice"] = (Items(0, i => i is SingleChoiceItem x ? x with { Options = [x.Options[0], x.Options[0]] } : i), FindingKind.DuplicateCode, "item:sex"),
        ["band twice"] = (Items(0, i => i is NumberItem { Code: "trips" } x ? x with { Bands = [x.Bands[0], x.Bands[0]] } : i), FindingKind.DuplicateCode, "item:trips"),
        ["dimension twice"] = (Index(x => x with { Dimensions = [x.Dimensions[0], x.Dimensions[0]] }), FindingKind.DuplicateCode, "index:main"),
        ["counted twice"] = (Index(x => x with { Dimensions = [x.Dimensions[0], x.Dimensions[0] with { Code = "other" }] }), FindingKind.IndexItemTwice, "index:main"),
        ["no options"] = (Items(0, i => i is SingleChoiceItem x ? x with { Options = [] } : i), FindingKind.Empty, "item:sex"),
        ["no points"] = (Scales(s => s with { Points = [] }), FindingKind.Empty, "scale:five"),
        ["no items"] = (Sample with { Sections = [.. Sample.Sections, new Section { Code = "c", Items = [] }] }, FindingKind.Empty, "section:c"),
        ["no bands"] = (Items(0, i => i is NumberItem x ? x with { Bands = [] } : i), FindingKind.Empty, "item:trips"),
        ["no dimensions"] = (Index(x => x with { Dimensions = [] }), FindingKind.Empty, "index:main"),
        ["no such scale"] = (Sample with { Scales = [Sample.Scales[0]] }, FindingKind.UnknownScale, "item:deep"),
        ["condition on nothing"] = (ShowIf(new IsCondition("gone", ["1"])), FindingKind.ConditionOnMissingItem, "item:sex"),
        ["condition on a later item"] = (ShowIf(new AnsweredCondition("access", true)), FindingKind.ConditionOnLaterItem, "item:sex"),
        ["condition on itself"] = (ShowIf(new NotCondition(new AnsweredCondition("sex", true))), FindingKind.ConditionOnLaterItem, "item:sex"),
        ["condition on words"] = (Items(1, i => i with { ShowIf = new AnsweredCondition("word", true) }), FindingKind.ConditionOnWords, "item:access"),
        ["condition on a missing answer"] = (ShowIf(new IsCondition("overall", ["9", "1"])), FindingKind.ConditionOnMissingAnswer, "item:sex"),
        ["condition of the wrong sort"] = (ShowIf(new AtLeastCondition("overall", 2)), FindingKind.Unreachable, "item:sex"),
        ["index of nothing"] = (Counted(new DimensionItem { Code = "gone" }), FindingKind.IndexOfMissingItem, "index:main"),
        ["index of a choice"] = (Counted(new DimensionItem { Code = "sex" }), FindingKind.IndexOfOtherKind, "index:main"),
        ["index of a missing point"] = (Counted(new DimensionItem { Code = "deep", Positive = ["yes", "maybe"] }), FindingKind.IndexOfMissingPoint, "index:main"),
        ["index of two ranges"] = (Index(x => x with { Dimensions = [x.Dimensions[0] with { Items = [.. x.Dimensions.SelectMany(d => d.Items)] }] }), FindingKind.IndexMixedRanges, "index:main"),
        ["overall gone"] = (Sample with { Overall = "gone" }, FindingKind.OverallMissing, "head"),
        ["overall a choice"] = (Sample with { Overall = "sex" }, FindingKind.OverallMissing, "head"),
        ["no source text"] = (Sample with { Title = LocalizedText.Of("en", "Title") }, FindingKind.TextMissing, "head"),
        ["blank text"] = (Sample with { Title = LocalizedText.Of("vi", " ") }, FindingKind.TextMissing, "head"),
        ["not NFC"] = (Sample with { Title = LocalizedText.Of("vi", "Hài lòng".Normalize(System.Text.NormalizationForm.FormD)) }, FindingKind.TextNotNfc, "head"),
        ["control character"] = (Sample with { Title = LocalizedText.Of("vi", "a\tb") }, FindingKind.TextBroken, "head"),
        ["half a pair"] = (Sample with { Title = LocalizedText.Of("vi", "a\ud800b") }, FindingKind.TextBroken, "head"),
        ["strange language"] = (Sample with { Title = Sample.Title.With("fr", "Titre") }, FindingKind.UnknownLanguage, "head"),
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Run_OnWhatTheReaderWouldRefuse_SaysSoAsAnError(string name)
    {
        var (q, kind, place) = Breaks[name];
        Assert.Contains(QuestionnaireCheck.Run(q), f => f.Kind == kind && f.Place == place && f.Severity == FindingSeverity.Error);
        Assert.DoesNotContain(QuestionnaireCheck.Run(Sample), f => f.Kind == kind);
    }

    [Fact]
    public void Run_OnAValueWithNothingInIt_DoesNotThrow()
    {
        var nothing = Sample with { Languages = [], Scales = [], Sections = [], Indices = [], Overall = null };
        Assert.NotNull(QuestionnaireCheck.Run(nothing));
        var numbers = Items(0, i => i is NumberItem x ? x with { Min = decimal.MinValue, Max = decimal.MaxValue, Decimals = 40 } : i);
        Assert.NotNull(QuestionnaireCheck.Run(numbers));
    }

    [Fact]
    public void Run_OnALargeTangleOfConditions_EndsSoon()
    {
        var items = Enumerable.Range(0, 300).Select(i => new SingleChoiceItem
        {
            Code = $"i{i}",
            Text = LocalizedText.Of("vi", "Câu"),
            Options = [.. Enumerable.Range(0, 10).Select(o => new ChoiceOption { Code = $"o{o}", Label = LocalizedText.Of("vi", $"Đáp án {o}") })],
            // Each looks at the twelve before it in a way that only a full search could refute.
            ShowIf = i < 12 ? null : new AllCondition([.. Enumerable.Range(1, 12).Select(d => new AnyCondition(
                [new IsCondition($"i{i - d}", [$"o{d % 10}"]), new IsCondition($"i{i - 1 - (d % 12)}", ["o3"])])), new NotCondition(new IsCondition($"i{i - 1}", ["o1", "o3"]))]),
        });
        var q = Sample with { Sections = [new Section { Code = "a", Items = [.. items] }], Overall = null, Indices = [] };
        var clock = System.Diagnostics.Stopwatch.StartNew();
        QuestionnaireCheck.Run(q);
        Assert.True(clock.ElapsedMilliseconds < 5_000, $"{clock.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Seconds_AreReadingPlusAnswering()
    {
        // Title 4 words, item 2 words, labels 2 words: 8 / 240 minutes = 2 s, and 2 s for the answer.
        var q = Sample with
        {
            Title = LocalizedText.Of("vi", "Một hai ba bốn"),
            Lead = null,
            Scales = [],
            Indices = [],
            Sections = [new Section { Code = "a", Items = [new SingleChoiceItem { Code = "x", Text = LocalizedText.Of("vi", "Năm sáu?"), Options =
                [.. new[] { "Có", "Không" }.Select((w, i) => new ChoiceOption { Code = $"o{i}", Label = LocalizedText.Of("vi", w) })] }] }],
        };
        Assert.Equal(4, AnswerTime.Seconds(q, "vi"));
        var behind = q with { Sections = [q.Sections[0] with { ShowIf = new AnsweredCondition("x", true) }] };
        Assert.Equal(3, AnswerTime.Seconds(behind, "vi"));
    }

    private static Questionnaire Near(FindingKind kind) => kind is FindingKind.WeightsDoNotSum
        ? SampleQuestionnaire.Read(SampleQuestionnaire.With("$.indices[0].dimensions[1].weight", "0.75"))
        : Sample;

    private static Questionnaire Items(int section, Func<Item, Item> change) => Sample with
    {
        Sections = [.. Sample.Sections.Select((s, i) => i == section ? s with { Items = [.. s.Items.Select(change)] } : s)],
    };

    private static Questionnaire ShowIf(Condition condition) => Items(0, i => i.Code == "sex" ? i with { ShowIf = condition } : i);

    private static Questionnaire Scales(Func<Scale, Scale> change) => Sample with { Scales = [.. Sample.Scales.Select(change)] };

    private static Questionnaire Index(Func<IndexDefinition, IndexDefinition> change) => Sample with { Indices = [change(Sample.Indices[0])] };

    private static Questionnaire Counted(DimensionItem item) => Index(x => x with { Dimensions = [x.Dimensions[1] with { Items = [item] }] });

    private static string Words(int length) => $"\"{string.Concat(Enumerable.Repeat("chữ ", length))[..(length - 1)]}a\"";

    private static string Sections(int items, bool required) => "[{\"code\": \"a\", \"items\": [" + string.Join(',', Enumerable.Range(0, items).Select(i => string.Create(
        CultureInfo.InvariantCulture, $$"""{"code": "{{Code(i)}}", "kind": "scale", "text": {"vi": "Câu"}, "required": {{(required ? "true" : "false")}}, "scale": "{{(i == 2 ? "yesno" : "five")}}"}"""))) + "]}]";

    private static string Code(int i) => i switch { 0 => "overall", 1 => "access", 2 => "deep", _ => $"x{i}" };
}
