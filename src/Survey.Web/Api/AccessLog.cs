using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Api;

/// <summary>
/// Writes down what programs asked for, in batches behind the answers: no answer waits for it. Where lines come faster than
/// the database takes them for long, the newest are left out and counted in the program's log.
/// </summary>
public sealed partial class AccessLog(IDbContextFactory<SurveyDbContext> contexts, TimeProvider time, ILogger<AccessLog> logger) : BackgroundService
{
    private const int MostWaiting = 20_000;
    private const int AtOnce = 500;
    private const int PathLength = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Channel<ApiAccess> _waiting = System.Threading.Channels.Channel.CreateBounded<ApiAccess>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly List<ApiAccess> _batch = [];
    private bool _isRetry;
    private int _leftOut;

    /// <summary>Takes note of a request that was answered. Only the path: what else stands in an address may be a token put in the wrong place.</summary>
    public void Note(HttpContext http)
    {
        var path = TypedText.Clean(http.Request.Path.Value);
        var access = new ApiAccess
        {
            Id = RandomKey.New63(),
            TokenId = http.TokenId(),
            At = time.GetUtcNow().UtcDateTime,
            Path = path.Length > PathLength ? path[..PathLength] : path,
            Status = http.Response.StatusCode,
        };
        if (!_waiting.Writer.TryWrite(access))
        {
            Interlocked.Increment(ref _leftOut);
        }
    }

    /// <summary>Writes what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            while (Fill())
            {
                await WriteAsync(cancellationToken);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _writing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            await TryAsync(stoppingToken);
            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private bool Fill()
    {
        while (_batch.Count < AtOnce && _waiting.Reader.TryRead(out var access))
        {
            _batch.Add(access);
        }

        return _batch.Count > 0;
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (_isRetry)
        {
            // What failed last may have been stored all the same.
            var ids = _batch.ConvertAll(a => a.Id);
            var stored = await context.ApiAccesses.Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancellationToken);
            _batch.RemoveAll(a => stored.Contains(a.Id));
        }

        _isRetry = true;
        context.AddRange(_batch);
        await context.SaveChangesAsync(cancellationToken);
        _batch.Clear();
        _isRetry = false;
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FlushAsync(cancellationToken);
            if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var count)
            {
                LogLeftOut(count);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            LogFailed(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Accesses of programs could not be written down; that is tried again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(LogLevel.Warning, "{Count} accesses of programs were not written down: they came too fast.")]
    private partial void LogLeftOut(int count);
}

/// <summary>Deletes accesses after <see cref="Days"/> days.</summary>
public sealed partial class AccessPurge(IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, TimeProvider time, ILogger<AccessPurge> logger)
    : PurgeWorker(TimeSpan.FromMinutes(4), TimeSpan.FromHours(6), time)
{
    public const int Days = 400;

    public override async Task<int> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var before = calendar.UtcNow.AddDays(-Days);
        return await context.ApiAccesses.Where(a => a.At < before).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Old accesses of programs could not be deleted; that is tried again in six hours.")]
    protected override partial void LogFailed(Exception error);
}
