using System.Globalization;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Ratings and matrices.</summary>
internal static class SurveyJsScales
{
    private const int UsualCount = 5;

    public static List<SketchItem> Rating(SurveyJsQuestion question, SurveyJsChoices choices)
    {
        var node = question.Node;
        var faces = node.Text("rateType") is "smileys" || node.Text("rateDisplayMode") is "smileys" || question.Type == "emotionsratings";
        var listed = choices.Options(node.Find("rateValues", "choices")?.Values ?? [], "rate");
        var (min, max, step) = Range(node);
        if (listed.Count > 0)
        {
            Ends(question, listed, listed.TrueForAll(IsNumber));
            return [question.Item(listed.Count <= SketchScales.MostPoints ? SketchKind.Scale : SketchKind.Single, listed, faces)];
        }

        if ((max - min) / step >= SketchScales.MostPoints)
        {
            var number = question.Item(SketchKind.Number);
            (number.Min, number.Max, number.Decimals) = (min, max, SurveyJsFields.Decimals(step, min));
            question.Note.Change(new($"Thang nhiều hơn {SketchScales.MostPoints} mức nên thành câu nhập số.", $"A scale of more than {SketchScales.MostPoints} points became a number."));
            return [number];
        }

        var points = new List<SketchOption>();
        for (var n = min; n <= max; n += step)
        {
            var text = n.ToString("0.####", CultureInfo.InvariantCulture);
            points.Add(SurveyJsChoices.BuiltIn(question, text, BuiltInWords.Same(question.Languages.Tags, text)));
        }

        Ends(question, points, numbers: true);
        return [question.Item(SketchKind.Scale, points, faces)];
    }

    public static List<SketchItem> Matrix(SurveyJsQuestion question, SurveyJsChoices choices)
    {
        var node = question.Node;
        var columns = choices.Options(node.List("columns"), "column");
        var cell = node.Text("cellType");
        question.WhyNothing = columns.Count == 0
            ? new("Bảng không có cột nào.", "The matrix has no columns.")
            : new($"Bảng có ô loại “{Wording.Shown(cell, 20)}” không có gì tương ứng.", $"Nothing corresponds to a matrix with cells of the type '{Wording.Shown(cell, 20)}'.");
        if (columns.Count == 0 || cell is not ("" or "radio" or "checkbox"))
        {
            return [];
        }

        var kind = cell == "checkbox" ? SketchKind.Multiple : columns.Count <= SketchScales.MostPoints ? SketchKind.Scale : SketchKind.Single;
        var rows = node.List("rows");
        if (rows.Count == 0)
        {
            return [question.Item(kind, columns)];
        }

        var every = node.True("isAllRowRequired", "eachRowRequired");
        if (node.True("isRequired") && !every)
        {
            question.Note.Change(new("Bắt buộc trả lời ít nhất một dòng thì không đặt được; các dòng không bắt buộc.", "That at least one row be answered cannot be demanded; the rows are not required."));
        }

        var items = Rows(question, rows, columns, kind);
        items.ForEach(i => i.Required = every);
        question.Note.Change(new($"Bảng thành các câu dùng chung một thang: {items.Count}.", $"The matrix became items that share a scale: {items.Count}."));
        question.WhyNothing = new("Bảng không có dòng nào.", "The matrix has no rows.");
        return items;
    }

    private static List<SketchItem> Rows(SurveyJsQuestion question, IReadOnlyList<SurveyJsNode> rows, List<SketchOption> columns, SketchKind kind)
    {
        var items = new List<SketchItem>();
        foreach (var row in rows)
        {
            var key = row.IsObject ? row.Text("value") : row.Scalar();
            var note = question.Notes.Open(row.Path, $"row {key}");
            if (key.Length == 0)
            {
                note.LeaveOut(new("Dòng không có giá trị.", "The row has no value."));
                row.Settle();
                continue;
            }

            var label = row.IsObject ? question.Languages.Words(row.Find("text"), note) : new Words();
            label = label.IsEmpty ? new Words().With(question.Languages.Tags[0], Wording.Clean(key, note)) : label;
            var item = question.Part(key, label, note, kind, items.Count == 0, columns);
            if (row.IsObject && SurveyJsQuestion.VisibleIf(row, note, question.Notes) is { } condition)
            {
                item.Conditions.Add(condition);
            }

            items.Add(item);
        }

        return items;
    }

    private static (decimal Min, decimal Max, decimal Step) Range(SurveyJsNode node)
    {
        var min = Math.Clamp(node.Number("rateMin") ?? 1, -1_000_000, 1_000_000);
        var step = node.Number("rateStep") is > 0 and <= 1_000_000 and var s ? s : 1;
        step = Math.Max(decimal.Round(step, 4), 0.0001m);
        var count = node.Number("rateCount") is >= 2 and <= 1000 and var c ? decimal.Truncate(c) : UsualCount;
        var max = Math.Clamp(node.Number("rateMax") ?? (min + ((count - 1) * step)), -1_000_000, 1_000_000);
        return max > min ? (decimal.Round(min, 4), max, step) : (min, min + (UsualCount - 1) * step, step);
    }

    // The words stand at the ends only; a sheet shows a word or a number at each point.
    private static void Ends(SurveyJsQuestion question, List<SketchOption> points, bool numbers)
    {
        var low = question.Languages.Words(question.Node.Find("minRateDescription", "mininumRateDescription"), question.Note);
        var high = question.Languages.Words(question.Node.Find("maxRateDescription", "maximumRateDescription"), question.Note);
        points[0].Label = Described(points[0], low, question);
        points[^1].Label = Described(points[^1], high, question);
        if (numbers)
        {
            question.Note.Change(low.IsEmpty && high.IsEmpty
                ? new("Các mức chỉ có số; hãy đặt lời cho từng mức.", "Its points are numbers only; give each of them words.")
                : new("Chỉ hai đầu thang có lời, các mức giữa chỉ có số; hãy đặt lời cho từng mức.", "Only the ends of the scale have words, the points between are numbers; give each of them words."));
        }
    }

    private static Words Described(SketchOption point, Words description, SurveyJsQuestion question) => description.IsEmpty
        ? point.Label
        : Words.Of(question.Languages.Tags, l => description[l] is { } words ? Wording.Fit($"{point.Label[l] ?? point.Label.In(question.Languages.Tags[0])} – {words}", point.Note) : point.Label[l]);

    private static bool IsNumber(SketchOption point) => decimal.TryParse(point.Label.Entries is [var first, ..] ? first.Value : "", NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
