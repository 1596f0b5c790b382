using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Reports;

namespace Survey.Web.Data.Reports;

/// <summary>Makes packs one after the other, on every node; see <see cref="PackQueue"/>.</summary>
public sealed partial class PackWorker(PackQueue queue, IServiceScopeFactory scopes, SurveySettings settings, ILogger<PackWorker> logger) : BackgroundService
{
    private const int ErrorLength = 400;

    /// <summary>Makes what waits and says how many packs were ended.</summary>
    public async Task<int> WorkAsync(CancellationToken cancellationToken)
    {
        var ended = 0;
        while (await queue.ClaimAsync(cancellationToken) is { } pack)
        {
            ended += await MakeAsync(pack, cancellationToken) ? 1 : 0;
        }

        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Reports.Seconds <= 0)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await queue.WaitAsync(TimeSpan.FromSeconds(Math.Min(settings.Reports.Seconds, 3600)), stoppingToken);
                await ScheduledAsync(stoppingToken);
                await WorkAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
        }
    }

    private async Task ScheduledAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PackSchedules>().RequestDueAsync(cancellationToken);
    }

    private async Task<bool> MakeAsync(ReportPack pack, CancellationToken cancellationToken)
    {
        // The language lives as long as this call: it flows into what is awaited here and not out of it.
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(pack.Language == "en" ? "en-GB" : "vi-VN");
        await using var scope = scopes.CreateAsyncScope();
        var files = scope.ServiceProvider.GetRequiredService<PackFiles>();
        try
        {
            if (queue.IsTooOld(pack))
            {
                return await queue.FinishAsync(pack, PackState.Failed, files.Words.TooLate, [], cancellationToken);
            }

            return await files.MakeAsync(pack, queue, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await queue.ReleaseAsync(pack);
            throw;
        }
        catch (Exception e)
        {
            LogNotMade(pack.Id, e);
            return await queue.FinishAsync(pack, PackState.Failed, files.Words.Failed, [], cancellationToken);
        }
    }

    internal static string Short(string words) => words.Length > ErrorLength ? words[..ErrorLength] : words;

    [LoggerMessage(LogLevel.Warning, "Waiting report packs could not be looked at; the next round tries again.")]
    private partial void LogFailed(Exception error);

    [LoggerMessage(LogLevel.Error, "Report pack {Id} could not be made.")]
    private partial void LogNotMade(long id, Exception error);
}
