using System.Text.Json;
using Survey.Core.Questionnaires;

namespace Survey.Web.Tests.Analyse.Recomputation;

#pragma warning disable CA5394 // Made-up questionnaires need no strong randomness, but the same ones at each run.

/// <summary>A questionnaire drawn at random and its later versions: items and answers renamed, swapped, given up; indices that count otherwise.</summary>
internal sealed class RandomVersions
{
    private const string Five = "nam_muc";
    private const string Four = "bon_muc";
    private const string Three = "ba_muc";

    private static readonly decimal[] Weights = [0.25m, 1, 1.5m, 2, 3.3333m];
    private static readonly string[][] ItemsOf = [["i1", "i2", "i3"], ["j1", "j2"], ["k1", "k2", "k3"]];

    private readonly Random _random;

    public RandomVersions(Random random, string code, IReadOnlyList<(IndexMethod Method, FactorRule Factor, CompositeRule Composite, RollUpRule RollUp)> indices)
    {
        _random = random;
        Versions.Add((First(code, indices), null));
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            Versions.Add(Next(Versions[^1].Model, Versions.Count));
        }
    }

    public List<(Questionnaire Model, string? Mapping)> Versions { get; } = [];

    private static LocalizedText Text(string words) => LocalizedText.Of("vi", words);

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private Questionnaire First(string code, IReadOnlyList<(IndexMethod Method, FactorRule Factor, CompositeRule Composite, RollUpRule RollUp)> indices)
    {
        Scale[] scales = [Of(Five, [5, 4, 3, 2, 1], none: true), Of(Four, [1, 2, 3, 4]), Of(Three, [2, 1, 0], none: _random.Next(2) == 0)];
        var asked = ItemsOf.Zip(scales, (codes, scale) => codes.Select(c => (Item)new ScaleItem { Code = c, Text = Text(c), Scale = scale })).SelectMany(x => x)
            .Append(Number("n1", 0, 150)).Append(Number("n2", 10, 100))
            .Append(new SingleChoiceItem { Code = "vung", Text = Text("vung"), Options = [.. "ab".Select(c => new ChoiceOption { Code = $"{c}", Label = Text($"{c}") })] });
        return new Questionnaire
        {
            Code = code,
            Languages = ["vi"],
            Title = Text(code),
            Scales = scales,
            Sections = [new Section { Code = "s", Items = [.. asked] }],
            Indices = [.. indices.Select((d, i) => Drawn($"x{i}", d, scales))],
        };
    }

    private static Scale Of(string code, int[] scores, bool none = false) => new()
    {
        Code = code,
        Points = [.. scores.Select(s => new ScalePoint { Code = $"m{s}", Score = s, Label = Text($"Mức {s}") })],
        NotApplicable = none ? new NotApplicablePoint { Code = "khong", Label = Text("Không có ý kiến") } : null,
    };

    private static NumberItem Number(string code, int least, int most) => new()
    {
        Code = code,
        Text = Text(code),
        Min = least,
        Max = most,
        Bands = [new NumberBand { Code = "thap", UpTo = 50, Label = Text("Thấp") }, new NumberBand { Code = "cao", Label = Text("Cao") }],
    };

    private IndexDefinition Drawn(string code, (IndexMethod Method, FactorRule Factor, CompositeRule Composite, RollUpRule RollUp) rules, Scale[] scales)
    {
        var dimensions = rules.Method == IndexMethod.ExpectationMet
            ? new[] { "n1", "n2" }.Select(n => Dimension(n, [new DimensionItem { Code = n }]))
            : ItemsOf.Zip(scales, (codes, scale) => Dimension(codes[0][..1], [.. codes.Take(_random.Next(1, codes.Length + 1)).Select(c => Counted(c, scale))]));
        return new IndexDefinition
        {
            Code = code,
            Title = Text(code),
            Method = rules.Method,
            MethodVersion = 1,
            Factor = rules.Factor,
            Composite = rules.Composite,
            RollUp = rules.RollUp,
            MinimumBase = Pick([1, 5, 5, 12]),
            Dimensions = [.. dimensions],
            Rating = rules.Method == IndexMethod.Points
                ? new RatingDefinition { Grades = [new() { Code = "tot", Title = Text("Tốt"), From = 3 }, new() { Code = "kem", Title = Text("Kém"), From = 0 }] }
                : null,
        };
    }

    private DimensionDefinition Dimension(string code, DimensionItem[] items) => new()
    {
        Code = "d_" + code,
        Title = Text(code),
        Weight = Pick(Weights),
        Items = items,
        Overall = Pick(items).Code,
    };

    private DimensionItem Counted(string code, Scale scale)
    {
        var codes = scale.Points.Select(p => p.Code).OrderBy(_ => _random.Next()).ToList();
        var positive = _random.Next(4) == 0 ? codes.Take(_random.Next(1, codes.Count)).ToList() : null;
        var item = new DimensionItem { Code = code, Reversed = _random.Next(5) == 0, Positive = positive };
        return positive is not null && _random.Next(2) == 0 ? item with { Negative = [codes[^1]] } : item;
    }

    private (Questionnaire Model, string? Mapping) Next(Questionnaire q, int version)
    {
        var scaleItems = q.Items.OfType<ScaleItem>().ToList();
        var item = Pick(scaleItems);
        var twin = scaleItems.First(i => i.Scale.Code == item.Scale.Code && i != item);
        var points = q.Scales.Single(s => s.Code == Five).Points;
        switch (_random.Next(10))
        {
            case 0 or 1: // An item gets another code.
                return (Recoded(q, c => c == item.Code ? $"{c}_{version}" : c, c => c), Items((item.Code, $"{item.Code}_{version}")));
            case 2: // Two items swap their codes.
                return (Recoded(q, c => c == item.Code ? twin.Code : c == twin.Code ? item.Code : c, c => c), Items((item.Code, twin.Code), (twin.Code, item.Code)));
            case 3: // All answers of a scale get other codes.
                return (Recoded(q, c => c, c => $"{c}_{version}"), Codes(q, points.Select(p => (p.Code, (string?)$"{p.Code}_{version}"))));
            case 4: // The best is called what the worst was called, and the other way round.
                var (best, worst) = (points[0].Code, points[^1].Code);
                return (Recoded(q, c => c, c => c == best ? worst : c == worst ? best : c), Codes(q, [(best, worst), (worst, best)]));
            case 5: // An item gets another code, and nobody says so.
                return (Recoded(q, c => c == item.Code ? $"{c}_moi{version}" : c, c => c), null);
            case 6: // An index gives up an item of a dimension.
                return (Each(q, d => d.Items.Count > 1 ? d with { Items = [.. d.Items.Skip(1)], Overall = d.Items[^1].Code } : d), null);
            case 7: // What counts as positive changes.
                return (Each(q, d => d with { Items = [.. d.Items.Select(i => q.FindItem(i.Code) is ScaleItem s ? i with { Positive = [s.Scale.Points[1].Code], Negative = null } : i)] }), null);
            case 8: // A scale gives up an answer, which became its neighbour.
                return Merged(q, points[1].Code, points[2].Code);
            default: // Another order, other names of dimensions, other weights.
                return (Each(q, d => d with { Code = $"{d.Code}_{version}", Weight = Pick(Weights), Items = [.. d.Items.Reverse()] }), null);
        }
    }

    private static (Questionnaire Model, string? Mapping) Merged(Questionnaire q, string gone, string into)
    {
        Scale Without(Scale s) => s.Code == Five ? s with { Points = [.. s.Points.Where(p => p.Code != gone)] } : s;
        var model = q with
        {
            Scales = [.. q.Scales.Select(Without)],
            Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i is ScaleItem x ? x with { Scale = Without(x.Scale) } : i)] })],
        };
        string[]? Left(IReadOnlyList<string>? codes) => codes?.Where(c => c != gone).ToArray() is { Length: > 0 } some ? some : null;
        model = Each(model, d => d with
        {
            Items = [.. d.Items.Select(i => model.FindItem(i.Code) is ScaleItem { Scale.Code: Five } ? i with { Positive = Left(i.Positive), Negative = null } : i)],
        });
        return (model, Codes(q, [(gone, into)]));
    }

    private static Questionnaire Each(Questionnaire q, Func<DimensionDefinition, DimensionDefinition> change) =>
        q with { Indices = [.. q.Indices.Select(i => i with { Dimensions = [.. i.Dimensions.Select(change)] })] };

    /// <summary>The same with other codes of items, and of the answers on the scale of five.</summary>
    private static Questionnaire Recoded(Questionnaire q, Func<string, string> item, Func<string, string> code)
    {
        Scale Told(Scale s) => s.Code == Five ? s with { Points = [.. s.Points.Select(p => p with { Code = code(p.Code) })] } : s;
        var isFive = q.Items.OfType<ScaleItem>().Where(i => i.Scale.Code == Five).Select(i => i.Code).ToHashSet();
        return Each(q, d => d with
        {
            Overall = d.Overall is null ? null : item(d.Overall),
            Items = [.. d.Items.Select(i => i with
            {
                Code = item(i.Code),
                Positive = isFive.Contains(i.Code) ? i.Positive?.Select(code).ToArray() : i.Positive,
                Negative = isFive.Contains(i.Code) ? i.Negative?.Select(code).ToArray() : i.Negative,
            })],
        }) with
        {
            Scales = [.. q.Scales.Select(Told)],
            Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i is ScaleItem x ? x with { Code = item(x.Code), Scale = Told(x.Scale) } : i with { Code = item(i.Code) })] })],
        };
    }

    private static string Items(params (string Was, string Is)[] names) =>
        JsonSerializer.Serialize(new { items = names.ToDictionary(n => n.Was, n => n.Is) });

    private static string Codes(Questionnaire q, IEnumerable<(string Was, string? Is)> names)
    {
        var codes = names.ToDictionary(n => n.Was, n => n.Is);
        return JsonSerializer.Serialize(new { codes = q.Items.OfType<ScaleItem>().Where(i => i.Scale.Code == Five).ToDictionary(i => i.Code, _ => codes) });
    }
}
