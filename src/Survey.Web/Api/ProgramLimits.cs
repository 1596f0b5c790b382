using System.Buffers.Binary;

namespace Survey.Web.Api;

/// <summary>
/// How many requests a program may send in a minute: by its token, since many come through one gateway's address; who shows
/// no token that holds is counted by address.
/// </summary>
public sealed class ProgramLimits(AddressKey keys, SurveySettings settings, TimeProvider time)
{
    private readonly RequestCounter? _programs = RequestCounter.Of(settings.LimitsPerMinute.Programs);
    private readonly RequestCounter? _unknown = RequestCounter.Of(settings.LimitsPerMinute.UnknownPrograms);

    /// <summary>Seconds until the next minute.</summary>
    public int Rest => (int)Math.Ceiling(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (Now.UtcTicks % TimeSpan.TicksPerMinute)).TotalSeconds);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Counts a request that comes in.</summary>
    public bool MayAsk(HttpContext http) => ProgramToken.Of(http.Request) is { } token
        ? IsWithin(_programs, BinaryPrimitives.ReadUInt16LittleEndian(ProgramToken.HashOf(token)))
        : IsWithin(_unknown, AddressOf(http));

    /// <summary>Counts a token that does not hold.</summary>
    public bool MayFail(HttpContext http) => IsWithin(_unknown, AddressOf(http));

    private int AddressOf(HttpContext http) => keys.Of(http.Connection.RemoteIpAddress, Now);

    private bool IsWithin(RequestCounter? counter, int key) =>
        counter is null || counter.Add(key, Now.UtcTicks / TimeSpan.TicksPerMinute) <= counter.Limit;
}
