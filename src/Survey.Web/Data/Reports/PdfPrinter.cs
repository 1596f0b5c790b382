using System.ComponentModel;
using System.Diagnostics;

namespace Survey.Web.Data.Reports;

/// <summary>
/// Makes a PDF with LibreOffice, else with Chromium, whichever is found on PATH. Each run has a folder and a profile of its
/// own, so that runs do not wait for each other, and ends with its whole tree of processes when it takes too long.
/// </summary>
public sealed partial class PdfPrinter(SurveySettings settings, ILogger<PdfPrinter> logger)
{
    private static readonly string[] Offices = ["soffice", "libreoffice"];
    private static readonly string[] Unboxed = ["--no-sandbox"];
    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    private readonly string? _office = settings.Reports.Pdf ? Find(Offices) : null;
    private readonly string? _browser = settings.Reports.Pdf ? Find(Browsers) : null;

    /// <summary>Whether Word documents can be printed.</summary>
    public bool PrintsDocuments => _office is not null;

    /// <summary>Whether pages can be printed.</summary>
    public bool PrintsPages => _browser is not null;

    /// <summary>The document as PDF; null where that failed.</summary>
    public Task<byte[]?> OfDocumentAsync(byte[] docx, CancellationToken cancellationToken) => PrintAsync(_office, docx, "paper.docx", (folder, file) =>
        [$"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--norestore", "--nologo", "--nolockcheck", "--convert-to", "pdf", "--outdir", folder, file], cancellationToken);

    /// <summary>The page as PDF; null where that failed.</summary>
    public Task<byte[]?> OfPageAsync(byte[] html, CancellationToken cancellationToken) => PrintAsync(_browser, html, "paper.html", (folder, file) =>
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // The kernel's sandbox refuses the superuser; the page is our own and runs no script.
        .. Environment.IsPrivilegedProcess ? Unboxed : [],
        $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={Path.Combine(folder, "paper.pdf")}", new Uri(file).ToString(),
    ], cancellationToken);

    private async Task<byte[]?> PrintAsync(string? program, byte[] content, string name, Func<string, string, string[]> arguments, CancellationToken cancellationToken)
    {
        if (program is null)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("survey-pdf-").FullName;
        try
        {
            var (file, pdf) = (Path.Combine(folder, name), Path.Combine(folder, "paper.pdf"));
            await File.WriteAllBytesAsync(file, content, cancellationToken);
            await RunAsync(program, arguments(folder, file), folder, cancellationToken);
            return File.Exists(pdf) ? await File.ReadAllBytesAsync(pdf, cancellationToken) : null;
        }
        catch (Exception e) when (e is IOException or Win32Exception or InvalidOperationException or TimeoutException)
        {
            LogFailed(program, e);
            return null;
        }
        finally
        {
            Remove(folder);
        }
    }

    private async Task RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        start.Environment["HOME"] = folder;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(Math.Clamp(settings.Reports.PdfSeconds, 5, 500)));
        try
        {
            process.StandardInput.Close();
            await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The conversion took too long.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    // A child that is just ending may still write.
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What stays lies in the system's folder for temporary files.
        }
    }

    private static string? Find(string[] names) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => names.SelectMany(n => new[] { Path.Combine(folder, n), Path.Combine(folder, n + ".exe") }))
        .FirstOrDefault(File.Exists);

    [LoggerMessage(LogLevel.Warning, "{Program} made no PDF.")]
    private partial void LogFailed(string program, Exception error);
}
