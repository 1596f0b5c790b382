namespace Survey.Web.Tests.Analyse.Results;

/// <summary>The span of the shown sums, over a prime field: elimination without rounding.</summary>
internal sealed class RowSpace
{
    private const long Prime = 2_147_483_629;
    private readonly Dictionary<int, long[]> _byPivot = [];

    public void Add(long[] row)
    {
        var rest = Reduce(row);
        var pivot = Array.FindIndex(rest, x => x != 0);
        if (pivot >= 0)
        {
            var inverse = (long)System.Numerics.BigInteger.ModPow(rest[pivot], Prime - 2, Prime);
            _byPivot[pivot] = Array.ConvertAll(rest, x => x * inverse % Prime);
        }
    }

    public bool Contains(long[] row) => Array.TrueForAll(Reduce(row), x => x == 0);

    private long[] Reduce(long[] row)
    {
        var rest = (long[])row.Clone();
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] != 0 && _byPivot.TryGetValue(i, out var pivot))
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
