using System.Buffers;
using System.IO.Compression;
using System.Text;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Tests.Respond;

public sealed class CompiledDocumentTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "", "" }, { "a", "b" }, { new string('x', 100_000), new string('x', 100_000) },
        { "Khảo sát ", " ភាសាខ្មែរ 😀" }, { string.Concat(Enumerable.Range(0, 20_000)), string.Concat(Enumerable.Range(0, 20_000)) },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Gzip_UnpacksToThePageWithTheKeyInTheGap(string before, string after)
    {
        var document = CompiledDocument.Compile(before + CompiledDocument.Gap + after);
        for (var i = 0; i < 20; i++)
        {
            var key = FormKey.Create(new DateOnly(2026, 5, 5));
            var output = new ArrayBufferWriter<byte>();
            document.WriteGzip(output, Encoding.ASCII.GetBytes(key));

            Assert.Equal(document.GzipLength, output.WrittenCount);
            using var reader = new StreamReader(new GZipStream(new MemoryStream(output.WrittenSpan.ToArray()), CompressionMode.Decompress));
            Assert.Equal(before + key + after, reader.ReadToEnd());
            Assert.Equal(before + key + after, Encoding.UTF8.GetString(document.Plain(Encoding.ASCII.GetBytes(key))));
        }
    }

    [Fact]
    public void Compile_WithTwoGaps_Throws() =>
        Assert.Throws<ArgumentException>(() => CompiledDocument.Compile(CompiledDocument.Gap + "a" + CompiledDocument.Gap));

    [Theory]
    [InlineData("", false)]
    [InlineData("short", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA", false)]
    [InlineData("________________________", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA=", false)]
    public void Digest_OfAKeyThatCannotBe_IsNull(string key, bool right) => Assert.Equal(right, FormKey.Digest(key, new DateOnly(2026, 5, 5)) is not null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(-400, true)]
    [InlineData(-401, false)]
    public void Digest_StartsWithTheDayOfIssue_AndTakesNoKeyOfAnImpossibleDay(int days, bool taken)
    {
        var today = new DateOnly(2026, 5, 5);
        var issued = today.AddDays(days);
        var digest = FormKey.Digest(FormKey.Create(issued), today);

        Assert.Equal(taken, digest is not null);
        if (digest is not null)
        {
            Assert.Equal(issued.DayNumber - new DateOnly(2020, 1, 1).DayNumber, (digest[0] << 8) | digest[1]);
        }
    }
}
