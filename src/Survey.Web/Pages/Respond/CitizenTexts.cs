using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>What the citizen's pages say in their own name, in Vietnamese, English and Khmer. Other languages read Vietnamese.</summary>
public static class CitizenTexts
{
    /// <summary>Heads a page that belongs to no counter.</summary>
    public static readonly LocalizedText Program = Text("Lấy ý kiến người dân", "Citizens’ feedback", "មតិប្រជាពលរដ្ឋ");
    public static readonly LocalizedText Promise = Text(
        "Ẩn danh: không hỏi tên, không lưu số điện thoại hay địa chỉ máy. Cán bộ ở quầy không xem được từng phiếu.",
        "Anonymous: we ask no name and keep no phone number or device address. Counter staff cannot see single answers.",
        "អនាមិក៖ យើងមិនសួរឈ្មោះ មិនរក្សាលេខទូរស័ព្ទ ឬអាសយដ្ឋានឧបករណ៍ទេ។ មន្ត្រីនៅបញ្ជរមិនអាចមើលចម្លើយនីមួយៗបានឡើយ។");
    public static readonly LocalizedText Languages = Text("Ngôn ngữ", "Language", "ភាសា");
    public static readonly LocalizedText Progress = Text("Câu {0}/{1}", "Question {0}/{1}", "សំណួរ {0}/{1}");
    public static readonly LocalizedText Answered = Text("{0}/{1} câu", "{0} of {1}", "{0}/{1} សំណួរ");
    public static readonly LocalizedText Required = Text("cần trả lời", "required", "ត្រូវឆ្លើយ");
    public static readonly LocalizedText AnyNumber = Text("Có thể chọn nhiều ý.", "Choose all that apply.", "អាចជ្រើសរើសច្រើន។");
    public static readonly LocalizedText AtMost = Text("Chọn tối đa {0} ý.", "Choose up to {0}.", "ជ្រើសរើសយ៉ាងច្រើន {0}។");
    public static readonly LocalizedText Between = Text("Từ {0} đến {1}.", "From {0} to {1}.", "ពី {0} ដល់ {1}។");
    public static readonly LocalizedText NoPersonalData = Text(
        "Xin đừng ghi tên, số điện thoại hay số giấy tờ.", "Please leave out names, phone and document numbers.",
        "សូមកុំសរសេរឈ្មោះ លេខទូរស័ព្ទ ឬលេខឯកសារ។");
    public static readonly LocalizedText Send = Text("Gửi ý kiến", "Send answers", "ផ្ញើចម្លើយ");
    public static readonly LocalizedText Service = Text("Thủ tục", "Service", "សេវា");
    public static readonly LocalizedText Change = Text("Đổi", "Change", "ប្តូរ");

    public static readonly LocalizedText OnlyIfCode = Text(
        "Chỉ trả lời nếu ở câu {0} anh/chị chọn {1}.", "Answer only if you chose {1} in question {0}.", "ឆ្លើយតែក្នុងករណីដែលអ្នកជ្រើស {1} នៅសំណួរ {0}។");
    public static readonly LocalizedText OnlyIfAtLeast = Text(
        "Chỉ trả lời nếu câu {0} từ {1} trở lên.", "Answer only if question {0} is {1} or more.", "ឆ្លើយតែក្នុងករណីដែលសំណួរ {0} គឺ {1} ឡើងទៅ។");
    public static readonly LocalizedText OnlyIfAtMost = Text(
        "Chỉ trả lời nếu câu {0} từ {1} trở xuống.", "Answer only if question {0} is {1} or less.", "ឆ្លើយតែក្នុងករណីដែលសំណួរ {0} គឺ {1} ចុះក្រោម។");
    public static readonly LocalizedText OnlyIfFits = Text("Chỉ trả lời nếu đúng với anh/chị.", "Answer only if this applies to you.", "ឆ្លើយតែក្នុងករណីដែលត្រូវនឹងអ្នក។");
    public static readonly LocalizedText Or = Text("hoặc", "or", "ឬ");

