using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Who wrote the answers down: those who gave them, or somebody who asked or typed them in.</summary>
public enum ChannelClass
{
    SelfFilled,
    Recorded,
}

/// <summary>A filter on what responses have in common; null: any.</summary>
/// <param name="Filled">A class of channels: no filter of its own, but the sum of the filters by its channels.</param>
internal readonly record struct Facet(long? Service = null, Channel? Channel = null, SamplingMode? Sampling = null, ChannelClass? Filled = null)
{
    public int Count => (Service is null ? 0 : 1) + (Channel is null ? 0 : 1) + (Sampling is null ? 0 : 1);

    /// <summary>Which dimensions the filter sets, whatever the values.</summary>
    public Facet Kinds() => new(Service is null ? null : 0, Channel is null ? null : default(Channel), Sampling is null ? null : default(SamplingMode));

    public bool Matches(CountedCell cell) => (Service is null || Service == cell.ServiceId)
        && (Channel is null || Channel == cell.Channel)
        && (Sampling is null || Sampling == cell.Wave.Sampling)
        && (Filled is null || Filled == ClassOf(cell.Channel));

    public static ChannelClass ClassOf(Channel channel) =>
        channel is Data.Entities.Channel.Paper or Data.Entities.Channel.Interview ? ChannelClass.Recorded : ChannelClass.SelfFilled;

    /// <summary>The filters by one channel that make up a filter by a class of channels.</summary>
    public IEnumerable<Facet> ByChannel()
    {
        var (self, of) = (this, Channel);
        return Enum.GetValues<Channel>().Where(c => ClassOf(c) == self.Filled && (of is null || of == c))
            .Select(c => self with { Filled = null, Channel = c });
    }

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
