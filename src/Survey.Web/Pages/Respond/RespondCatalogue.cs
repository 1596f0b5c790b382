using System.Collections.Concurrent;

namespace Survey.Web.Pages.Respond;

/// <summary>
/// The collection points that citizens visit, in memory. A known point costs no SQL; in the background its open wave is
/// looked at every few seconds and the rest once a minute, so that what another node changed is seen here, too.
/// </summary>
public sealed partial class RespondCatalogue(RespondPointReader reader, TimeProvider time, ILogger<RespondCatalogue> logger) : BackgroundService
{
    private const int MostPoints = 20_000;
    private const long MostPageBytes = 96L * 1024 * 1024;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, RespondPoint> _points = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<RespondPoint?>>> _reading = new(StringComparer.Ordinal);
    private long _stamp;
    private long _pageBytes;

    /// <summary>To be called after a point, a wave, a unit or a service was changed on this node: pages are made anew.</summary>
    public void Changed()
    {
        Interlocked.Increment(ref _stamp);
        _points.Clear();
        _reading.Clear();
        Interlocked.Exchange(ref _pageBytes, 0);
    }

    /// <summary>The point with this code in its one spelling, or null where there is none.</summary>
    public ValueTask<RespondPoint?> FindAsync(string code)
    {
        if (_points.TryGetValue(code, out var point))
        {
            point.UsedAt = time.GetTimestamp();
            return new(point);
        }

        return new(ReadOnceAsync(code));
    }

    /// <summary>The point's page, made where it is not there yet.</summary>
    internal async ValueTask<CitizenPage> PageAsync(RespondPoint point, PageKey key, Func<Task<CitizenPage>> make)
    {
        if (point.Pages.TryGetValue(key, out var page))
        {
            return page;
        }

        page = await make();
        if (point.Pages.TryAdd(key, page) && Interlocked.Add(ref _pageBytes, page.Document.GzipLength) > MostPageBytes)
        {
            // Rare: thousands of points at once. Making a page takes milliseconds.
            Changed();
        }

        return page;
    }

    /// <summary>Looks whether what is in memory is still so.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_points.IsEmpty)
        {
            return;
        }

        var open = await reader.ReadOpenAsync(cancellationToken);
        foreach (var (code, point) in _points)
        {
            var now = open.TryGetValue(point.Id, out var wave) ? wave : (long?)null;
            var isOld = time.GetElapsedTime(point.ReadAt) >= Age;
            if (isOld && point.UsedAt <= point.ReadAt)
            {
                _points.TryRemove(code, out _);
            }
            else if (isOld || now != point.Open?.Id)
            {
                await ReplaceAsync(code, point, cancellationToken);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
            {
                // The database is away: what is known stays, and answers wait in the phones.
                LogFailed(e);
            }
        }
    }

    private async Task<RespondPoint?> ReadOnceAsync(string code)
    {
        var stamp = Interlocked.Read(ref _stamp);
        var reading = _reading.GetOrAdd(code, c => new Lazy<Task<RespondPoint?>>(() => reader.ReadAsync(c, CancellationToken.None)));
        try
        {
            var point = await reading.Value;
            if (point is not null && stamp == Interlocked.Read(ref _stamp))
            {
                point.UsedAt = point.ReadAt = time.GetTimestamp();
                point = Keep(code, point);
            }

            return point;
        }
        finally
        {
            _reading.TryRemove(new KeyValuePair<string, Lazy<Task<RespondPoint?>>>(code, reading));
        }
    }

    private RespondPoint Keep(string code, RespondPoint point)
    {
        if (_points.Count >= MostPoints)
        {
            Changed();
        }

        return _points.GetOrAdd(code, point);
    }

    private async Task ReplaceAsync(string code, RespondPoint old, CancellationToken cancellationToken)
    {
        var stamp = Interlocked.Read(ref _stamp);
        var fresh = await reader.ReadAsync(code, cancellationToken);
        var now = time.GetTimestamp();
        if (fresh is null || stamp != Interlocked.Read(ref _stamp))
        {
            _points.TryRemove(new KeyValuePair<string, RespondPoint>(code, old));
        }
        else if (fresh.Fingerprint == old.Fingerprint)
        {
            old.ReadAt = now;
        }
        else
        {
            fresh.ReadAt = now;
            fresh.UsedAt = old.UsedAt > old.ReadAt ? now + 1 : now;
            _points.TryUpdate(code, fresh, old);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The open waves could not be looked at; the pages stay as they are.")]
    private partial void LogFailed(Exception error);
}
