using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Says what a step of the history was, in the words that things have in the questionnaire; their codes where it has them no longer.</summary>
public sealed class StepWords(Questionnaire questionnaire, IStringLocalizer<DesignTexts> texts)
{
    private readonly IReadOnlyDictionary<string, ItemPlace> _places = DesignerView.PlacesOf(questionnaire);
    private readonly PlaceWords _words = new(questionnaire, texts);

    /// <summary>Whether nothing is left in the draft that could name what the step was done to.</summary>
    public static bool Deleted(string action) => action is "item_deleted" or "section_deleted" or "scale_deleted" or "index_deleted";

    public string Of(string action, string target) => action switch
    {
        "item_added" => texts["thêm một câu"],
        "item_changed" => texts["sửa {0}", NameOf(target)],
        "item_kind_changed" => texts["đổi kiểu trả lời của {0}", NameOf(target)],
        "item_moved" => texts["chuyển chỗ một câu"],
        "item_duplicated" => texts["nhân đôi {0}", NameOf(target)],
        "item_deleted" => texts["xóa câu {0}", _words.Quoted(target)],
        "option_removed" => texts["bỏ một đáp án của {0}", NameOf(target)],
        "options_moved" => texts["đổi thứ tự đáp án của {0}", NameOf(target)],
        "band_removed" => texts["bỏ một khoảng của {0}", NameOf(target)],
        "code_changed" => texts["đổi mã {0}", CodeOf(target)],
        "section_added" => texts["thêm một phần"],
        "section_changed" => texts["sửa một phần"],
        "section_moved" => texts["chuyển chỗ một phần"],
        "section_duplicated" => texts["nhân đôi một phần"],
        "section_deleted" => texts["xóa phần {0}", _words.Quoted(target)],
        "scale_added" => texts["thêm một thang"],
        "scale_changed" => texts["sửa thang {0}", _words.Quoted(target)],
        "points_moved" => texts["đổi thứ tự các mức của thang {0}", _words.Quoted(target)],
        "point_removed" => texts["bỏ một mức của thang {0}", _words.Quoted(target)],
        "scale_deleted" => texts["xóa thang {0}", _words.Quoted(target)],
        "index_added" => texts["thêm một chỉ số"],
        "index_changed" => texts["sửa chỉ số {0}", _words.Quoted(target)],
        "dimensions_moved" => texts["đổi thứ tự các yếu tố"],
        "dimension_removed" => texts["bỏ một yếu tố"],
        "grade_removed" => texts["bỏ một loại khi xếp loại"],
        "index_item_removed" => texts["bỏ một câu khỏi chỉ số"],
        "index_deleted" => texts["xóa chỉ số {0}", _words.Quoted(target)],
        "head_changed" => texts["sửa mở đầu và kết thúc"],
        "language_added" => texts["thêm một ngôn ngữ"],
        "language_removed" => texts["bỏ một ngôn ngữ"],
        "bank_put" => texts["lấy câu hỏi từ kho"],
        "undone" => texts["hoàn tác một bước"],
        "redone" => texts["làm lại một bước"],
        _ when target.StartsWith("texts:", StringComparison.Ordinal) => texts["dịch sang {0}", LanguageName.Of(CodeOf(target), texts)],
        "questionnaire_added" => texts["lập phiếu"],
        "questionnaire_published" => texts["công bố một bản"],
        _ => texts["thay bản nháp"],
    };

    private string NameOf(string target) => _places.TryGetValue(CodeOf(target), out var place) ? texts["câu số {0}", place.Number] : CodeOf(target);

    private static string CodeOf(string target) => target[(target.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
