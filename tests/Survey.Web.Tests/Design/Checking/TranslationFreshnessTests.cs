using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;

namespace Survey.Web.Tests.Design.Checking;

public sealed class TranslationFreshnessTests
{
    private static readonly Questionnaire Start = Sample.QuestionnaireOf(Sample.QuestionnaireJsonOf("sipas_short"));

    [Fact]
    public void Fill_MakesAllFresh() => Assert.Empty(TranslationFreshness.Fill(Start).StaleOf(Start));

    [Fact]
    public void Follow_AfterTheSourceChanged_MakesItsTranslationStale_AlsoWithoutAnyEntry()
    {
        var after = Start with { Title = Start.Title.With("vi", "Lời mới") };
        foreach (var json in new[] { null, "{}", TranslationFreshness.Fill(Start).ToJson() })
        {
            var stale = Assert.Single(TranslationFreshness.Follow(json, Start, after).StaleOf(after));
            Assert.Equal(("title", "en"), (stale.Text.Key, stale.Language));
        }
    }

    [Fact]
    public void Follow_AfterBothChanged_OrTheSourceCameBack_IsFresh()
    {
        var both = Start with { Title = Start.Title.With("vi", "Lời mới").With("en", "New words") };
        Assert.Empty(TranslationFreshness.Follow(null, Start, both).StaleOf(both));

        var source = Start with { Title = Start.Title.With("vi", "Lời mới") };
        var stale = TranslationFreshness.Follow(null, Start, source).ToJson();
        Assert.Empty(TranslationFreshness.Follow(stale, source, Start).StaleOf(Start));
    }

    [Fact]
    public void Follow_ThroughManySaves_RemembersWhatItWasMadeFrom()
    {
        var (json, now) = ((string?)null, Start);
        foreach (var words in new[] { "Một", "Hai", "Ba" })
        {
            var next = now with { Title = now.Title.With("vi", words) };
            (json, now) = (TranslationFreshness.Follow(json, now, next).ToJson(), next);
        }

        Assert.Single(TranslationFreshness.Read(json).StaleOf(now));
        var freshness = TranslationFreshness.Read(json);
        freshness.Mark("title", "en", TranslationFreshness.HashOf("Ba"));
        Assert.Empty(freshness.StaleOf(now));
        Assert.Equal(freshness.ToJson(), TranslationFreshness.Read(freshness.ToJson()).ToJson());
    }
}
