using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>
/// Computes stored score sheets. Whether the reader may see the unit is the caller's question. While a sheet is a draft its
/// indices are today's; from its submission on they are those that were submitted.
/// </summary>
public sealed class ScoreDesk(SurveyDbContext context, SelectionQuery selections, ScoreIndices indices, ReportText text)
{
    /// <summary>Begins the name of a stored index, of one year earlier, and of a typed number of one year earlier.</summary>
    public const string IndexPrefix = "index:";
    public const string EarlierIndexPrefix = "earlier_index:";
    public const string EarlierPrefix = "earlier:";

    private readonly Dictionary<long, ScoringScheme> _schemes = [];

    /// <summary>The sheet with its points; null where there is none of this id.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<ComputedSheet?> OfAsync(long sheetId, CancellationToken cancellationToken)
    {
        var sheet = await context.ScoreSheets.AsNoTracking().Include(s => s.Unit).SingleOrDefaultAsync(s => s.Id == sheetId, cancellationToken);
        var period = sheet is null ? null : await context.Periods.AsNoTracking().SingleOrDefaultAsync(p => p.Code == sheet.PeriodCode, cancellationToken);
        if (sheet is null || period is null)
        {
            return null;
        }

        return await ComputeAsync(sheet, period, live: true, cancellationToken);
    }

    /// <summary>The totals of sheets that were submitted, from what was submitted; no results are read.</summary>
    public async Task<IReadOnlyList<ComputedSheet>> SubmittedAsync(IEnumerable<StoredScoreSheet> sheets, CancellationToken cancellationToken)
    {
        var computed = new List<ComputedSheet>();
        foreach (var sheet in sheets.Where(s => s.State != ScoreState.Draft))
        {
            if (await context.Periods.AsNoTracking().SingleOrDefaultAsync(p => p.Code == sheet.PeriodCode, cancellationToken) is { } period)
            {
                computed.Add(await ComputeAsync(sheet, period, live: false, cancellationToken));
            }
        }

        return computed;
    }

    private async Task<ComputedSheet> ComputeAsync(StoredScoreSheet sheet, StoredPeriod period, bool live, CancellationToken cancellationToken)
    {
        var sheetId = sheet.Id;
        var scheme = await SchemeAsync(sheet.SchemeId, cancellationToken);
        var lines = await context.ScoreLines.AsNoTracking().Where(l => l.SheetId == sheetId).ToDictionaryAsync(l => l.Criterion, cancellationToken);
        var inputs = await context.ScoreInputs.AsNoTracking().Where(i => i.SheetId == sheetId).ToDictionaryAsync(i => i.Name, cancellationToken);
        var evidence = (await context.EvidenceFiles.AsNoTracking().Where(f => f.SheetId == sheetId).OrderBy(f => f.AddedAt).ThenBy(f => f.Id)
            .Select(f => new EvidenceName(f.Id, f.Criterion, f.Name, f.ContentType, f.Length, f.Sha256)).ToListAsync(cancellationToken)).ToLookup(f => f.Criterion);
        var sources = await SourcesAsync(sheet, period, scheme, inputs, live, cancellationToken);
        return Compute(sheet, period, scheme, lines, evidence, sources);
    }

