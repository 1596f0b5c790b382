namespace Survey.Core.Questionnaires.Checking;

/// <summary>Indices that name what is not there, and weights that add up to nothing anyone would expect.</summary>
internal static class IndexCheck
{
    public static IEnumerable<Finding> Run(Questionnaire q) => q.Indices.SelectMany(i => OfIndex(q, i));

    private static IEnumerable<Finding> OfIndex(Questionnaire q, IndexDefinition index)
    {
        var place = $"index:{index.Code}";
        foreach (var twice in index.Dimensions.SelectMany(d => d.Items).GroupBy(i => i.Code, StringComparer.Ordinal).Where(g => g.Skip(1).Any()))
        {
            yield return Error(FindingKind.IndexItemTwice, place, twice.Key);
        }

        foreach (var finding in index.Dimensions.SelectMany(d => OfDimension(q, place, index.Method, d)))
        {
            yield return finding;
        }

        var weights = index.Dimensions.Select(d => d.Weight).ToList();
        var sum = weights.Aggregate(0m, Add);
        // Points are no shares, and all-answers-positive weighs nothing. Equal weights say "each counts the same" whatever they are.
        if (index.Composite == CompositeRule.Weighted && index.Method is not (IndexMethod.Points or IndexMethod.AllPositive) && weights.Distinct().Count() > 1 && sum is not (1 or 100))
        {
            yield return new(FindingSeverity.Warning, FindingKind.WeightsDoNotSum, place, Invariant.Of(sum));
        }
    }

    private static IEnumerable<Finding> OfDimension(Questionnaire q, string place, IndexMethod method, DimensionDefinition dimension)
    {
        var ranges = new HashSet<(int, int)>();
        foreach (var counted in dimension.Items)
        {
            var item = q.FindItem(counted.Code);
            if (item is null)
            {
                yield return Error(FindingKind.IndexOfMissingItem, place, counted.Code);
            }
            else if (item is not ScaleItem { Scale: var scale } || (scale.Points.Count > 0 && IndexFit.Problem(method, item) is not null))
            {
                if (IndexFit.Problem(method, item) is not null)
                {
                    yield return Error(FindingKind.IndexOfOtherKind, place, counted.Code);
                }
            }
            else if (scale.Points.Count > 0)
            {
                ranges.Add((scale.MinScore, scale.MaxScore));
                foreach (var strange in (counted.Positive ?? []).Concat(counted.Negative ?? []).Where(p => scale.Points.All(x => x.Code != p)))
                {
                    yield return Error(FindingKind.IndexOfMissingPoint, place, counted.Code, strange);
                }
            }
        }

        if (dimension.Overall is { } overall && dimension.Items.All(i => i.Code != overall))
        {
            yield return Error(FindingKind.IndexOfMissingItem, place, overall);
        }

        if (ranges.Count > 1)
        {
            yield return Error(FindingKind.IndexMixedRanges, place, dimension.Code);
        }
    }

    // Weights that no document could hold must not throw here.
    private static decimal Add(decimal sum, decimal weight) => Math.Abs(weight) > 1_000_000_000_000m || Math.Abs(sum) > 1_000_000_000_000_000m ? sum : sum + weight;

    private static Finding Error(FindingKind kind, string place, params string[] arguments) => new(FindingSeverity.Error, kind, place, arguments);
}
