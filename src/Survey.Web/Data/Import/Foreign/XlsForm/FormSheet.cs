using OfficeOpenXml;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A sheet of a form: its columns by name and its rows that are not blank.</summary>
internal sealed class FormSheet(string name, int headerLine, IReadOnlyList<FormColumn> columns, IReadOnlyList<FormRow> rows)
{
    // By name: looked up for every cell.
    private readonly Dictionary<string, FormColumn> _columns = columns.Where(c => c.Language is null).GroupBy(c => c.Name, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.MaxBy(c => c.IsHeadedSo)!, StringComparer.Ordinal);

    public string Name => name;
    public IReadOnlyList<FormColumn> Columns => columns;
    public IReadOnlyList<FormRow> Rows => rows;

    /// <summary>The column of that name without a language; one that is headed so goes before one with another heading of the same meaning.</summary>
    public FormColumn? Find(string column) => _columns.GetValueOrDefault(column);

    /// <summary>Columns of those names that nothing reads, since another one is the one.</summary>
    public IEnumerable<FormColumn> Doubles(IEnumerable<string> names) => columns.Where(c => names.Contains(c.Name) && Find(c.Name) != c);

    public bool Has(string column) => columns.Any(c => c.Name == column);

    public string PlaceOf(int line, FormColumn column) => $"{name}!{ExcelCellBase.GetAddress(line, column.Number)}";

    /// <summary>The row from its first cell to its last.</summary>
    public string PlaceOf(FormRow row) => $"{name}!{ExcelCellBase.GetAddress(row.Line, row.Filled.Min())}:{ExcelCellBase.GetAddress(row.Line, row.Filled.Max())}";

    /// <summary>The whole column, its heading first.</summary>
    public string PlaceOf(FormColumn column) =>
        $"{name}!{ExcelCellBase.GetAddress(headerLine, column.Number)}:{ExcelCellBase.GetAddress(Math.Max(headerLine, rows.Count == 0 ? 0 : rows[^1].Line), column.Number)}";
}

/// <summary>A row of a form's sheet.</summary>
internal sealed class FormRow(int line, IReadOnlyDictionary<int, string> cells)
{
    public int Line => line;

    /// <summary>The columns whose cells are not empty.</summary>
    public IEnumerable<int> Filled => cells.Keys;

    /// <summary>The cell without blanks around it; "" where it is empty.</summary>
    public string this[FormColumn? column] => Raw(column).Trim();

    /// <summary>The cell as it stands.</summary>
    public string Raw(FormColumn? column) => column is null ? "" : cells.GetValueOrDefault(column.Number, "");
}
