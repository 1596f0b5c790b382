using System.Globalization;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires.Checking;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Findings in an officer's words: what it is, and what exactly in this place.</summary>
public sealed class FindingWords(IStringLocalizer<DesignTexts> texts, PlaceWords places)
{
    public string Severity(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => texts["Phải sửa trước khi công bố"],
        FindingSeverity.Warning => texts["Nên sửa"],
        _ => texts["Nên biết"],
    };

    public string Title(FindingKind kind) => kind switch
    {
        FindingKind.DuplicateCode => texts["Mã bị trùng"],
        FindingKind.Empty => texts["Phần còn trống"],
        FindingKind.UnknownScale => texts["Thang không có trong phiếu"],
        FindingKind.ConditionOnMissingItem => texts["Điều kiện nhắc tới câu không có"],
        FindingKind.ConditionOnLaterItem => texts["Điều kiện nhắc tới câu đứng sau"],
        FindingKind.ConditionOnWords => texts["Điều kiện nhắc tới câu trả lời bằng chữ"],
        FindingKind.ConditionOnMissingAnswer => texts["Điều kiện nhắc tới đáp án không có"],
        FindingKind.Unreachable => texts["Không bao giờ được hỏi"],
        FindingKind.DependsOnUnreachable => texts["Dựa vào câu không bao giờ được hỏi"],
        FindingKind.UnreachablePart => texts["Một vế điều kiện không bao giờ đúng"],
        FindingKind.UnusedBand => texts["Khoảng số không dùng tới"],
        FindingKind.ScaleNotMonotone => texts["Điểm của thang lên xuống lộn xộn"],
        FindingKind.ScaleUneven => texts["Điểm của thang không cách đều"],
        FindingKind.ScaleUnbalanced => texts["Điểm của thang lệch về một phía"],
        FindingKind.ScaleWordsUnbalanced => texts["Lời của thang lệch về một phía"],
        FindingKind.WithoutWords => texts["Mức không có chữ"],
        FindingKind.DuplicateLabel => texts["Hai đáp án cùng một lời"],
        FindingKind.IndexOfMissingItem => texts["Chỉ số tính câu không có"],
        FindingKind.IndexOfOtherKind => texts["Chỉ số tính câu không theo thang"],
        FindingKind.IndexItemTwice => texts["Một câu tính hai lần trong chỉ số"],
        FindingKind.IndexOfMissingPoint => texts["Chỉ số nhắc tới mức không có"],
        FindingKind.IndexMixedRanges => texts["Yếu tố gộp các thang khác điểm"],
        FindingKind.WeightsDoNotSum => texts["Trọng số cộng lại không tròn"],
        _ => OfTexts(kind),
    };

    private string OfTexts(FindingKind kind) => kind switch
    {
        FindingKind.TextMissing => texts["Thiếu lời gốc"],
        FindingKind.TextBroken => texts["Lời có ký tự hỏng"],
        FindingKind.TextNotNfc => texts["Dấu tách rời khỏi chữ"],
        FindingKind.UnknownLanguage => texts["Lời bằng ngôn ngữ phiếu không có"],
        FindingKind.TranslationMissing => texts["Chưa dịch"],
        FindingKind.LongTitle => texts["Tiêu đề dài trên điện thoại nhỏ"],
        FindingKind.LongItem => texts["Câu hỏi dài trên điện thoại nhỏ"],
        FindingKind.LongLabel => texts["Đáp án dài trên điện thoại nhỏ"],
        FindingKind.LongHint => texts["Gợi ý hoặc lời dẫn dài trên điện thoại nhỏ"],
        FindingKind.LongWord => texts["Từ dài không xuống dòng được"],
        FindingKind.LongToAnswer => texts["Trả lời lâu hơn người dân đứng ở quầy"],
        FindingKind.ManyRequired => texts["Nhiều câu bắt buộc"],
        FindingKind.NoOverall => texts["Chưa chọn câu hài lòng chung"],
        FindingKind.OverallMissing => texts["Câu hài lòng chung không dùng được"],
        _ => texts["Trang nặng trên đường truyền chậm"],
    };

