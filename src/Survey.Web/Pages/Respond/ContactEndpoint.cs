using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Feedback;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Respond;

/// <summary>
/// /r/{code}/contact: a citizen who wants an answer says what about and gets a code to read it by. Nothing leads from here to a
/// response: the page has a key of its own, sets no cookie, and its rows hold the day alone under keys drawn at random.
/// </summary>
public sealed class ContactEndpoint(
    RespondEndpoints respond, CitizenPages pages, IDbContextFactory<SurveyDbContext> contexts, LocalCalendar calendar, SurveySettings settings)
{
    public const int TextLength = 2000;
    public const int NameLength = 100;
    public const int ContactLength = 200;
    private const int SubjectLength = 80;
    private static readonly string[] Fields = ["key", "lang", "text", "name", "contact"];

    public Task GetAsync(HttpContext context) => GuardAsync(context, PageRequest.Of(context.Request).Language, async point =>
    {
        var language = PageRequest.LanguageAmong(ContactTexts.Languages, PageRequest.Of(context.Request).Language);
        return point.IsRetired(calendar.Today)
            ? await pages.NoticeAsync(PageSort.Retired, point, language)
            : await pages.PlainAsync("_Contact", Form(point, language, FormKey.Create(calendar.Today)) with
            {
                Languages = [.. ContactTexts.Languages.Select(l => (l, $"/r/{point.Code}/contact?lang={l}"))],
            }, StatusCodes.Status200OK);
    });

    public Task PostAsync(HttpContext context) => SendAsync(context, crowded: false);

    /// <summary>Gives the filled form back with status 429; nothing of it is kept.</summary>
    public Task ReturnAsync(HttpContext context) => SendAsync(context, crowded: true);

    private async Task SendAsync(HttpContext context, bool crowded)
    {
        if (!RequestOrigin.IsOwn(context.Request, settings))
        {
            await PageWriter.WriteAsync(context, await pages.NoticeAsync(PageSort.Broken, null, "") with { Status = StatusCodes.Status403Forbidden }, calendar);
            return;
        }

        var fields = await FormBody.ReadAsync(context.Request, context.RequestAborted);
        var language = PageRequest.LanguageAmong(ContactTexts.Languages, fields?.GetValueOrDefault("lang")?[0] ?? "");
        await GuardAsync(context, language, async point => fields is null || Read(fields, point, language) is not { } form
            ? await pages.NoticeAsync(PageSort.Broken, point, language)
            : crowded ? await ReturnAsync(form, StatusCodes.Status429TooManyRequests)
            : form.Wrong.Count > 0 ? await pages.PlainAsync("_Contact", form, StatusCodes.Status400BadRequest)
            : await StoreAsync(context, point, form));
    }

    private async Task GuardAsync(HttpContext context, string language, Func<RespondPoint, Task<CitizenPage>> page)
    {
        CitizenPage answer;
        try
        {
            answer = await respond.PointAsync(context) is { } point ? await page(point) : await pages.NoticeAsync(PageSort.Unknown, null, language);
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e))
        {
            respond.LogAway(e);
            RespondEndpoints.NoteAway(context);
            answer = await pages.NoticeAsync(PageSort.Busy, null, language);
        }

        await PageWriter.WriteAsync(context, answer, calendar);
    }

    private ContactFormModel Form(RespondPoint point, string language, string key) => new()
    {
        Language = language,
        Languages = [],
        Point = point,
        Title = ContactTexts.Title,
        Key = key,
        Days = settings.ContactDays,
    };

    // Null where it is no form of ours.
    private ContactFormModel? Read(Dictionary<string, IReadOnlyList<string>> fields, RespondPoint point, string language)
    {
        string One(string name) => fields.TryGetValue(name, out var values) ? values[0] : "";
        if (fields.Any(f => !Fields.Contains(f.Key) || f.Value.Count != 1) || FormKey.Digest(One("key"), calendar.Today) is null)
        {
            return null;
        }

        var form = Form(point, language, One("key")) with { Text = TypedText.Clean(One("text")), Name = OneLine(One("name")), Contact = OneLine(One("contact")) };
        var wrong = new Dictionary<string, LocalizedText>();
        if (form.Text.Length is 0 or > TextLength)
        {
            wrong["text"] = form.Text.Length == 0 ? ContactTexts.Missing : ContactTexts.TooLong;
        }

        if (form.Name.Length > NameLength)
        {
            wrong["name"] = ContactTexts.TooLong;
        }

        if (form.Contact.Length > ContactLength)
        {
            wrong["contact"] = ContactTexts.TooLong;
        }

        return form with { Wrong = wrong };
    }

    private static string OneLine(string text) => TypedText.Clean(text).ReplaceLineEndings(" ");

    private async Task<CitizenPage> StoreAsync(HttpContext context, RespondPoint point, ContactFormModel form)
    {
        try
        {
            var code = CodeOf(form.Key);
            var due = await StoreAsync(point, form, code, context.RequestAborted);
            if (due is null)
            {
                // The form of someone else, kept by the browser: the code of the one before is not given away.
                code = CodeOf(FormKey.Create(calendar.Today));
                due = await StoreAsync(point, form, code, context.RequestAborted);
            }

            return await pages.PlainAsync("_ContactSent", new ContactSentModel
            {
                Language = form.Language,
                Languages = [],
                Point = point,
                Title = ContactTexts.SentTitle,
                Code = ReplyCode.Grouped(code),
                DueOn = due!.Value,
            }, StatusCodes.Status200OK);
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e))
        {
            respond.LogAway(e);
            RespondEndpoints.NoteAway(context);
            return await ReturnAsync(form, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<CitizenPage> ReturnAsync(ContactFormModel form, int status) => await pages.PlainAsync("_Contact", form with { Busy = true }, status);

    /// <summary>Stores the request and gives its due day; null where the code stands for another one. Sent twice, it is stored once.</summary>
    private async Task<DateOnly?> StoreAsync(RespondPoint point, ContactFormModel form, string code, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var text = CommentMask.Apply(form.Text);
        var ticket = new Ticket
        {
            Id = RandomKey.New(),
            UnitId = await context.CollectionPoints.Where(p => p.Id == point.Id).Select(p => p.UnitId).SingleAsync(cancellationToken),
            Channel = TicketChannel.Contact,
            Subject = FirstWords(text),
            Text = text,
            ReceivedOn = calendar.Today,
            DueOn = (await context.WorkingDaysAsync(calendar.Today, cancellationToken)).After(calendar.Today, Math.Clamp(settings.FeedbackWorkingDays, 0, 250)),
        };
        var hash = HashOf(code);
        if (await KnownAsync(context, hash, cancellationToken) is { } known)
        {
            return known.Is(ticket) ? known.DueOn : null;
        }

        context.AddRange(ticket, new ContactRequest { Id = RandomKey.New(), TicketId = ticket.Id, CodeHash = hash, Name = form.Name, Contact = form.Contact });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return ticket.DueOn;
        }
        catch (DbUpdateException e) when (e.InnerException is { } inner && DatabaseErrors.IsDuplicate(inner))
        {
            // Sent twice at once.
            return await KnownAsync(context, hash, cancellationToken) is { } other && other.Is(ticket) ? other.DueOn : null;
        }
    }

    private static Task<Known?> KnownAsync(SurveyDbContext context, string hash, CancellationToken cancellationToken) => context.ContactRequests
        .Where(c => c.CodeHash == hash).Join(context.Tickets, c => c.TicketId, t => t.Id, (c, t) => new Known(t.UnitId, t.Text, t.DueOn)).SingleOrDefaultAsync(cancellationToken);

    private sealed record Known(long UnitId, string Text, DateOnly DueOn)
    {
        public bool Is(Ticket ticket) => UnitId == ticket.UnitId && Text == ticket.Text;
    }

    /// <summary>What is stored of a reply code.</summary>
    public static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)));

    // The key is 128 random bits that this server drew; the code is a part of what they hash to.
    private static string CodeOf(string key) => ReplyCode.Create(SHA256.HashData(Encoding.ASCII.GetBytes("reply " + key)).AsSpan(0, ReplyCode.Bytes));

    private static string FirstWords(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var space = line.Length <= SubjectLength ? -1 : line.LastIndexOf(' ', SubjectLength);
        return line.Length <= SubjectLength ? line : line[..(space > 0 ? space : SubjectLength)] + "…";
    }
}
