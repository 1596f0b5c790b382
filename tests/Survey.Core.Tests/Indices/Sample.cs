using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Indices;

/// <summary>A small questionnaire with everything an index can hold: three dimensions, a reversed item, positive codes of
/// its own, two scales, a condition, and the kinds of items that no index counts.</summary>
internal static class Sample
{
    public static readonly string[] ScaleItems = ["signs", "seats", "papers", "fees", "delay", "polite"];

    public static readonly Scale Five = Scale("satisfaction5", ("5", 5), ("4", 4), ("3", 3), ("2", 2), ("1", 1));

    public static readonly Scale Three = Scale("grade3", ("good", 2), ("fair", 1), ("poor", 0));

    public static readonly Questionnaire Questionnaire = Make();

    public static readonly TallyLayout Layout = TallyLayout.For(Questionnaire);

    public static LocalizedText Text(string text) => LocalizedText.Of("vi", text);

    public static Scale Scale(string code, params (string Code, int Score)[] points) => new()
    {
        Code = code,
        Points = [.. points.Select(p => new ScalePoint { Code = p.Code, Score = p.Score, Label = Text(p.Code) })],
        NotApplicable = new NotApplicablePoint { Code = "na", Label = Text("Không áp dụng") },
    };

    public static ScaleItem OnScale(string code, Scale scale) => new() { Code = code, Text = Text(code), Scale = scale };

    public static DimensionDefinition Dimension(string code, decimal weight, params DimensionItem[] items) =>
        new() { Code = code, Title = Text(code), Weight = weight, Items = items };

    public static IndexDefinition Index(string code, IndexMethod method, CompositeRule rule, int minimumBase = 1) => new()
    {
        Code = code,
        Title = Text(code),
        Method = method,
        MethodVersion = 1,
        Composite = rule,
        MinimumBase = minimumBase,
        Dimensions =
        [
            Dimension("access", 2m, new() { Code = "signs" }, new() { Code = "seats", Positive = ["5"] }),
            Dimension("procedure", 1m, new() { Code = "papers" }, new() { Code = "fees" }, new() { Code = "delay", Reversed = true }),
            Dimension("staff", 1.5m, new DimensionItem { Code = "polite" }),
        ],
    };

    /// <summary>Every way in which one of the indices can be shown from the same counts.</summary>
    public static IEnumerable<IndexDefinition> Alternatives =>
        from index in Questionnaire.Indices
        from method in Enum.GetValues<IndexMethod>()
        from composite in Enum.GetValues<CompositeRule>()
        from factor in Enum.GetValues<FactorRule>()
        let alternative = index with { Method = method, Composite = composite, Factor = factor }
        where SatisfactionIndex.Supports(Layout, alternative)
        select alternative;

    public static IndexDefinition Index(string code) => Questionnaire.Indices.Single(i => i.Code == code);

    public static AnswerSheet Sheet(params (string Item, string Code)[] answers) => AnswerSheet.Of(
        Questionnaire, answers.ToDictionary(a => a.Item, a => (Answer)new CodeAnswer(a.Code), StringComparer.Ordinal));

    public static Tally Tally(IEnumerable<AnswerSheet> sheets)
    {
        var tally = new Tally(Layout);
        foreach (var sheet in sheets)
        {
            tally.Add(sheet);
        }

        return tally;
    }

    private static Questionnaire Make() => new()
    {
        Code = "sample",
        Languages = ["vi"],
        Title = Text("Mẫu"),
        Scales = [Five, Three],
        Sections =
        [
            new Section { Code = "service", Items = [.. ScaleItems[..5].Select(i => OnScale(i, Five)), OnScale("polite", Three)] },
            new Section { Code = "more", Items = More() },
        ],
        Indices =
        [
            Index("share_pooled", IndexMethod.TopTwoBox, CompositeRule.Pooled),
            Index("share_weighted", IndexMethod.TopTwoBox, CompositeRule.Weighted),
            Index("mean_pooled", IndexMethod.MeanScore, CompositeRule.Pooled),
            Index("mean_weighted", IndexMethod.MeanScore, CompositeRule.Weighted),
            OverallItems,
            Stated,
        ],
    };

    /// <summary>One item of each dimension counts alone.</summary>
    private static IndexDefinition OverallItems
    {
        get
        {
            var index = Index("overall_items", IndexMethod.TopTwoBox, CompositeRule.Weighted);
            string[] overall = ["seats", "papers", "polite"];
            return index with { Factor = FactorRule.OverallItem, Dimensions = [.. index.Dimensions.Zip(overall, (d, code) => d with { Overall = code })] };
        }
    }

    /// <summary>A number that people state, from 0 to 120.</summary>
    private static IndexDefinition Stated => Index("stated", IndexMethod.ExpectationMet, CompositeRule.Pooled) with
    {
        Dimensions = [Dimension("expectation", 1m, new DimensionItem { Code = "expectation" })],
    };

    private static Item[] More() =>
    [
        new NumberItem
        {
            Code = "trips",
            Text = Text("Số lần đi lại"),
            Min = 0,
            Max = 50,
            Bands = [new() { Code = "once", UpTo = 1, Label = Text("1") }, new() { Code = "more", Label = Text("2+") }],
        },
        new SingleChoiceItem
        {
            Code = "apology",
            Text = Text("Có được xin lỗi không?"),
            Options = [Option("yes"), Option("no")],
            ShowIf = new AtLeastCondition("trips", 3),
        },
        new NumberItem
        {
            Code = "expectation",
            Text = Text("Đáp ứng bao nhiêu phần trăm mong đợi?"),
            Min = 0,
            Max = 120,
            Bands = [new() { Code = "under", UpTo = 99, Label = Text("dưới 100") }, new() { Code = "met", Label = Text("từ 100") }],
        },
        new MultipleChoiceItem { Code = "wishes", Text = Text("Mong đợi"), Options = [Option("speed"), Option("papers"), Option("skill")] },
        new TextItem { Code = "comment", Text = Text("Ý kiến"), Multiline = true, MaxLength = 1000 },
    ];

    private static ChoiceOption Option(string code) => new() { Code = code, Label = Text(code) };
}
