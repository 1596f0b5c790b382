namespace Survey.Web.Pages.Analyse;

/// <summary>
/// What may be shown where units count as they are now. Two trees over the same counters could be subtracted from each other,
/// so nothing is shown here that a reader could not add up from what is shown of the units as they were: each part of a place
/// is shown there, or is of no matter. Whatever both views say together, the first alone says.
/// </summary>
internal sealed class PresentDisclosure(PeriodCounts counts, Disclosure then, Func<Place, IReadOnlyList<Place>> partsOf, int least)
    : Disclosure(counts, new Remainders(default, []), new PartsOfPeriod(counts, [], least))
{
    public override bool IsShown(Place place, Facet facet, int column = 0) =>
        IsSum(partsOf(place), p => then.IsShown(p, facet, column), p => then.IsHarmless(p, facet, column));

    public override bool IsBrokenDown(Place place, Facet facet, int column = 0) =>
        IsSum(partsOf(place), p => then.IsBrokenDown(p, facet, column), p => then.IsHarmless(p, facet, column));
}
