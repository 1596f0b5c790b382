using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>What the pages say on which a citizen asks for an answer and reads it, in Vietnamese and English.</summary>
public static class ContactTexts
{
    public static readonly IReadOnlyList<string> Languages = ["vi", "en"];

    public static readonly LocalizedText Link = Text("Cần được trả lời? Để lại cách liên hệ", "Do you want an answer? Leave a way to reach you");
    public static readonly LocalizedText Title = Text("Phản ánh, kiến nghị cần được trả lời", "Feedback that wants an answer");
    public static readonly LocalizedText Apart = Text(
        "Trang này tách hẳn với phiếu ý kiến: không ai nối được lời ở đây với phiếu anh/chị vừa gửi.",
        "This page is apart from the survey: nobody can join what you write here to the answers you sent.");
    public static readonly LocalizedText Words = Text("Anh/chị muốn phản ánh điều gì?", "What do you want to report?");
    public static readonly LocalizedText WordsTip = Text(
        "Nói rõ việc gì, ở đâu, khi nào. Số điện thoại và số giấy tờ viết ở đây sẽ bị che; cách liên hệ xin ghi ở ô dưới.",
        "Say what, where and when. Telephone and document numbers written here are masked; put your contact below.");
    public static readonly LocalizedText Name = Text("Tên của anh/chị", "Your name");
    public static readonly LocalizedText Contact = Text("Điện thoại hoặc thư điện tử", "Telephone or e-mail");
    public static readonly LocalizedText Optional = Text("không bắt buộc", "optional");
    public static readonly LocalizedText ContactTip = Text(
        "Không ghi cũng được: anh/chị đọc trả lời bằng mã nhận ở trang sau. Chỉ cơ quan trả lời xem được, và xóa sau khi trả lời {0} ngày.",
        "You may leave it out: the next page gives you a code to read the answer by. Only the office that answers sees it, and it is deleted {0} days after the answer.");
    public static readonly LocalizedText Send = Text("Gửi phản ánh", "Send");
    public static readonly LocalizedText Missing = Text("Xin viết điều anh/chị muốn phản ánh.", "Please write what you want to report.");
    public static readonly LocalizedText TooLong = Text("Ô này dài quá, tối đa {0} ký tự.", "This is too long, at most {0} characters.");
    public static readonly LocalizedText NotSent = Text("Phản ánh chưa gửi. Những gì đã viết vẫn còn ở dưới.", "Nothing was sent yet. What you wrote is still below.");
    public static readonly LocalizedText BusyLead = Text(
        "Hệ thống đang bận. Những gì đã viết vẫn còn ở dưới; xin chờ một phút rồi bấm “Gửi phản ánh” một lần nữa.",
        "The system is busy. What you wrote is still below; please wait a minute and press “Send” again.");

    public static readonly LocalizedText SentTitle = Text("Đã nhận phản ánh", "Your feedback was received");
    public static readonly LocalizedText SentLead = Text(
        "Đây là mã để đọc trả lời. Mã chỉ hiện một lần: xin chép lại hoặc chụp màn hình.",
        "This is the code to read the answer by. It is shown only once: please write it down or take a picture.");
    public static readonly LocalizedText SentDue = Text("Hạn trả lời: {0}.", "An answer is due by {0}.");
    public static readonly LocalizedText ReadAt = Text("Đọc trả lời tại đây", "Read the answer here");

    public static readonly LocalizedText ReplyTitle = Text("Đọc trả lời phản ánh, kiến nghị", "Read the answer to your feedback");
    public static readonly LocalizedText Code = Text("Mã trả lời", "Reply code");
    public static readonly LocalizedText CodeTip = Text("Mười sáu ký tự nhận khi gửi phản ánh; gõ chữ thường, có gạch hay không đều được.", "The sixteen characters you were given; any case, with or without hyphens.");
    public static readonly LocalizedText Look = Text("Xem trả lời", "Show the answer");
    public static readonly LocalizedText NoSuchCode = Text("Không có phản ánh nào mang mã này. Xin xem lại từng ký tự.", "No feedback has this code. Please check each character.");
    public static readonly LocalizedText About = Text("Gửi {0}, ngày {1}", "Sent to {0} on {1}");
    public static readonly LocalizedText New = Text("Đã nhận, chờ xử lý", "Received, waiting to be handled");
    public static readonly LocalizedText InWork = Text("Đang xử lý", "Being handled");
    public static readonly LocalizedText Answered = Text("Đã trả lời", "Answered");
    public static readonly LocalizedText Refused = Text("Không thuộc thẩm quyền hoặc không xử lý được", "Not accepted");
    public static readonly LocalizedText Said = Text("Điều anh/chị đã phản ánh", "What you reported");
    public static readonly LocalizedText OtherCode = Text("Xem bằng mã khác", "Use another code");
    public static readonly LocalizedText AnsweredOn = Text("Trả lời ngày {0}", "Answered on {0}");

    private static LocalizedText Text(string vi, string en) => new([new("vi", vi), new("en", en)]);
}
