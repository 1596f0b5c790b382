using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>What channels and states of feedback are called.</summary>
public static class TicketWords
{
    /// <summary>Channels of feedback that staff type in.</summary>
    public static readonly IReadOnlyList<TicketChannel> TypedIn = [TicketChannel.Hotline, TicketChannel.Mailbox, TicketChannel.Web, TicketChannel.InPerson, TicketChannel.Post];

    public static bool IsSettled(this TicketState state) => state is TicketState.Answered or TicketState.Refused;

    public static bool IsOverdue(this Ticket ticket, DateOnly today) => ticket.AnsweredOn is null && ticket.DueOn < today;

    public static string Channel(this ReportText T, TicketChannel channel) => channel switch
    {
        TicketChannel.Comment => T["Ý kiến trong phiếu"],
        TicketChannel.Contact => T["Người dân để lại liên hệ"],
        TicketChannel.Mailbox => T["Hộp thư góp ý"],
        TicketChannel.Hotline => T["Đường dây nóng"],
        TicketChannel.Web => T["Trang web, cổng dịch vụ công"],
        TicketChannel.InPerson => T["Gặp trực tiếp"],
        _ => T["Đơn thư"],
    };

    public static string State(this ReportText T, TicketState state) => state switch
    {
        TicketState.New => T["mới nhận"],
        TicketState.InWork => T["đang xử lý"],
        TicketState.Answered => T["đã trả lời"],
        _ => T["không thụ lý"],
    };

    /// <summary>The state as a reader wants it in a list: overdue before all else.</summary>
    public static string Ticket(this ReportText T, Ticket ticket) => T.State(ticket.State);
}
