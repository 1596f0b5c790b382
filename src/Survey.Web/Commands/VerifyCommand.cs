using System.CommandLine;
using System.Globalization;
using Survey.Web.Data;
using Survey.Web.Data.Closing;

namespace Survey.Web.Commands;

/// <summary>Checks a closed period's snapshot: each file against the manifest, the manifest against its signature.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> Snapshot = new("snapshot") { Description = "The number of a stored snapshot, a ZIP file or a folder" };

    public static Command Create() => new Command("verify", "Check that a closed period's snapshot is as it was signed.") { Snapshot }
        .Runs(async (services, arguments, cancellationToken) =>
        {
            var name = arguments.GetValue(Snapshot)!;
            var package = await FindAsync(services, name, cancellationToken);
            var problems = package.Problems();
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            Console.WriteLine(problems.Count == 0
                ? $"{package.Files.Count} files and the signature are as they were made. SHA-256 of the manifest: {SnapshotManifest.Hash(package.Manifest)}"
                : $"{name} is NOT as it was signed: {problems.Count} problems.");
            return problems.Count == 0 ? 0 : 1;
        })
        .WithExamples("verify 4711", "verify skhcn-2026-q3-1.zip");

    private static async Task<SnapshotPackage> FindAsync(IServiceProvider services, string name, CancellationToken cancellationToken)
    {
        if (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return await SnapshotPackage.OfAsync(services.GetRequiredService<SurveyDbContext>(), services.GetRequiredService<Signer>(), id, cancellationToken)
                ?? throw new StartException($"There is no snapshot {name}.");
        }

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