    public static readonly LocalizedText ErrorTitle = Text("Có câu cần xem lại", "Please check your answers", "សូមពិនិត្យចម្លើយឡើងវិញ");
    public static readonly LocalizedText ErrorLead = Text(
        "Phiếu chưa gửi. Các câu đã trả lời vẫn còn nguyên.", "Nothing was sent yet. Your answers are still here.", "មិនទាន់បានផ្ញើទេ។ ចម្លើយរបស់អ្នកនៅដដែល។");
    public static readonly LocalizedText ErrorPrefix = Text("Cần xem lại", "Please check", "សូមពិនិត្យ");
    public static readonly LocalizedText Nothing = Text("Anh/chị chưa trả lời câu nào.", "You have not answered anything yet.", "អ្នកមិនទាន់បានឆ្លើយអ្វីទេ។");
    public static readonly LocalizedText BusyTitle = Text("Chưa gửi được", "Not sent yet", "មិនទាន់ផ្ញើបានទេ");
    public static readonly LocalizedText BusyLead = Text(
        "Hệ thống đang bận. Các câu trả lời vẫn còn ở dưới; sau ít giây, anh/chị bấm “Gửi ý kiến” một lần nữa. Phiếu không bị tính hai lần.",
        "The system is busy. Your answers are still below; wait a few seconds and press “Send answers” again. It will not be counted twice.",
        "ប្រព័ន្ធកំពុងរវល់។ ចម្លើយរបស់អ្នកនៅខាងក្រោម សូមរង់ចាំបន្តិច រួចចុច “ផ្ញើចម្លើយ” ម្តងទៀត។ វានឹងមិនត្រូវបានរាប់ពីរដងទេ។");

    public static readonly LocalizedText CrowdedLead = Text(
        "Nhiều phiếu cùng gửi một lúc từ mạng này. Các câu trả lời vẫn còn ở dưới; sau một phút, anh/chị bấm “Gửi ý kiến” một lần nữa. Phiếu không bị tính hai lần.",
        "Many answers came from this network at once. Yours are still below; wait a minute and press “Send answers” again. It will not be counted twice.",
        "ចម្លើយជាច្រើនត្រូវបានផ្ញើពីបណ្តាញនេះក្នុងពេលតែមួយ។ ចម្លើយរបស់អ្នកនៅខាងក្រោម សូមរង់ចាំមួយនាទី រួចចុច “ផ្ញើចម្លើយ” ម្តងទៀត។ វានឹងមិនត្រូវបានរាប់ពីរដងទេ។");

    public static readonly LocalizedText PickService = Text("Anh/chị vừa làm thủ tục nào?", "Which service did you use?", "តើអ្នកបានប្រើសេវាណា?");
    public static readonly LocalizedText OtherService = Text("Việc khác", "Something else", "សេវាផ្សេង");

    public static readonly LocalizedText ThanksTitle = Text("Đã gửi. Cảm\u00a0ơn anh/chị!", "Sent. Thank you!", "បានផ្ញើហើយ។ សូមអរគុណ!");
    public static readonly LocalizedText Thanks = Text(
        "Ý kiến của anh/chị giúp việc phục vụ tốt hơn.", "Your answers help improve the service.", "ចម្លើយរបស់អ្នកជួយឱ្យសេវាកាន់តែប្រសើរ។");
    public static readonly LocalizedText CloseTab = Text("Anh/chị có thể đóng trang này.", "You may close this page.", "អ្នកអាចបិទទំព័រនេះបាន។");
    public static readonly LocalizedText Feedback = Text(
        "Muốn phản ánh, kiến nghị và nhận trả lời?", "Do you want to report something and get a reply?", "ចង់ផ្តល់មតិ និងទទួលបានការឆ្លើយតប?");

