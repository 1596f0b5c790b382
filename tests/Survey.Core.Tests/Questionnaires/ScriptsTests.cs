using CsCheck;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

public sealed class ScriptsTests
{
    [Theory]
    [InlineData("ខ្មែរ", "ខ្មែ", "រ")]
    [InlineData("ស្ត្រី", "ស្ត្រី")]
    [InlineData("ក្", "ក្")]
    [InlineData("ក្ a", "ក្", " ", "a")]
    [InlineData("Hài", "H", "à", "i")]
    [InlineData("👨‍👩‍👧a", "👨‍👩‍👧", "a")]
    [InlineData("")]
    public void Clusters_AreWhatAReaderSeesAsOne(string text, params string[] clusters) => Assert.Equal(clusters, Scripts.Clusters(text));

    [Fact]
    public void Clusters_TogetherAreTheText() => Gen.String.Sample(text => Assert.Equal(text, string.Concat(Scripts.Clusters(text))), iter: 500);
}
