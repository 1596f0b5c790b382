using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Publishing;

/// <summary>An index of a questionnaire that a unit can publish.</summary>
public sealed record PublishChoice(long QuestionnaireId, string Questionnaire, string Index, LocalizedText Title, LocalizedText IndexTitle)
{
    public string Value => $"{Questionnaire}:{Index}";
}

/// <summary>What a unit can publish: the indices of the questionnaires that are or were out at its counters.</summary>
public sealed class PublishChoices(SurveyDbContext database, SelectionQuery selections)
{
    /// <summary>The one at most counters first; what is published now is always among them while it can be read.</summary>
    public async Task<IReadOnlyList<PublishChoice>> OfAsync(Unit unit, PublicPage? page, CancellationToken cancellationToken)
    {
        var now = page is null ? null : await database.Questionnaires.Where(q => q.Id == page.QuestionnaireId).Select(q => q.Code).SingleOrDefaultAsync(cancellationToken);
        var selection = await selections.OfAsync(unit, new Choices { Q = now }, cancellationToken) ?? await selections.OfAsync(unit, new Choices(), cancellationToken);
        if (selection is null)
        {
            return [];
        }

        var codes = selection.Questionnaires.Select(q => q.Code).ToList();
        var ids = await database.Questionnaires.Where(q => codes.Contains(q.Code)).ToDictionaryAsync(q => q.Code, q => q.Id, cancellationToken);
        return [.. from questionnaire in selection.Questionnaires
                   where ids.ContainsKey(questionnaire.Code)
                   from index in questionnaire.Latest.Indices
                   select new PublishChoice(ids[questionnaire.Code], questionnaire.Code, index.Code, questionnaire.Title, index.Title)];
    }

    public static string? ValueOf(IReadOnlyList<PublishChoice> choices, PublicPage page) =>
        choices.FirstOrDefault(c => c.QuestionnaireId == page.QuestionnaireId && c.Index == page.IndexCode)?.Value;
}
