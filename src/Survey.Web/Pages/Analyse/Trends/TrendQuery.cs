namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>The index of a unit over time. What it returns may be shown; whether the reader may see the unit is the caller's question.</summary>
public sealed class TrendQuery
{
    /// <summary>The series; null where a code is unknown.</summary>
    /// <param name="unit">The unit's code.</param>
    /// <param name="questionnaire">The questionnaire's code.</param>
    /// <param name="index">An index of it; null: its first.</param>
    /// <param name="grain">The length of the buckets.</param>
    /// <param name="range">Which days.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<TrendSeries?> GetAsync(
        string unit, string questionnaire, string? index, TrendGrain grain, TrendRange range, CancellationToken cancellationToken)
    {
        _ = (unit, questionnaire, index, grain, range, cancellationToken);
        return Task.FromResult<TrendSeries?>(null);
    }
}
