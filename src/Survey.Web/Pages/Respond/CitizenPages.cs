using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>Makes the citizens' pages: renders, takes out what no browser needs, compresses.</summary>
public sealed partial class CitizenPages(RazorRenderer renderer, RespondCatalogue catalogue)
{
    private const string SharedThanksSeconds = "12";
    private readonly ConcurrentDictionary<(PageSort Sort, string Language), CitizenPage> _general = new();

    /// <summary>The empty form of the point's open wave, with a gap for the key.</summary>
    internal ValueTask<CitizenPage> FormAsync(RespondPoint point, RespondWave wave, OfferedService? service, PageRequest request)
    {
        var language = PageRequest.LanguageAmong(wave.Questionnaire.Languages, request.Language);
        var channel = PageRequest.ChannelName(point, request.Channel);
        var key = new PageKey(PageSort.Form, language, service?.Code ?? request.Service, channel);
        return catalogue.PageAsync(point, key, () => FormAsync(Form(point, wave, service, channel, language, CompiledDocument.Gap), StatusCodes.Status200OK));
    }

    /// <summary>A form that comes back to its sender; made for this one request.</summary>
    internal Task<CitizenPage> ReturnAsync(FormModel model, int status) => FormAsync(model, status);

    /// <summary>A page of a test link; made for this one request.</summary>
    internal async Task<CitizenPage?> TrialAsync(FormModel model, int status) => await FormAsync(model, status);

    /// <inheritdoc cref="TrialAsync(FormModel, int)"/>
    internal async Task<CitizenPage?> TrialAsync(NoticeModel model, int status) => await PlainAsync("_Notice", model, status);

    internal ValueTask<CitizenPage> PickerAsync(RespondPoint point, RespondWave wave, PageRequest request)
    {
        var language = PageRequest.LanguageAmong(wave.Questionnaire.Languages, request.Language);
        var channel = PageRequest.ChannelName(point, request.Channel);
        return catalogue.PageAsync(point, new PageKey(PageSort.Picker, language, "", channel), () => PlainAsync("_Picker", new PickerModel
        {
            Language = language,
            Languages = LanguageLinks(point, wave.Questionnaire.Languages, "", channel),
            Point = point,
            Title = CitizenTexts.PickService,
            Choices =
            [
                .. point.Services.Select(s => (s.Name, Url(point, First(wave, language), s.Code, channel))),
                (CitizenTexts.OtherService, Url(point, First(wave, language), PageRequest.OtherService, channel)),
            ],
        }, StatusCodes.Status200OK));
    }

    internal ValueTask<CitizenPage> NoticeAsync(PageSort sort, RespondPoint? point, string askedLanguage)
    {
        var questionnaire = (point?.Open ?? (point is { Waves: [.., var last] } ? last : null))?.Questionnaire;
        var languages = sort == PageSort.Thanks ? PageRequest.LanguagesOf(questionnaire) : PageRequest.LanguagesOf(null);
        var language = PageRequest.LanguageAmong(languages, askedLanguage);
        if (point is not null)
        {
            return catalogue.PageAsync(point, new PageKey(sort, language, "", ""), () => MakeNoticeAsync(sort, point, questionnaire, language, languages));
        }

        return _general.TryGetValue((sort, language), out var page) ? new(page) : new(MakeGeneralAsync(sort, language, languages));
    }

    /// <summary>The form's model; the caller adds what was sent and what is wrong with it.</summary>
    internal static FormModel Form(RespondPoint point, RespondWave wave, OfferedService? service, string channel, string language, string key) => new()
    {
        Language = language,
        Languages = LanguageLinks(point, wave.Questionnaire.Languages, service?.Code ?? (point.Services.Count > 1 ? PageRequest.OtherService : ""), channel),
        Point = point,
        Service = point.Services.Count > 1 ? service : null,
        PickerUrl = point.Services.Count > 1 ? Url(point, First(wave, language), "", channel) : null,
        Title = wave.Questionnaire.Title,
        Questionnaire = wave.Questionnaire,
        WaveId = wave.Id,
        ServiceCode = service?.Code ?? "",
        Channel = channel,
        Key = key,
    };

    /// <summary>The bytes that a phone loads for this form, compressed.</summary>
    internal async Task<int> WeighAsync(FormModel model) => (await CompileAsync("_Form", model)).GzipLength;

    private async Task<CitizenPage> FormAsync(FormModel model, int status)
    {
        var titled = model.IsReturned ? model with { TitlePrefix = model.Busy ? CitizenTexts.BusyTitle : CitizenTexts.ErrorPrefix } : model;
        return new CitizenPage(await CompileAsync("_Form", titled), model.Policy, status);
    }

    /// <summary>A page without script; made for this one request.</summary>
    internal async Task<CitizenPage> PlainAsync<TModel>(string view, TModel model, int status) where TModel : CitizenModel =>
        new(await CompileAsync(view, model), InlineAssets.Instance.PlainPolicy, status);

    private async Task<CompiledDocument> CompileAsync<TModel>(string view, TModel model)
    {
        var html = await renderer.RenderAsync($"/Pages/Respond/{view}.cshtml", model);
        return CompiledDocument.Compile(LineBetweenTags().Replace(html, "><"));
    }

