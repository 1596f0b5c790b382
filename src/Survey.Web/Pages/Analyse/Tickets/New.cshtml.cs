using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Analyse.Comments;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>A new ticket: from a comment, or typed in from another channel.</summary>
public sealed class NewModel(SurveyDbContext context, CommentQuery comments, LocalCalendar calendar, SurveySettings settings, ReportText texts) : StaffPage
{
    private const int LongestDays = 366;

    /// <summary>The comment that becomes a ticket; none: the words are typed in.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Comment { get; set; }

    [BindProperty]
    public TicketInput Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public ReadableComment? Words { get; private set; }
    public DateOnly Today => calendar.Today;

    public sealed record TicketInput
    {
        public const int SubjectLength = 200;

        public TicketChannel Channel { get; init; } = TicketChannel.Hotline;
        public string? Subject { get; init; }
        public string? Text { get; init; }
        public DateOnly? ReceivedOn { get; init; }
        public DateOnly? DueOn { get; init; }
    }

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        Input = new TicketInput
        {
            Subject = Words is null ? "" : FirstWords(Words.Text),
            ReceivedOn = Today,
            DueOn = (await context.WorkingDaysAsync(Today, cancellationToken)).After(Today, Math.Clamp(settings.FeedbackWorkingDays, 0, 250)),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        var subject = TypedText.Clean(Input.Subject).ReplaceLineEndings(" ");
        var text = Words?.Text ?? CommentMask.Apply(TypedText.Clean(Input.Text));
        if (!IsRight(subject, text))
        {
            return Page();
        }

        var ticket = new Ticket
        {
            Id = RandomKey.New(),
            UnitId = Words?.UnitId ?? Unit.Id,
            Channel = Words is null ? Input.Channel : TicketChannel.Comment,
            Subject = CommentMask.Apply(subject),
            Text = text,
            ReceivedOn = Words is null ? Input.ReceivedOn!.Value : Today,
            DueOn = Input.DueOn!.Value,
        };
        context.Add(ticket);
        context.Add(new TicketStep { Id = RandomKey.New(), TicketId = ticket.Id, At = calendar.UtcNow, AccountId = Access.AccountId, State = TicketState.New, Note = "" });
        context.Audit(calendar, Access.AccountId, "ticket_added", $"{Unit.Code}: {ticket.Subject}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã ghi phản ánh. Giao người phụ trách ở dưới."]);
        return LocalRedirect($"/analyse/{Unit.Code}/tickets/{ticket.Id}");
    }

    private bool IsRight(string subject, string text)
    {
        if (subject.Length is 0 or > TicketInput.SubjectLength)
        {
            Problem("subject", texts["Hãy tóm tắt phản ánh trong một dòng, tối đa 200 ký tự."]);
        }

        if (text.Length is 0 or > Ticket.TextLength)
        {
            Problem("text", texts["Hãy ghi nội dung phản ánh, tối đa 4.000 ký tự."]);
        }

        if (Words is null && !TicketWords.TypedIn.Contains(Input.Channel))
        {
            Problem("channel", texts["Hãy chọn phản ánh đến bằng cách nào."]);
        }

        if (Words is null && (Input.ReceivedOn is not { } received || received > Today || received < Today.AddDays(-LongestDays)))
        {
            Problem("received", texts["Ngày nhận phải trong vòng một năm qua."]);
        }

        if (Input.DueOn is not { } due || due < (Words is null ? Input.ReceivedOn ?? Today : Today) || due > Today.AddDays(LongestDays))
        {
            Problem("due", texts["Hạn trả lời phải từ ngày nhận trở đi, không quá một năm."]);
        }

        return Problems.Count == 0;
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await context.FeedbackUnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return false;
        }

        Unit = unit;
        if (Comment is not { } id)
        {
            return ModelState.GetFieldValidationState(nameof(Comment)) != Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid;
        }

        // Comments are the analyst's to read.
        Words = Access.May(Role.Analyst, unit.Path) ? (await comments.ReadableAsync(unit, [id], Language, cancellationToken)).SingleOrDefault() : null;
        return Words is not null;
    }

    private static string FirstWords(string text)
    {
        const int enough = 80;
        var line = text.ReplaceLineEndings(" ");
        var space = line.Length <= enough ? -1 : line.LastIndexOf(' ', enough);
        return line.Length <= enough ? line : line[..(space > 0 ? space : enough)] + "…";
    }
}
