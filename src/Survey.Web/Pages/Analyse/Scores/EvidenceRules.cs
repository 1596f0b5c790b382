using System.Diagnostics;
using System.Globalization;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>Which files prove points, and the scanner that looks at each before it is kept.</summary>
public sealed class EvidenceRules(SurveySettings settings)
{
    /// <summary>One file, in bytes: 5 MiB, which every database takes in one statement.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Files of one criterion.</summary>
    public const int MaxFiles = 10;

    private static readonly TimeSpan ScanTime = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, (string ContentType, byte[] Begins)> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = ("application/pdf", "%PDF-"u8.ToArray()),
        [".png"] = ("image/png", [0x89, 0x50, 0x4E, 0x47]),
        [".jpg"] = ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".jpeg"] = ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"u8.ToArray()),
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"u8.ToArray()),
    };

    public static string Accepted => string.Join(",", Types.Keys);

    /// <summary>The type by the name's end where the content begins as such files do; null: not taken.</summary>
    public static string? ContentType(string name, ReadOnlySpan<byte> content) =>
        Types.TryGetValue(Path.GetExtension(name), out var type) && content.StartsWith(type.Begins) ? type.ContentType : null;

    /// <summary>A name fit to store and to send as an attachment.</summary>
    public static string Name(string name)
    {
        var clean = Shared.TypedText.Clean(Path.GetFileName(name.Replace('\\', '/'))).Replace('\n', ' ');
        return clean.Length <= 150 ? clean : clean[..100] + Path.GetExtension(clean);
    }

    /// <summary>True: clean, or no scanner is set. False: refused. Null: the scanner could not say.</summary>
    public async Task<bool?> ScanAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (settings.ScannerCommand.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var program, .. var arguments])
        {
            return true;
        }

        var folder = Directory.CreateTempSubdirectory("survey-evidence-");
        try
        {
            var file = Path.Combine(folder.FullName, "evidence");
            await File.WriteAllBytesAsync(file, content, cancellationToken);
            return await RunAsync(program, [.. arguments.Contains("{file}") ? arguments.Select(a => a == "{file}" ? file : a) : arguments.Append(file)], cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // 0: clean, 1: refused, anything else: it could not look, as ClamAV's scanners say it.
    private static async Task<bool?> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ScanTime);
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { UseShellExecute = false, CreateNoWindow = true } };
        try
        {
            process.Start();
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode switch { 0 => true, 1 => false, _ => null };
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // There is no such program.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }

    public static string Size(long bytes) => bytes >= 1024 * 1024
        ? (bytes / 1048576m).ToString("0.#", CultureInfo.CurrentCulture) + " MB"
        : Math.Max(1, bytes / 1024).ToString(CultureInfo.CurrentCulture) + " KB";
}
