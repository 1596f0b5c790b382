using CsCheck;
using Survey.Core.Periods;
using Survey.Core.Questionnaires;
using Xunit;

namespace Survey.Core.Tests.Periods;

public sealed class PeriodTests
{
    // Sở TTTT Sóc Trăng's plan for 2022: "Thời gian gửi báo cáo chậm nhất là vào ngày 16 của tháng cuối kỳ báo cáo."
    private static readonly PeriodTemplate[] SocTrang =
    [
        Template("q1", "Quý I", "12-15", -1, "03-14", "03-16") with { Predecessor = "q3", PredecessorYear = -1 },
        Template("h1", "6 tháng đầu năm {year}", "12-15", -1, "06-14", "06-16"),
        Template("q3", "Quý III", "06-15", 0, "09-14", "09-16"),
        Template("year", "Năm {year}", "12-15", -1, "12-14", "12-16"),
    ];

    [Theory]
    [InlineData("q1", "2022-q1", "Quý I/2022", "2021-12-15", "2022-03-14", "2022-03-16")]
    [InlineData("h1", "2022-h1", "6 tháng đầu năm 2022", "2021-12-15", "2022-06-14", "2022-06-16")]
    [InlineData("q3", "2022-q3", "Quý III/2022", "2022-06-15", "2022-09-14", "2022-09-16")]
    [InlineData("year", "2022-year", "Năm 2022", "2021-12-15", "2022-12-14", "2022-12-16")]
    public void Expand_OfSocTrangsPlan_GivesItsWindows(string template, string code, string name, string first, string last, string due)
    {
        var period = SocTrang.Single(t => t.Code == template).Expand(2022);

        Assert.Equal((code, name, 2022), (period.Code, period.Name.In("vi"), period.Year));
        Assert.Equal((Day(first), Day(last), Day(due)), (period.First, period.Last, period.DueExternal));
    }

    [Fact]
    public void Expand_NamesThePredecessorByItsYear()
    {
        Assert.Equal("2021-q3", SocTrang[0].Expand(2022).PredecessorCode);
        Assert.Null(SocTrang[1].Expand(2022).PredecessorCode);
    }

    [Fact]
    public void Expand_PutsTheYearIntoEveryLanguage()
    {
        var name = (Template("q1", "Quý I", "01-01", 0, "03-31", null) with { Name = Both("Quý I", "Quarter I") }).Expand(2026).Name;

        Assert.Equal(("Quý I/2026", "Quarter I/2026"), (name.In("vi"), name.In("en")));
    }

    [Theory]
    [InlineData("01-01", "12-31", "11-17", "2021-11-17")] // Sở GDĐT Sóc Trăng: due before the year ends
    [InlineData("01-01", "12-31", "01-15", "2022-01-15")] // after the turn of the year
    [InlineData("01-01", "03-31", "02-27", "2021-02-27")]
    public void Expand_PutsDueDayNearestToTheLastDay(string from, string to, string due, string expected) =>
        Assert.Equal(Day(expected), Template("x", "Kỳ", from, 0, to, due).Expand(2021).DueExternal);

    [Theory]
    [InlineData(2024, "2024-02-29", "2024-02-29")]
    [InlineData(2025, "2025-02-28", "2025-03-01")]
    [InlineData(2100, "2100-02-28", "2100-03-01")]
    public void Expand_TakesTheLeapDayAsTheEndOfFebruary(int year, string last, string first)
    {
        Assert.Equal(Day(last), Template("a", "A", "01-01", 0, "02-29", null).Expand(year).Last);
        Assert.Equal(Day(first), Template("b", "B", "02-29", 0, "12-31", null).Expand(year).First);
    }

    [Fact]
    public void Expand_CountsTheLeapDay()
    {
        var q1 = SocTrang[0];

        Assert.True(q1.Expand(2024).Contains(new(2024, 2, 29)));
        Assert.Equal(91, q1.Expand(2024).Last.DayNumber - q1.Expand(2024).First.DayNumber + 1);
        Assert.Equal(90, q1.Expand(2022).Last.DayNumber - q1.Expand(2022).First.DayNumber + 1);
    }

    [Fact]
    public void Expand_OfPeriodThatEndsBeforeItStarts_Throws() =>
        Assert.Throws<InvalidOperationException>(() => Template("x", "X", "12-15", 0, "03-14", null).Expand(2022));

    [Theory]
    [InlineData("2-29")]
    [InlineData("02-30")]
    [InlineData("13-01")]
    [InlineData("00-10")]
    [InlineData("01-00")]
    [InlineData("01/01")]
    [InlineData("+1-01")]
    [InlineData("")]
    [InlineData(null)]
    public void MonthDay_ThatDoesNotExist_IsNotRead(string? text) => Assert.False(MonthDay.TryParse(text, out _));

    [Fact]
    public void Boundaries_AreFirstDaysAndDaysAfterLast()
    {
        var boundaries = Segments.Boundaries(SocTrang.Select(t => t.Expand(2022)));

        Assert.Equal([new(2021, 12, 15), new(2022, 3, 15), new(2022, 6, 15), new(2022, 9, 15), new(2022, 12, 15)], boundaries);
    }

    [Theory]
    [InlineData("2021-12-14", "0001-01-01")]
    [InlineData("2021-12-15", "2021-12-15")]
    [InlineData("2022-03-14", "2021-12-15")]
    [InlineData("2022-03-15", "2022-03-15")]
    [InlineData("2030-01-01", "2022-12-15")]
    public void StartOf_IsTheLatestBoundaryNotAfterTheDay(string day, string expected) => Assert.Equal(
        Day(expected), Segments.StartOf(Day(day), Segments.Boundaries(SocTrang.Select(t => t.Expand(2022)))));

    [Fact]
    public void StartOf_WithoutPeriods_IsTheFirstDayOfAll() =>
        Assert.Equal(DateOnly.MinValue, Segments.StartOf(new(2026, 1, 1), []));

    [Fact]
    public void Segments_AreCutByNoPeriod() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 120]).Array[1, 12].Sample(spans =>
        {
            var start = new DateOnly(2024, 1, 1);
            var periods = spans.Select(s => SocTrang[0].Expand(2024) with { First = start.AddDays(s.Item1), Last = start.AddDays(s.Item1 + s.Item2) }).ToList();
            var boundaries = Segments.Boundaries(periods);
            for (var i = -2; i < 530; i++)
            {
                DateOnly day = start.AddDays(i), next = day.AddDays(1);
                if (Segments.StartOf(day, boundaries) == Segments.StartOf(next, boundaries))
                {
                    Assert.All(periods, p => Assert.Equal(p.Contains(day), p.Contains(next)));
                }
            }
        }, iter: 50);

    private static PeriodTemplate Template(string code, string name, string from, int fromYear, string to, string? due) => new()
    {
        Template = "so_tttt",
        Code = code,
        Name = LocalizedText.Of("vi", name),
        From = MonthDayOf(from),
        FromYear = fromYear,
        To = MonthDayOf(to),
        DueExternal = due is null ? null : MonthDayOf(due),
    };

    private static LocalizedText Both(string vi, string en) => new([new("vi", vi), new("en", en)]);

    private static MonthDay MonthDayOf(string text) => MonthDay.TryParse(text, out var day) ? day : throw new FormatException(text);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
