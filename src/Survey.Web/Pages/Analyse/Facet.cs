using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>A filter on what responses have in common; null: any.</summary>
internal readonly record struct Facet(long? Service = null, Channel? Channel = null, SamplingMode? Sampling = null)
{
    public int Count => (Service is null ? 0 : 1) + (Channel is null ? 0 : 1) + (Sampling is null ? 0 : 1);

    public bool Matches(CountedCell cell) => (Service is null || Service == cell.ServiceId)
        && (Channel is null || Channel == cell.Channel)
        && (Sampling is null || Sampling == cell.Wave.Sampling);

    /// <summary>What a cell has in the dimensions that this filter sets.</summary>
    public Facet Of(CountedCell cell) => new(
        Service is null ? null : cell.ServiceId, Channel is null ? null : cell.Channel, Sampling is null ? null : cell.Wave.Sampling);

    /// <summary>The same filter with one condition less, each in turn.</summary>
    public IEnumerable<Facet> Wider()
    {
        if (Service is not null)
        {
            yield return this with { Service = null };
        }

        if (Channel is not null)
        {
            yield return this with { Channel = null };
        }

        if (Sampling is not null)
        {
            yield return this with { Sampling = null };
        }
    }
}
