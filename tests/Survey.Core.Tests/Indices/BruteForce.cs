using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Indices;

/// <summary>An index straight from the responses, in double, by other formulas than the product's: residuals per response
/// instead of moments, and the delete-nothing definition of each method. What it shares with the product is the model.</summary>
internal static class BruteForce
{
    /// <summary>Value and variance on the scale 0 to 1, responses, answers; value NaN where a dimension has no answer.</summary>
    public static (double Value, double Variance, long Responses, long Answers) Composite(
        IEnumerable<AnswerSheet> sheets, Questionnaire q, IndexDefinition d)
    {
        var rows = sheets.Select(s => d.Dimensions.Select(x => Read(s, q, x, d.Method)).ToArray())
            .Where(r => r.Any(x => x.Valid > 0)).ToList();
        var valid = d.Dimensions.Select((_, i) => rows.Sum(r => r[i].Valid)).ToArray();
        var sums = d.Dimensions.Select((_, i) => rows.Sum(r => r[i].Sum)).ToArray();
        var weights = d.Dimensions.Select(x => (double)x.Weight).ToArray();
        double value;
        Func<(int Valid, double Sum)[], double> residual;
        if (d.Composite == CompositeRule.Pooled)
        {
            value = sums.Sum() / valid.Sum();
            residual = r => r.Sum(x => x.Sum - (value * x.Valid)) / valid.Sum();
        }
        else
        {
            value = weights.Select((w, i) => w * sums[i] / valid[i]).Sum() / weights.Sum();
            residual = r => r.Select((x, i) => weights[i] / weights.Sum() / valid[i] * (x.Sum - (sums[i] / valid[i] * x.Valid))).Sum();
        }

        var m = rows.Count;
        return (value, m < 2 ? double.NaN : (double)m / (m - 1) * rows.Sum(r => Math.Pow(residual(r), 2)), m, valid.Sum());
    }

    private static (int Valid, double Sum) Read(AnswerSheet sheet, Questionnaire q, DimensionDefinition dimension, IndexMethod method)
    {
        var valid = 0;
        var sum = 0.0;
        foreach (var item in dimension.Items)
        {
            var scale = ((ScaleItem)q.FindItem(item.Code)!).Scale;
            if (sheet.Answers.GetValueOrDefault(item.Code) is CodeAnswer { Code: var code } && code != scale.NotApplicable?.Code)
            {
                valid++;
                sum += method == IndexMethod.TopTwoBox ? Positive(item, scale, code) : Mean(item, scale, code);
            }
        }

        return (valid, sum);
    }

    private static double Mean(DimensionItem item, Scale scale, string code)
    {
        var score = scale.Points.Single(p => p.Code == code).Score;
        var counted = item.Reversed ? scale.MinScore + scale.MaxScore - score : score;
        return (double)(counted - scale.MinScore) / (scale.MaxScore - scale.MinScore);
    }

    private static double Positive(DimensionItem item, Scale scale, string code)
    {
        if (item.Positive is not null)
        {
            return item.Positive.Contains(code) ? 1 : 0;
        }

        var better = scale.Points.Count(p => Mean(item, scale, p.Code) > Mean(item, scale, code));
        return better < 2 ? 1 : 0;
    }
}
