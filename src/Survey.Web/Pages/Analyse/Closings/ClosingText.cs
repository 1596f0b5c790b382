using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Closings;

/// <summary>The words for the state of a period.</summary>
public static class ClosingText
{
    public static string Closing(this ReportText text, PeriodClosing? closing, StoredPeriod period, DateOnly today) => closing switch
    {
        null => today < period.First ? text["chưa bắt đầu"] : today <= period.Last ? text["đang thu phiếu"] : text["chưa chốt"],
        { Number: 1 } => text.State(closing.State),
        _ when closing.State == ClosingState.Closed => text["đã chốt, bản {0}", closing.Number],
        _ => text["đã chốt, đang sửa bản {0}: {1}", closing.Number, text.State(closing.State)],
    };

    public static string State(this ReportText text, ClosingState state) => state switch
    {
        ClosingState.Draft => text["đang chuẩn bị"],
        ClosingState.Submitted => text["đã trình"],
        ClosingState.Approved => text["đã duyệt"],
        _ => text["đã chốt"],
    };

    /// <summary>What a person can do about a step that was not taken.</summary>
    public static string Refusal(this ReportText text, ClosingRefusal refusal) => refusal switch
    {
        ClosingRefusal.NotYours => text["Anh/chị chưa được giao quyền làm bước này ở đơn vị này."],
        ClosingRefusal.SamePerson => text["Trình, duyệt và chốt do ba người khác nhau làm. Anh/chị đã làm một bước trước, xin nhờ người khác."],
        ClosingRefusal.NotBegun => text["Kỳ này chưa bắt đầu nên chưa có gì để chốt."],
        ClosingRefusal.ReasonMissing => text["Hãy viết lý do sửa, ít nhất {0} chữ cái.", ClosingFlow.ReasonLeast],
        _ => text["Tình trạng của kỳ đã khác lúc anh/chị mở trang. Xin xem lại rồi làm tiếp."],
    };
}
