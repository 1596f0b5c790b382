using Survey.Core.Feedback;
using Survey.Core.Indices;

namespace Survey.Core.Tests.Feedback;

public sealed class FeedbackReportTests
{
    private static readonly DateOnly Today = new(2026, 9, 15);

    [Fact]
    public void Of_CountsEveryPieceOnce_AndTheDueDayItselfIsInTime()
    {
        FeedbackItem[] items =
        [
            new(Today, null), // due today: open
            new(Today.AddDays(3), null),
            new(Today.AddDays(-1), null), // overdue
            new(Today.AddDays(-9), Today.AddDays(-9)), // on its due day: on time
            new(Today.AddDays(-9), Today.AddDays(-12)),
            new(Today.AddDays(-9), Today.AddDays(-8)), // a day late
        ];

        var report = FeedbackReport.Of(items, Today);

        Assert.Equal(new FeedbackReport { Received = 6, OnTime = 2, Late = 1, Overdue = 1, Open = 2 }, report);
        Assert.Equal(4, report.Settled);
        Assert.Equal(new Rational(50, 1), report.Rate);
        Assert.False(report.Complies);
        Assert.False(report.NoneReceived);
    }

    [Fact]
    public void NothingReceived_Complies_WithAHundredPercent()
    {
        var report = FeedbackReport.Of([], Today);

        Assert.True(report.NoneReceived);
        Assert.True(report.Complies);
        Assert.Equal(new Rational(100, 1), report.Rate);
    }

    [Fact]
    public void AllStillInTime_HaveNoRateYet_AndBreakNothing()
    {
        var report = FeedbackReport.Of([new(Today, null)], Today);

        Assert.Null(report.Rate);
        Assert.True(report.Complies);
        Assert.False(report.NoneReceived);
    }

    [Fact]
    public void Rate_IsExact()
    {
        var report = FeedbackReport.Of([new(Today, Today), new(Today, Today), new(Today.AddDays(-2), Today)], Today);

        Assert.Equal(new Rational(200, 3), report.Rate);
    }
}

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-20", 1, "2026-11-23")] // Friday → Monday
    [InlineData("2026-11-21", 1, "2026-11-23")] // Saturday → Monday
    [InlineData("2026-11-22", 5, "2026-11-27")]
    [InlineData("2026-11-23", 10, "2026-12-07")]
    [InlineData("2026-11-22", 0, "2026-11-22")]
    public void After_LeavesWeekendsOut(string day, int count, string expected) =>
        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), WorkingDays.Plain.After(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), count));

    /// <summary>Around 30 April 2026, a Thursday: it and 1 May are off, and Saturday 9 May is worked for a bridge day.</summary>
    [Theory]
    [InlineData("2026-04-29", 1, "2026-05-04")]
    [InlineData("2026-04-28", 2, "2026-05-04")]
    [InlineData("2026-05-08", 1, "2026-05-09")] // the worked Saturday
    [InlineData("2026-05-08", 2, "2026-05-11")]
    [InlineData("2026-04-20", 10, "2026-05-06")]
    public void After_LeavesDaysOffOut_AndCountsWorkedSaturdays(string day, int count, string expected)
    {
        var days = new WorkingDays { Off = new HashSet<DateOnly> { new(2026, 4, 30), new(2026, 5, 1) }, Worked = new HashSet<DateOnly> { new(2026, 5, 9) } };

        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), days.After(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), count));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1001)]
    public void After_RefusesOtherCounts(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => WorkingDays.Plain.After(new(2026, 1, 1), count));
}

public sealed class ReplyCodeTests
{
    [Fact]
    public void Create_UsesEveryBitOfTheTenBytes()
    {
        Assert.Equal("0000000000000000", ReplyCode.Create(new byte[10]));
        Assert.Equal("ZZZZZZZZZZZZZZZZ", ReplyCode.Create([.. Enumerable.Repeat((byte)255, 10)]));
        var codes = Enumerable.Range(0, 80).Select(bit =>
        {
            var bytes = new byte[10];
            bytes[bit / 8] = (byte)(1 << (bit % 8));
            return ReplyCode.Create(bytes);
        }).ToList();

        Assert.Equal(80, codes.Distinct().Count());
        Assert.Throws<ArgumentException>(() => ReplyCode.Create(new byte[9]));
    }

    [Theory]
    [InlineData("ABCD-EFGH-JKMN-PQRS", "ABCDEFGHJKMNPQRS")]
    [InlineData(" abcd efgh jkmn pqrs ", "ABCDEFGHJKMNPQRS")]
    [InlineData("oilO-iLoI-0000-zzzz", "011011010000ZZZZ")]
    public void TryParse_ReadsWhatPeopleType(string typed, string code)
    {
        Assert.True(ReplyCode.TryParse(typed, out var read));
        Assert.Equal(code, read);
        Assert.True(ReplyCode.TryParse(ReplyCode.Grouped(code), out var again));
        Assert.Equal(code, again);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD-EFGH-JKMN-PQR")]
    [InlineData("ABCD-EFGH-JKMN-PQRST")]
    [InlineData("ABCD-EFGH-JKMN-PQRU")]
    [InlineData("ABCD-EFGH-JKMN-PQR%")]
    public void TryParse_RefusesTheRest(string? typed)
    {
        Assert.False(ReplyCode.TryParse(typed, out var code));
        Assert.Equal("", code);
    }
}
