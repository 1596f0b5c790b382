using System.CommandLine;
using Survey.Web.Data;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Commands;

/// <summary>The verbs that look after the database.</summary>
internal static class DataCommands
{
    public static Command Migrate() => new Command("migrate", "Bring the database to this program's schema. On MariaDB run it once, before the nodes start.")
        .Runs(
            async (services, _, cancellationToken) =>
            {
                var applied = await services.GetRequiredService<DatabaseStart>().MigrateAsync(cancellationToken);
                Console.WriteLine(applied.Count == 0 ? "Nothing to migrate." : $"Migrated: {string.Join(", ", applied)}");
                if (await services.GetRequiredService<TallyStore>().UpgradeAsync(cancellationToken) is > 0 and var cells)
                {
                    Console.WriteLine($"The counts have a new format: {cells} cells made anew from the responses.");
                }

                return 0;
            },
            migrates: true)
        .WithExamples("migrate");

    public static Command Tally()
    {
        var verify = new Command("verify", "Compare the tallies with the responses; exit code 1 where any cell differs.").Runs(VerifyAsync).WithExamples("tally verify");
        var rebuild = new Command("rebuild", "Make the tallies anew from the responses.").Runs(RebuildAsync).WithExamples("tally rebuild");
        return new Command("tally", "Prove or rebuild the counts behind every figure.") { verify, rebuild }.WithExamples("tally verify", "tally rebuild");
    }

    public static Command Backup()
    {
        var file = new Argument<string>("file") { Description = "The archive to make; it must not exist" };
        return new Command("backup", "Write the whole database into one archive. It holds password hashes and keys: keep it safe.") { file }
            .Runs(async (services, arguments, cancellationToken) =>
            {
                var manifest = await services.GetRequiredService<BackupWriter>().WriteAsync(arguments.GetValue(file)!, cancellationToken);
                Console.WriteLine($"{manifest.Tables.Sum(t => t.Rows)} rows of {manifest.Tables.Count} tables written to {arguments.GetValue(file)}.");
                return 0;
            })
            .WithExamples("backup survey-2026-09-15.zip");
    }

    public static Command Restore()
    {
        var file = new Argument<string>("file") { Description = "An archive made by the verb backup, from either database" };
        var replace = new Option<bool>("--replace") { Description = "Delete what the database holds now" };
        return new Command("restore", "Restore an archive into an empty database.") { file, replace }
            .Runs(async (services, arguments, cancellationToken) =>
            {
                var manifest = await services.GetRequiredService<BackupReader>().RestoreAsync(arguments.GetValue(file)!, arguments.GetValue(replace), cancellationToken);
                Console.WriteLine($"{manifest.Tables.Sum(t => t.Rows)} rows of {manifest.Tables.Count} tables restored.");
                return 0;
            })
            .WithExamples("restore survey-2026-09-15.zip", "restore --replace survey-2026-09-15.zip");
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var result = await services.GetRequiredService<TallyStore>().VerifyAsync(cancellationToken);
        Console.WriteLine($"{result.Responses} responses, {result.DifferingCells} differing cells");
        return result.DifferingCells == 0 ? 0 : 1;
    }

    private static async Task<int> RebuildAsync(IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var cells = await services.GetRequiredService<TallyStore>().RebuildAsync(cancellationToken);
        Console.WriteLine($"{cells} cells rebuilt");
        return 0;
    }
}
