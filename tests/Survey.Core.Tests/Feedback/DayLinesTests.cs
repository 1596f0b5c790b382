using Survey.Core.Feedback;

namespace Survey.Core.Tests.Feedback;

public sealed class DayLinesTests
{
    [Fact]
    public void Read_TakesDaysAndRunsAsPeopleWriteThem()
    {
        var (days, problems) = DayLines.Read("1/1 Tết Dương lịch\r\n\r\n16/2 - 18/2: Tết Nguyên đán\n30/04/2026\tChiến thắng\n2026-09-02\n26.4–27.4 Giỗ Tổ", 2026);

        Assert.Empty(problems);
        Assert.Equal(
            [new(new(2026, 1, 1), "Tết Dương lịch"), new(new(2026, 2, 16), "Tết Nguyên đán"), new(new(2026, 2, 17), "Tết Nguyên đán"), new(new(2026, 2, 18), "Tết Nguyên đán"),
             new(new(2026, 4, 30), "Chiến thắng"), new(new(2026, 9, 2), ""), new(new(2026, 4, 26), "Giỗ Tổ"), new(new(2026, 4, 27), "Giỗ Tổ")],
            days);
    }

    [Theory]
    [InlineData("Tết", DayLineProblem.NoDay)]
    [InlineData("31/4", DayLineProblem.NoDay)]
    [InlineData("0/1", DayLineProblem.NoDay)]
    [InlineData("1/1/2027", DayLineProblem.OtherYear)]
    [InlineData("31/12 - 1/1/2027", DayLineProblem.OtherYear)]
    [InlineData("5/2 - 1/2", DayLineProblem.BadRun)]
    [InlineData("1/2 - 31/3", DayLineProblem.BadRun)]
    public void Read_OfAWrongLine_SaysWhichAndWhy(string line, DayLineProblem problem)
    {
        var (days, problems) = DayLines.Read("2/9\n" + line, 2026);

        Assert.Equal([(2, problem)], problems);
        Assert.Single(days);
    }

    [Fact]
    public void Read_OfADayTwice_RefusesTheSecondLine() => Assert.Equal([(2, DayLineProblem.Twice)], DayLines.Read("1/9 - 3/9\n2/9", 2026).Problems);

    [Fact]
    public void Write_MakesLinesThatReadTheSame()
    {
        NamedDay[] days = [new(new(2026, 2, 16), "Tết"), new(new(2026, 2, 17), "Tết"), new(new(2026, 2, 18), ""), new(new(2026, 9, 2), "Quốc khánh")];

        var text = DayLines.Write(days);

        Assert.Equal("16/02/2026 - 17/02/2026 Tết\n18/02/2026\n02/09/2026 Quốc khánh", text);
        Assert.Equal(days, DayLines.Read(text, 2026).Days);
    }
}
