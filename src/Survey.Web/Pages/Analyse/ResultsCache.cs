using Microsoft.Extensions.Caching.Memory;

namespace Survey.Web.Pages.Analyse;

/// <summary>Chains and reports that were made, until the tallies or anything else they are made of move. Bounded by cells.</summary>
public sealed class ResultsCache : IDisposable
{
    private const long MostCells = 700_000;

    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MostCells });

    internal async Task<T?> GetAsync<T>(object key, Func<Task<T?>> make, Func<T, long> size)
        where T : class
    {
        if (_cache.TryGetValue(key, out T? known))
        {
            return known;
        }

        var made = await make();
        if (made is not null)
        {
            Keep(key, made, size(made));
        }

        return made;
    }

    internal T? Find<T>(object key)
        where T : class => _cache.TryGetValue(key, out T? known) ? known : null;

    internal void Keep<T>(object key, T made, long size)
        where T : class => _cache.Set(key, made, new MemoryCacheEntryOptions { Size = size, SlidingExpiration = TimeSpan.FromHours(1) });

    public void Dispose() => _cache.Dispose();
}
