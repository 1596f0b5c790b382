using CsCheck;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

/// <summary>Questionnaires that keep every rule of the format, of all kinds and shapes.</summary>
internal sealed class QuestionnaireGenerator
{
    private static readonly string[] Words =
        ["Rất hài lòng", "a", "“Trích”", "\"quoted\"", "back\\slash", "😀 👨‍👩‍👧", "ខ្មែរ", "Ơ Đ ữ ậ", "a/b <c> & 'd' +", "\u00ad\u200b.", "𠮷"];

    private readonly ChoiceTape _tape;
    private readonly List<string> _languages;
    private readonly List<Scale> _scales;
    private readonly List<Item> _earlier = [];
    private int _items;

    private QuestionnaireGenerator(ChoiceTape tape)
    {
        _tape = tape;
        _languages = ["vi", .. tape.Some(["en", "km", "jra", "bdq"], 0)];
        _scales = tape.List(1, 3, MakeScale);
    }

    public static Gen<Questionnaire> Questionnaires { get; } =
        Gen.UInt.Array[0, 400].Select(choices => new QuestionnaireGenerator(new ChoiceTape(choices)).Make());

    private Questionnaire Make()
    {
        var sections = _tape.List(1, 4, MakeSection);
        var scaleItems = sections.SelectMany(s => s.Items).OfType<ScaleItem>().ToList();
        return new Questionnaire
        {
            Code = "q_" + _tape.Below(1000),
            Languages = _languages,
            Title = Text(),
            Lead = Maybe(Text),
            Thanks = Maybe(Text),
            Overall = scaleItems.Count > 0 && _tape.Flip() ? _tape.Of(scaleItems).Code : null,
            Scales = _scales,
            Sections = sections,
            Indices = scaleItems.Count == 0 ? [] : _tape.List(0, 2, i => MakeIndex(i, scaleItems)),
        };
    }

    private LocalizedText Text() => new([new("vi", _tape.Of(Words)), .. _tape.Some(_languages.Skip(1).ToList(), 0)
        .Select(l => new KeyValuePair<string, string>(l, _tape.Of(Words)))]);

    private T? Maybe<T>(Func<T> make)
        where T : class => _tape.Flip() ? make() : null;

    private Scale MakeScale(int i) => new()
    {
        Code = "scale" + i,
        Look = _tape.Of(Enum.GetValues<ScaleLook>()),
        Points = _tape.List(2, 11, p => new ScalePoint { Code = "p" + p, Score = _tape.Below(50) + (60 * p) - (i == 1 ? 0 : 300), Label = Text() }),
        NotApplicable = Maybe(() => new NotApplicablePoint { Code = "na", Label = Text() }),
    };

    private Section MakeSection(int i)
    {
        var showIf = MakeCondition();
        return new Section { Code = "s" + i, Title = Maybe(Text), Text = Maybe(Text), ShowIf = showIf, Items = _tape.List(1, 6, _ => MakeItem()) };
    }

    private Item MakeItem()
    {
        var code = "i" + _items++;
        Item item = _tape.Below(5) switch
        {
            0 => new ScaleItem { Code = code, Text = Text(), Scale = _tape.Of(_scales) },
            1 => new SingleChoiceItem { Code = code, Text = Text(), Options = _tape.List(2, 5, o => Option(o, false)) },
            2 => MakeMultiple(code),
            3 => MakeNumber(code),
            _ => new TextItem { Code = code, Text = Text(), Multiline = _tape.Flip(), MaxLength = 1 + _tape.Below(4000) },
        };
        item = item with { Hint = Maybe(Text), Required = _tape.Flip(), ShowIf = MakeCondition() };
        _earlier.Add(item);
        return item;
    }

    private ChoiceOption Option(int i, bool exclusive) => new() { Code = "o" + i, Label = Text(), Exclusive = exclusive };

    private MultipleChoiceItem MakeMultiple(string code)
    {
        var options = _tape.List(1, 5, o => Option(o, _tape.Below(4) == 3));
        return new MultipleChoiceItem
        {
            Code = code,
            Text = Text(),
            Options = options,
            MaxChoices = _tape.Flip() ? 1 + _tape.Below(options.Count) : null,
        };
    }

    private NumberItem MakeNumber(string code)
    {
        var decimals = _tape.Below(5);
        var min = _tape.Flip() ? 0 : decimal.Round(Number(), decimals);
        var bands = _tape.List(0, 3, b => new NumberBand { Code = "b" + b, UpTo = min + (b * 2.25m), Label = Text() });
        return new NumberItem
        {
            Code = code,
            Text = Text(),
            Min = min,
            Max = min + _tape.Below(100),
            Decimals = decimals,
            Unit = Maybe(Text),
            Bands = [.. bands, new NumberBand { Code = "rest", Label = Text() }],
        };
    }

    private decimal Number() => (_tape.Below(200_000) - 100_000) / _tape.Of([1m, 10m, 10_000m]);

