using System.Collections.Concurrent;
using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>What may be shown of parts of one period, each worked out once and only where it is asked for.</summary>
/// <param name="least">The fewest responses on which anything is shown.</param>
internal sealed class PartsOfPeriod(PeriodCounts counts, IReadOnlyList<(DateOnly First, DateOnly Last)> periods, int least = Suppression.MinimumShown)
{
    private readonly ConcurrentDictionary<(DateOnly, DateOnly), Disclosure> _periods = new();
    private readonly ConcurrentDictionary<string, Disclosure> _days = new();

    public int Least => least;

    /// <summary>What may be shown of a period within the whole, as its own page decides it.</summary>
    public Disclosure Of((DateOnly First, DateOnly Last) period) => _periods.GetOrAdd(period, p => p == (counts.Period.First, counts.Period.Last)
        ? new Disclosure(counts, new Remainders(p, periods), this)
        : new Disclosure(counts.Within(new Remainder([p])), new Remainders(p, periods), this));

    /// <summary>What would be fit to be shown of some days if they were a period of their own.</summary>
    public Disclosure Of(Remainder days) => days.Runs is [var run] && _periods.TryGetValue(run, out var known) ? known
        : _days.GetOrAdd(string.Join(' ', days.Runs), _ => new Disclosure(counts.Within(days), new Remainders(default, []), this));
}
