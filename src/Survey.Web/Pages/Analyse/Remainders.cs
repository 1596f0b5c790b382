namespace Survey.Web.Pages.Analyse;

/// <summary>Days that a reader can single out by subtracting periods from each other.</summary>
/// <param name="Runs">First and last day of each run of days.</param>
/// <param name="Taken">The periods whose figures it takes.</param>
internal sealed record Remainder(IReadOnlyList<(DateOnly First, DateOnly Last)> Runs, IReadOnlyList<(DateOnly First, DateOnly Last)> Taken)
{
    public bool Contains(DateOnly day) => Runs.Any(r => r.First <= day && day <= r.Last);
}

/// <summary>
/// Six months minus the first quarter are the second quarter, though no period says so. What is left of a period when
/// periods within it are taken away, and what two of them have in common where they make up the whole, must each be fit to
/// be shown; otherwise the longer period, which is drawn last, is not.
/// </summary>
internal static class Remainders
{
    // Five quarters drawn as one have thirty. Beyond that the pieces between all boundaries stand for every sum of them.
    private const int Most = 64;

    public static IReadOnlyList<Remainder> Of((DateOnly First, DateOnly Last) whole, IEnumerable<(DateOnly First, DateOnly Last)> periods)
    {
        var inner = periods.Where(p => p != whole && p.First >= whole.First && p.Last <= whole.Last).Distinct().Order().ToList();
        if (inner.Count == 0)
        {
            return [];
        }

        var overlaps = from a in inner
                       from b in inner
                       where a.First == whole.First && b.Last == whole.Last && b.First <= a.Last
                       select new Remainder([(b.First, a.Last)], [a, b]);
        var left = Disjoint(inner, 0, DateOnly.MinValue).Take(Most + 1).Where(taken => taken.Length > 0).Select(taken => Without(whole, taken)).ToList();
        return left.Count > Most ? Pieces(whole, inner) : [.. left.Concat(overlaps).Where(r => r.Runs.Count > 0)];
    }

    // Every way of choosing periods that do not overlap, in order of time.
    private static IEnumerable<(DateOnly First, DateOnly Last)[]> Disjoint(List<(DateOnly First, DateOnly Last)> inner, int from, DateOnly after)
    {
        yield return [];
        for (var i = from; i < inner.Count; i++)
        {
            if (inner[i].First > after)
            {
                foreach (var rest in Disjoint(inner, i + 1, inner[i].Last))
                {
                    yield return [inner[i], .. rest];
                }
            }
        }
    }

    private static Remainder Without((DateOnly First, DateOnly Last) whole, (DateOnly First, DateOnly Last)[] taken)
    {
        var runs = new List<(DateOnly, DateOnly)>();
        var from = whole.First;
        foreach (var (first, last) in taken)
        {
            if (from < first)
            {
                runs.Add((from, first.AddDays(-1)));
            }

            from = last.AddDays(1);
        }

        if (from <= whole.Last)
        {
            runs.Add((from, whole.Last));
        }

        return new(runs, taken);
    }

    private static List<Remainder> Pieces((DateOnly First, DateOnly Last) whole, List<(DateOnly First, DateOnly Last)> inner)
    {
        var starts = inner.SelectMany(p => new[] { p.First, p.Last.AddDays(1) }).Append(whole.First).Where(d => d <= whole.Last).Distinct().Order().ToList();
        return [.. starts.Select((first, i) => new Remainder([(first, i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : whole.Last)], []))];
    }
}
