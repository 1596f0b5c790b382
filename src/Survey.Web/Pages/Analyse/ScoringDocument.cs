using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Scores;

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
    public required ScoreFacts Facts { get; init; }

    /// <summary>The scores that count.</summary>
    public required ScoreSheetResult Sheet { get; init; }

    /// <summary>The unit's stored sheet; null where there is none, and the points are those that the indices alone give.</summary>
    public ComputedSheet? Stored { get; init; }

    /// <summary>The local day of the submission.</summary>
    public DateOnly? SubmittedOn { get; init; }

    public bool Synthetic => Indices.Any(i => i.Report.Synthetic);
}

/// <summary>Brings together the unit's reports of a period and its score sheet.</summary>
public sealed class ScoringQuery(IDbContextFactory<SurveyDbContext> contexts, SelectionQuery selections, ScoreIndices indices, ScoreDesk desk, LocalCalendar calendar)
{
    /// <summary>The document: of the unit's stored sheet where there is one, what was submitted before a draft; else by the
    /// scheme that holds. Null where none holds in the period.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<ScoringDocument?> FindAsync(Selection selection, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        var (unit, period) = (selection.Unit.Id, selection.Period.Code);
        var sheet = await database.ScoreSheets.AsNoTracking().Where(s => s.UnitId == unit && s.PeriodCode == period)
            .OrderBy(s => s.State == ScoreState.Draft).ThenByDescending(s => s.CreatedAt).ThenByDescending(s => s.Number).FirstOrDefaultAsync(cancellationToken);
        return await FindAsync(database, selection, sheet?.Id, cancellationToken);
    }

    /// <summary>The document of one stored sheet; null where there is none, or nothing was ever asked in the unit.</summary>
    public async Task<ScoringDocument?> ForSheetAsync(long sheetId, CancellationToken cancellationToken)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return await database.ScoreSheets.AsNoTracking().Include(s => s.Unit).SingleOrDefaultAsync(s => s.Id == sheetId, cancellationToken) is { } sheet
            && await selections.OfAsync(sheet.Unit!, new Choices { Period = sheet.PeriodCode }, cancellationToken) is { } selection
            ? await FindAsync(database, selection, sheetId, cancellationToken)
            : null;
    }

    private async Task<ScoringDocument?> FindAsync(SurveyDbContext database, Selection selection, long? sheetId, CancellationToken cancellationToken)
    {
        var stored = sheetId is { } id ? await desk.OfAsync(id, cancellationToken) : null;
        if ((stored?.Scheme ?? await SchemeAsync(database, selection.Period, cancellationToken)) is not { } scheme)
        {
            return null;
        }

        var all = await indices.OfAsync(selection, null, cancellationToken);
        var inputs = stored?.Indices ?? ScoreIndices.ByCode(selection, all);
        var facts = stored?.Facts ?? new ScoreFacts { Indices = inputs.ToDictionary(i => i.Key, i => i.Value.Figure?.Value) };
        var unit = selection.Unit;
        return new()
        {
            Selection = selection,
            Parent = await database.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unit.ParentId, cancellationToken),
            Predecessors = await database.Units.AsNoTracking().Where(u => database.UnitSuccessions.Any(s => s.SuccessorId == unit.Id && s.PredecessorId == u.Id)).OrderBy(u => u.Code).ToListAsync(cancellationToken),
            Successors = await database.Units.AsNoTracking().Where(u => database.UnitSuccessions.Any(s => s.PredecessorId == unit.Id && s.SuccessorId == u.Id)).OrderBy(u => u.Code).ToListAsync(cancellationToken),
            Population = await PopulationAsync(database, selection, cancellationToken),
            Scheme = scheme,
            Indices = all,
            Inputs = inputs,
            Facts = facts,
            Sheet = stored?.Final ?? ScoreSheet.Compute(scheme, facts),
            Stored = stored,
            SubmittedOn = stored?.Sheet.SubmittedAt is { } submitted ? calendar.DayOf(submitted) : null,
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

    private static async Task<long?> PopulationAsync(SurveyDbContext database, Selection selection, CancellationToken cancellationToken)
    {
        var (path, period) = (selection.Unit.Path, selection.Period.Code);
        var counts = database.TransactionCounts.Where(c => c.PeriodCode == period && database.Units.Any(u => u.Id == c.UnitId && u.Path.StartsWith(path)));
        return await counts.SumAsync(c => (long?)c.Count, cancellationToken) is > 0 and { } sum ? sum : null;
    }
}
