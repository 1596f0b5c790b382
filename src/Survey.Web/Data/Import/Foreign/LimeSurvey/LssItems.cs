using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>What becomes of each type of question.</summary>
internal static class LssItems
{
    private const int ShortLength = 255;
    private const int LongLength = 1000;
    private const int HugeLength = 4000;

    /// <summary>The items; none where the type has nothing that corresponds.</summary>
    public static List<SketchItem> Make(LssQuestion question) => question.Type switch
    {
        "L" or "!" => LssChoices.List(question),
        "O" => LssChoices.WithComment(question),
        "Y" => LssChoices.Fixed(question, ("Y", BuiltInWords.Yes(question.Languages)), ("N", BuiltInWords.No(question.Languages))),
        "G" => LssChoices.Fixed(question, ("F", BuiltInWords.Female(question.Languages)), ("M", BuiltInWords.Male(question.Languages))),
        "5" => [question.Item(SketchKind.Scale, LssArrays.Numbered(question, 5))],
        "M" or "P" => LssChoices.Multiple(question),
        "N" => [Number(question, question.Item(SketchKind.Number))],
        "K" => [.. question.Subquestions.Select(r => Number(question, question.RowItem(r, SketchKind.Number, null)))],
        "S" => [Text(question, question.Item(SketchKind.ShortText), ShortLength)],
        "T" => [Text(question, question.Item(SketchKind.LongText), LongLength)],
        "U" => [Text(question, question.Item(SketchKind.LongText), HugeLength)],
        "Q" => [.. question.Subquestions.Select(r => Text(question, question.RowItem(r, SketchKind.ShortText, null), ShortLength))],
        "F" or "H" or "A" or "B" or "C" or "E" or "1" or ":" or ";" => LssArrays.Make(question),
        _ => [],
    };

    public static Sentence WhyNot(LssQuestion question) => question.Type switch
    {
        "R" => new("Chưa có câu xếp hạng.", "There is no ranking item."),
        "D" => new("Không có câu hỏi ngày: ngày chính xác có thể làm lộ người trả lời.", "There is no date item: an exact date can give away who answered."),
        "|" => new("Phiếu không nhận tệp gửi kèm.", "A sheet takes no files."),
        "*" => new("Công thức tự tính không phải là câu hỏi.", "An equation is no question."),
        "I" => new("Người trả lời chọn ngôn ngữ ở đầu phiếu, không cần câu hỏi.", "The language is chosen at the top of the sheet, without a question."),
        ";" or ":" => new("Bảng nhiều ô nhập quá lớn để thành từng câu.", "A table of so many fields is too large to become items."),
        "F" or "H" or "A" or "B" or "C" or "E" or "1" or "K" or "Q" or "M" or "P" => new("Không có dòng con nào trong tệp.", "Its subquestions are not in the file."),
        "L" or "!" or "O" => new("Câu chọn không có đáp án nào.", "A choice without any answer to choose."),
        var type => new($"Không biết loại câu “{Wording.Shown(type, 10)}”.", $"The type '{Wording.Shown(type, 10)}' is not known."),
    };

    public static SketchItem Number(LssQuestion question, SketchItem item)
    {
        var attributes = question.Attributes;
        item.Min = attributes.Number("min_num_value_n") ?? (attributes.On("slider_layout") ? attributes.Number("slider_min") : null);
        item.Max = attributes.Number("max_num_value_n") ?? (attributes.On("slider_layout") ? attributes.Number("slider_max") : null);
        item.Decimals = attributes.On("num_value_int_only") ? 0 : 2;
        item.Unit = attributes.Words("suffix");
        return item;
    }

    private static SketchItem Text(LssQuestion question, SketchItem item, int length)
    {
        var attributes = question.Attributes;
        if (attributes.On("numbers_only"))
        {
            item.Kind = SketchKind.Number;
            item.Note.Change(new("Chỉ nhận chữ số nên thành câu nhập số.", "It takes digits only and became a number."));
            return Number(question, item);
        }

        item.MaxLength = attributes.Number("maximum_chars") is >= 1 and <= 1_000_000 and var most ? (int)most : length;
        return item;
    }
}
