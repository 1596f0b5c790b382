using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Fields for words and numbers, with their limits.</summary>
internal static class SurveyJsFields
{
    public static SketchItem Input(SketchItem item, SurveyJsNode node, SurveyJsQuestion question)
    {
        var limits = Validators(node, question);
        if (node.Text("inputType").ToLowerInvariant() is not ("number" or "range") && limits is null && node.Text("maskType") != "numeric")
        {
            return Length(item, node);
        }

        if (limits is not null && node.Text("inputType").ToLowerInvariant() is not ("number" or "range"))
        {
            item.Note.Change(new("Chỉ nhận số nên thành câu nhập số.", "It takes numbers only and became a number."));
        }

        item.Kind = SketchKind.Number;
        item.Min = node.Number("min") ?? limits?.Min;
        item.Max = node.Number("max") ?? limits?.Max;
        item.Decimals = Decimals(node.Number("step") ?? 1, item.Min, item.Max);
        return item;
    }

    public static SketchItem Words(SketchItem item, SurveyJsNode node, SurveyJsQuestion question)
    {
        Validators(node, question);
        return Length(item, node);
    }

    public static SketchItem Slider(SurveyJsQuestion question)
    {
        var (item, node) = (question.Item(SketchKind.Number), question.Node);
        item.Min = node.Number("rangeMin", "min") ?? 0;
        item.Max = node.Number("rangeMax", "max") ?? 100;
        item.Decimals = Decimals(node.Number("step") ?? 1, item.Min, item.Max);
        item.Note.Change(new("Thanh trượt thành câu nhập số.", "The slider became a number."));
        return item;
    }

    /// <summary>As many decimals as the step and the limits have.</summary>
    public static int Decimals(params ReadOnlySpan<decimal?> numbers)
    {
        var most = 0;
        foreach (var number in numbers)
        {
            while (most < 4 && number is { } n && decimal.Round(n, most) != n)
            {
                most++;
            }
        }

        return most;
    }

    private static SketchItem Length(SketchItem item, SurveyJsNode node)
    {
        item.MaxLength = node.Number("maxLength") is >= 1 and <= 1_000_000 and var most ? (int)most : null;
        return item;
    }

    // A numeric validator gives limits; the others are left out one by one.
    private static (decimal? Min, decimal? Max)? Validators(SurveyJsNode node, SurveyJsQuestion question)
    {
        (decimal?, decimal?)? limits = null;
        foreach (var validator in node.List("validators"))
        {
            var note = question.Notes.Open(validator.Path, $"validator {validator.Text("type")}");
            if (validator.Text("type") is "numeric" or "numericvalidator")
            {
                limits = (validator.Number("minValue"), validator.Number("maxValue"));
                note.Target = SourceCodes.Nearest(question.Name);
            }
            else
            {
                note.LeaveOut(new("Không có cách kiểm tra này.", "Answers are not checked in this way."));
                validator.Settle();
            }
        }

        return limits;
    }
}
