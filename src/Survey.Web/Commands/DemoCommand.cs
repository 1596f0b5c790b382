using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Survey.Web.Data.Examples.Demo;

namespace Survey.Web.Commands;

/// <summary>The verb demo: a made-up province with as many responses as wanted, in minutes.</summary>
internal static class DemoCommand
{
    private const int Most = 50_000_000;

    public static Command Create()
    {
        var responses = new Option<int>("--responses") { Description = "How many responses, over the 365 days that ended yesterday", DefaultValueFactory = _ => 100_000 };
        responses.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<int>() is < 1 or > Most)
            {
                r.AddError($"--responses must lie between 1 and {Most}.");
            }
        });
        var questionnaire = new Option<string>("--questionnaire") { Description = "Code of the shipped questionnaire that was answered", DefaultValueFactory = _ => "sipas_short" };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same answers", DefaultValueFactory = _ => 1 };
        return new Command("demo", "Fill an empty database with a made-up province (250 units, 2,000 services, 1,500 counters; smaller below 300,000 responses) and a year of synthetic responses.") { responses, questionnaire, seed }
            .Runs((services, arguments, cancellationToken) =>
                RunAsync(services.GetRequiredService<DemoProvince>(), new DemoSize(arguments.GetValue(responses)), arguments.GetValue(questionnaire)!, arguments.GetValue(seed), cancellationToken))
            .WithExamples("demo --responses 1000000", "demo --responses 50000 --questionnaire sipas_service --seed 7");
    }

    private static async Task<int> RunAsync(DemoProvince demo, DemoSize size, string questionnaire, int seed, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var progress = new ProgressLine(size.Responses);
        await demo.MakeAsync(size, questionnaire, seed, progress, cancellationToken);
        progress.End();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size.Responses:#,0} responses of {size.Units} units, {size.Services:#,0} services and {size.Points:#,0} counters written and counted in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s."));
        return 0;
    }

    /// <summary>One line that is written over where somebody watches; a line for each tenth where the output is kept.</summary>
    private sealed class ProgressLine(int all) : IProgress<int>
    {
        private readonly bool _watched = !Console.IsErrorRedirected;
        private int _shown = -1;

        public void Report(int value)
        {
            var percent = (int)(100L * value / all);
            if (percent >= _shown + (_watched ? 1 : 10))
            {
                _shown = percent;
                var text = string.Create(CultureInfo.InvariantCulture, $"{value:#,0} of {all:#,0} responses ({percent}%)");
                Console.Error.Write(_watched ? "\r" + text : text + "\n");
            }
        }

        public void End()
        {
            if (_watched)
            {
                Console.Error.WriteLine();
            }
        }
    }
}
