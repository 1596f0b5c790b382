using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Tickets;

/// <summary>One ticket: who sees to it, until when, what was answered, what happened to it.</summary>
public sealed class TicketModel(SurveyDbContext context, LocalCalendar calendar, SurveySettings settings, ReportText texts) : StaffPage
{
    [BindProperty]
    public TicketChange Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public Ticket Ticket { get; private set; } = null!;
    public string UnitName { get; private set; } = "";

    /// <summary>How the citizen can be reached; null where nobody left it or it is none of the reader's business.</summary>
    public ContactRequest? Contact { get; private set; }
    public IReadOnlyList<(long Id, string Name)> Owners { get; private set; } = [];
    public IReadOnlyList<(TicketStep Step, string Who)> Steps { get; private set; } = [];
    public DateOnly Today => calendar.Today;

    /// <summary>The units that it can be given to: all whose feedback the person deals with.</summary>
    public IReadOnlyList<Unit> Targets { get; private set; } = [];

    /// <summary>Whether the person may tell the public.</summary>
    public bool MayPublish { get; private set; }

    public async Task<IActionResult> OnGetAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken))
        {
            return NotFound();
        }

        Input = TicketChange.Of(Ticket);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken))
        {
            return NotFound();
        }

        Problems.AddRange(Input.Problems(Ticket, Owners, Today, texts));
        if (Problems.Count > 0 || IsOutrun(Input.Revision))
        {
            return Page();
        }

        var note = Input.Apply(Ticket, Owners, Today, texts);
        await context.ContactRequests.Where(c => c.TicketId == id).ExecuteUpdateAsync(
            s => s.SetProperty(c => c.DeleteAfter, Ticket.AnsweredOn == null ? null : Ticket.AnsweredOn.Value.AddDays(Math.Clamp(settings.ContactDays, 0, 3650))), cancellationToken);
        return await DoneAsync("ticket_changed", note, texts["Đã lưu."], cancellationToken);
    }

    public async Task<IActionResult> OnPostPublishAsync(string unit, long id, int revision, string? words, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken) || !MayPublish)
        {
            return NotFound();
        }

        var answer = TypedText.Clean(words);
        if (Ticket.State != TicketState.Answered || answer.Length is 0 or > Ticket.TextLength)
        {
            Problem("public", texts["Chỉ công bố phản ánh đã trả lời, và phải viết lời công bố."]);
        }

        if (Problems.Count > 0 || IsOutrun(revision))
        {
            Input = TicketChange.Of(Ticket);
            return Page();
        }

        (Ticket.PublicAnswer, Ticket.PublishedOn) = (answer, Ticket.PublishedOn ?? Today);
        return await DoneAsync("ticket_published", texts["Công bố “đã tiếp thu”."], texts["Đã công bố."], cancellationToken);
    }

    public async Task<IActionResult> OnPostUnpublishAsync(string unit, long id, int revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken) || !MayPublish)
        {
            return NotFound();
        }

        if (IsOutrun(revision))
        {
            Input = TicketChange.Of(Ticket);
            return Page();
        }

        Ticket.PublishedOn = null;
        return await DoneAsync("ticket_unpublished", texts["Thôi công bố."], texts["Đã thôi công bố."], cancellationToken);
    }

    public async Task<IActionResult> OnPostMoveAsync(string unit, long id, int revision, string? to, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken) || await context.FeedbackUnitAsync(Access, to ?? "", cancellationToken) is not { } target)
        {
            return NotFound();
        }

        if (IsOutrun(revision))
        {
            Input = TicketChange.Of(Ticket);
            return Page();
        }

        // Whoever saw to it has no role there, as far as is known here.
        (Ticket.UnitId, Ticket.OwnerId) = (target.Id, null);
        if (!target.Path.StartsWith(Unit.Path, StringComparison.Ordinal))
        {
            Unit = target;
        }

        var words = texts["Chuyển cho {0}.", target.NameIn(Language)];
        return await DoneAsync("ticket_moved", words, words, cancellationToken);
    }

    // Whoever saved meanwhile is not overwritten; what was typed stays in the form and is saved by saving again.
    private bool IsOutrun(int revision)
    {
        if (revision == Ticket.Revision)
        {
            return false;
        }

        Problem("", texts["Có người vừa sửa phản ánh này. Xem lại ở dưới rồi lưu lần nữa."]);
        Input = Input with { Revision = Ticket.Revision };
        return true;
    }

    private async Task<IActionResult> DoneAsync(string action, string note, string words, CancellationToken cancellationToken)
    {
        Ticket.Revision++;
        context.Add(new TicketStep { Id = RandomKey.New(), TicketId = Ticket.Id, At = calendar.UtcNow, AccountId = Access.AccountId, State = Ticket.State, Note = note });
        context.Audit(calendar, Access.AccountId, action, $"{Unit.Code}: {Ticket.Subject}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(words);
        return LocalRedirect($"/analyse/{Unit.Code}/tickets/{Ticket.Id}");
    }

    private async Task<bool> LoadAsync(string code, long id, CancellationToken cancellationToken)
    {
        if (await context.FeedbackUnitAsync(Access, code, cancellationToken) is not { } unit
            || await context.TicketsOf(unit).SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } ticket)
        {
            return false;
        }

        (Unit, Ticket) = (unit, ticket);
        var own = await context.Units.AsNoTracking().SingleAsync(u => u.Id == ticket.UnitId, cancellationToken);
        UnitName = own.NameIn(Language);
        MayPublish = Access.May(Role.Officer, own.Path);
        if (MayPublish || ticket.OwnerId == Access.AccountId)
        {
            Contact = await context.ContactRequests.AsNoTracking().SingleOrDefaultAsync(c => c.TicketId == id, cancellationToken);
        }

        Targets = await context.FeedbackUnitsOf(Access).AsNoTracking().Where(u => u.Id != own.Id && u.ValidTo == null).OrderBy(u => u.Path).ToListAsync(cancellationToken);
        var codes = own.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var owners = await context.Users.AsNoTracking().Where(a => a.Id == ticket.OwnerId || (a.DisabledAt == null && a.Grants.Any(g => codes.Contains(g.Unit!.Code))))
            .Select(a => new { a.Id, a.DisplayName }).ToListAsync(cancellationToken);
        Owners = [.. owners.OrderBy(o => o.DisplayName, StringComparer.CurrentCulture).Select(o => (o.Id, o.DisplayName))];
        var steps = await context.TicketSteps.AsNoTracking().Where(s => s.TicketId == id)
            .Select(s => new { Step = s, Who = context.Users.Where(a => a.Id == s.AccountId).Select(a => a.DisplayName).FirstOrDefault() }).ToListAsync(cancellationToken);
        Steps = [.. steps.OrderByDescending(s => s.Step.At).Select(s => (s.Step, s.Who ?? ""))];
        return true;
    }
}
