using System.Globalization;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Respond;

/// <summary>The form's own fields, checked against the point.</summary>
internal sealed record SheetHeader
{
    public required string Key { get; init; }
    public required byte[] Digest { get; init; }
    public required long WaveId { get; init; }
    public required long ServiceId { get; init; }
    public required Channel Channel { get; init; }
    public required string Language { get; init; }

    /// <summary>Null where one of them is missing, stands twice or cannot be.</summary>
    public static SheetHeader? Read(IReadOnlyDictionary<string, IReadOnlyList<string>> fields, RespondPoint point, DateOnly today)
    {
        string? One(string name) => fields.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        if (One("key") is not { } key || FormKey.Digest(key, today) is not { } digest
            || !long.TryParse(One("wave"), NumberStyles.None, CultureInfo.InvariantCulture, out var wave)
            || ServiceOf(point, One("service")) is not { } service
            || One("channel") is not { } sent || PageRequest.ChannelOf(point, sent) is not { } channel
            || One("lang") is not { } language)
        {
            return null;
        }

        return new SheetHeader { Key = key, Digest = digest, WaveId = wave, ServiceId = service, Channel = channel, Language = language };
    }

    // Empty is "none of these" at a counter with several, and right at one with none.
    private static long? ServiceOf(RespondPoint point, string? code) => code switch
    {
        null => null,
        "" when point.Services.Count != 1 => 0,
        _ => point.Services.FirstOrDefault(s => s.Code == code)?.Id,
    };
}
