using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Analyse.Crosstabs;

namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>Makes the priorities of a place from its counts, as far as <see cref="Disclosure"/> lets them be told.</summary>
internal sealed class PriorityBuilder(ResultsChain chain, Place place, OverallAssociation? association)
{
    private const int MostOfAUnit = 3;
    private readonly ReportFigures _figures = new(chain.Periods[^1], chain.Transactions);
    private readonly Expectations? _expectations = Expectations.Of(chain.Reading);

    private IndexReading Reading => chain.Reading;

    private Disclosure Disclosure => chain.Periods[^1].Disclosure;

    public PriorityAnswer Build(UnitReport report)
    {
        var wishes = Wishes(place);
        return new PriorityAnswer
        {
            Report = report,
            Stated = Stated(place),
            Derived = Derived(place),
            Wishes = [.. wishes.OrderByDescending(w => w.Count).Select(w => new PriorityWish(CrossName.Of(w.Option.Label), w.Count, w.Columns.Count > 0))],
            WishBase = wishes.Count > 0 ? _figures.Sum(place, default).Base(_expectations!.Item.Code) : 0,
            Units = Disclosure.IsBrokenDown(place, default) ? [.. report.Units.Select(OfUnit)] : [],
        };
    }

    private UnitPriorities OfUnit(ReportRow row)
    {
        var child = place.Children.Find(c => c.Unit is not null && c.Code == row.Code)!;
        var unit = new ReportUnit(child.Code, child.Name, child.NameEn, child.Unit!.Level, child.Unit.Feedback);
        var map = Stated(child) ?? Derived(child);
        return new(unit, map?.Kind ?? ImportanceKind.Stated, map is null ? null : [.. map.First.Take(MostOfAUnit)]);
    }

    private PriorityMap? Stated(Place of)
    {
        var all = Wishes(of);
        if (all.Count == 0)
        {
            return null;
        }

        var whole = _figures.Sum(of, default).Base(_expectations!.Item.Code);
        var points = from wish in all
                     from column in wish.Columns
                     group wish.Count by column into named
                     let point = Point(of, named.Key)
                     where point is not null
                     // Two options may be about one item: what more people named counts.
                     select point with { Importance = 100.0 * named.Max() / whole, Count = named.Max(), Base = whole };
        return PriorityMap.Of(ImportanceKind.Stated, [.. points]);
    }

    private PriorityMap? Derived(Place of)
    {
        if (association is null || !Disclosure.IsBrokenDown(of, default, association.OverallColumn))
        {
            return null;
        }

        var points = from column in association.Columns
                     let figure = association.Of(of, column)
                     where figure is not null && Disclosure.IsBrokenDown(of, default, column)
                     let point = Point(of, column)
                     where point is not null
                     select point with { Importance = figure.Value!.Value, Interval = figure.Interval, Base = figure.Base };
        return PriorityMap.Of(ImportanceKind.Derived, [.. points]);
    }

    private List<(ChoiceOption Option, long Count, IReadOnlyList<int> Columns)> Wishes(Place of)
    {
        if (_expectations is not { } expectations || !Disclosure.IsBrokenDown(of, default, expectations.Column))
        {
            return [];
        }

        var sum = _figures.Sum(of, default);
        return [.. expectations.Item.Options.Where(o => !o.Exclusive)
            .Select(o => (o, sum.Count(expectations.Item.Code, o.Code), expectations.Columns[o.Code]))];
    }

    // Nothing on fewer than ten: importance is a breakdown.
    private PriorityPoint? Point(Place of, int column)
    {
        if (!Disclosure.IsBrokenDown(of, default, column) || _figures.Figure(of, default, column) is not { Value: not null } figure)
        {
            return null;
        }

        var dimensions = Reading.Index.Dimensions;
        var (code, title) = column <= dimensions.Count
            ? (dimensions[column - 1].Code, dimensions[column - 1].Title)
            : (Reading.Items[column - Reading.ColumnOfItem(0)].Code, Reading.Items[column - Reading.ColumnOfItem(0)].Text);
        return new PriorityPoint { Code = code, Name = CrossName.Of(title), Performance = figure, Importance = 0, Base = figure.Base };
    }
}
