namespace Survey.Core.Questionnaires.Differences;

/// <summary>What moved when a list was put into another order.</summary>
internal static class Orders
{
    /// <summary>The fewest codes of both lists that must move to turn the one order into the other.</summary>
    public static IReadOnlyList<string> Moved(IEnumerable<string> before, IEnumerable<string> after)
    {
        var places = before.Distinct(StringComparer.Ordinal).Select((code, i) => (code, i)).ToDictionary(p => p.code, p => p.i, StringComparer.Ordinal);
        var kept = after.Distinct(StringComparer.Ordinal).Where(places.ContainsKey).ToList();
        var stays = LongestRise(kept.ConvertAll(c => places[c]));
        return [.. kept.Where((_, i) => !stays.Contains(i))];
    }

    private static HashSet<int> LongestRise(List<int> values)
    {
        var (best, from) = (new int[values.Count], new int[values.Count]);
        var end = -1;
        for (var i = 0; i < values.Count; i++)
        {
            (best[i], from[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (values[j] < values[i] && best[j] + 1 > best[i])
                {
                    (best[i], from[i]) = (best[j] + 1, j);
                }
            }

            end = end < 0 || best[i] > best[end] ? i : end;
        }

        var rise = new HashSet<int>();
        for (; end >= 0; end = from[end])
        {
            rise.Add(end);
        }

        return rise;
    }
}
