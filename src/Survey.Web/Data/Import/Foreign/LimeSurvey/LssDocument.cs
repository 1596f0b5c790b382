using System.Globalization;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>One row of a table of a LimeSurvey structure file.</summary>
internal sealed class LssRow(string table, int line)
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public string Table => table;

    public int Line => line;

    /// <summary>The field's text, "" where it is missing.</summary>
    public string this[string field]
    {
        get
        {
            _read.Add(field);
            return _fields.GetValueOrDefault(field, "");
        }
    }

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>The field as a whole number, 0 where it is none.</summary>
    public int Number(string field) => int.TryParse(this[field].Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>A field stands once; what stands again is not taken.</summary>
    public void Add(string field, string text) => _fields.TryAdd(field, text);

    /// <summary>Fields with a text that nothing has read.</summary>
    public IEnumerable<string> Unread => _fields.Where(f => f.Value.Trim().Length > 0 && !_read.Contains(f.Key)).Select(f => f.Key);
}

/// <summary>A LimeSurvey structure file as its tables.</summary>
internal sealed class LssDocument
{
    /// <summary>Survey, Group or Question.</summary>
    public string Kind { get; set; } = "";

    public string Version { get; set; } = "";

    public List<(string Code, int Line)> Languages { get; } = [];

    /// <summary>In the file's order.</summary>
    public Dictionary<string, List<LssRow>> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Where each table starts.</summary>
    public Dictionary<string, int> Lines { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<LssRow> Rows(string table) => Tables.TryGetValue(table, out var rows) ? rows : [];
}
