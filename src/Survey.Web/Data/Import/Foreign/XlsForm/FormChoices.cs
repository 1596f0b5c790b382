using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A choice as it stands, with the code that it gets.</summary>
internal sealed record FormChoice(FormRow Row, string Source, string Code, LocalizedText Label);

/// <summary>The choice lists of a form; a list is taken over where the first item uses it.</summary>
internal sealed class FormChoices(FormSheet? sheet, FormTexts texts, LossLog log)
{
    private static readonly string[] Known = ["list_name", "name", "label", "survey::scale", "survey::look", "survey::score", "survey::na"];
    private static readonly Sentence Unused = new("Không câu nào dùng danh mục này.", "No item uses this list.");
    private readonly Dictionary<string, IReadOnlyList<FormChoice>> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _leftOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FormRow>> _rows = (sheet?.Rows ?? []).GroupBy(r => r[sheet!.Find("list_name")]).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);

    public FormSheet? Sheet => sheet;

    /// <summary>The lists in the order in which they stand.</summary>
    public IEnumerable<string> Lists => _rows.Keys.Where(l => l.Length > 0);

    public IReadOnlyList<FormRow> RowsOf(string list) => _rows.GetValueOrDefault(list) ?? [];

    public string CellOf(FormRow row, string column) => row[sheet!.Find(column)];

    public string PlaceOf(string list) => sheet is null || RowsOf(list) is not [var first, ..] ? "choices" : sheet.PlaceOf(first);

    /// <summary>The choices of the list, each noted in the report the first time.</summary>
    public IReadOnlyList<FormChoice> Take(string list)
    {
        if (!_taken.TryGetValue(list, out var choices))
        {
            var codes = SourceCodes.Plain();
            _taken.Add(list, choices = [.. RowsOf(list).Select((r, i) => Take(list, r, i, codes)).OfType<FormChoice>()]);
        }

        return choices;
    }

    /// <summary>Notes that the list is not taken over.</summary>
    public void LeaveOut(string list, Sentence why)
    {
        if (!_taken.ContainsKey(list) && _leftOut.Add(list))
        {
            LogRuns(list, RowsOf(list), why);
        }
    }

    /// <summary>Notes the rows, lists and columns that nothing used.</summary>
    public void LogRest()
    {
        if (sheet is null)
        {
            return;
        }

        foreach (var (list, rows) in _rows.Where(l => !_taken.ContainsKey(l.Key) && !_leftOut.Contains(l.Key)))
        {
            LogRuns(list, rows, list.Length == 0 ? new("Dòng không có tên danh mục.", "The row names no list.") : Unused);
        }

        foreach (var column in sheet.Columns.Where(c => !Known.Contains(c.Name)))
        {
            log.LeftOut(sheet.PlaceOf(column), column.Header, FormCells.WhyOfColumn(column.Name));
        }

        FormCells.LogDoubles(log, sheet, Known);
    }

    private void LogRuns(string list, IReadOnlyList<FormRow> rows, Sentence why)
    {
        for (var (start, i) = (0, 1); i <= rows.Count; i++)
        {
            if (i < rows.Count && rows[i].Line == rows[i - 1].Line + 1)
            {
                continue;
            }

            var last = sheet!.PlaceOf(rows[i - 1]).Split(':')[^1];
            var columns = rows.Skip(start).Take(i - start).Max(r => r.Filled.Max());
            log.LeftOut($"{sheet.Name}!A{rows[start].Line}:{OfficeOpenXml.ExcelCellBase.GetAddress(rows[i - 1].Line, columns)}", $"list {list} ({i - start})", why);
            start = i;
        }
    }

    private FormChoice? Take(string list, FormRow row, int position, SourceCodes codes)
    {
        var (place, name) = (sheet!.PlaceOf(row), row[sheet.Find("name")]);
        var changes = new List<Sentence>();
        var label = texts.Read(sheet, row, "label", changes.Add);
        if (name.Length == 0 && label is null)
        {
            log.LeftOut(place, $"choice of {list}", new("Đáp án không có tên và không có lời.", "The choice has neither a name nor a label."));
            return null;
        }

        if (label is null)
        {
            changes.Add(new("Không có lời; dùng tên thay lời.", "It has no label; its name stands in its place."));
        }

        var code = codes.Take(name.Length > 0 ? name : label!.ToString(), $"o{position + 1}");
        if (code != name)
        {
            changes.Add(new($"Mã đổi thành “{code}”.", $"The code became '{code}'."));
        }

        FormCells.LogRow(log, place, $"choice {list} {name}", code, changes);
        return new FormChoice(row, name, code, label ?? texts.Of(name));
    }
}
