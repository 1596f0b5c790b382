using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>
/// /t/{token}: the citizen's form for trying a questionnaire out. Answers are checked as at a counter and kept in a table of
/// their own: no wave, no response, no tally knows of them.
/// </summary>
public sealed class TrialEndpoints(
    IDbContextFactory<SurveyDbContext> contexts, RespondEndpoints respond, CitizenPages pages, LocalCalendar calendar, SurveySettings settings)
{
    /// <summary>How many sheets a link takes.</summary>
    public const int MostAnswers = 200;

    private static readonly string[] Spoken = ["vi", "en"];
    private static readonly string[] OwnFields = ["key", "wave", "service", "channel", "lang"];

    public Task GetFormAsync(HttpContext context) => GuardAsync(context, (_, trial) =>
        pages.TrialAsync(trial.Form(PageRequest.Of(context.Request).Language, CompiledDocument.Gap), StatusCodes.Status200OK));

    public Task GetThanksAsync(HttpContext context) => GuardAsync(context, (_, trial) =>
        pages.TrialAsync(trial.Thanks(PageRequest.Of(context.Request).Language), StatusCodes.Status200OK));

    public Task PostAsync(HttpContext context) => RequestOrigin.IsOwn(context.Request, settings)
        ? GuardAsync(context, (db, trial) => TakeAsync(context, db, trial))
        : WriteAsync(context, Notice(CitizenTexts.BrokenTitle, CitizenTexts.Broken, ""), StatusCodes.Status403Forbidden);

    private async Task<CitizenPage?> TakeAsync(HttpContext context, SurveyDbContext db, Trial trial)
    {
        var fields = await FormBody.ReadAsync(context.Request, context.RequestAborted);
        if (fields is null || HeaderOf(fields) is not { } header)
        {
            return await BrokenAsync(trial, "");
        }

        var answers = fields.Where(f => !OwnFields.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        var check = AnswerCheck.Check(trial.Questionnaire, answers);
        if (check.UnknownFields.Count > 0)
        {
            return await BrokenAsync(trial, header.Language);
        }

        var blank = check.Problems.Count == 0 && check.Sheet.Answers.Count == 0 && check.Texts.Count == 0;
        if (blank || check.Problems.Count > 0)
        {
            var form = trial.Form(header.Language, header.Key) with { Filled = answers, Problems = check.Problems, Blank = blank };
            return await pages.TrialAsync(form, StatusCodes.Status400BadRequest);
        }

        if (!await StoreAsync(db, trial, header.Digest, check, context.RequestAborted))
        {
            return await pages.TrialAsync(Notice(TrialTexts.FullTitle, TrialTexts.Full, header.Language) with { Point = trial.Point }, StatusCodes.Status410Gone);
        }

        PageWriter.Headers(context, InlineAssets.Instance.PlainPolicy);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{trial.Path}/thanks?lang={PageRequest.LanguageAmong(trial.Questionnaire.Languages, header.Language)}";
        return null;
    }

    // False where the link has taken all it takes. A sheet that comes twice carries the same key, which makes its id.
    private static async Task<bool> StoreAsync(SurveyDbContext db, Trial trial, byte[] digest, AnswerCheckResult check, CancellationToken cancellationToken)
    {
        var id = Math.Max(1, BinaryPrimitives.ReadInt64BigEndian(digest.AsSpan(2)) & long.MaxValue);
        if (await db.TestAnswers.AnyAsync(a => a.Id == id, cancellationToken))
        {
            return true;
        }

        if (await db.TestAnswers.CountAsync(a => a.TestLinkId == trial.LinkId, cancellationToken) >= MostAnswers)
        {
            return false;
        }

        db.TestAnswers.Add(new TestAnswer
        {
            Id = id,
            TestLinkId = trial.LinkId,
            Answers = check.Sheet.ToJson(),
            Texts = JsonSerializer.Serialize(check.Texts.ToDictionary(t => t.Item, t => CommentMask.Apply(t.Text))),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (e.InnerException is { } inner && DatabaseErrors.IsDuplicate(inner))
        {
            // Both came at the same moment.
        }

        return true;
    }

    // A page that is null was answered otherwise.
    private async Task GuardAsync(HttpContext context, Func<SurveyDbContext, Trial, Task<CitizenPage?>> answer)
    {
        CitizenPage? page;
        var language = PageRequest.Of(context.Request).Language;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
            var trial = await Trial.FindAsync(db, context.Request.RouteValues["token"] as string, calendar.UtcNow, context.RequestAborted);
            page = trial switch
            {
                null => await pages.TrialAsync(Notice(TrialTexts.UnknownTitle, TrialTexts.Unknown, language), StatusCodes.Status404NotFound),
                { IsOver: true } => await pages.TrialAsync(Notice(TrialTexts.GoneTitle, TrialTexts.Gone, language), StatusCodes.Status410Gone),
                _ => await answer(db, trial),
            };
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e))
        {
            respond.LogAway(e);
            RespondEndpoints.NoteAway(context);
            page = await pages.TrialAsync(Notice(CitizenTexts.AwayTitle, CitizenTexts.Away, language), StatusCodes.Status503ServiceUnavailable);
        }

        if (page is not null)
        {
            await PageWriter.WriteAsync(context, page, calendar);
        }
    }

    private Task<CitizenPage?> BrokenAsync(Trial trial, string language) => pages.TrialAsync(Notice(CitizenTexts.BrokenTitle, CitizenTexts.Broken, language) with
    {
        Point = trial.Point,
        Links = [(CitizenTexts.OpenAgain, null, trial.Path)],
    }, StatusCodes.Status400BadRequest);

    private async Task WriteAsync(HttpContext context, NoticeModel notice, int status) =>
        await PageWriter.WriteAsync(context, (await pages.TrialAsync(notice, status))!, calendar);

    private static NoticeModel Notice(LocalizedText title, LocalizedText text, string language) => new()
    {
        Language = PageRequest.LanguageAmong(Spoken, language),
        Languages = [.. Spoken.Select(l => (l, "?lang=" + l))],
        Title = title,
        Text = text,
        IsTrial = true,
    };

    // The form's own fields; null where one is missing, stands twice or cannot be.
    private Header? HeaderOf(Dictionary<string, IReadOnlyList<string>> fields)
    {
        string? One(string name) => fields.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        return One("key") is { } key && FormKey.Digest(key, calendar.Today) is { } digest && One("lang") is { } language
            && (One("wave"), One("service"), One("channel")) == ("0", "", "qr")
            ? new Header(key, digest, language)
            : null;
    }

    private sealed record Header(string Key, byte[] Digest, string Language);
}
