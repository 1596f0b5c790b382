namespace Survey.Web.Data.Import;

/// <summary>A row with its line in the file.</summary>
internal sealed class TableRow(int line, IReadOnlyDictionary<string, int> columns, string[] cells)
{
    public int Line => line;

    /// <summary>The trimmed cell; empty where the column or the cell is missing.</summary>
    public string this[string column] => columns.TryGetValue(column, out var i) && i < cells.Length ? cells[i] : "";

    public bool Has(string column) => columns.ContainsKey(column);
}

/// <summary>A table with a header that was recognised.</summary>
internal sealed record ImportTable(string File, ImportKind Kind, IReadOnlyList<TableRow> Rows);

/// <summary>A sentence in both staff languages.</summary>
internal readonly record struct Sentence(string Vi, string En);

/// <summary>Collects problems; past the limit only their number would grow, so it stops listing.</summary>
internal sealed class ProblemList
{
    private readonly List<ImportProblem> _problems = [];

    public IReadOnlyList<ImportProblem> Problems => _problems;
    public bool Any => _problems.Count > 0;

    public void Add(string file, int? line, string? column, Sentence why, string? path = null)
    {
        if (_problems.Count < ImportLimits.Problems)
        {
            _problems.Add(new ImportProblem { File = file, Line = line, Column = column, Path = path, Reason = why.En, ReasonVi = why.Vi });
        }
    }
}
