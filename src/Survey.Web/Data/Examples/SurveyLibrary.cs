using Survey.Web.Data.Import;

namespace Survey.Web.Data.Examples;

/// <summary>The files under surveys/ that travel with the program.</summary>
public static class SurveyLibrary
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "surveys");

    public static async Task<IReadOnlyList<ImportFile>> ReadAsync(string folder, string pattern, CancellationToken cancellationToken)
    {
        var files = new List<ImportFile>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern).Order(StringComparer.Ordinal))
        {
            files.Add(new ImportFile(Path.GetFileName(path), await File.ReadAllBytesAsync(path, cancellationToken)));
        }

        return files;
    }
}