    public static readonly LocalizedText ClosedTitle = Text("Đợt lấy ý kiến đã kết thúc", "This survey has ended", "ការស្ទង់មតិនេះបានបញ្ចប់ហើយ");
    public static readonly LocalizedText Closed = Text(
        "Quầy này hiện không nhận phiếu. Khi có đợt mới, anh/chị vẫn dùng chính mã này.",
        "This counter takes no answers now. When the next survey opens, the same code will work.",
        "បញ្ជរនេះមិនទទួលចម្លើយនៅពេលនេះទេ។ ពេលមានការស្ទង់មតិថ្មី លេខកូដដដែលនេះនៅតែប្រើបាន។");
    public static readonly LocalizedText NotYetTitle = Text("Chưa có đợt lấy ý kiến", "No survey is open yet", "មិនទាន់មានការស្ទង់មតិទេ");
    public static readonly LocalizedText TooLateTitle = Text("Phiếu đến sau khi đợt đã kết thúc", "Your answers came after the survey ended", "ចម្លើយមកដល់ក្រោយពេលបញ្ចប់");
    public static readonly LocalizedText TooLate = Text(
        "Đợt lấy ý kiến đã đóng hơn 24 giờ, nên phiếu vừa gửi không được ghi nhận và không lưu lại gì.",
        "The survey closed more than 24 hours ago, so the answers you just sent were not counted and nothing was kept.",
        "ការស្ទង់មតិបានបិទលើសពី ២៤ ម៉ោង ដូច្នេះចម្លើយដែលបានផ្ញើមិនត្រូវបានរាប់ ហើយគ្មានអ្វីត្រូវបានរក្សាទុកទេ។");
    public static readonly LocalizedText RetiredTitle = Text("Quầy này không còn hoạt động", "This counter is no longer in use", "បញ្ជរនេះលែងប្រើហើយ");
    public static readonly LocalizedText Retired = Text(
        "Mã trên giấy đã cũ. Anh/chị hỏi cán bộ nơi vừa làm việc để lấy mã mới.",
        "The printed code is out of date. Please ask the staff who served you for the new one.",
        "លេខកូដលើក្រដាសចាស់ហើយ។ សូមសួរមន្ត្រីដែលបានបម្រើអ្នកសម្រាប់លេខកូដថ្មី។");
    public static readonly LocalizedText Moved = Text(
        "Việc ở quầy này đã chuyển sang:", "The work of this counter has moved to:", "ការងារនៃបញ្ជរនេះបានផ្លាស់ទៅ៖");
    public static readonly LocalizedText Split = Text(
        "Việc ở quầy này đã chia ra. Anh/chị vừa được phục vụ ở đâu?", "The work of this counter was divided. Where were you served?",
        "ការងារនៃបញ្ជរនេះត្រូវបានបែងចែក។ តើអ្នកត្រូវបានបម្រើនៅទីណា?");
    public static readonly LocalizedText UnknownTitle = Text("Không có quầy nào mang mã này", "No counter has this code", "គ្មានបញ្ជរណាមានលេខកូដនេះទេ");
    public static readonly LocalizedText Unknown = Text(
        "Anh/chị quét lại mã QR, hoặc gõ lại đúng tám ký tự in dưới mã. Vẫn không được thì báo cán bộ ở quầy.",
        "Scan the QR code again, or type the eight characters printed under it. If it still fails, tell the staff at the counter.",
        "សូមស្កេនកូដ QR ម្តងទៀត ឬវាយតួអក្សរទាំងប្រាំបីដែលបោះពុម្ពខាងក្រោម។ បើនៅតែមិនបាន សូមប្រាប់មន្ត្រីនៅបញ្ជរ។");
    public static readonly LocalizedText BrokenTitle = Text("Phiếu này không đọc được", "This form could not be read", "មិនអាចអានទម្រង់នេះបានទេ");
    public static readonly LocalizedText Broken = Text(
        "Chưa có gì được lưu. Anh/chị mở lại phiếu và trả lời lại.", "Nothing was stored. Please open the form again and answer once more.",
        "គ្មានអ្វីត្រូវបានរក្សាទុកទេ។ សូមបើកទម្រង់ម្តងទៀត រួចឆ្លើយឡើងវិញ។");
    public static readonly LocalizedText OpenAgain = Text("Mở lại phiếu", "Open the form again", "បើកទម្រង់ម្តងទៀត");
    public static readonly LocalizedText AwayTitle = Text("Hệ thống đang bận", "The system is busy", "ប្រព័ន្ធកំពុងរវល់");
    public static readonly LocalizedText Away = Text(
        "Anh/chị chờ ít giây rồi mở lại mã này.", "Please wait a few seconds and open this code again.", "សូមរង់ចាំបន្តិច រួចបើកលេខកូដនេះម្តងទៀត។");