    public string Detail(Finding f) => f.Kind switch
    {
        FindingKind.DuplicateCode => texts["Mã {0} đứng hơn một lần.", f.Arguments[0]],
        FindingKind.Empty => texts["Chưa có gì để trả lời hoặc để tính."],
        FindingKind.UnknownScale => texts["Phiếu không có thang {0}.", f.Arguments[0]],
        FindingKind.ConditionOnMissingItem or FindingKind.IndexOfMissingItem => texts["Phiếu không có câu {0}.", f.Arguments[0]],
        FindingKind.ConditionOnLaterItem => texts["Lúc ấy chưa hỏi tới “{0}”.", Item(f)],
        FindingKind.ConditionOnWords => texts["“{0}” trả lời bằng chữ, không dùng làm điều kiện được.", Item(f)],
        FindingKind.ConditionOnMissingAnswer => texts["“{0}” không có đáp án {1}.", Item(f), f.Arguments[1]],
        FindingKind.Unreachable => texts["Không có cách trả lời nào làm điều kiện này đúng."],
        FindingKind.DependsOnUnreachable => texts["“{0}” không bao giờ được hỏi.", Item(f)],
        FindingKind.UnreachablePart => texts["Vế về “{0}” không bao giờ đúng, có thể bỏ.", Item(f)],
        FindingKind.UnusedBand => texts["Không số nào được phép rơi vào khoảng {0}.", f.Arguments[0]],
        FindingKind.ScaleNotMonotone => texts["Theo thứ tự hiện ra, điểm chỉ nên tăng hoặc chỉ nên giảm."],
        FindingKind.ScaleUneven => texts["Khoảng cách giữa các điểm khác nhau, điểm trung bình sẽ lệch."],
        FindingKind.ScaleUnbalanced => texts["{0} mức ở phía trên, {1} mức ở phía dưới điểm giữa.", f.Arguments[0], f.Arguments[1]],
        FindingKind.ScaleWordsUnbalanced => texts["{0} mức khen, {1} mức chê ({2}).", f.Arguments[0], f.Arguments[1], Language(f)],
        FindingKind.WithoutWords => texts["Mức {0} chỉ có số hoặc hình; hãy thêm chữ ({1}).", f.Arguments[0], Language(f)],
        FindingKind.DuplicateLabel => texts["“{0}” đứng hơn một lần ({1}).", f.Arguments[0], Language(f)],
        FindingKind.IndexOfOtherKind => texts["“{0}” không trả lời theo thang mức độ.", Item(f)],
        FindingKind.IndexItemTwice => texts["“{0}” đứng hơn một lần.", Item(f)],
        FindingKind.IndexOfMissingPoint => texts["Thang của “{0}” không có mức {1}.", Item(f), f.Arguments[1]],
        FindingKind.IndexMixedRanges => texts["Các câu của yếu tố {0} có điểm thấp nhất hoặc cao nhất khác nhau.", places.Quoted($"{f.Place}.{f.Arguments[0]}")],
        FindingKind.WeightsDoNotSum => texts["Tổng là {0}, thường là 1 hoặc 100.", Number(f.Arguments[0])],
        _ => DetailOfText(f),
    };

    private string DetailOfText(Finding f) => f.Kind switch
    {
        FindingKind.TextMissing or FindingKind.TranslationMissing => texts["Chưa có lời {0}.", Language(f)],
        FindingKind.TextBroken => texts["Có ký tự điều khiển hoặc ký tự hỏng ({0}); hãy gõ lại.", Language(f)],
        FindingKind.TextNotNfc => texts["Hãy gõ lại bằng bộ gõ Unicode dựng sẵn ({0}).", Language(f)],
        FindingKind.UnknownLanguage => texts["Phiếu không có {0}.", Language(f)],
        FindingKind.LongTitle or FindingKind.LongItem or FindingKind.LongLabel or FindingKind.LongHint =>
            texts["{0} ký tự, nên không quá {1} ({2}).", f.Arguments[0], f.Arguments[1], Language(f)],
        FindingKind.LongWord => texts["“{0}” có thể tràn khỏi màn hình hẹp ({1}).", f.Arguments[0], Language(f)],
        FindingKind.LongToAnswer => texts["Mất khoảng {0}, ở quầy người dân đứng chừng {1}. Hợp hơn khi gửi liên kết về nhà.", Time(f, 0), Time(f, 1)],
        FindingKind.ManyRequired => texts["{0} câu bắt buộc; càng nhiều, càng nhiều người bỏ dở.", f.Arguments[0]],
        FindingKind.NoOverall => texts["Thiếu câu này thì không biết góp ý nào là của người chưa hài lòng."],
        FindingKind.OverallMissing => texts["Câu {0} không có, hoặc không trả lời theo thang.", f.Arguments[0]],
        _ => texts["Trang {0} nặng {1} KB, nên không quá {2} KB.", Language(f), Kilobytes(f.Arguments[0]), Kilobytes(f.Arguments[1])],
    };

    private string Item(Finding f) => places.OfItem(f.Arguments[0]);

    private string Time(Finding f, int argument) => AnswerTimeWords.Of(int.Parse(f.Arguments[argument], CultureInfo.InvariantCulture), texts);

    private string Language(Finding f) => LanguageName.Of(f.Language ?? f.Arguments[0], texts);

    private static string Number(string invariant) => decimal.Parse(invariant, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.CurrentCulture);

    public static string Kilobytes(string bytes) => Kilobytes(int.Parse(bytes, CultureInfo.InvariantCulture));

    public static string Kilobytes(int bytes) => (bytes / 1024m).ToString("0.0", CultureInfo.CurrentCulture);
}
