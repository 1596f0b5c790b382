using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A sheet on its way into a file: columns in a fixed order, rows by column name.</summary>
internal sealed class WriterSheet(IReadOnlyList<string> columns)
{
    private readonly List<Dictionary<string, string>> _rows = [];

    public IReadOnlyList<string> Columns { get; private set; } = columns;
    public IReadOnlyList<Dictionary<string, string>> Rows => _rows;

    public Dictionary<string, string> Add(params (string Column, string Text)[] cells)
    {
        _rows.Add(cells.ToDictionary(c => c.Column, c => c.Text, StringComparer.Ordinal));
        return _rows[^1];
    }

    public void AddColumn(string column) => Columns = Columns.Contains(column) ? Columns : [.. Columns, column];
}

/// <summary>The columns of a questionnaire's languages: the source first, the others by tag, so that their order says nothing.</summary>
internal sealed class WriterLanguages(IReadOnlyList<string> tags)
{
    private readonly List<string> _ordered = [tags[0], .. tags.Skip(1).Order(StringComparer.Ordinal)];

    /// <summary>What the programs call the language.</summary>
    public static string NameOf(string tag) => tag switch
    {
        "vi" => "Tiếng Việt (vi)",
        "en" => "English (en)",
        "km" => "Khmer (km)",
        "jra" => "Jrai (jra)",
        "bdq" => "Bahnar (bdq)",
        "fr" => "Français (fr)",
        _ => $"{tag} ({tag})",
    };

    public IEnumerable<string> ColumnsOf(string name) => _ordered.Select(t => $"{name}::{NameOf(t)}");

    public static void Fill(Dictionary<string, string> row, string name, LocalizedText? text)
    {
        foreach (var (tag, wording) in text?.Entries ?? [])
        {
            row[$"{name}::{NameOf(tag)}"] = XlsFormWriter.Guard(wording);
        }
    }
}
