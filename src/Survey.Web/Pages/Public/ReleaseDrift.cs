using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Public;

/// <summary>
/// Releases stand still while counts may still move a little: a late response, a sheet set aside. Who subtracts an
/// earlier release from a later one that holds the same days (the quarter from the year, a room from its department)
/// would be left with just those few. So nothing comes out over the days of an earlier release while the whole, one of
/// its parts, or what no part shows has moved since by some response and by fewer than five; where only a dimension
/// has, its table is left out.
/// </summary>
public sealed class ReleaseDrift(IDbContextFactory<SurveyDbContext> contexts, ReleaseMaker maker)
{
    /// <summary>The document as it may come out; null where it may not.</summary>
    public async Task<ReleaseDocument?> CoverAsync(ReleaseDocument document, Unit unit, long questionnaireId, CancellationToken cancellationToken)
    {
        var moved = new HashSet<string>(StringComparer.Ordinal);
        foreach (var earlier in await EarlierAsync(document, unit, questionnaireId, cancellationToken))
        {
            var subject = new ReleaseSubject(earlier.Unit.Code, earlier.Questionnaire.Code, earlier.Index.Code, earlier.Period.Code);
            moved.UnionWith(MovedALittle(earlier, (await maker.MakeAsync(subject, cancellationToken))?.Document));
        }

        var places = document.Units.Select(PlaceOf).Concat(document.Points.Select(PointOf)).Append(Whole(document));
        return places.Any(moved.Contains) ? null
            : document.Dimensions.Any(d => moved.Contains(DimensionOf(document, d))) ? document with { Dimensions = [] }
            : document;
    }

    /// <summary>What differs from an earlier release by some response, and by fewer than five; what cannot be compared any more.</summary>
    private static IEnumerable<string> MovedALittle(ReleaseDocument earlier, ReleaseDocument? now)
    {
        var current = now is null ? [] : Figures(now).ToDictionary(f => f.Key, f => f.Figure, StringComparer.Ordinal);
        foreach (var (key, figure) in Figures(earlier))
        {
            if (!current.TryGetValue(key, out var other) || IsLittle(other.Base - figure.Base)
                || (other.Base == figure.Base && other != figure && now!.Index == earlier.Index))
            {
                yield return key;
            }
        }

        var parts = Figures(earlier).Where(f => IsPart(earlier, f.Key) && current.ContainsKey(f.Key)).ToList();
        if (now is not null && parts.Count > 0
            && IsLittle(now.Overall.Base - earlier.Overall.Base - parts.Sum(p => current[p.Key].Base - p.Figure.Base)))
        {
            yield return Whole(earlier);
        }
    }

    private static bool IsLittle(long difference) => difference != 0 && Math.Abs(difference) < Suppression.MinimumShown;

    private static bool IsPart(ReleaseDocument document, string key) =>
        key != Whole(document) && !key.StartsWith("dimension ", StringComparison.Ordinal);

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
