using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>What the form of a ticket changes.</summary>
public sealed record TicketChange
{
    private const int NoteLength = 1000;
    private const int SubjectLength = 200;
    private const int LongestDays = 366;

    public int Revision { get; init; }
    public string? Subject { get; init; }
    public long? OwnerId { get; init; }
    public DateOnly? DueOn { get; init; }
    public TicketState State { get; init; }
    public string? Answer { get; init; }

    /// <summary>What happened, for those who see to it later.</summary>
    public string? Note { get; init; }

    public static TicketChange Of(Ticket ticket) => new()
    {
        Revision = ticket.Revision,
        Subject = ticket.Subject,
        OwnerId = ticket.OwnerId,
        DueOn = ticket.DueOn,
        State = ticket.State,
        Answer = ticket.Answer,
    };

    public IEnumerable<(string Field, string Words)> Problems(Ticket ticket, IReadOnlyList<(long Id, string Name)> owners, DateOnly today, ReportText texts)
    {
        if (TypedText.Clean(Subject).Length is 0 or > SubjectLength)
        {
            yield return ("subject", texts["Hãy tóm tắt phản ánh trong một dòng, tối đa 200 ký tự."]);
        }

        if (OwnerId is { } owner && !owners.Any(o => o.Id == owner))
        {
            yield return ("owner", texts["Người phụ trách phải có quyền ở đơn vị này."]);
        }

        if (DueOn is not { } due || due < ticket.ReceivedOn || (due != ticket.DueOn && due > today.AddDays(LongestDays)))
        {
            yield return ("due", texts["Hạn trả lời phải từ ngày nhận trở đi, không quá một năm."]);
        }

        if (!Enum.IsDefined(State))
        {
            yield return ("state", texts["Hãy chọn tình trạng."]);
        }

        if (TypedText.Clean(Answer).Length is var length && (length > Ticket.TextLength || (length == 0 && State.IsSettled())))
        {
            yield return ("answer", texts["Hãy viết câu trả lời, tối đa 4.000 ký tự; không thụ lý thì nêu lý do."]);
        }

        if (TypedText.Clean(Note).Length > NoteLength - 200)
        {
            yield return ("note", texts["Ghi chú tối đa 800 ký tự."]);
        }
    }

    /// <summary>Changes the ticket and says what was changed, for its steps.</summary>
    public string Apply(Ticket ticket, IReadOnlyList<(long Id, string Name)> owners, DateOnly today, ReportText texts)
    {
        var said = new List<string>();
        if (ticket.DueOn != DueOn!.Value)
        {
            said.Add(texts["Hạn: {0} → {1}.", texts.Day(ticket.DueOn), texts.Day(DueOn.Value)]);
        }

        if (ticket.OwnerId != OwnerId)
        {
            said.Add(OwnerId is { } owner ? texts["Giao cho {0}.", owners.First(o => o.Id == owner).Name] : texts["Thôi giao."]);
        }

        said.Add(TypedText.Clean(Note));
        (ticket.Subject, ticket.OwnerId, ticket.DueOn, ticket.Answer) = (TypedText.Clean(Subject).ReplaceLineEndings(" "), OwnerId, DueOn.Value, TypedText.Clean(Answer));
        ticket.AnsweredOn = State.IsSettled() ? ticket.AnsweredOn ?? today : null;
        ticket.PublishedOn = State == TicketState.Answered ? ticket.PublishedOn : null;
        ticket.State = State;
        return string.Join(' ', said.Where(s => s.Length > 0));
    }
}
