using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Public;

/// <summary>What the public pages say, in Vietnamese and English.</summary>
public static class PublicTexts
{
    public static readonly LocalizedText Program = Text("Kết quả lấy ý kiến người dân", "What citizens say");
    public static readonly LocalizedText Languages = Text("Ngôn ngữ", "Language");
    public static readonly LocalizedText Preview = Text("Bản xem trước: chưa ai ngoài cơ quan thấy trang này.", "Preview: nobody outside sees this page yet.");
    public static readonly LocalizedText Synthetic = Text(
        "Số liệu mô phỏng: phiếu do máy tạo ra để minh họa, không phải ý kiến của người dân.", "Synthetic data: made by a machine to show how it works, not citizens’ answers.");

    public static readonly LocalizedText From = Text("Từ {0} phiếu trả lời.", "From {0} responses.");
    public static readonly LocalizedText Base = Text("{0} phiếu", "{0} responses");
    public static readonly LocalizedText Interval = Text("Khoảng tin cậy 95%: {0}–{1}.", "95% confidence interval: {0}–{1}.");
    public static readonly LocalizedText SheetsOnly = Text(
        "Người dân tự nguyện trả lời hoặc được mời theo hạn ngạch, nên con số chỉ phản ánh số phiếu đã nhận.",
        "Citizens answered by choice or by quota, so the figure speaks of the responses received only.");
    public static readonly LocalizedText Everyone = Text("Mẫu đại diện cho mọi người được phục vụ.", "The sample stands for all who were served.");

    public static readonly LocalizedText Dimensions = Text("Từng mặt phục vụ", "Each side of the service");
    public static readonly LocalizedText Units = Text("Các đơn vị", "Units");
    public static readonly LocalizedText Unit = Text("Đơn vị", "Unit");
    public static readonly LocalizedText Points = Text("Các quầy", "Counters");
    public static readonly LocalizedText Point = Text("Quầy", "Counter");
    public static readonly LocalizedText Periods = Text("Qua các kỳ", "Over time");
    public static readonly LocalizedText Period = Text("Kỳ", "Period");
    public static readonly LocalizedText Index = Text("Chỉ số", "Index");
    public static readonly LocalizedText Responses = Text("Phiếu", "Responses");
    public static readonly LocalizedText Otherwise = Text(
        "Các kỳ đánh dấu * tính theo cách khác hoặc theo mẫu phiếu khác, không so trực tiếp được.",
        "Periods marked * were made by another method or questionnaire version and cannot be compared directly.");

    public static readonly LocalizedText Answers = Text("Người dân góp ý, đơn vị đã tiếp thu", "You said, we did");
    public static readonly LocalizedText NoAnswers = Text("Chưa có nội dung nào được công bố.", "Nothing has been published yet.");
    public static readonly LocalizedText PublishedOn = Text("Công bố ngày {0}", "Published {0}");

    public static readonly LocalizedText Data = Text("Tệp", "Files");
    public static readonly LocalizedText OpenDataTip = Text(
        "Dữ liệu mở: ai cũng được dùng lại, CSV mở bằng Excel, JSON cho máy đọc. Tệp đã công bố thì không thay đổi.",
        "Open data, free to reuse: CSV for Excel, JSON for machines. A file does not change once it is out.");
    public static readonly LocalizedText How = Text("Cách tính", "How it is made");
    public static readonly LocalizedText Made = Text(
        "Chỉ số “{0}”: {1}, bản {2}; mẫu phiếu “{3}”, bản {4}.", "Index “{0}”: {1}, version {2}; questionnaire “{3}”, version {4}.");
    public static readonly LocalizedText Hidden = Text(
        "Nơi có dưới {0} phiếu không hiển thị để giữ kín ý kiến từng người; ô “–” cũng có thể là không có phiếu.",
        "Fewer than {0} responses are not shown, to keep each person’s answers private; “–” may also mean none.");
    public static readonly LocalizedText Frozen = Text("Công bố ngày {0}; số liệu giữ nguyên từ đó.", "Published on {0}; the figures have stood since.");
    public static readonly LocalizedText Nothing = Text("Chưa có kết quả", "No results yet");
    public static readonly LocalizedText NothingYet = Text(
        "Kết quả hiện ở đây sau khi kỳ lấy ý kiến kết thúc và có đủ phiếu.", "Results appear here once a period has ended with enough responses.");

    public static readonly LocalizedText ListTitle = Text("Các đơn vị công bố kết quả", "Units that publish their results");
    public static readonly LocalizedText ListEmpty = Text("Chưa có đơn vị nào công bố kết quả.", "No unit publishes its results yet.");
    public static readonly LocalizedText All = Text("Tất cả đơn vị công bố", "All units that publish");
    public static readonly LocalizedText MissingTitle = Text("Không có trang này", "There is no such page");
    public static readonly LocalizedText Missing = Text(
        "Đơn vị không công bố kết quả ở đây, hoặc địa chỉ bị gõ nhầm.", "The unit does not publish here, or the address was mistyped.");
    public static readonly LocalizedText AwayTitle = Text("Hệ thống đang bận", "The system is busy");
    public static readonly LocalizedText Away = Text("Xin quay lại sau ít phút.", "Please come back in a few minutes.");
    public static readonly LocalizedText Scan = Text("Quét để xem đầy đủ", "Scan for more");

    /// <summary>What the figure is, in words that follow the number.</summary>
    public static LocalizedText Meaning(string method) => method switch
    {
        "top_two_box" => Text("câu trả lời là hài lòng trở lên", "of the answers are satisfied or better"),
        "mean_of_maximum" => Text("của mức điểm cao nhất", "of the highest score"),
        "points" => Text("của số điểm tối đa", "of the most points"),
        "expectation_met" => Text("mức đáp ứng so với mong đợi", "of what citizens expected"),
        "all_positive" => Text("số phiếu hài lòng ở mọi câu", "of the responses are satisfied throughout"),
        "net_share" => Text("tỷ lệ hài lòng trừ tỷ lệ không hài lòng", "share satisfied less share dissatisfied"),
        _ => Text("điểm hài lòng trung bình, thang 0 đến 100", "mean satisfaction, from 0 to 100"),
    };

    /// <summary>What stands behind the number.</summary>
    public static string Mark(string method) => method is "net_share" or "mean_score" ? "" : "%";

    public static LocalizedText Method(string method) => method switch
    {
        "top_two_box" => Text("tỷ lệ hai mức cao nhất", "share of the two best answers"),
        "mean_of_maximum" => Text("điểm trung bình trên điểm cao nhất", "mean of the highest score"),
        "points" => Text("phần trăm số điểm tối đa", "percentage of the most points"),
        "expectation_met" => Text("mức đáp ứng mong đợi", "expectation met"),
        "all_positive" => Text("tỷ lệ hài lòng ở mọi câu", "share satisfied throughout"),
        "net_share" => Text("tỷ lệ hài lòng trừ tỷ lệ không hài lòng", "net share"),
        _ => Text("điểm trung bình quy về 100", "mean score, 0 to 100"),
    };

    public static string NameOf(string language) => language == "en" ? "English" : "Tiếng Việt";

    private static LocalizedText Text(string vi, string en) => new([new("vi", vi), new("en", en)]);
}
