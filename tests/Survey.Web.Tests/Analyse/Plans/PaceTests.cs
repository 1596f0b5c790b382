using Survey.Web.Pages.Analyse.Plans;

namespace Survey.Web.Tests.Analyse.Plans;

public sealed class PaceTests
{
    private static readonly DateOnly First = new(2026, 6, 15);
    private static readonly DateOnly Last = new(2026, 9, 14);

    // 92 days in all; day 10 is 24 June.
    [Theory]
    [InlineData(100L, 100, "2026-06-24", PaceState.Full, null)]
    [InlineData(120L, 100, "2026-10-24", PaceState.Full, null)]
    [InlineData(20L, 100, "2026-06-24", PaceState.OnTrack, "2026-08-03")] // 2 a day, 80 to come: 40 days
    [InlineData(20L, 184, "2026-06-24", PaceState.OnTrack, "2026-09-14")] // 164 to come: 82 days, the very last day
    [InlineData(20L, 185, "2026-06-24", PaceState.Behind, "2026-09-15")]
    [InlineData(99L, 100, "2026-09-15", PaceState.Unmet, null)]
    [InlineData(null, 100, "2026-09-15", PaceState.Unknown, null)]
    [InlineData(null, 100, "2026-06-14", PaceState.NotStarted, null)]
    [InlineData(50L, 0, "2026-06-24", PaceState.NoQuota, null)]
    [InlineData(5L, 1_000_000_000, "2026-09-14", PaceState.Behind, "9999-12-31")]
    public void Of_ADay_SaysWhenTheQuotaIsFull(long? received, long planned, string today, PaceState state, string? end)
    {
        var pace = Pace.Of(received, planned, First, Last, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(state, pace.State);
        Assert.Equal(end, pace.End?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}