    private Condition? MakeCondition()
    {
        var items = _earlier.Where(i => i is not TextItem).ToList();
        return items.Count == 0 || _tape.Below(3) < 2 ? null : MakeTree(items, 1);
    }

    private Condition MakeTree(List<Item> items, int depth) => (depth >= 4 ? 3 : _tape.Below(6)) switch
    {
        0 => new AllCondition(_tape.List(1, 3, _ => MakeTree(items, depth + 1))),
        1 => new AnyCondition(_tape.List(1, 3, _ => MakeTree(items, depth + 1))),
        2 => new NotCondition(MakeTree(items, depth + 1)),
        _ => MakeLeaf(_tape.Of(items)),
    };

    private Condition MakeLeaf(Item item) => item switch
    {
        _ when _tape.Below(4) == 3 => new AnsweredCondition(item.Code, _tape.Flip()),
        NumberItem => _tape.Flip() ? new AtLeastCondition(item.Code, Number()) : new AtMostCondition(item.Code, Number()),
        ScaleItem scale => new IsCondition(item.Code, _tape.Some(
            [.. scale.Scale.Points.Select(p => p.Code), .. scale.Scale.NotApplicable is { } na ? new[] { na.Code } : []])),
        SingleChoiceItem single => new IsCondition(item.Code, _tape.Some([.. single.Options.Select(o => o.Code)])),
        MultipleChoiceItem multiple => new IsCondition(item.Code, _tape.Some([.. multiple.Options.Select(o => o.Code)])),
        _ => throw new InvalidOperationException(item.GetType().Name),
    };

    private IndexDefinition MakeIndex(int i, List<ScaleItem> items)
    {
        var number = _earlier.OfType<NumberItem>().FirstOrDefault(n => IndexFit.Problem(IndexMethod.ExpectationMet, n) is null);
        if (number is not null && _tape.Below(4) == 3)
        {
            return Index(i, IndexMethod.ExpectationMet, [MakeDimension(0, [new DimensionItem { Code = number.Code }])]);
        }

        var method = _tape.Of([.. Enum.GetValues<IndexMethod>().Where(m => items.TrueForAll(x => IndexFit.Problem(m, x) is null))]);
        return Index(i, method, [.. items.GroupBy(x => x.Scale.Code).Select((group, d) => MakeDimension(d, [.. group.Select(MakeIndexItem)]))]);
    }

    private IndexDefinition Index(int i, IndexMethod method, List<DimensionDefinition> dimensions)
    {
        var index = new IndexDefinition
        {
            Code = "x" + i,
            Title = Text(),
            Method = method,
            MethodVersion = 1,
            Composite = _tape.Of(Enum.GetValues<CompositeRule>()),
            Factor = _tape.Of([.. Enum.GetValues<FactorRule>().Where(f => f != FactorRule.OverallItem || dimensions.TrueForAll(d => d.Overall is not null))]),
            RollUp = _tape.Of(Enum.GetValues<RollUpRule>()),
            MinimumBase = 5 + _tape.Below(100),
            Dimensions = dimensions,
        };
        return method == IndexMethod.Points && _tape.Flip() ? index with { Rating = MakeRating(index) } : index;
    }

    private DimensionDefinition MakeDimension(int d, List<DimensionItem> items) => new()
    {
        Code = "d" + d,
        Title = Text(),
        Weight = (1 + _tape.Below(50_000)) / _tape.Of([1m, 100m, 10_000m]),
        Items = items,
        Overall = _tape.Flip() ? _tape.Of(items).Code : null,
    };

    private RatingDefinition MakeRating(IndexDefinition index)
    {
        var external = _tape.List(0, 2, n => new ExternalCriterion { Code = "e" + n, Title = Text(), Maximum = (1 + _tape.Below(40)) / 4m });
        var most = index.Dimensions.Sum(d => d.Weight) + external.Sum(c => c.Maximum);
        var grades = _tape.List(0, 3, n => new RatingGrade { Code = "g" + n, Title = Text(), From = decimal.Round(most / (n + 2), 4, MidpointRounding.ToZero) });
        return new()
        {
            Grades = [.. grades.Where(g => g.From > 0).DistinctBy(g => g.From), new RatingGrade { Code = "last", Title = Text(), From = 0 }],
            External = external,
        };
    }

    private DimensionItem MakeIndexItem(ScaleItem item)
    {
        var made = new DimensionItem
        {
            Code = item.Code,
            Positive = _tape.Flip() ? _tape.Some([.. item.Scale.Points.Select(p => p.Code)]) : null,
            Reversed = _tape.Flip(),
        };
        var free = item.Scale.Points.Select(p => p.Code).Except(made.PositiveOn(item.Scale)).ToList();
        return free.Count > 0 && _tape.Flip() ? made with { Negative = _tape.Some(free) } : made;
    }
}
