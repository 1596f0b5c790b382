using Microsoft.EntityFrameworkCore;
using Survey.Core.Feedback;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>/reply: a citizen types the code and reads what became of the request. The code stands in no address.</summary>
public sealed class ReplyEndpoint(
    RespondEndpoints respond, CitizenPages pages, IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, SurveySettings settings)
{
    public async Task GetAsync(HttpContext context)
    {
        var page = Page(PageRequest.Of(context.Request).Language) with { Languages = [.. ContactTexts.Languages.Select(l => (l, $"/reply?lang={l}"))] };
        await PageWriter.WriteAsync(context, await pages.PlainAsync("_Reply", page, StatusCodes.Status200OK), calendar);
    }

    public async Task PostAsync(HttpContext context)
    {
        CitizenPage answer;
        try
        {
            answer = await AnswerAsync(context);
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e))
        {
            respond.LogAway(e);
            RespondEndpoints.NoteAway(context);
            answer = await pages.NoticeAsync(PageSort.Busy, null, "");
        }

        await PageWriter.WriteAsync(context, answer, calendar);
    }

    private async Task<CitizenPage> AnswerAsync(HttpContext context)
    {
        if (!RequestOrigin.IsOwn(context.Request, settings))
        {
            return await pages.NoticeAsync(PageSort.Broken, null, "") with { Status = StatusCodes.Status403Forbidden };
        }

        var fields = await FormBody.ReadAsync(context.Request, context.RequestAborted);
        if (fields is null || fields.Any(f => f.Key is not ("code" or "lang") || f.Value.Count != 1))
        {
            return await pages.NoticeAsync(PageSort.Broken, null, "");
        }

        var page = Page(fields.GetValueOrDefault("lang")?[0] ?? "");
        var typed = fields.GetValueOrDefault("code")?[0] ?? "";
        var shown = ReplyCode.TryParse(typed, out var code) ? await FindAsync(code, context.RequestAborted) : null;
        return shown is null
            ? await pages.PlainAsync("_Reply", page with { Unknown = true, Typed = typed.Length > 40 ? "" : typed }, StatusCodes.Status404NotFound)
            : await pages.PlainAsync("_Reply", page with { Shown = shown }, StatusCodes.Status200OK);
    }

    private static ReplyModel Page(string language) => new()
    {
        Language = PageRequest.LanguageAmong(ContactTexts.Languages, language),
        Languages = [],
        Title = ContactTexts.ReplyTitle,
    };

    private async Task<ReplyShown?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var hash = ContactEndpoint.HashOf(code);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.ContactRequests.AsNoTracking().Where(c => c.CodeHash == hash)
            .Join(context.Tickets, c => c.TicketId, t => t.Id, (c, t) => t)
            .Join(context.Units, t => t.UnitId, u => u.Id, (t, u) => new { Ticket = t, Unit = u }).SingleOrDefaultAsync(cancellationToken);
        return found is not { Ticket: var ticket, Unit: var unit } ? null : new ReplyShown(
            new LocalizedText([new("vi", unit.Name), new("en", unit.NameEn)]), StateOf(ticket.State), ticket.Text, ticket.ReceivedOn, ticket.DueOn,
            ticket.AnsweredOn, ticket.AnsweredOn is null ? "" : ticket.Answer);
    }

    private static LocalizedText StateOf(TicketState state) => state switch
    {
        TicketState.New => ContactTexts.New,
        TicketState.InWork => ContactTexts.InWork,
        TicketState.Answered => ContactTexts.Answered,
        _ => ContactTexts.Refused,
    };
}
