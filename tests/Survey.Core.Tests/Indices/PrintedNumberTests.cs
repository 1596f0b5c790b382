using Survey.Core.Indices;

namespace Survey.Core.Tests.Indices;

public sealed class PrintedNumberTests
{
    [Theory]
    [InlineData("62.97%", 629_700L)]
    [InlineData("37.3%", 373_000L)]
    [InlineData("97.65 điểm", 976_500L)]
    [InlineData("41,46", 414_600L)]
    [InlineData("0.8125", 8_125L)]
    [InlineData("87", 870_000L)]
    [InlineData("-4,26", -42_600L)]
    [InlineData("−4.26", -42_600L)]
    [InlineData("1.234,5", 12_345_000L)]
    [InlineData("1,234.5", 12_345_000L)]
    [InlineData("1.234.567", 12_345_670_000L)]
    [InlineData("1 234,5", 12_345_000L)]
    [InlineData("1.234", 12_340L)]
    [InlineData("giảm 4.26 điểm", null)]
    [InlineData("trên 90%", null)]
    [InlineData("15/21", null)]
    [InlineData("12.34.5", null)]
    [InlineData("1.2345,6", null)]
    [InlineData("0.12345", null)]
    [InlineData("1234567890", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("5..5", null)]
    [InlineData("٣٤", null)]
    public void TenThousandths_OfAPrint_ReadsEitherConvention(string print, long? expected) =>
        Assert.Equal(expected, PrintedNumber.TenThousandths(print));
}
