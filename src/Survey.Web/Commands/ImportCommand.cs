using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Commands;

/// <summary>The verb import: tables and scoring schemes together or not at all, questionnaires each on its own.</summary>
internal static class ImportCommand
{
    private static readonly string[] Extensions = [".json", ".xlsx", ".lss", ".xml"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the report says of one file.</summary>
    private sealed record FileReport
    {
        public required string File { get; init; }

        /// <summary>json, xlsform, lss, surveyjs or table; empty where none is recognised.</summary>
        public required string Format { get; init; }
        public required bool Accepted { get; init; }

        /// <summary>Why it is refused, in English and Vietnamese, and where; empty where it is accepted.</summary>
        public string Why { get; init; } = "";
        public string WhyVi { get; init; } = "";
        public string Place { get; init; } = "";
        public string? Code { get; init; }
        public int Items { get; init; }
        public int Kept { get; init; }
        public int Changed { get; init; }
        public int LeftOut { get; init; }
        public IReadOnlyList<LossEntry> Entries { get; init; } = [];
    }

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Files or folders of them. Questionnaires as XLSForm (.xlsx), LimeSurvey (.lss), SurveyJS (.json) or our JSON; scoring JSON; units, services, counters, periods, targets or transactions as CSV or XLSX", Arity = ArgumentArity.OneOrMore };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and count only; keep nothing" };
        var report = new Option<string?>("--report") { Description = "Write a JSON file that says of each file whether it was taken and what became of each of its elements" };
        return new Command("import", "Import files. Tables and scoring schemes go in together, or not at all where anything is wrong; each questionnaire goes in on its own. Exit code 1 where a file is refused.") { files, dryRun, report }
            .Runs((services, arguments, cancellationToken) => RunAsync(services, arguments.GetValue(files)!, arguments.GetValue(dryRun), arguments.GetValue(report), cancellationToken))
            .WithExamples("import units.csv services.csv counters.xlsx", "import surveys/questionnaires/one_stop.json", "import --dry-run --report report.json form.xlsx survey.lss survey.json");
    }

    private static async Task<int> RunAsync(IServiceProvider services, string[] names, bool dryRun, string? report, CancellationToken cancellationToken)
    {
        var paths = names.SelectMany(Expand).ToList();
        var tables = new List<(string Path, ImportFile File)>();
        foreach (var path in paths)
        {
            var file = await ReadAsync(path, cancellationToken);
            if (!QuestionnaireFile.IsOne(file))
            {
                tables.Add((path, file));
            }
        }

        var reports = await ImportTablesAsync(services, tables, dryRun, cancellationToken);
        foreach (var path in paths.Except(tables.Select(t => t.Path), StringComparer.Ordinal))
        {
            reports.Add(await ImportQuestionnaireAsync(services, path, dryRun, cancellationToken));
        }

        if (report is not null)
        {
            var order = paths.Select((p, i) => (p, i)).ToLookup(p => p.p, p => p.i);
            await File.WriteAllTextAsync(report, JsonSerializer.Serialize(reports.OrderBy(r => order[r.File].First()), Json) + "\n", cancellationToken);
        }

        return reports.TrueForAll(r => r.Accepted) ? 0 : 1;
    }

    private static IEnumerable<string> Expand(string name) => Directory.Exists(name)
        ? Directory.EnumerateFiles(name, "*", SearchOption.AllDirectories).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal)
        : [name];

    private static async Task<ImportFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (new FileInfo(path) is not { Exists: true } info)
        {
            throw new StartException($"There is no file {path}.");
        }

        // A file that is too large is not read; one byte more than allowed is enough to be refused with the right words.
        var bytes = info.Length > ImportLimits.FileBytes ? new byte[ImportLimits.FileBytes + 1] : await File.ReadAllBytesAsync(path, cancellationToken);
        return new ImportFile(Path.GetFileName(path), bytes);
    }

    private static async Task<List<FileReport>> ImportTablesAsync(IServiceProvider services, List<(string Path, ImportFile File)> tables, bool dryRun, CancellationToken cancellationToken)
    {
        if (tables.Count == 0)
        {
            return [];
        }

        var report = await services.GetRequiredService<Importer>().RunAsync([.. tables.Select(t => t.File)], new ImportOptions { DryRun = dryRun }, cancellationToken);
        foreach (var problem in report.Problems)
        {
            await Console.Error.WriteLineAsync(problem.ToString());
        }

        foreach (var file in report.Files)
        {
            Console.WriteLine($"{file.Name}: {file.Added} added, {file.Changed} changed, {file.Unchanged} unchanged{Kept(dryRun)}");
        }

        return tables.ConvertAll(t =>
        {
            var problem = report.Problems.FirstOrDefault(p => p.File == t.File.Name) ?? (report.Problems is [var first, ..] ? first : null);
            return new FileReport { File = t.Path, Format = "table", Accepted = problem is null, Why = problem?.ToString() ?? "", WhyVi = problem?.ReasonVi ?? "" };
        });
    }

    private static async Task<FileReport> ImportQuestionnaireAsync(IServiceProvider services, string path, bool dryRun, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(path, cancellationToken);
        await using var scope = services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<QuestionnaireImport>().RunAsync(file, dryRun, cancellationToken);
        var (reading, accepted) = (done.Reading, done.Code is not null);
        if (accepted)
        {
            Console.WriteLine($"{file.Name}: {done.Change} as '{done.Code}' ({done.Format}), {reading.Questionnaire!.Items.Count()} items; of its elements {reading.Report.Kept} kept, {reading.Report.Changed} changed, {reading.Report.LeftOut} left out{Kept(dryRun)}");
        }
        else
        {
            await Console.Error.WriteLineAsync($"{file.Name}{(reading.RefusedPlace.Length > 0 ? ", " + reading.RefusedPlace : "")}: {reading.Refusal}");
        }

        return new FileReport
        {
            File = path,
            Format = done.Format,
            Accepted = accepted,
            Why = accepted ? "" : reading.Refusal,
            WhyVi = accepted ? "" : reading.RefusalVi,
            Place = accepted ? "" : reading.RefusedPlace,
            Code = done.Code,
            Items = accepted ? reading.Questionnaire!.Items.Count() : 0,
            Kept = reading.Report.Kept,
            Changed = reading.Report.Changed,
            LeftOut = reading.Report.LeftOut,
            Entries = reading.Report.Entries,
        };
    }

    private static string Kept(bool dryRun) => dryRun ? " (dry run, nothing kept)" : "";
}
