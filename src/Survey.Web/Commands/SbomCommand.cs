using System.CommandLine;

namespace Survey.Web.Commands;

/// <summary>What the program is made of, for those who compare it with lists of known weaknesses. It needs no database.</summary>
internal static class SbomCommand
{
    private static readonly Option<string?> Out = new("--out") { Description = "The file to write; otherwise it is printed" };

    public static Command Create()
    {
        var command = new Command("sbom", "Write what this program is made of: every library with version, hash and needs, as CycloneDX 1.6 JSON.") { Out };
        command.SetAction((arguments, cancellationToken) => Sentences.RunAsync(async () =>
        {
            var document = Sbom.Write(Sbom.OfThisProgram());
            if (arguments.GetValue(Out) is { } path)
            {
                await File.WriteAllBytesAsync(path, document, cancellationToken);
            }
            else
            {
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(document, cancellationToken);
            }

            return 0;
        }));
        return command.WithExamples("sbom", "sbom --out survey.cdx.json");
    }
}