    /// <summary>A stored scheme, read.</summary>
    public async Task<ScoringScheme> SchemeAsync(long schemeId, CancellationToken cancellationToken)
    {
        if (_schemes.TryGetValue(schemeId, out var known))
        {
            return known;
        }

        var stored = await context.ScoringSchemes.AsNoTracking().SingleAsync(s => s.Id == schemeId, cancellationToken);
        return _schemes[schemeId] = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(stored.Json)).Scheme
            ?? throw new InvalidDataException($"Scoring scheme {stored.Code}, version {stored.Version}, cannot be read.");
    }

    private static ComputedSheet Compute(
        StoredScoreSheet sheet, StoredPeriod period, ScoringScheme scheme, Dictionary<string, ScoreLine> lines, ILookup<string, EvidenceName> evidence, ScoreSources sources)
    {
        var criteria = scheme.All.OfType<ScoredCriterion>().ToDictionary(c => c.Code);
        var answers = new Dictionary<string, ScoreAnswer>(StringComparer.Ordinal);
        foreach (var line in lines.Values.Where(l => criteria.ContainsKey(l.Criterion)))
        {
            if (ScoreAnswer.Read(criteria[line.Criterion].Formula, line.Chosen) is { } answer)
            {
                answers.Add(line.Criterion, answer);
            }
        }

        var facts = sources.Facts with
        {
            Answers = answers,
            NotApplicable = lines.Values.Where(l => l.NotApplicable && criteria.GetValueOrDefault(l.Criterion)?.NotApplicable is not (null or NotApplicableRule.AlwaysApplies))
                .Select(l => l.Criterion).ToHashSet(),
        };
        var self = ScoreSheet.Compute(scheme, facts);
        var final = ScoreSheet.Compute(scheme, facts with { Given = Given(lines.Values, criteria) });
        var rows = self.Rows.Zip(final.Rows, (own, last) => new ComputedRow
        {
            Self = own,
            Final = last,
            Criterion = criteria.GetValueOrDefault(own.Code),
            Line = lines.GetValueOrDefault(own.Code),
            Answer = answers.GetValueOrDefault(own.Code),
            Inputs = own.IsGroup ? [] : sources.Of(criteria[own.Code].Formula),
            Evidence = [.. evidence[own.Code]],
        }).ToList();
        return new() { Sheet = sheet, Unit = sheet.Unit!, Period = period, Scheme = scheme, Facts = facts, Rows = rows, Self = self, Final = final, Indices = sources.Indices };
    }

    private static Dictionary<string, decimal> Given(IEnumerable<ScoreLine> lines, Dictionary<string, ScoredCriterion> criteria)
    {
        var given = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in lines.Where(l => l is { AppraisalDone: true, Appraised: not null }))
        {
            if (StoredNumber.ReadDecimal(line.Appraised!) is { } points && criteria.TryGetValue(line.Criterion, out var criterion) && points >= 0 && points <= criterion.Max)
            {
                given[line.Criterion] = points;
            }
        }

        return given;
    }

    private async Task<ScoreSources> SourcesAsync(
        StoredScoreSheet sheet, StoredPeriod period, ScoringScheme scheme, Dictionary<string, ScoreInput> inputs, bool live, CancellationToken cancellationToken)
    {
        var formulas = scheme.All.OfType<ScoredCriterion>().SelectMany(c => c.Formula is SumFormula sum ? sum.Parts.Select(p => p.Formula) : [c.Formula]).ToList();
        var wanted = formulas.SelectMany(f => f.Inputs).OfType<IndexInput>().Select(i => i.Index).ToHashSet(StringComparer.Ordinal);
        var compared = formulas.OfType<YearOnYearFormula>().Select(y => y.Input).OfType<IndexInput>().Select(i => i.Index).ToHashSet(StringComparer.Ordinal);
        var now = !live ? [] : await IndicesAsync(sheet.Unit!, period.Code, wanted, cancellationToken);
        var before = await EarlierPeriodAsync(period, cancellationToken);
        var then = before is null || !live ? [] : await IndicesAsync(sheet.Unit!, before.Code, compared, cancellationToken);
        var last = before is null ? [] : await EarlierInputsAsync(sheet, before, scheme.Code, cancellationToken);
        return new ScoreSources(sheet, period, before, inputs, last, now, then, text);
    }

    /// <summary>The period of the same kind one year earlier; null where there is none.</summary>
    public Task<StoredPeriod?> EarlierPeriodAsync(StoredPeriod period, CancellationToken cancellationToken) =>
        context.Periods.AsNoTracking().FirstOrDefaultAsync(p => p.Template == period.Template && p.Year == period.Year - 1, cancellationToken);

    /// <summary>The sheets of a unit and period by any version of a scheme, what was submitted first, then the newest.</summary>
    public IQueryable<StoredScoreSheet> SheetsOf(long unitId, string periodCode, string schemeCode) => context.ScoreSheets.AsNoTracking()
        .Where(s => s.UnitId == unitId && s.PeriodCode == periodCode && context.ScoringSchemes.Any(c => c.Id == s.SchemeId && c.Code == schemeCode))
        .OrderBy(s => s.State == ScoreState.Draft).ThenByDescending(s => s.Number).ThenByDescending(s => s.CreatedAt);

    private async Task<Dictionary<string, ScoreInput>> EarlierInputsAsync(StoredScoreSheet sheet, StoredPeriod before, string scheme, CancellationToken cancellationToken)
    {
        var earlier = await SheetsOf(sheet.UnitId, before.Code, scheme).FirstOrDefaultAsync(cancellationToken);
        return earlier is null ? [] : await context.ScoreInputs.AsNoTracking().Where(i => i.SheetId == earlier.Id).ToDictionaryAsync(i => i.Name, cancellationToken);
    }

    private async Task<Dictionary<string, ScoredIndex>> IndicesAsync(Unit unit, string period, HashSet<string> wanted, CancellationToken cancellationToken)
    {
        if (wanted.Count == 0 || await selections.OfAsync(unit, new Choices { Period = period }, cancellationToken) is not { } selection)
        {
            return [];
        }

        return ScoreIndices.ByCode(selection, await indices.OfAsync(selection, wanted, cancellationToken));
    }
}
