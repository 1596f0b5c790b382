using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>One index of one questionnaire as the scoring file tells it.</summary>
public sealed record ScoredIndex(QuestionnaireChoice Questionnaire, UnitReport Report)
{
    public Figure? Figure => Report.Overall.Figure;

    public bool IsSuppressed => Figure?.Value is null;

    /// <summary>In words: several versions, and what of them cannot be compared; null where there is nothing to say.</summary>
    public string? VersionsNote => ReportText.VietnameseVersionNotes(Report) is { Count: > 0 } notes ? string.Join(" ", notes) : null;

    /// <summary>The latest version where there is nothing to show, so that a hidden figure looks like none.</summary>
    public IReadOnlyList<int> Versions => IsSuppressed || Report.Versions.Count == 0 ? [Questionnaire.LatestNumber] : Report.Versions;
}

/// <summary>What the scoring file of one unit and period says, in either of its two forms.</summary>
public sealed record ScoringDocument
{
    public required Selection Selection { get; init; }
    public required Unit? Parent { get; init; }
    public required IReadOnlyList<Unit> Predecessors { get; init; }
    public required IReadOnlyList<Unit> Successors { get; init; }

    /// <summary>N: the unit's transactions of the period; null where none are recorded.</summary>
    public required long? Population { get; init; }
    public required ScoringScheme Scheme { get; init; }
    public required IReadOnlyList<ScoredIndex> Indices { get; init; }

    /// <summary>Which of the indices feeds a criterion, by index code.</summary>
    public required IReadOnlyDictionary<string, ScoredIndex> Inputs { get; init; }
    public required ScoreSheetResult Sheet { get; init; }

    public bool Synthetic => Indices.Any(i => i.Report.Synthetic);
}

/// <summary>Brings together the unit's reports of a period and its score sheet.</summary>
public sealed class ScoringQuery(IDbContextFactory<SurveyDbContext> contexts, PublishedVersions published, ResultsQuery results)
{
    /// <summary>The document; null where no scoring scheme holds in the period.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<ScoringDocument?> FindAsync(Selection selection, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        if (await SchemeAsync(database, selection.Period, cancellationToken) is not { } scheme)
        {
            return null;
        }

        var indices = await IndicesAsync(database, selection, cancellationToken);
        var inputs = Inputs(selection, indices);
        var unit = selection.Unit;
        return new()
        {
            Selection = selection,
            Parent = await database.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unit.ParentId, cancellationToken),
            Predecessors = await database.Units.AsNoTracking().Where(u => database.UnitSuccessions.Any(s => s.SuccessorId == unit.Id && s.PredecessorId == u.Id)).OrderBy(u => u.Code).ToListAsync(cancellationToken),
            Successors = await database.Units.AsNoTracking().Where(u => database.UnitSuccessions.Any(s => s.PredecessorId == unit.Id && s.SuccessorId == u.Id)).OrderBy(u => u.Code).ToListAsync(cancellationToken),
            Population = await PopulationAsync(database, selection, cancellationToken),
            Scheme = scheme,
            Indices = indices,
            Inputs = inputs,
            Sheet = ScoreSheet.Compute(scheme, inputs.ToDictionary(i => i.Key, i => i.Value.Figure?.Value), new Dictionary<string, decimal>()),
        };
    }

    private static async Task<ScoringScheme?> SchemeAsync(SurveyDbContext database, StoredPeriod period, CancellationToken cancellationToken)
    {
        var stored = await database.ScoringSchemes.AsNoTracking()
            .Where(s => s.EffectiveFrom <= period.Last && (s.EffectiveTo == null || s.EffectiveTo >= period.Last))
            .OrderByDescending(s => s.EffectiveFrom).ThenBy(s => s.Code).ThenByDescending(s => s.Version).FirstOrDefaultAsync(cancellationToken);
        return stored is null ? null : ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(stored.Json)).Scheme
            ?? throw new InvalidDataException($"Scoring scheme {stored.Code}, version {stored.Version}, cannot be read.");
    }

    private async Task<List<ScoredIndex>> IndicesAsync(SurveyDbContext database, Selection selection, CancellationToken cancellationToken)
    {
        var indices = new List<ScoredIndex>();
        foreach (var questionnaire in selection.Questionnaires.OrderByDescending(q => q.Code == selection.Questionnaire.Code))
        {
            var order = await ExportOrder.OfAsync(database, published, questionnaire.Code, cancellationToken);
            foreach (var index in order.Of(questionnaire.Latest.Indices))
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

    // The chosen questionnaire's index first; another questionnaire's of the same code only where it has a figure, the broadest base first.
    private static Dictionary<string, ScoredIndex> Inputs(Selection selection, List<ScoredIndex> indices) => indices
        .GroupBy(i => i.Report.Index.Code)
        .ToDictionary(g => g.Key, g => g
            .OrderByDescending(i => !i.IsSuppressed)
            .ThenByDescending(i => i.Questionnaire.Code == selection.Questionnaire.Code)
            .ThenByDescending(i => i.Figure?.Base ?? 0).First());

    private static async Task<long?> PopulationAsync(SurveyDbContext database, Selection selection, CancellationToken cancellationToken)
    {
        var (path, period) = (selection.Unit.Path, selection.Period.Code);
        var counts = database.TransactionCounts.Where(c => c.PeriodCode == period && database.Units.Any(u => u.Id == c.UnitId && u.Path.StartsWith(path)));
        return await counts.SumAsync(c => (long?)c.Count, cancellationToken) is > 0 and { } sum ? sum : null;
    }
}
