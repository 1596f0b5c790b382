using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.LoadTests.Measurements;

/// <summary>Fills a database with synthetic responses and folds them: the folding is what is measured.</summary>
internal sealed class Folding(Report report, string folder)
{
    public const string Name = "folding";

    /// <summary>Folds in as many parts as there are <paramref name="parts"/>; the median of their rates is printed.</summary>
    public async Task FillAndFoldAsync(BenchDatabase database, IReadOnlyList<SurveyResponse[]> parts, CancellationToken cancellationToken)
    {
        await using var application = ApplicationProcess.Compose(database, folder);
        var worker = application.Services.GetRequiredService<FoldWorker>();
        var rates = new List<double>();
        var (folded, inserting) = (0, TimeSpan.Zero);
        foreach (var part in parts)
        {
            var start = Stopwatch.GetTimestamp();
            await BulkInsert.RunAsync(database, part, waiting: true, cancellationToken);
            inserting += Stopwatch.GetElapsedTime(start);

            start = Stopwatch.GetTimestamp();
            var now = await worker.FoldOnceAsync(cancellationToken);
            rates.Add(now / Stopwatch.GetElapsedTime(start).TotalSeconds);
            folded += now;
        }

        Report.Progress($"{database.Name}: inserting {folded.Whole()} responses took {inserting.TotalSeconds:0.0} s");
        await using var context = database.CreateContext();
        var cells = await context.TallyCells.CountAsync(cancellationToken);
        report.Add(new ReportLine($"Folding, {database.Name}", $"{rates.Median().Whole()} responses/s")
        {
            Reference = $"{folded.Whole()} responses into {cells.Whole()} cells, in {parts.Count} parts",
        });
    }
}
