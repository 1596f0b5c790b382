using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Plans;

namespace Survey.Web.Tests.Analyse.Plans;

public sealed class PeriodPartsTests
{
    private static readonly StoredPeriod Year = Of("nam", new(2026, 1, 1), new(2026, 12, 31));
    private static readonly StoredPeriod Q1 = Of("q1", new(2026, 1, 1), new(2026, 3, 31));
    private static readonly StoredPeriod Half = Of("h1", new(2026, 1, 1), new(2026, 6, 30));
    private static readonly StoredPeriod Q2 = Of("q2", new(2026, 4, 1), new(2026, 6, 30));
    private static readonly StoredPeriod Q3 = Of("q3", new(2026, 7, 1), new(2026, 9, 30));
    private static readonly StoredPeriod Q4 = Of("q4", new(2026, 10, 1), new(2026, 12, 31));

    [Fact]
    public void Of_QuartersAndHalfAYear_TakesNoDayTwice_AndTheFewestPeriods()
    {
        Assert.Equal(["q1", "q2", "q3", "q4"], Codes(Q4, Q2, Q3, Q1));
        Assert.Equal(["h1", "q3", "q4"], Codes(Q1, Half, Q2, Q3, Q4, Year));
        Assert.Equal(["h1", "q3"], Codes(Q1, Half, Q3));
        Assert.Equal(["q1", "q3"], Codes(Q1, Q3));
        Assert.Empty(Codes(Year));
    }

    [Fact]
    public void Cover_IsTrueOfAllDaysOnly()
    {
        Assert.True(PeriodParts.Cover(Year, [Half, Q3, Q4]));
        Assert.False(PeriodParts.Cover(Year, [Half, Q3]));
    }

    private static IEnumerable<string> Codes(params StoredPeriod[] known) => PeriodParts.Of(Year, known).Select(p => p.Code);

    private static StoredPeriod Of(string code, DateOnly first, DateOnly last) =>
        new() { Id = 1, Code = code, Template = "t", Year = 2026, Name = code, NameEn = code, First = first, Last = last };
}
