using System.CommandLine;
using System.Globalization;
using Survey.Web.Data;
using Survey.Web.Data.Closing;

namespace Survey.Web.Commands;

/// <summary>Checks a closed period's snapshot: each file against the manifest, the manifest against its signature.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Snapshot = new("snapshot") { Description = "The number of a stored snapshot, a ZIP file or a folder" };

    public static Command Create()
    {
        var command = new Command("verify", "Check that a closed period's snapshot is as it was signed.") { Snapshot };
        // A file needs no database: whoever got one checks it without ours.
        command.SetAction((arguments, cancellationToken) => long.TryParse(arguments.GetValue(Snapshot), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Verb.RunAsync(async (services, _, c) => Tell(arguments.GetValue(Snapshot)!, await StoredAsync(services, id, c)), arguments, migrates: false, cancellationToken)
            : Sentences.RunAsync(async () => Tell(arguments.GetValue(Snapshot)!, await FileAsync(arguments.GetValue(Snapshot)!, cancellationToken))));
        return command.WithExamples("verify 4711", "verify skhcn-2026-q3-1.zip");
    }

    private static int Tell(string name, SnapshotPackage package)
    {
        var problems = package.Problems();
        foreach (var problem in problems)
        {
            Console.Error.WriteLine(problem);
        }

        Console.WriteLine(problems.Count == 0
            ? $"{package.Files.Count} files and the signature are as they were made. SHA-256 of the manifest: {SnapshotManifest.Hash(package.Manifest)}"
            : $"{name} is NOT as it was signed; problems: {problems.Count}.");
        return problems.Count == 0 ? 0 : 1;
    }

    private static async Task<SnapshotPackage> StoredAsync(IServiceProvider services, long id, CancellationToken cancellationToken) =>
        await SnapshotPackage.OfAsync(services.GetRequiredService<SurveyDbContext>(), services.GetRequiredService<Signer>(), id, cancellationToken)
            ?? throw new StartException($"There is no snapshot {id}.");

    private static async Task<SnapshotPackage> FileAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await SnapshotPackage.ReadAsync(name, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StartException($"{name} cannot be read as a snapshot: {e.Message}");
        }
    }
}
