namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>The sheet settings: names in its first row, values in the second.</summary>
internal sealed class FormSettings(FormSheet? sheet)
{
    private readonly FormRow? _row = sheet is { Rows: [var first, ..] } ? first : null;

    public string this[string name] => sheet is null || _row is null ? "" : _row[sheet.Find(name)];

    /// <summary>The languages in order, as our own export writes them; empty where another program wrote the form.</summary>
    public IReadOnlyList<string> Languages => this["survey::languages"].Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The questionnaire's code, from form_id or the file's name.</summary>
    public string CodeOr(string name, LossLog log)
    {
        var given = this["form_id"];
        var code = SourceCodes.Nearest(given.Length > 0 ? given : name);
        code = code.Length > 0 ? code : "phieu";
        if (sheet is not null && sheet.Find("form_id") is { } column && given.Length > 0)
        {
            FormCells.LogRow(log, sheet.PlaceOf(_row!.Line, column), $"form_id {given}", code, code == given ? [] : [new($"Mã đổi thành “{code}”.", $"The code became '{code}'.")]);
        }

        return code;
    }

    public void LogAll(LossLog log, IReadOnlyList<string> known)
    {
        foreach (var column in sheet?.Columns ?? [])
        {
            var place = sheet!.PlaceOf(column);
            if (sheet.Find(column.Name) is { } read && read != column)
            {
                log.LeftOut(place, $"setting {column.Header}", new("Đã có thiết lập khác cùng ý nghĩa.", "Another setting has the same meaning."));
            }
            else if (known.Contains(column.Name) || column.Name.StartsWith(FormColumn.Own, StringComparison.Ordinal))
            {
                log.Kept(place, $"setting {column.Header}", null);
            }
            else
            {
                log.LeftOut(place, $"setting {column.Header}", column.Name switch
                {
                    "version" => new("Phiếu tự đánh số bản.", "Versions are counted here."),
                    "style" => FormItems.Drawn,
                    _ => new("Thiết lập này không dùng ở đây.", "This setting is not used here."),
                });
            }
        }
    }
}
