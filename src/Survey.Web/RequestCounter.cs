namespace Survey.Web;

/// <summary>Counts requests by key and minute in an array of fixed size; see <see cref="AddressLimiter"/>.</summary>
/// <param name="limit">How many a key may send in a minute.</param>
public sealed class RequestCounter(int limit)
{
    // A cell holds the minute in its high and the count in its low 32 bits.
    private readonly long[] _cells = new long[AddressKey.Count];

    public int Limit => limit;

    /// <summary>Null where there is no limit.</summary>
    public static RequestCounter? Of(int limit) => limit > 0 ? new RequestCounter(limit) : null;

    /// <summary>Counts one more and says how many that makes.</summary>
    /// <param name="key">Below <see cref="AddressKey.Count"/>.</param>
    public int Add(int key, long minute)
    {
        ref var cell = ref _cells[key];
        while (true)
        {
            var seen = Volatile.Read(ref cell);
            var count = seen >> 32 == minute ? (int)seen + 1 : 1;
            if (Interlocked.CompareExchange(ref cell, (minute << 32) | (uint)count, seen) == seen)
            {
                return count;
            }
        }
    }
}
