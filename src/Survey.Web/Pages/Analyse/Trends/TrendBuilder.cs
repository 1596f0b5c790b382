using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>Makes a series from counts that are already read.</summary>
internal sealed class TrendBuilder
{
    private readonly TrendCounts _counts;
    private readonly Place _unit;
    private readonly TrendGrain _grain;
    private readonly SortedSet<DateOnly> _waiting;
    private readonly DateOnly _today;
    private readonly IReadOnlyList<(Days Days, StoredPeriod? Period)> _buckets;
    private readonly TrendFigures _figures;

    /// <param name="counts">The counts.</param>
    /// <param name="unit">Whose index.</param>
    /// <param name="grain">The length of the buckets.</param>
    /// <param name="range">Which days.</param>
    /// <param name="today">Buckets that reach today are not over.</param>
    /// <param name="waiting">Days of which responses of the unit still wait.</param>
    public TrendBuilder(TrendCounts counts, Place unit, TrendGrain grain, TrendRange range, DateOnly today, SortedSet<DateOnly> waiting)
    {
        (_counts, _unit, _grain, _waiting, _today) = (counts, unit, grain, waiting, today);
        _buckets = grain == TrendGrain.Period
            ? [.. PeriodsOf(range).Where(p => p.Last < today).Select(p => (new Days(p.First, p.Last), (StoredPeriod?)p))]
            : [.. counts.Calendar.PiecesOf(grain).Where(d => d.First >= range.First && d.Last <= range.Last && d.Last < today).Select(d => (d, (StoredPeriod?)null))];
        _figures = new(counts, [.. _buckets.Select(b => b.Days)], IsShown);
    }

    private IndexReading Reading => _counts.Reading;

    public TrendSeries Build()
    {
        var known = Enumerable.Range(0, _buckets.Count).Where(i => !Waits(i)).ToHashSet();
        var figures = Enumerable.Range(0, _buckets.Count).Select(i => known.Contains(i) ? _figures.Of(_unit, i) : null).ToList();
        var samples = Enumerable.Range(0, _buckets.Count).Select(i => figures[i] is null ? null : _figures.AsSample(_unit, i)).ToList();
        // Every point but the last is the baseline: the last is what a reader wants judged.
        var limits = ControlLimits.Of(samples, samples.FindLastIndex(f => f is not null) is > 0 and var last ? last : null);
        var waves = figures.Index().Where(f => f.Item is not null).SelectMany(f => _figures.WavesOf(_unit, f.Index)).ToHashSet();
        return new TrendSeries
        {
            Unit = UnitOf(_unit),
            Ancestors = [.. _unit.Ancestors.Select(UnitOf)],
            QuestionnaireTitle = Reading.Questionnaire.Title,
            Index = Reading.Index,
            Version = Reading.Number,
            Grain = _grain,
            Buckets = Marked([.. _buckets.Select((b, i) => Bucket(i, figures[i], limits?.Points[i])).SkipWhile(b => b.Figure is null)]),
            Centre = limits?.Centre,
            Synthetic = waves.Any(w => w.Synthetic),
            Sampling = [.. waves.Select(w => w.Sampling).Distinct().Order()],
            FoldedAt = _counts.World.FoldedAt,
        };
    }

    private TrendBucket Bucket(int i, Figure? figure, ControlPoint? control)
    {
        var (days, period) = _buckets[i];
        return new()
        {
            First = days.First,
            Last = days.Last,
            Period = period,
            IsPart = period is null && TrendCalendar.Whole(days.First, _grain) != days,
            Figure = figure,
            Control = figure is null ? null : control,
            Waits = Waits(i),
            Versions = figure is null ? [] : VersionsIn(i),
        };
    }

    private List<int> VersionsIn(int bucket)
    {
        var ids = _figures.WavesOf(_unit, bucket).Select(w => w.VersionId).ToHashSet();
        return [.. _counts.World.Versions.Where(v => ids.Contains(v.Id)).Select(v => v.Number).Order()];
    }

    /// <summary>Marks where a later version comes up, and whether it counts otherwise.</summary>
    private List<TrendBucket> Marked(List<TrendBucket> buckets)
    {
        var latest = 0;
        for (var i = 0; i < buckets.Count; i++)
        {
            if (buckets[i].Versions is not [.., var newest] || newest <= latest)
            {
                continue;
            }

            buckets[i] = latest == 0 ? buckets[i] : buckets[i] with { NewVersion = true, NewMethod = !CountAlike(latest, newest) };
            latest = newest;
        }

        return buckets;
    }

    private bool CountAlike(int earlier, int later)
    {
        var (a, b) = (RulesOf(earlier), RulesOf(later));
        return a is null || b is null || (a with { Title = b.Title, Dimensions = b.Dimensions, MinimumBase = b.MinimumBase } == b
            && a.Dimensions.Select(d => (d.Code, d.Weight)).SequenceEqual(b.Dimensions.Select(d => (d.Code, d.Weight))));
    }

    // The version's own definition, which its cells carry with their layout.
    private IndexDefinition? RulesOf(int number)
    {
        var version = _counts.World.Versions.FirstOrDefault(v => v.Number == number && v.Questionnaire == Reading.Questionnaire.Code);
        return _counts.CellsOf(_unit).FirstOrDefault(c => c.Wave.VersionId == version?.Id)?.Layout.Questionnaire.Indices.FirstOrDefault(i => i.Code == Reading.Index.Code);
    }

    private bool IsShown(Place unit, int bucket)
    {
        var (days, period) = _buckets[bucket];
        return period is null
            ? _counts.Disclosure.IsShown(unit, days)
            : _counts.Periods.FirstOrDefault(p => p.Period.Code == period.Code)?.Disclosure.IsShown(unit, default) == true;
    }

    // The days of a week that is shown would tell the one that waits: they are held back together, and for as long as it takes.
    private bool Waits(int bucket) => _buckets[bucket] is (var days, null) && (_grain == TrendGrain.Day
        ? WaitsIn(TrendCalendar.Whole(days.First, TrendGrain.Week))
        : _today.AddDays(-TrendQuery.SettleDays) is var settled && days.Last >= settled && WaitsIn(new(days.First > settled ? days.First : settled, days.Last)));

    private bool WaitsIn(Days days) => _waiting.GetViewBetween(days.First, days.Last).Count > 0;

    /// <summary>The period asked for and those before it, oldest first.</summary>
    private List<StoredPeriod> PeriodsOf(TrendRange range)
    {
        var within = _counts.Periods.Select(p => p.Period).Where(p => p.First >= range.First && p.Last <= range.Last).ToList();
        var end = within.Find(p => p.Code == range.Period)
            ?? within.OrderByDescending(p => p.Last).ThenByDescending(p => p.First).FirstOrDefault();
        return end is null ? [] : _counts.World.PeriodsUpTo(end, within.Count).FindAll(within.Contains);
    }

    private static ReportUnit UnitOf(Place place) => new(place.Code, place.Name, place.NameEn, place.Unit!.Level, place.Unit.Feedback);
}