    private async Task<CitizenPage> MakeGeneralAsync(PageSort sort, string language, IReadOnlyList<string> languages) =>
        _general.GetOrAdd((sort, language), await MakeNoticeAsync(sort, null, null, language, languages));

    private Task<CitizenPage> MakeNoticeAsync(PageSort sort, RespondPoint? point, Questionnaire? questionnaire, string language, IReadOnlyList<string> languages)
    {
        var path = point is null ? "" : sort == PageSort.Thanks ? $"/r/{point.Code}/thanks" : $"/r/{point.Code}";
        var isAnswerToPost = sort is PageSort.TooLate or PageSort.Broken or PageSort.Busy or PageSort.Crowded;
        var model = Words(sort, point, questionnaire) with
        {
            Language = language,
            Languages = isAnswerToPost ? [] : [.. languages.Select(l => (l, $"{path}?lang={l}"))],
            Point = point,
            ContactUrl = sort is PageSort.Thanks or PageSort.Closed or PageSort.NotYet && point is { SharedDevice: false } ? $"/r/{point.Code}/contact?lang={language}" : null,
            Refresh = sort == PageSort.Thanks && point is { SharedDevice: true } ? $"{SharedThanksSeconds};url=/r/{point.Code}" : null,
        };
        return PlainAsync("_Notice", model, StatusOf(sort));
    }

    private static NoticeModel Words(PageSort sort, RespondPoint? point, Questionnaire? questionnaire) => sort switch
    {
        PageSort.Thanks => Notice(CitizenTexts.ThanksTitle, questionnaire?.Thanks ?? CitizenTexts.Thanks) with
        {
            Done = true,
            More = point!.SharedDevice ? null : CitizenTexts.CloseTab,
            ShowFeedback = true,
        },
        PageSort.Closed => Notice(CitizenTexts.ClosedTitle, CitizenTexts.Closed) with { ShowFeedback = true },
        PageSort.NotYet => Notice(CitizenTexts.NotYetTitle, CitizenTexts.Closed) with { ShowFeedback = true },
        PageSort.TooLate => Notice(CitizenTexts.TooLateTitle, CitizenTexts.TooLate) with { ShowFeedback = true },
        PageSort.Retired => Retired(point!),
        PageSort.Unknown => Notice(CitizenTexts.UnknownTitle, CitizenTexts.Unknown),
        PageSort.Broken => Notice(CitizenTexts.BrokenTitle, CitizenTexts.Broken) with
        {
            Links = point is null ? [] : [(CitizenTexts.OpenAgain, null, $"/r/{point.Code}")],
        },
        PageSort.Crowded => Notice(CitizenTexts.CrowdedTitle, CitizenTexts.Crowded),
        _ => Notice(CitizenTexts.AwayTitle, CitizenTexts.Away),
    };

    private static NoticeModel Retired(RespondPoint point)
    {
        var text = point.Successors.Count switch { 0 => CitizenTexts.Retired, 1 => CitizenTexts.Moved, _ => CitizenTexts.Split };
        return Notice(CitizenTexts.RetiredTitle, text) with
        {
            Links = [.. point.Successors.Select(s => (s.Place, (LocalizedText?)s.Organisation, $"/r/{s.Code}"))],
            ShowFeedback = point.Successors.Count == 0,
        };
    }

    private static NoticeModel Notice(LocalizedText title, LocalizedText text) => new() { Language = "", Languages = [], Title = title, Text = text };

    private static int StatusOf(PageSort sort) => sort switch
    {
        PageSort.TooLate or PageSort.Retired => StatusCodes.Status410Gone,
        PageSort.Unknown => StatusCodes.Status404NotFound,
        PageSort.Broken => StatusCodes.Status400BadRequest,
        PageSort.Busy => StatusCodes.Status503ServiceUnavailable,
        PageSort.Crowded => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status200OK,
    };

    private static IReadOnlyList<(string Language, string Url)> LanguageLinks(RespondPoint point, IReadOnlyList<string> languages, string service, string channel) =>
        [.. languages.Select((l, i) => (l, Url(point, i == 0 ? "" : l, service, channel)))];

    // The source language needs no parameter.
    private static string First(RespondWave wave, string language) => language == wave.Questionnaire.Languages[0] ? "" : language;

    /// <summary>The address of another point in the same language and by the same channel.</summary>
    internal static string Url(string code, PageRequest request) => Url(code, Uri.EscapeDataString(request.Language), "", request.Channel);

    private static string Url(RespondPoint point, string language, string service, string channel) => Url(point.Code, language, service, channel);

    private static string Url(string code, string language, string service, string channel)
    {
        string[] parts =
        [
            service.Length > 0 ? "s=" + Uri.EscapeDataString(service) : "",
            language.Length > 0 ? "lang=" + language : "",
            channel == "link" ? "c=link" : "",
        ];
        var query = string.Join('&', parts.Where(p => p.Length > 0));
        return $"/r/{code}{(query.Length > 0 ? "?" : "")}{query}";
    }

    [GeneratedRegex(@">\s*\n\s*<")]
    private static partial Regex LineBetweenTags();
}
