using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>An index definition as its form says it: a tree of dimensions and items.</summary>
public static class IndexFields
{
    public const decimal LargestWeight = 1_000_000m;

    public static IndexDefinition Read(PostedFields fields, IndexDefinition index)
    {
        var dimensions = fields.Rows("d").Select(n => Dimension(fields, n)).ToList();
        if (fields.NewText("d.new") is { } title && fields.Line("d.new.item") is { Length: > 0 } first)
        {
            dimensions.Add(new DimensionDefinition
            {
                Code = CodeProposal.From(title.Entries[0].Value, "yeu_to", dimensions.Select(d => d.Code)),
                Title = title,
                Weight = 1,
                Items = [new DimensionItem { Code = first }],
            });
        }
        else
        {
            fields.Line("d.new.item");
        }

        return index with
        {
            Title = fields.Text("t.title", must: true)!,
            Method = fields.Line("method") == "mean_score" ? IndexMethod.MeanScore : IndexMethod.TopTwoBox,
            Composite = fields.Line("composite") == "weighted" ? CompositeRule.Weighted : CompositeRule.Pooled,
            RollUp = fields.Line("rollup") switch
            {
                "mean_of_units" => RollUpRule.MeanOfUnits,
                "weighted_by_transactions" => RollUpRule.WeightedByTransactions,
                _ => RollUpRule.Pooled,
            },
            MinimumBase = (int?)fields.Number("base", 1, 1_000_000) ?? index.MinimumBase,
            Dimensions = dimensions,
        };
    }

    private static DimensionDefinition Dimension(PostedFields fields, int n)
    {
        var items = fields.Rows($"d.{n}.i").Select(i => Item(fields, $"d.{n}.i.{i}")).ToList();
        if (fields.Line($"d.{n}.new") is { Length: > 0 } added)
        {
            items.Add(new DimensionItem { Code = added });
        }

        return new DimensionDefinition
        {
            Code = fields.Line($"d.{n}.code"),
            Title = fields.Text($"d.{n}.t", must: true)!,
            Weight = fields.Number($"d.{n}.weight", 0.0001m, LargestWeight, 4) ?? 1,
            Items = items,
        };
    }

    private static DimensionItem Item(PostedFields fields, string name) => new()
    {
        Code = fields.Line(name + ".code"),
        Positive = fields.All(name + ".positive") is { Count: > 0 } positive ? positive : null,
        Reversed = fields.Has(name + ".reversed"),
    };
}
