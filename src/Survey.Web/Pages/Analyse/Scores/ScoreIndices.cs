using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The indices of a unit and period, and which of them feeds a criterion.</summary>
public sealed class ScoreIndices(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions published, ResultsQuery results)
{
    /// <summary>The indices, those of the chosen questionnaire first.</summary>
    /// <param name="selection">The unit, the period and the chosen questionnaire.</param>
    /// <param name="wanted">Codes of the indices wanted; null: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<ScoredIndex>> OfAsync(Selection selection, IReadOnlySet<string>? wanted, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var indices = new List<ScoredIndex>();
        foreach (var questionnaire in selection.Questionnaires.OrderByDescending(q => q.Code == selection.Questionnaire.Code))
        {
            var asked = questionnaire.Latest.Indices.Where(i => wanted is null || wanted.Contains(i.Code)).ToList();
            if (asked.Count == 0)
            {
                continue;
            }

            var order = await ExportOrder.OfAsync(database, published, questionnaire.Code, cancellationToken);
            foreach (var index in order.Of(asked))
            {
                var query = new ReportQuery { Unit = selection.Unit.Code, Period = selection.Period.Code, Questionnaire = questionnaire.Code, Index = index.Code };
                if (await results.GetAsync(query, cancellationToken) is { } report)
                {
                    indices.Add(new(questionnaire, order.Of(report)));
                }
            }
        }

        return indices;
    }

    /// <summary>By index code: the chosen questionnaire's index first; another questionnaire's only where it has a figure, the broadest base first.</summary>
    public static Dictionary<string, ScoredIndex> ByCode(Selection selection, IEnumerable<ScoredIndex> indices) => indices
        .GroupBy(i => i.Report.Index.Code)
        .ToDictionary(g => g.Key, g => g
            .OrderByDescending(i => !i.IsSuppressed)
            .ThenByDescending(i => i.Questionnaire.Code == selection.Questionnaire.Code)
            .ThenByDescending(i => i.Figure?.Base ?? 0).First());
}
