using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Ratings;

/// <summary>The rating that a page is about.</summary>
/// <param name="Index">The definition with its rating.</param>
public sealed record RatingPlace(Selection Selection, IndexDefinition Index)
{
    public RatingDefinition Rating => Index.Rating!;
}

/// <summary>A criterion with its points; null where they are missing or may not be told.</summary>
public sealed record RatingRow(string Code, LocalizedText Title, Rational Maximum, Rational? Points, bool IsExternal, CriterionValue? Value)
{
    public decimal? Rounded => Points?.ToDecimal(4);
}

/// <summary>A unit's rating in a period. Total and grade are null while any criterion is missing.</summary>
public sealed record RatingSheet(IReadOnlyList<RatingRow> Rows, Rational Maximum, decimal? Total, RatingGrade? Grade)
{
    public IEnumerable<RatingRow> Missing => Rows.Where(r => r.Points is null);
}

/// <summary>Puts together what citizens' answers and other software say of a rating, and keeps the latter.</summary>
public sealed class RatingDesk(SurveyDbContext database, ResultsQuery results, LocalCalendar calendar)
{
    /// <summary>The rating of the selection's questionnaire, or else of the first questionnaire that has one; null: none has.</summary>
    public static RatingPlace? PlaceOf(Selection selection)
    {
        var asked = selection.Choices.Q is null ? selection.Questionnaires : [selection.Questionnaire];
        return asked.Prepend(selection.Questionnaire).Select(q => (Questionnaire: q, Index: q.Latest.Indices.FirstOrDefault(i => i.Rating is not null)))
            .Where(x => x.Index is not null)
            .Select(x => new RatingPlace(selection with { Questionnaire = x.Questionnaire, Choices = selection.Choices with { Index = x.Index!.Code } }, x.Index!)).FirstOrDefault();
    }

    public Task<List<CriterionValue>> ValuesAsync(RatingPlace place, CancellationToken cancellationToken)
    {
        var (unit, period, index) = (place.Selection.Unit.Id, place.Selection.Period.Code, place.Index.Code);
        return database.CriterionValues.Where(c => c.UnitId == unit && c.PeriodCode == period && c.IndexCode == index).ToListAsync(cancellationToken);
    }

    public async Task<RatingSheet> SheetAsync(RatingPlace place, IReadOnlyList<CriterionValue> values, CancellationToken cancellationToken)
    {
        var external = place.Rating.External.Join(values, c => c.Code, v => v.Criterion, (c, v) => (c.Code, v.TenThousandths, c.Maximum))
            // A later version may have lowered a maximum.
            .Where(x => x.TenThousandths <= x.Maximum * 10_000).ToDictionary(x => x.Code, x => new Rational(x.TenThousandths, 10_000), StringComparer.Ordinal);
        var query = place.Selection.Query with { Service = null, Channel = null, Sampling = null };
        var chain = await results.ChainAsync(query, cancellationToken);
        var rating = chain is null || chain.Reading.Index.Rating is null ? null : Rated(chain, place.Selection.Unit.Code, external);
        if (rating is null)
        {
            return Unanswered(place.Index, external, values);
        }

        var (counted, isShown) = rating.Value;
        var rows = counted.Criteria.Select((c, i) => new RatingRow(c.Code, c.Title, c.Maximum, c.IsExternal || isShown[i] ? c.Points : null, c.IsExternal,
            values.FirstOrDefault(v => c.IsExternal && v.Criterion == c.Code))).ToList();
        var complete = rows.TrueForAll(r => r.Points is not null);
        return new RatingSheet(rows, counted.Maximum, complete ? counted.Rounded : null, complete ? counted.Grade : null);
    }

    /// <summary>Keeps what is typed; a criterion without points is one that is missing again.</summary>
    public async Task SaveAsync(RatingPlace place, IReadOnlyList<CriterionValue> known, IReadOnlyDictionary<string, (int? Points, string Source)> typed, long account, CancellationToken cancellationToken)
    {
        foreach (var (code, (points, source)) in typed)
        {
            var value = known.FirstOrDefault(v => v.Criterion == code);
            if (points is null)
            {
                database.RemoveRange(value is null ? [] : [value]);
            }
            else if (value is null)
            {
                database.Add(new CriterionValue
                {
                    UnitId = place.Selection.Unit.Id,
                    PeriodCode = place.Selection.Period.Code,
                    IndexCode = place.Index.Code,
                    Criterion = code,
                    TenThousandths = points.Value,
                    Source = source,
                    EnteredBy = account,
                    EnteredAt = calendar.UtcNow,
                });
            }
            else if ((value.TenThousandths, value.Source) != (points.Value, source))
            {
                (value.TenThousandths, value.Source, value.EnteredBy, value.EnteredAt) = (points.Value, source, account, calendar.UtcNow);
            }
        }

        database.Audit(calendar, account, "criteria_saved", $"{place.Selection.Unit.Code} {place.Selection.Period.Code} {place.Index.Code}");
        await database.SaveChangesAsync(cancellationToken);
    }

    // What citizens judge is told as the results page tells its dimensions: each by its own base.
    private static (PointsRating Rating, IReadOnlyList<bool> IsShown)? Rated(ResultsChain chain, string unit, Dictionary<string, Rational> external)
    {
        var (place, counts) = (chain.World.UnitsByCode[unit], chain.Periods[^1]);
        var shown = chain.Reading.Index.Dimensions.Select((_, i) => counts.Disclosure.IsShown(place, default, 1 + i)).ToList();
        return shown.TrueForAll(s => !s) ? null : (PointsRating.Of(counts.Sum(place, default), chain.Reading.Index, external), shown);
    }

    private static RatingSheet Unanswered(IndexDefinition index, Dictionary<string, Rational> external, IReadOnlyList<CriterionValue> values)
    {
        var judged = index.Dimensions.Select(d => new RatingRow(d.Code, d.Title, Rational.FromDecimal(d.Weight), null, false, null));
        var others = index.Rating!.External.Select(c => new RatingRow(c.Code, c.Title, Rational.FromDecimal(c.Maximum),
            external.TryGetValue(c.Code, out var points) ? points : null, true, values.FirstOrDefault(v => v.Criterion == c.Code)));
        List<RatingRow> rows = [.. judged, .. others];
        return new RatingSheet(rows, rows.Aggregate(Rational.Zero, (sum, r) => sum + r.Maximum), null, null);
    }
}
