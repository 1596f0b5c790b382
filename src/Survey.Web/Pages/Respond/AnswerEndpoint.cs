using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>POST /r/{code}: checks a sheet against the version that its wave names, stores it durably, then thanks.</summary>
public sealed class AnswerEndpoint(
    RespondEndpoints respond, CitizenPages pages, SubmissionQueue queue, LocalCalendar calendar, SurveySettings settings)
{
    private const int StraightLine = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] OwnFields = ["key", "wave", "service", "channel", "lang"];

    public Task PostAsync(HttpContext context) => GuardAsync(context, CheckAsync);

    /// <summary>Gives the filled form back with status 429; its answers are not looked at.</summary>
    public Task ReturnAsync(HttpContext context) => GuardAsync(context, ReturnAsync);

    private async Task GuardAsync(HttpContext context, Func<HttpContext, Reply, Sheet, Task> handle)
    {
        var reply = new Reply(context, calendar);
        try
        {
            await AnswerAsync(context, reply, handle);
        }
        catch (Exception e) when (RespondEndpoints.IsAway(e) && !context.Response.HasStarted)
        {
            respond.LogAway(e);
            RespondEndpoints.NoteAway(context);
            await reply.PageAsync("busy", await pages.NoticeAsync(PageSort.Busy, null, ""));
        }
    }

    private async Task AnswerAsync(HttpContext context, Reply reply, Func<HttpContext, Reply, Sheet, Task> handle)
    {
        if (!RequestOrigin.IsOwn(context.Request, settings))
        {
            await reply.PageAsync("refused", await pages.NoticeAsync(PageSort.Broken, null, "") with { Status = StatusCodes.Status403Forbidden });
            return;
        }

        var fields = await FormBody.ReadAsync(context.Request, context.RequestAborted);
        var language = fields?.GetValueOrDefault("lang")?[0] ?? "";
        if (await respond.PointAsync(context) is not { } point)
        {
            await reply.PageAsync("unknown", await pages.NoticeAsync(PageSort.Unknown, null, language));
        }
        else if (fields is null || SheetHeader.Read(fields, point, calendar.Today) is not { } header)
        {
            await reply.PageAsync("broken", await pages.NoticeAsync(PageSort.Broken, point, language));
        }
        else if (point.Waves.FirstOrDefault(w => w.Id == header.WaveId) is not { } wave || !wave.Takes(calendar.UtcNow))
        {
            await reply.PageAsync("closed", await pages.NoticeAsync(PageSort.TooLate, point, language));
        }
        else
        {
            await handle(context, reply, new Sheet(point, wave, header, fields));
        }
    }

    private async Task CheckAsync(HttpContext context, Reply reply, Sheet sheet)
    {
        var answers = sheet.Answers;
        var check = AnswerCheck.Check(sheet.Wave.Questionnaire, answers);
        if (check.UnknownFields.Count > 0)
        {
            await reply.PageAsync("broken", await pages.NoticeAsync(PageSort.Broken, sheet.Point, sheet.Header.Language));
            return;
        }

        var blank = check.Problems.Count == 0 && check.Sheet.Answers.Count == 0 && check.Texts.Count == 0;
        if (blank || check.Problems.Count > 0)
        {
            var model = sheet.Model(answers) with { Problems = check.Problems, Blank = blank };
            await reply.ProblemsAsync(model, await pages.ReturnAsync(model, StatusCodes.Status400BadRequest));
            return;
        }

        if (await StoreAsync(sheet, check, context.RequestAborted) == SubmissionOutcome.Busy)
        {
            RespondEndpoints.NoteAway(context);
            await reply.PageAsync("busy", await pages.ReturnAsync(sheet.Model(answers) with { Busy = true }, StatusCodes.Status503ServiceUnavailable));
            return;
        }

        await reply.ThanksAsync($"/r/{sheet.Point.Code}/thanks?lang={PageRequest.LanguageAmong(sheet.Wave.Questionnaire.Languages, sheet.Header.Language)}");
    }

    private async Task ReturnAsync(HttpContext context, Reply reply, Sheet sheet)
    {
        var model = sheet.Model(sheet.Answers) with { Busy = true, Crowded = true };
        await reply.PageAsync("busy", await pages.ReturnAsync(model, StatusCodes.Status429TooManyRequests));
    }

    private async Task<SubmissionOutcome> StoreAsync(Sheet sheet, AnswerCheckResult check, CancellationToken cancellationToken)
    {
        var submission = new Submission
        {
            Digest = sheet.Header.Digest,
            WaveId = sheet.Wave.Id,
            VersionId = sheet.Wave.VersionId,
            CollectionPointId = sheet.Point.Id,
            ServiceId = sheet.Header.ServiceId,
            Channel = sheet.Header.Channel,
            Day = calendar.Today,
            Flags = FlagsOf(sheet.Wave.Questionnaire, check),
            Answers = check.Sheet.ToJson(),
            Texts = check.Texts,
            LowOverall = check.LowOverall,
        };
        try
        {
            return await queue.SubmitAsync(submission, cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It may still be stored; the form goes back with its key, which makes sending again harmless.
            return SubmissionOutcome.Busy;
        }
    }

    private static QualityFlags FlagsOf(Questionnaire questionnaire, AnswerCheckResult check)
    {
        var codes = questionnaire.Items.OfType<ScaleItem>()
            .Select(i => check.Sheet.Answers.TryGetValue(i.Code, out var answer) ? (answer as CodeAnswer)?.Code : null)
            .Where(c => c is not null).ToList();
        var flags = codes.Count >= StraightLine && codes.TrueForAll(c => c == codes[0]) ? QualityFlags.StraightLining : QualityFlags.None;
        return check.Disposition == Disposition.Complete ? flags : flags | QualityFlags.Partial;
    }

    private sealed record Sheet(RespondPoint Point, RespondWave Wave, SheetHeader Header, IReadOnlyDictionary<string, IReadOnlyList<string>> Fields)
    {
        public Dictionary<string, IReadOnlyList<string>> Answers =>
            Fields.Where(f => !OwnFields.Contains(f.Key)).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

        public FormModel Model(IReadOnlyDictionary<string, IReadOnlyList<string>> answers)
        {
            var language = PageRequest.LanguageAmong(Wave.Questionnaire.Languages, Header.Language);
            var service = Point.Services.FirstOrDefault(s => s.Id == Header.ServiceId);
            return CitizenPages.Form(Point, Wave, service, Fields["channel"][0], language, Header.Key) with { Filled = answers };
        }
    }
}
