using Survey.Web.Pages.Analyse;

namespace Survey.Web.Tests.Analyse.Exports;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\0=1")]
    [InlineData(" =1")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠1")]
    [InlineData("\u00a0=1")]
    [InlineData("\ufeff=1")]
    public void Neutral_OfTextThatCouldStartAFormula_StartsWithAnApostrophe(string text) =>
        Assert.Equal('\'', CellText.Neutral(text)[0]);

    [Theory]
    [InlineData("Sở Nội vụ")]
    [InlineData("Quầy 1 - Hộ tịch = đúng")]
    [InlineData("‘trích dẫn’")]
    [InlineData("")]
    [InlineData("12,5")]
    public void Neutral_OfOtherText_IsTheText(string text) => Assert.Equal(text, CellText.Neutral(text));

    [Fact]
    public void Neutral_DropsWhatXmlCannotHold() => Assert.Equal("ab", CellText.Neutral("a\u0001\0\u001fb"));
}
