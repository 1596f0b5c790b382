namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Notes what becomes of cells and columns.</summary>
internal static class FormCells
{
    private static readonly Sentence Media = new("Phiếu không kèm ảnh, tiếng hay phim.", "Pictures, sounds and films are not part of a questionnaire.");
    private static readonly Sentence Message = new("Phiếu tự nhắc bằng lời của mình.", "The questionnaire reminds in its own words.");
    private static readonly Sentence Unknown = new("Không nhận ra cột này.", "This column is not known.");

    private static readonly Dictionary<string, Sentence> LeftOut = new(StringComparer.Ordinal)
    {
        ["required_message"] = Message,
        ["constraint_message"] = Message,
        ["default"] = new("Không điền sẵn câu trả lời: điền sẵn sẽ dẫn dắt người trả lời.", "No answer is filled in beforehand: it would lead the answer."),
        ["calculation"] = new("Phiếu không tính toán khi người dân trả lời.", "Nothing is computed while a citizen answers."),
        ["choice_filter"] = new("Không lọc đáp án theo câu khác: mọi đáp án đều hiện.", "Choices are not filtered by other answers: all of them are shown."),
        ["guidance_hint"] = new("Lời hướng dẫn thêm không hiện cho người dân.", "Guidance hints are not shown to citizens."),
        ["read_only"] = new("Phiếu không có câu chỉ đọc.", "There are no read-only items."),
        ["trigger"] = new("Phiếu không tính lại theo câu khác.", "Nothing is computed again when another answer changes."),
        ["repeat_count"] = new("Nhóm lặp không dùng được trong phiếu này.", "Groups that repeat cannot be part of a questionnaire here."),
        ["autoplay"] = Media,
        ["image"] = Media,
        ["audio"] = Media,
        ["video"] = Media,
        ["big_image"] = Media,
        ["media"] = Media,
    };

    private static readonly Sentence Double = new("Đã có cột khác cùng ý nghĩa; cột này không đọc.", "Another column has the same meaning; this one is not read.");

    // Their columns stand once for each language.
    private static readonly string[] Wordings = ["label", "hint"];

    /// <summary>Names of columns that readers look at.</summary>
    private static readonly string[] Read =
    [
        "type", "name", "autoname", "label", "hint", "required", "relevant", "constraint", "appearance", "parameters", "disabled",
        "kobo_score_choices", "survey::code", "survey::decimals", "survey::unit",
    ];

    public static Sentence WhyOfColumn(string name) => LeftOut.GetValueOrDefault(name, Unknown);

    /// <summary>Notes a row or list, as kept where nothing was changed.</summary>
    public static void LogRow(LossLog log, string place, string element, string target, IReadOnlyList<Sentence> changes)
    {
        if (changes.Count == 0)
        {
            log.Kept(place, element, target);
        }
        else
        {
            log.Changed(place, element, target, FormTexts.Joined(changes));
        }
    }

    /// <summary>Notes the cells of a row in columns that are never taken over.</summary>
    public static void LogLeftOut(LossLog log, FormSheet sheet, FormRow row)
    {
        foreach (var column in sheet.Columns.Where(c => LeftOut.ContainsKey(c.Name) && row[c].Length > 0))
        {
            log.LeftOut(sheet.PlaceOf(row.Line, column), column.Header, LeftOut[column.Name]);
        }
    }

    /// <summary>Notes the columns that nobody knows.</summary>
    public static void LogColumns(LossLog log, FormSheet sheet)
    {
        foreach (var column in sheet.Columns.Where(c => !Read.Contains(c.Name) && !c.Name.StartsWith(OwnSheets.Relevant, StringComparison.Ordinal) && !LeftOut.ContainsKey(c.Name)))
        {
            log.LeftOut(sheet.PlaceOf(column), column.Header, Unknown);
        }

        LogDoubles(log, sheet, Read);
    }

    /// <summary>Notes the columns that stand beside another one of the same meaning.</summary>
    public static void LogDoubles(LossLog log, FormSheet sheet, IEnumerable<string> names)
    {
        foreach (var column in sheet.Doubles(names.Except(Wordings)).Where(c => !c.Name.StartsWith(FormColumn.Own, StringComparison.Ordinal)))
        {
            log.LeftOut(sheet.PlaceOf(column), column.Header, Double);
        }
    }
}
