using System.Numerics;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// What follows by adding and subtracting from sums that a reader knows: the span of their rows. Reckoned over a prime field,
/// where elimination neither rounds nor grows.
/// </summary>
internal sealed class KnownSums
{
    private const long Prime = 2_147_483_629;
    private readonly SortedDictionary<int, long[]> _byPivot;

    public KnownSums() => _byPivot = [];

    private KnownSums(KnownSums other) => _byPivot = new(other._byPivot);

    /// <summary>The same with one sum more.</summary>
    public KnownSums With(long[] row)
    {
        var more = new KnownSums(this);
        more.Add(row);
        return more;
    }

    public void Add(long[] row)
    {
        var rest = Reduce(row);
        var pivot = Array.FindIndex(rest, x => x != 0);
        if (pivot >= 0)
        {
            var inverse = (long)BigInteger.ModPow(rest[pivot], Prime - 2, Prime);
            _byPivot[pivot] = Array.ConvertAll(rest, x => x * inverse % Prime);
        }
    }

    public bool Tell(long[] row) => Array.TrueForAll(Reduce(row), x => x == 0);

    private long[] Reduce(long[] row)
    {
        var rest = (long[])row.Clone();
        foreach (var (i, pivot) in _byPivot)
        {
            if (rest[i] != 0)
            {
                var factor = Prime - rest[i];
                for (var j = i; j < rest.Length; j++)
                {
                    rest[j] = (rest[j] + (factor * pivot[j])) % Prime;
                }
            }
        }

        return rest;
    }
}
