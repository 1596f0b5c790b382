using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse;

/// <summary>The counts of a set of items of one index, from which anyone can compute its figure again.</summary>
public sealed record IndexCounts
{
    public required IReadOnlyList<(string Point, int Score, long Count)> Points { get; init; }
    public required long NotApplicable { get; init; }

    /// <summary>The mean score; null without answers.</summary>
    public required Rational? Mean { get; init; }

    /// <summary>The share of answers at positive points, 0 to 100; null without answers.</summary>
    public required Rational? TopTwoBox { get; init; }

    /// <summary>Of one dimension, or of the whole index where <paramref name="dimension"/> is null.</summary>
    public static IndexCounts Of(ScoredIndex index, string? dimension = null)
    {
        var defined = index.Report.Index.Dimensions.Where(d => dimension is null || d.Code == dimension).SelectMany(d => d.Items).ToList();
        var points = new Dictionary<(string Code, int Score), long>();
        var (positive, score, answers, notApplicable) = (0L, 0L, 0L, 0L);
        foreach (var item in defined)
        {
            var row = index.Report.Items.FirstOrDefault(i => i.Code == item.Code);
            if (row?.Distribution is null || index.Report.Told.FindItem(item.Code) is not ScaleItem { Scale: var scale })
            {
                continue;
            }

            notApplicable += row.NotApplicable;
            var best = item.PositiveOn(scale);
            foreach (var point in scale.Points)
            {
                var count = row.Distribution.FirstOrDefault(p => p.Code == point.Code)?.Count ?? 0;
                points[(point.Code, point.Score)] = points.GetValueOrDefault((point.Code, point.Score)) + count;
                answers += count;
                score += count * point.Score;
                positive += best.Contains(point.Code) ? count : 0;
            }
        }

        return new()
        {
            Points = [.. points.OrderByDescending(p => p.Key.Score).Select(p => (p.Key.Code, p.Key.Score, p.Value))],
            NotApplicable = notApplicable,
            Mean = answers == 0 ? null : new Rational(score, answers),
            TopTwoBox = answers == 0 ? null : new Rational(100 * positive, answers),
        };
    }
}
