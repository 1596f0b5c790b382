using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Xunit;

namespace Survey.Core.Tests.Indices;

public sealed class TranslationTests
{
    private static readonly AnswerSheet[] Sheets =
    [
        Sample.Sheet(("signs", "5"), ("seats", "4"), ("papers", "2"), ("delay", "2"), ("polite", "good")),
        Sample.Sheet(("signs", "3"), ("seats", "5"), ("fees", "4"), ("polite", "poor")),
        Sample.Sheet(("signs", "na"), ("papers", "1"), ("delay", "5"), ("polite", "fair")),
        Sample.Sheet(("signs", "1"), ("seats", "1"), ("papers", "4"), ("fees", "5"), ("polite", "good")),
    ];

    private static readonly Tally Old = Sample.Tally(Sheets);

    [Fact]
    public void Translate_OfReworkedVersion_GivesTheSameFigures()
    {
        // The later version renames an item and the codes of a scale, lists dimensions and items in another order, and
        // changes weights; what its indices count is the same.
        var target = TallyLayout.For(Later());
        var mapping = new CodeMapping
        {
            Items = new Dictionary<string, string?> { ["signs"] = "signposts" },
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["polite"] = new Dictionary<string, string?> { ["good"] = "a", ["fair"] = "b", ["poor"] = "c" },
            },
        };

        var now = Old.Translate(target, mapping);

        Assert.Equal((4, 3, 1), (now.Responses, now.Answered("signposts"), now.NotApplicable("signposts")));
        Assert.Equal((2, 1, 1), (now.Count("polite", "a"), now.Count("polite", "b"), now.Count("polite", "c")));
        foreach (var definition in target.Questionnaire.Indices)
        {
            Assert.True(now.IsComparable(definition.Code));
        }

        foreach (var old in Sample.Alternatives)
        {
            var definition = target.Questionnaire.Indices.Single(i => i.Code == old.Code) with { Method = old.Method, Composite = old.Composite, Factor = old.Factor };
            Assert.Equal(SatisfactionIndex.Composite(Old, old), SatisfactionIndex.Composite(now, definition));
            Assert.All(definition.Dimensions, d => Assert.Equal(
                SatisfactionIndex.Dimension(Old, old, d.Code), SatisfactionIndex.Dimension(now, definition, d.Code)));
        }
    }

    [Fact]
    public void Translate_ToItsOwnVersion_ChangesNothing() =>
        Assert.Equal(Old.ToBytes(), Old.Translate(Sample.Layout, CodeMapping.Same).ToBytes());

    [Fact]
    public void Translate_WhereADimensionLostAnItem_SaysWhatIsNotComparable()
    {
        var target = TallyLayout.For(Sample.Questionnaire with { Indices = [.. Sample.Questionnaire.Indices.Select(WithoutFees)] });
        var definition = target.Questionnaire.Indices[0];

        var now = Old.Translate(target, CodeMapping.Same);

        Assert.Equal((false, false, true), (
            now.IsComparable(definition.Code), now.IsComparable(definition.Code, "procedure"), now.IsComparable(definition.Code, "access")));
        Assert.Null(SatisfactionIndex.Composite(now, definition).Value);
        Assert.Null(SatisfactionIndex.Dimension(now, definition, "procedure").Value);
        Assert.Equal(
            SatisfactionIndex.Dimension(Old, Sample.Index("share_pooled"), "access"), SatisfactionIndex.Dimension(now, definition, "access"));
        Assert.Equal(
            SatisfactionIndex.Item(Old, Sample.Index("share_pooled"), "papers"), SatisfactionIndex.Item(now, definition, "papers"));
        Assert.Throws<InvalidOperationException>(now.ToBytes);
    }

    [Fact]
    public void Translate_WherePositiveCodesChanged_IsNotComparable()
    {
        var index = Sample.Index("share_pooled", IndexMethod.TopTwoBox, CompositeRule.Pooled);
        var access = index.Dimensions[0] with { Items = [new() { Code = "signs" }, new() { Code = "seats" }] };
        var target = TallyLayout.For(Sample.Questionnaire with { Indices = [index with { Dimensions = [access, .. index.Dimensions.Skip(1)] }] });

        Assert.False(Old.Translate(target, CodeMapping.Same).IsComparable("share_pooled", "access"));
    }

    [Fact]
    public void Add_OfTranslatedTally_KeepsWhatIsNotComparable()
    {
        var target = TallyLayout.For(Sample.Questionnaire with { Indices = [WithoutFees(Sample.Index("share_pooled"))] });
        var sum = new Tally(target);

        sum.Add(Old.Translate(target, CodeMapping.Same));

        Assert.False(sum.IsComparable("share_pooled"));
    }

    [Fact]
    public void Translate_OfNothing_IsComparable()
    {
        var target = TallyLayout.For(Sample.Questionnaire with { Indices = [WithoutFees(Sample.Index("share_pooled"))] });

        Assert.True(new Tally(Sample.Layout).Translate(target, CodeMapping.Same).IsComparable("share_pooled"));
    }

    [Fact]
    public void Translate_ThatMakesOneItemOfTwo_Throws() => Assert.Throws<ArgumentException>(() => Old.Translate(
        Sample.Layout, new CodeMapping { Items = new Dictionary<string, string?> { ["seats"] = "signs" } }));

    [Fact]
    public void Translate_AddsAnswersThatBecameOne()
    {
        var mapping = new CodeMapping
        {
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>
            {
                ["polite"] = new Dictionary<string, string?> { ["fair"] = "good", ["poor"] = null },
            },
        };

        var now = Old.Translate(Sample.Layout, mapping);

        Assert.Equal((3, 0, 3), (now.Count("polite", "good"), now.Count("polite", "fair"), now.Answered("polite")));
        Assert.False(now.IsComparable("share_pooled", "staff"));
    }

    private static IndexDefinition WithoutFees(IndexDefinition index) => index with
    {
        Dimensions = [.. index.Dimensions.Select(d => d with { Items = [.. d.Items.Where(i => i.Code != "fees")] })],
    };

    private static Questionnaire Later()
    {
        var polite = Sample.Scale("renamed", ("c", 0), ("b", 1), ("a", 2));
        DimensionItem Renamed(DimensionItem i) => i.Code == "signs" ? i with { Code = "signposts" } : i;
        Item Item(Item i) => i.Code switch
        {
            "signs" => Sample.OnScale("signposts", Sample.Five),
            "polite" => Sample.OnScale("polite", polite),
            _ => i,
        };
        return Sample.Questionnaire with
        {
            Sections = [.. Sample.Questionnaire.Sections.Select(s => s with { Items = [.. s.Items.Reverse().Select(Item)] })],
            Indices =
            [
                .. Sample.Questionnaire.Indices.Select(index => index with
                {
                    Dimensions = [.. index.Dimensions.Reverse().Select(d => d with { Items = [.. d.Items.Reverse().Select(Renamed)] })],
                }),
            ],
        };
    }
}
