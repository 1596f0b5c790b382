namespace Survey.Web.Pages.Analyse;

/// <summary>Days that a reader can single out by subtracting periods from each other: first and last day of each run.</summary>
internal sealed record Remainder(IReadOnlyList<(DateOnly First, DateOnly Last)> Runs)
{
    public bool Contains(DateOnly day) => Runs.Any(r => r.First <= day && day <= r.Last);
}

/// <summary>
/// Six months minus the first quarter are the second quarter, though no period says so. What is left of a period when
/// periods within it are taken away, and what two of them have in common where they make up the whole, must be fit to
/// be shown; otherwise the longer period, which is drawn last, is not.
/// </summary>
internal sealed class Remainders
{
    // With more there are too many ways to choose; then every piece is looked at, which hides more.
    private const int MostInner = 12;
    private readonly (DateOnly First, DateOnly Last) _whole;
    private readonly Dictionary<int, List<Remainder>> _known = [];

    public Remainders((DateOnly First, DateOnly Last) whole, IEnumerable<(DateOnly First, DateOnly Last)> periods)
    {
        _whole = whole;
        Inner = [.. periods.Where(p => p != whole && p.First >= whole.First && p.Last <= whole.Last).Distinct().Order()];
        var starts = Inner.SelectMany(p => new[] { p.First, p.Last.AddDays(1) }).Append(whole.First).Where(d => d <= whole.Last).Distinct().Order().ToList();
        Pieces = Inner.Count == 0 ? [] : [.. starts.Select((first, i) => new Remainder([(first, i + 1 < starts.Count ? starts[i + 1].AddDays(-1) : whole.Last)]))];
    }

    /// <summary>The periods within this one.</summary>
    public IReadOnlyList<(DateOnly First, DateOnly Last)> Inner { get; }

    /// <summary>The days between any two of their boundaries. Every remainder is made of some of them.</summary>
    public IReadOnlyList<Remainder> Pieces { get; }

    /// <summary>What is left when as many as possible of the periods that are known are taken away. Taking fewer gives a sum of
    /// this and of what is known anyway.</summary>
    /// <param name="known">By the place of a period in <see cref="Inner"/>.</param>
    public IReadOnlyList<Remainder> Left(Func<int, bool> known)
    {
        if (Inner.Count > MostInner)
        {
            return Pieces;
        }

        var mask = Enumerable.Range(0, Inner.Count).Where(known).Sum(i => 1 << i);
        lock (_known)
        {
            if (!_known.TryGetValue(mask, out var left))
            {
                _known.Add(mask, left = [.. LeftOf([.. Inner.Where((_, i) => (mask >> i & 1) == 1)])]);
            }

            return left;
        }
    }

    private IEnumerable<Remainder> LeftOf(List<(DateOnly First, DateOnly Last)> periods)
    {
        var overlaps = from a in periods
                       from b in periods
                       where a.First == _whole.First && b.Last == _whole.Last && b.First <= a.Last
                       select new Remainder([(b.First, a.Last)]);
        return Disjoint(periods, 0, DateOnly.MinValue)
            .Where(taken => taken.Length > 0 && periods.TrueForAll(p => Array.Exists(taken, t => t.First <= p.Last && p.First <= t.Last)))
            .Select(Without).Concat(overlaps).Where(r => r.Runs.Count > 0);
    }

    // Every way of choosing periods that do not overlap, in order of time.
    private static IEnumerable<(DateOnly First, DateOnly Last)[]> Disjoint(List<(DateOnly First, DateOnly Last)> periods, int from, DateOnly after)
    {
        yield return [];
        for (var i = from; i < periods.Count; i++)
        {
            if (periods[i].First > after)
            {
                foreach (var rest in Disjoint(periods, i + 1, periods[i].Last))
                {
                    yield return [periods[i], .. rest];
                }
            }
        }
    }

    private Remainder Without((DateOnly First, DateOnly Last)[] taken)
    {
        var runs = new List<(DateOnly, DateOnly)>();
        var from = _whole.First;
        foreach (var (first, last) in taken)
        {
            if (from < first)
            {
                runs.Add((from, first.AddDays(-1)));
            }

            from = last.AddDays(1);
        }

        if (from <= _whole.Last)
        {
            runs.Add((from, _whole.Last));
        }

        return new(runs);
    }
}
