using CsCheck;
using Survey.Core.Organisation;

namespace Survey.Core.Tests.Organisation;

public sealed class ShortCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static readonly Gen<string> Codes = Gen.Byte.Array[5].Select(b => ShortCode.Create(b));

    [Fact]
    public void TryParse_OfCreate_GivesTheCodeBack()
    {
        Codes.Sample(code => Assert.True(
            code.Length == ShortCode.Length && code.All(Alphabet.Contains) && ShortCode.TryParse(code, out var read) && read == code));
    }

    [Fact]
    public void Create_UsesThirtyFiveBits()
    {
        Assert.Equal("00000000", ShortCode.Create([0, 0, 0, 0, 0]));
        Assert.Equal("00000000", ShortCode.Create([0, 0, 0, 0, 31]));
        Assert.StartsWith("0000001", ShortCode.Create([0, 0, 0, 0, 32]), StringComparison.Ordinal);
        Assert.StartsWith("ZZZZZZZ", ShortCode.Create([255, 255, 255, 255, 255]), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_KeepsItsCheckSymbol_BecausePostersArePrinted()
    {
        Assert.Equal("1234567Y", ShortCode.Create([0b00001_000, 0b10_00011_0, 0b0100_0010, 0b1_00110_00, 0b111_00000]));
    }

    [Fact]
    public void TryParse_WithOneWrongSymbol_Refuses()
    {
        Gen.Select(Codes, Gen.Int[0, 7], Gen.Char[Alphabet]).Where((code, at, wrong) => code[at] != wrong).Sample(
            (code, at, wrong) => Assert.False(ShortCode.TryParse(code[..at] + wrong + code[(at + 1)..], out _)));
    }

    [Fact]
    public void TryParse_WithSwappedNeighbours_Refuses()
    {
        Gen.Select(Codes, Gen.Int[0, 6]).Where((code, at) => code[at] != code[at + 1]).Sample(
            (code, at) => Assert.False(ShortCode.TryParse(code[..at] + code[at + 1] + code[at] + code[(at + 2)..], out _)));
    }

    [Fact]
    public void TryParse_OfWhatPeopleType_ReadsTheCode()
    {
        Codes.Sample(code =>
        {
            var typed = " " + code[..4].ToLowerInvariant().Replace('1', 'l').Replace('0', 'o') + " - " + code[4..].Replace('1', 'I').Replace('0', 'O') + "\n";
            Assert.True(ShortCode.TryParse(typed, out var read));
            Assert.Equal(code, read);
        });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000")]
    [InlineData("000000000")]
    [InlineData("0000000U")]
    [InlineData("0000000٠")]
    [InlineData("0000_0000")]
    [InlineData("0000000ı")]
    public void TryParse_OfNoCode_RefusesAndGivesTheEmptyString(string? text)
    {
        Assert.False(ShortCode.TryParse(text, out var code));
        Assert.Equal("", code);
    }

    [Fact]
    public void Create_FromOtherThanFiveBytes_Throws()
    {
        Assert.Throws<ArgumentException>(() => ShortCode.Create([1, 2, 3, 4]));
    }
}
