using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>What becomes of each type of question.</summary>
internal sealed class SurveyJsItems(SurveyJsLanguages languages, LossNotes notes)
{
    private readonly SurveyJsChoices _choices = new(languages, notes);

    /// <summary>Why a type has nothing that corresponds; null where it has.</summary>
    public static Sentence? WhyNot(SurveyJsNode node, string type) => type switch
    {
        "" => new("Phần tử không nêu loại.", "The element does not say its type."),
        _ when node.True("readOnly") && type is not "matrix" => new("Chỉ để xem, không ai trả lời được.", "It is read-only; nobody can answer it."),
        "paneldynamic" or "matrixdynamic" => new("Không có phần lặp lại.", "There are no repeated parts."),
        "matrixdropdown" => new("Bảng mỗi ô một loại câu không có gì tương ứng.", "Nothing corresponds to a table whose cells are questions."),
        "ranking" or "sortablelist" => new("Chưa có câu xếp hạng.", "There is no ranking item."),
        "file" or "signaturepad" or "microphone" => new("Phiếu không nhận tệp, chữ ký hay ghi âm.", "A sheet takes no files, signatures or recordings."),
        "expression" => new("Công thức tự tính không phải là câu hỏi.", "A computed value is no question."),
        "image" or "imagemap" => new("Phiếu không có hình.", "A sheet has no pictures."),
        "datepicker" => DateReason,
        "text" => WhyNotInput(node.Text("inputType").ToLowerInvariant()),
        "slider" when node.Text("sliderType") == "range" => new("Không có câu chọn một khoảng số.", "There is no item for a range of numbers."),
        "radiogroup" or "dropdown" or "buttongroup" or "imagepicker" or "checkbox" or "tagbox" or "boolean" or "rating" or "emotionsratings" or "barrating" or "matrix" or "comment" or "editor"
            or "multipletext" or "nouislider" or "slider" or "bootstrapslider" => null,
        _ => new($"Không biết loại “{Wording.Shown(type, 40)}”.", $"The type '{Wording.Shown(type, 40)}' is not known."),
    };

    /// <summary>The items; none where nothing can be answered, with the reason in the question.</summary>
    public List<SketchItem> Make(SurveyJsQuestion question)
    {
        List<SketchItem> items = question.Type switch
        {
            "radiogroup" or "dropdown" or "buttongroup" => _choices.Make(question, several: false),
            "checkbox" or "tagbox" => _choices.Make(question, several: true),
            "imagepicker" => _choices.Make(question, several: question.Node.True("multiSelect")),
            "boolean" => [Boolean(question)],
            "rating" or "emotionsratings" or "barrating" => SurveyJsScales.Rating(question, _choices),
            "matrix" => SurveyJsScales.Matrix(question, _choices),
            "multipletext" => Fields(question),
            "comment" or "editor" => [SurveyJsFields.Words(question.Item(SketchKind.LongText), question.Node, question)],
            "text" => [SurveyJsFields.Input(question.Item(SketchKind.ShortText), question.Node, question)],
            _ => [SurveyJsFields.Slider(question)],
        };
        if (items.Count > 0 && question.Node.True("hasComment", "showCommentArea"))
        {
            var label = languages.Words(question.Node.Find("commentText"), question.Note);
            items.Add(question.Extra("comment", label.IsEmpty ? BuiltInWords.Comment(languages.Tags) : label, multiline: true, null));
        }

        return items;
    }

    private SketchItem Boolean(SurveyJsQuestion question)
    {
        var node = question.Node;
        var (yes, no) = (languages.Words(node.Find("labelTrue"), question.Note), languages.Words(node.Find("labelFalse"), question.Note));
        return question.Item(SketchKind.Single,
        [
            SurveyJsChoices.BuiltIn(question, node.Text("valueTrue") is { Length: > 0 } t ? t : "true", yes.IsEmpty ? BuiltInWords.Yes(languages.Tags) : yes),
            SurveyJsChoices.BuiltIn(question, node.Text("valueFalse") is { Length: > 0 } f ? f : "false", no.IsEmpty ? BuiltInWords.No(languages.Tags) : no),
        ]);
    }

    private List<SketchItem> Fields(SurveyJsQuestion question)
    {
        var items = new List<SketchItem>();
        foreach (var field in question.Node.List("items"))
        {
            var key = field.IsObject ? field.Text("name") : field.Scalar();
            var note = notes.Open(field.Path, $"item {key}");
            if (field.IsObject && WhyNotInput(field.Text("inputType").ToLowerInvariant()) is { } why)
            {
                note.LeaveOut(why);
                field.Settle();
                continue;
            }

            var label = languages.Words(field.Find("title"), note);
            var item = question.Part(key, label.IsEmpty ? new Words().With(languages.Tags[0], Wording.Line(key)) : label, note, SketchKind.ShortText, items.Count == 0);
            item.Required = field.True("isRequired");
            items.Add(SurveyJsFields.Input(item, field, question));
        }

        question.WhyNothing = new("Không có ô nào để trả lời.", "It has no field to answer.");
        return items;
    }

    private static Sentence? WhyNotInput(string input) => input switch
    {
        "email" or "tel" => new("Phiếu ẩn danh không hỏi thư điện tử hay số điện thoại.", "An anonymous sheet asks for no e-mail address or telephone number."),
        "password" => new("Phiếu ẩn danh không hỏi mật khẩu.", "An anonymous sheet asks for no password."),
        "date" or "datetime" or "datetime-local" or "month" or "week" or "time" => DateReason,
        "color" or "url" => new("Không có ô nhập màu hay địa chỉ mạng.", "There is no field for colours or web addresses."),
        _ => null,
    };

    private static readonly Sentence DateReason = new("Không có câu hỏi ngày giờ: ngày chính xác có thể làm lộ người trả lời.", "There is no date or time item: an exact date can give away who answered.");
}
