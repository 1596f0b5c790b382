using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>Sentences of the planner that the page and the workbook share.</summary>
public static class PlanWords
{
    public static string Method(ReportText text, bool older, int margin, int least)
    {
        var e = text.Number(margin / 100m, "0.##");
        return (older ? text["n = N/(1 + N·e²), e = {0}%, làm tròn lên", e] : text["sai số ±{0} điểm ở độ tin cậy 95%, có hiệu chỉnh theo N", e])
            + "; " + text["ít nhất {0} phiếu mỗi dòng", least];
    }

    public static string FewNote(ReportText text) =>
        text["“dưới 5 hoặc ẩn”: có ít hơn 5 phiếu hợp lệ đã công bố, hoặc phải ẩn để không lộ nhóm nhỏ bên cạnh."];

    public static string Service(ReportText text, Stratum stratum) => stratum.Service?.NameIn(text.Language) ?? text["Không chọn dịch vụ"];

    public static string Received(ReportText text, long? received) => received is { } count ? text.Count(count) : text["dưới 5 hoặc ẩn"];

    /// <summary>What half of the interval a number of responses gives, in points.</summary>
    public static string MarginOf(ReportText text, long responses, long population) =>
        responses <= 0 || population <= 0 ? ReportText.Nothing
        : "±" + text.Number(100 * SampleSize.MarginOf(Math.Min(responses, population), population));

    public static string Share(ReportText text, long? part, long whole) => part is { } count && whole > 0 ? text.Percent(count, whole) : ReportText.Nothing;

    public static string State(ReportText text, Pace pace) => pace.State switch
    {
        PaceState.NoQuota => text["không đặt"],
        PaceState.Unknown => text["chưa đủ để xem"],
        PaceState.NotStarted => text["chưa bắt đầu"],
        PaceState.Full => text["đủ"],
        PaceState.OnTrack => text["kịp, đủ vào {0}", text.Day(pace.End!.Value)],
        PaceState.Behind => text["chậm, tới {0} mới đủ", End(text, pace)],
        _ => text["hết kỳ, còn thiếu"],
    };

    public static string Tag(Pace pace) => pace.State switch
    {
        PaceState.Full => "tag on",
        PaceState.Behind or PaceState.Unmet => "tag warn",
        _ => "tag",
    };

    // Further away than anyone plans.
    private static string End(ReportText text, Pace pace) => pace.End!.Value.Year > 2200 ? text["rất lâu nữa"] : text.Day(pace.End.Value);
}
