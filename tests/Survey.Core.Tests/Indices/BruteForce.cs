using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Indices;

/// <summary>An index straight from the responses, in double, by other formulas than the product's: residuals per response
/// instead of moments, and the plain definition of each method. What it shares with the product is the model.</summary>
internal static class BruteForce
{
    /// <summary>Value and variance as parts of 1, responses, answers; value NaN where a part has no answer. A definition of
    /// one dimension with a weighted composite is that dimension.</summary>
    public static (double Value, double Variance, long Responses, long Answers) Composite(
        IEnumerable<AnswerSheet> sheets, Questionnaire q, IndexDefinition d)
    {
        var items = d.Dimensions.SelectMany(x => (d.Factor == FactorRule.OverallItem ? x.Items.Where(i => i.Code == x.Overall) : x.Items).Select(i => (Dimension: x, Item: i))).ToArray();
        var rows = sheets.Select(s => items.Select(i => Read(s, q, i.Item, d.Method)).ToArray()).Where(r => r.Any(x => x is not null)).ToList();
        var (m, answers) = (rows.Count, rows.Sum(r => r.Count(x => x is not null)));
        if (m == 0)
        {
            return (double.NaN, double.NaN, 0, 0);
        }

        if (d.Method == IndexMethod.AllPositive || (d.Method == IndexMethod.TopTwoBox && items.Length == 1))
        {
            var share = (double)rows.Count(r => r.All(x => x is null or 1)) / m;
            return (share, share * (1 - share) / m, m, answers);
        }

        var value = 0.0;
        var residuals = new double[m];
        foreach (var (weight, places) in Parts(d, items))
        {
            var n = rows.Sum(r => places.Count(j => r[j] is not null));
            var part = rows.Sum(r => places.Sum(j => r[j] ?? 0)) / n;
            value += weight * part;
            for (var i = 0; i < m; i++)
            {
                residuals[i] += weight * places.Sum(j => r(i, j) is { } x ? x - part : 0) / n;
            }
        }

        return (value, m < 2 ? double.NaN : (double)m / (m - 1) * residuals.Sum(z => z * z), m, answers);

        double? r(int i, int j) => rows[i][j];
    }

    private static IEnumerable<(double Weight, int[] Places)> Parts(IndexDefinition d, (DimensionDefinition Dimension, DimensionItem Item)[] items)
    {
        var all = Enumerable.Range(0, items.Length);
        if (d.Composite == CompositeRule.Pooled && d.Method != IndexMethod.Points)
        {
            return [(1, [.. all])];
        }

        var weights = (double)d.Dimensions.Sum(x => x.Weight);
        return d.Dimensions.SelectMany(x =>
        {
            var (weight, places) = ((double)x.Weight / weights, all.Where(j => items[j].Dimension.Code == x.Code).ToArray());
            return d.Factor == FactorRule.MeanOfItems ? places.Select(j => (weight / places.Length, new[] { j })) : [(weight, places)];
        });
    }

    private static double? Read(AnswerSheet sheet, Questionnaire q, DimensionItem item, IndexMethod method) =>
        (q.FindItem(item.Code), sheet.Answers.GetValueOrDefault(item.Code)) switch
        {
            (NumberItem, NumberAnswer { Value: var number }) => method == IndexMethod.ExpectationMet ? (double)number / 100 : number >= 100 ? 1 : 0,
            (ScaleItem { Scale: var scale }, CodeAnswer { Code: var code }) when code != scale.NotApplicable?.Code => method switch
            {
                IndexMethod.TopTwoBox or IndexMethod.AllPositive => Positive(item, scale, code),
                IndexMethod.NetShare => Positive(item, scale, code) - Negative(item, scale, code),
                IndexMethod.MeanOfMaximum => (double)Score(item, scale, code) / scale.MaxScore,
                _ => (double)(Score(item, scale, code) - scale.MinScore) / (scale.MaxScore - scale.MinScore),
            },
            _ => null,
        };

    private static int Score(DimensionItem item, Scale scale, string code)
    {
        var score = scale.Points.Single(p => p.Code == code).Score;
        return item.Reversed ? scale.MinScore + scale.MaxScore - score : score;
    }

    private static double Positive(DimensionItem item, Scale scale, string code) =>
        (item.Positive?.Contains(code) ?? scale.Points.Count(p => Score(item, scale, p.Code) > Score(item, scale, code)) < 2) ? 1 : 0;

    private static double Negative(DimensionItem item, Scale scale, string code) =>
        (item.Negative?.Contains(code)
            ?? (scale.Points.Count(p => Score(item, scale, p.Code) < Score(item, scale, code)) < 2 && Positive(item, scale, code) == 0)) ? 1 : 0;
}
