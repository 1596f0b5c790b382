using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Arrays: each row becomes an item, and the rows share a scale.</summary>
internal static class LssArrays
{
    private const int MostFields = 40;

    public static List<SketchItem> Make(LssQuestion question) => question.Type switch
    {
        "A" => Rows(question, Numbered(question, 5)),
        "B" => Rows(question, Numbered(question, 10)),
        "C" => Rows(question, Fixed(question, ("Y", BuiltInWords.Yes(question.Languages)), ("U", BuiltInWords.Uncertain(question.Languages)), ("N", BuiltInWords.No(question.Languages)))),
        "E" => Rows(question, Fixed(question, ("I", BuiltInWords.Increase(question.Languages)), ("S", BuiltInWords.Same(question.Languages)), ("D", BuiltInWords.Decrease(question.Languages)))),
        "1" => Dual(question),
        ":" or ";" => Fields(question),
        _ => Rows(question, question.OptionsOf()),
    };

    /// <summary>1 to the last, without words: so LimeSurvey shows them.</summary>
    public static List<SketchOption> Numbered(LssQuestion question, int last)
    {
        question.Note.Change(new("Các mức chỉ có số; hãy đặt lời cho từng mức.", "Its points are numbers only; give each of them words."));
        return [.. Enumerable.Range(1, last).Select(n => $"{n}").Select(n => question.BuiltIn(n, BuiltInWords.Same(question.Languages, n)))];
    }

    private static List<SketchOption> Fixed(LssQuestion question, params (string Source, Words Label)[] points)
    {
        question.Note.Change(new($"Điểm của ba mức được đặt là {points.Length} đến 1.", $"The scores of its points were set to {points.Length} to 1."));
        return [.. points.Select((p, i) => question.BuiltIn(p.Source, p.Label, points.Length - i))];
    }

    private static List<SketchItem> Rows(LssQuestion question, List<SketchOption> options)
    {
        var rows = question.Subquestions.Where(s => s.Row.Number("scale_id") == 0).ToList();
        if (rows.Count == 0 || options.Count == 0)
        {
            return [];
        }

        question.Note.Change(new($"Bảng thành các câu dùng chung một thang: {rows.Count}.", $"The array became items that share a scale: {rows.Count}."));
        var filter = Filter(question);
        return [.. rows.Select(row => Row(question, row, options, filter))];
    }

    private static SketchItem Row(LssQuestion question, LssPart row, List<SketchOption> options, (LossNote Note, string Question, bool Without)? filter)
    {
        var item = question.RowItem(row, SketchKind.Scale, options);
        if (filter is { } by)
        {
            ForeignExpression chosen = new ForeignExpression.Answered($"{by.Question}_{row.Code}");
            item.Conditions.Add(new SketchCondition(by.Note, by.Without ? new ForeignExpression.Not(chosen) : chosen));
        }

        return item;
    }

    // A filter shows the rows that were ticked in an earlier multiple choice of the same codes.
    private static (LossNote Note, string Question, bool Without)? Filter(LssQuestion question)
    {
        foreach (var name in new[] { "array_filter", "array_filter_exclude" })
        {
            var by = question.Attributes[name];
            if (by.Length > 1 && question.Survey.QuestionsByCode[by].FirstOrDefault() is { } other && other.Row["type"].Trim() is "M" or "P")
            {
                return (question.Attributes.Note(name), by, name != "array_filter");
            }

            if (by.Length > 1)
            {
                question.Attributes.Note(name).LeaveOut(new("Không lọc được các dòng theo câu này.", "Rows cannot be filtered by that question."));
            }
        }

        return null;
    }

    private static List<SketchItem> Dual(LssQuestion question)
    {
        var rows = question.Subquestions.Where(s => s.Row.Number("scale_id") == 0).ToList();
        var scales = new[] { question.OptionsOf(0), question.OptionsOf(1) };
        var headers = new[] { question.Attributes.Words("dualscale_headera"), question.Attributes.Words("dualscale_headerb") };
        if (rows.Count == 0 || scales.All(s => s.Count == 0))
        {
            return [];
        }

        rows.ForEach(r => r.Note.Target = SourceCodes.Nearest($"{question.Code}_{r.Code}"));
        question.Note.Change(new($"Mỗi dòng thành hai câu, mỗi câu một thang.", "Each row became two items, one for each scale."));
        return [.. rows.SelectMany(row => Enumerable.Range(0, 2).Where(s => scales[s].Count > 0).Select(s => question.RowItem(row, SketchKind.Scale, scales[s], $"_{s}", headers[s].IsEmpty ? null : headers[s])))];
    }

    // Rows by columns of fields: boxes make a multiple choice of each row, numbers and texts an item of each field while they are few.
    private static List<SketchItem> Fields(LssQuestion question)
    {
        var rows = question.Subquestions.Where(s => s.Row.Number("scale_id") == 0).ToList();
        var columns = question.Subquestions.Where(s => s.Row.Number("scale_id") == 1).ToList();
        if (question.Type == ":" && question.Attributes.On("multiflexible_checkbox") && columns.Count > 0)
        {
            question.Note.Change(new("Bảng ô đánh dấu: mỗi dòng thành một câu chọn nhiều.", "A table of boxes: each row became a multiple choice."));
            return [.. rows.Select(row => question.RowItem(row, SketchKind.Multiple, [.. columns.Select(c => question.Option(c, "question", variables: question.Names.Row(row, $"_{c.Code}")))]))];
        }

        if (rows.Count * columns.Count is 0 or > MostFields)
        {
            return [];
        }

        question.Note.Change(new("Mỗi ô của bảng thành một câu riêng.", "Each field of the table became an item."));
        columns.ForEach(c => c.Note.Change(new("Lời của cột đứng sau lời của từng dòng.", "The column's wording stands after each row's.")).Target = SourceCodes.Nearest(c.Code));
        return [.. rows.SelectMany(row => columns.Select(column => Field(question, row, column)))];
    }

    private static SketchItem Field(LssQuestion question, LssPart row, LssPart column)
    {
        column.Used = true;
        var heading = question.Survey.Words(column, "question");
        var item = question.RowItem(row, question.Type == ":" ? SketchKind.Number : SketchKind.ShortText, null, $"_{column.Code}", heading);
        row.Note.Target = SourceCodes.Nearest($"{question.Code}_{row.Code}");
        item.Required = false;
        if (question.Type == ":")
        {
            item.Min = question.Attributes.Number("multiflexible_min");
            item.Max = question.Attributes.Number("multiflexible_max");
        }

        return item;
    }
}
