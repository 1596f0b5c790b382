using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;
using Survey.Web.Data.Tallies;

namespace Survey.LoadTests.Faults;

/// <summary>What the database holds of the acknowledged sheets, once all is quiet.</summary>
internal sealed record Finding
{
    /// <summary>Acknowledged, but not there.</summary>
    public required int Lost { get; init; }

    /// <summary>There more often than once.</summary>
    public required int Doubled { get; init; }

    /// <summary>There, but nobody sent it.</summary>
    public required int Foreign { get; init; }
    public required int SpentKeys { get; init; }
    public required int Sheets { get; init; }

    /// <summary>Counted in the tallies.</summary>
    public required long Folded { get; init; }

    /// <summary>Waiting until a step of five is full.</summary>
    public required int Waiting { get; init; }

    /// <summary>Cells whose numbers are not what the responses say.</summary>
    public required int DifferingCells { get; init; }

    public bool IsClean => (Lost, Doubled, Foreign, DifferingCells) == (0, 0, 0, 0) && SpentKeys == Sheets && Folded + Waiting == Sheets;

    public static async Task<Finding> OfAsync(BenchDatabase database, string folder, UniqueSheets sheets, CancellationToken cancellationToken)
    {
        await using var application = ApplicationProcess.Compose(database, folder);
        await application.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(cancellationToken);
        var verification = await application.Services.GetRequiredService<TallyStore>().VerifyAsync(cancellationToken);

        await using var context = database.CreateContext();
        var stored = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var answers in context.SurveyResponses.Select(r => r.Answers).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            stored[answers] = stored.GetValueOrDefault(answers) + 1;
        }

        var lost = Enumerable.Range(0, sheets.Count).Count(i => !stored.ContainsKey(sheets[i].Json));
        return new Finding
        {
            Sheets = sheets.Count,
            Lost = lost,
            Doubled = stored.Values.Count(n => n > 1),
            Foreign = stored.Count - (sheets.Count - lost),
            SpentKeys = await context.SubmissionKeys.CountAsync(cancellationToken),
            Folded = await context.TallyCells.SumAsync(c => (long)c.Responses, cancellationToken),
            Waiting = await context.PendingFolds.CountAsync(p => p.Text == null, cancellationToken),
            DifferingCells = verification.DifferingCells,
        };
    }

    public override string ToString() =>
        $"{Lost} lost, {Doubled} doubled, {Foreign} foreign; {SpentKeys.Whole()} spent keys; {((double)Folded).Whole()} folded + {Waiting} waiting of {Sheets.Whole()}; {DifferingCells} differing cells";
}