    public static readonly LocalizedText CrowdedTitle = Text("Đang có nhiều người cùng mở", "Many people are here at once", "មានមនុស្សច្រើនកំពុងប្រើ");
    public static readonly LocalizedText Crowded = Text(
        "Anh/chị chờ một phút rồi mở lại mã này.", "Please wait a minute and open this code again.", "សូមរង់ចាំមួយនាទី រួចបើកលេខកូដនេះម្តងទៀត។");

    /// <summary>What the script says, in the order in which it knows them.</summary>
    public static readonly IReadOnlyList<LocalizedText> Script =
    [
        Answered,
        Text("Đang gửi…", "Sending…", "កំពុងផ្ញើ…"),
        Text("Đã gửi.", "Sent.", "បានផ្ញើហើយ។"),
        Text("Chưa gửi: chưa có mạng hoặc hệ thống bận. Phiếu được giữ trên máy này và tự gửi lại.",
            "Not sent: no network, or the system is busy. Your answers stay on this phone and are sent again by themselves.",
            "មិនទាន់ផ្ញើ៖ គ្មានបណ្តាញ ឬប្រព័ន្ធរវល់។ ចម្លើយនៅលើឧបករណ៍នេះ ហើយនឹងផ្ញើម្តងទៀតដោយខ្លួនឯង។"),
        Text("Gửi lại ngay", "Send again now", "ផ្ញើម្តងទៀតឥឡូវ"),
        Text("Anh/chị có một phiếu đang trả lời dở.", "You have an unfinished form.", "អ្នកមានទម្រង់មិនទាន់ចប់។"),
        Text("Điền tiếp", "Continue it", "បន្ត"),
        Text("Bỏ đi", "Discard it", "បោះបង់"),
        Text("Phiếu lần trước chưa gửi. Đang gửi lại…", "Your earlier answers are not sent yet. Sending again…", "ចម្លើយមុនមិនទាន់ផ្ញើ។ កំពុងផ្ញើម្តងទៀត…"),
        Text("Đã gửi phiếu lần trước.", "Your earlier answers were sent.", "ចម្លើយមុនបានផ្ញើហើយ។"),
        Text("Phiếu lần trước không còn được nhận.", "Your earlier answers are no longer accepted.", "ចម្លើយមុនមិនត្រូវបានទទួលទៀតទេ។"),
    ];

    /// <summary>A language's own name for itself.</summary>
    public static string NameOf(string language) => language switch
    {
        "vi" => "Tiếng Việt",
        "en" => "English",
        "km" => "ភាសាខ្មែរ",
        _ => OwnName(language),
    };

    private static string OwnName(string language)
    {
        try
        {
            return CultureInfo.GetCultureInfo(language).NativeName;
        }
        catch (CultureNotFoundException)
        {
            return language;
        }
    }

    private static LocalizedText Text(string vi, string en, string km) => new([new("vi", vi), new("en", en), new("km", km)]);
}
