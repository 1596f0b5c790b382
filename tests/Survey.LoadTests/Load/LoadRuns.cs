using System.Text.Json;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests.Load;

/// <summary>Runs the load client in its own process, and brings several runs to one.</summary>
internal static class LoadRuns
{
    public const string Verb = "load";

    /// <summary>What the hidden verb does: one run by the plan in the file, the result beside it.</summary>
    public static async Task ClientAsync(string planFile, CancellationToken cancellationToken)
    {
        var plan = JsonSerializer.Deserialize<LoadPlan>(await File.ReadAllBytesAsync(planFile, cancellationToken))!;
        var result = await new LoadClient(plan).RunAsync(cancellationToken);
        await File.WriteAllBytesAsync(ResultOf(planFile), JsonSerializer.SerializeToUtf8Bytes(result), cancellationToken);
    }

    /// <summary>One run against each target in turn, and so several times: what disturbs the machine disturbs them alike.</summary>
    public static async Task<LoadResult[]> AlternateAsync(string folder, int runs, IReadOnlyList<LoadPlan> targets, CancellationToken cancellationToken)
    {
        var results = targets.Select(_ => new List<LoadResult>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            for (var i = 0; i < targets.Count; i++)
            {
                results[i].Add(await RunAsync(folder, targets[i], cancellationToken));
            }
        }

        return [.. results.Select(Middle)];
    }

    private static async Task<LoadResult> RunAsync(string folder, LoadPlan plan, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "load.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(plan), cancellationToken);
        await using var client = ChildProcess.StartSelf(Verb, file);
        await client.ExpectSuccessAsync(cancellationToken);
        return JsonSerializer.Deserialize<LoadResult>(await File.ReadAllBytesAsync(ResultOf(file), cancellationToken))!;
    }

    /// <summary>The median of each figure by itself; refusals and failures add up.</summary>
    private static LoadResult Middle(List<LoadResult> runs) => new()
    {
        Succeeded = (int)runs.Select(r => (double)r.Succeeded).Median(),
        Refused = runs.Sum(r => r.Refused),
        Failed = runs.Sum(r => r.Failed),
        FirstFailure = runs.Select(r => r.FirstFailure).FirstOrDefault(f => f is not null),
        Seconds = runs.Select(r => r.Seconds).Median(),
        MedianMilliseconds = runs.Select(r => r.MedianMilliseconds).Median(),
        P99Milliseconds = runs.Select(r => r.P99Milliseconds).Median(),
        ServerMicroseconds = runs.Select(r => r.ServerMicroseconds).Median(),
    };

    private static string ResultOf(string planFile) => planFile + ".result";
}
