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

        return IndexEdits.Completed(index with
        {
            Title = fields.Text("t.title", must: true)!,
            Method = IndexWords.Method(fields.Line("method")) ?? index.Method,
            Composite = IndexWords.Composite(fields.Line("composite")) ?? index.Composite,
            Factor = IndexWords.Factor(fields.Line("factor")) ?? index.Factor,
            RollUp = IndexWords.RollUp(fields.Line("rollup")) ?? index.RollUp,
            MinimumBase = (int?)fields.Number("base", 1, 1_000_000) ?? index.MinimumBase,
            Dimensions = dimensions,
            Rating = Rating(fields, index.Rating),
        });
    }

    private static RatingDefinition? Rating(PostedFields fields, RatingDefinition? rating)
    {
        var rows = fields.Rows("r");
        var grades = rows.Select(n => Grade(fields, n, rating)).ToList();
        // Left open, the points go on beyond the best grade.
        var from = fields.Number("r.new.from", 0, LargestWeight, 4, must: false) ?? (grades.Count == 0 ? 0 : grades.Max(g => g.From) + 1);
        if (fields.NewText("r.new") is { } title)
        {
            grades.Add(new RatingGrade { Code = CodeProposal.From(title.Entries[0].Value, "loai", grades.Select(g => g.Code)), Title = title, From = from });
        }

        var twice = grades.Index().Where(g => grades.Take(g.Index).Any(known => known.From == g.Item.From)).Select(g => g.Index < rows.Count ? $"r.{rows[g.Index]}.from" : "r.new.from").ToList();
        fields.Problems.AddRange(twice.Select(field => (field, PostedProblem.BadNumber)));
        return grades.Count == 0 ? rating : (rating ?? new RatingDefinition { Grades = [] }) with { Grades = twice.Count > 0 ? grades : GradeEdits.Ordered(grades) };
    }

    private static RatingGrade Grade(PostedFields fields, int n, RatingDefinition? rating)
    {
        var code = fields.Line($"r.{n}.code");
        return new RatingGrade
        {
            Code = code,
            Title = fields.Text($"r.{n}.t", must: true)!,
            From = fields.Number($"r.{n}.from", 0, LargestWeight, 4) ?? rating?.Grades.FirstOrDefault(g => g.Code == code)?.From ?? 0,
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
            Overall = fields.Line($"d.{n}.overall") is { Length: > 0 } overall && items.Exists(i => i.Code == overall) ? overall : null,
            Items = items,
        };
    }

    private static DimensionItem Item(PostedFields fields, string name)
    {
        var (positive, negative) = (fields.All(name + ".positive"), fields.All(name + ".negative"));
        List<string> bad = [.. negative.Except(positive)];
        return new()
        {
            Code = fields.Line(name + ".code"),
            Positive = positive.Count > 0 ? positive : null,
            Negative = bad.Count > 0 ? bad : null,
            Reversed = fields.Has(name + ".reversed"),
        };
    }
}
