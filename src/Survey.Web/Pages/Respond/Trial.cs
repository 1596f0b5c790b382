using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>A test link as its visitors meet it: the questionnaire as it was when the link was made, at a counter that is none.</summary>
internal sealed record Trial(long LinkId, string Token, bool IsOver, Questionnaire Questionnaire, RespondPoint Point)
{
    /// <summary>The link of this token; null where there is none.</summary>
    public static async Task<Trial?> FindAsync(SurveyDbContext context, string? token, DateTime utcNow, CancellationToken cancellationToken)
    {
        if (TrialToken.HashOf(token) is not { } hash)
        {
            return null;
        }

        var found = await context.TestLinks.AsNoTracking().Where(l => l.Hash == hash)
            .Join(context.Questionnaires, l => l.QuestionnaireId, q => q.Id, (l, q) => new { Link = l, q.Unit }).SingleOrDefaultAsync(cancellationToken);
        return found is null || QuestionnaireJson.Read(found.Link.Json).Questionnaire is not { } questionnaire
            ? null
            : new Trial(found.Link.Id, token!, found.Link.ExpiresAt <= utcNow, questionnaire, RespondPoint.StandIn(found.Unit!, TrialTexts.Place));
    }

    public string Path => "/t/" + Token;

    /// <summary>The form in this language; the caller adds what was sent and what is wrong with it.</summary>
    public FormModel Form(string askedLanguage, string key) => new()
    {
        Language = PageRequest.LanguageAmong(Questionnaire.Languages, askedLanguage),
        Languages = Links(Path),
        Point = Point,
        Title = Questionnaire.Title,
        Questionnaire = Questionnaire,
        WaveId = 0,
        ServiceCode = "",
        Channel = "qr",
        Key = key,
        TrialPath = Path,
    };

    /// <summary>The thank-you page as at a counter, with a way to try again.</summary>
    public NoticeModel Thanks(string askedLanguage) => new()
    {
        Language = PageRequest.LanguageAmong(Questionnaire.Languages, askedLanguage),
        Languages = Links(Path + "/thanks"),
        Point = Point,
        Title = CitizenTexts.ThanksTitle,
        Text = Questionnaire.Thanks ?? CitizenTexts.Thanks,
        More = TrialTexts.Kept,
        Done = true,
        Links = [(TrialTexts.Again, null, $"{Path}?lang={PageRequest.LanguageAmong(Questionnaire.Languages, askedLanguage)}")],
        ShowFeedback = true,
        IsTrial = true,
    };

    private IReadOnlyList<(string, string)> Links(string path) => [.. Questionnaire.Languages.Select(l => (l, $"{path}?lang={l}"))];
}
