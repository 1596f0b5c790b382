using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>What the pages of a test link say beyond a citizen's page.</summary>
public static class TrialTexts
{
    public static readonly LocalizedText Banner = Text(
        "Bản thử – câu trả lời không được tính", "Trial – answers do not count", "ការសាកល្បង – ចម្លើយមិនត្រូវបានរាប់ទេ");
    public static readonly LocalizedText Place = Text("Gửi thử phiếu", "Trying a questionnaire out", "ការសាកល្បង");
    public static readonly LocalizedText Kept = Text(
        "Câu trả lời thử nằm riêng, không vào kết quả nào.", "Trial answers lie apart and enter no result.", null);
    public static readonly LocalizedText Again = Text("Thử lần nữa", "Try once more", "សាកល្បងម្តងទៀត");

    public static readonly LocalizedText GoneTitle = Text("Liên kết thử đã hết hạn", "This trial link has expired", null);
    public static readonly LocalizedText Gone = Text(
        "Liên kết thử chỉ dùng được 24 giờ. Anh/chị xin người gửi một liên kết mới.", "A trial link works for 24 hours. Please ask whoever sent it for a new one.", null);
    public static readonly LocalizedText UnknownTitle = Text("Không có liên kết thử này", "There is no such trial link", null);
    public static readonly LocalizedText Unknown = Text(
        "Liên kết đã bị xóa, đã hết hạn hoặc chép thiếu. Anh/chị xin người gửi một liên kết mới.",
        "It was deleted, has expired or was copied in part. Please ask whoever sent it for a new one.", null);
    public static readonly LocalizedText FullTitle = Text("Liên kết thử đã đủ lượt", "This trial link was used up", null);
    public static readonly LocalizedText Full = Text(
        "Lượt vừa gửi không được giữ. Anh/chị xin người gửi một liên kết mới.", "What you just sent was not kept. Please ask whoever sent the link for a new one.", null);

    private static LocalizedText Text(string vi, string en, string? km) =>
        new(km is null ? [new("vi", vi), new("en", en)] : [new("vi", vi), new("en", en), new("km", km)]);
}
