using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Public;

/// <summary>
/// Releases stand still while counts may still move a little: a late response, a sheet set aside. Who subtracts an
/// earlier release from a later one that holds the same days (the quarter from the year, a room from its department)
/// would be left with just those few. So what moved by fewer than five since an earlier release is not shown by a later
/// one over the same days: its table is left out, and where it is the whole, nothing comes out.
/// </summary>
public sealed class ReleaseDrift(IDbContextFactory<SurveyDbContext> contexts, ReleaseMaker maker)
{
    /// <summary>The document without the tables that would give a few responses away; null where nothing may come out.</summary>
    public async Task<ReleaseDocument?> CoverAsync(ReleaseDocument document, Unit unit, long questionnaireId, CancellationToken cancellationToken)
    {
        var moved = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var earlier in await EarlierAsync(document, unit, questionnaireId, cancellationToken))
        {
            var subject = new ReleaseSubject(earlier.Unit.Code, earlier.Questionnaire.Code, earlier.Index.Code, earlier.Period.Code);
            var now = (await maker.MakeAsync(subject, cancellationToken))?.Document;
            foreach (var (key, by) in MovedALittle(earlier, now))
            {
                moved[key] = by;
            }
        }

        return moved.ContainsKey(Whole(document)) || PartsMoveTheWhole(document, moved) ? null : document with
        {
            Dimensions = document.Dimensions.Any(d => moved.ContainsKey(DimensionOf(document, d))) ? [] : document.Dimensions,
            Units = document.Units.Any(u => moved.ContainsKey(PlaceOf(u))) ? [] : document.Units,
            Points = document.Points.Any(p => moved.ContainsKey(PointOf(p))) ? [] : document.Points,
        };
    }

    /// <summary>Whether the parts, taken together, moved by some response and by fewer than five: then so did the whole.</summary>
    private static bool PartsMoveTheWhole(ReleaseDocument document, Dictionary<string, long> moved)
    {
        var parts = document.Units.Select(PlaceOf).Concat(document.Points.Select(PointOf)).Where(moved.ContainsKey).ToList();
        return parts.Count > 0 && parts.Sum(p => Math.Max(1, Math.Abs(moved[p]))) < Suppression.MinimumShown;
    }

    /// <summary>What differs from an earlier release by some response, and by fewer than five, and by how many.</summary>
    private static IEnumerable<(string Key, long By)> MovedALittle(ReleaseDocument earlier, ReleaseDocument? now)
    {
        var current = now is null ? [] : Figures(now).ToDictionary(f => f.Key, f => f.Figure, StringComparer.Ordinal);
        foreach (var (key, figure) in Figures(earlier))
        {
            var by = current.TryGetValue(key, out var other) ? other.Base - figure.Base : 0;
            if (other is null || (Math.Abs(by) < Suppression.MinimumShown && (by != 0 || (other != figure && now!.Index == earlier.Index))))
            {
                yield return (key, by);
            }
        }
    }

    private static IEnumerable<(string Key, ReleasedFigure Figure)> Figures(ReleaseDocument document) =>
        document.Dimensions.Select(d => (Key: DimensionOf(document, d), d.Figure))
            .Concat(document.Units.Select(u => (Key: PlaceOf(u), u.Figure)))
            .Concat(document.Points.Select(p => (Key: PointOf(p), p.Figure)))
            .Append((Key: Whole(document), Figure: document.Overall))
            .Where(f => f.Figure is not null).Select(f => (f.Key, f.Figure!));

    private static string Whole(ReleaseDocument document) => "unit " + document.Unit.Code;

    private static string PlaceOf(ReleasedRow unit) => "unit " + unit.Code;

    private static string PointOf(ReleasedRow point) => "point " + point.Code;

    private static string DimensionOf(ReleaseDocument document, ReleasedRow dimension) => $"dimension {document.Unit.Code} {dimension.Code}";

    /// <summary>Releases of the same questionnaire that share days, of the unit, those above it and those below it.</summary>
    private async Task<List<ReleaseDocument>> EarlierAsync(ReleaseDocument document, Unit unit, long questionnaireId, CancellationToken cancellationToken)
    {
        var (path, first, last) = (unit.Path, document.Period.First, document.Period.Last);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var codes = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var sharing = context.Periods.Where(p => p.First <= last && p.Last >= first).Select(p => p.Code);
        var texts = await context.Releases
            .Where(r => r.QuestionnaireId == questionnaireId && sharing.Contains(r.PeriodCode))
            .Where(r => context.Units.Any(u => u.Id == r.UnitId && (u.Path.StartsWith(path) || codes.Contains(u.Code))))
            .Select(r => r.Json).ToListAsync(cancellationToken);
        return [.. texts.Select(ReleaseDocument.Parse)];
    }
}
