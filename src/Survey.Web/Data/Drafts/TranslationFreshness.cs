using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Drafts;

/// <summary>
/// Which wording of the source each translation was made from: text key → language → the first 16 hex digits of the
/// wording's SHA-256. A translation whose source reads otherwise today is stale; one without an entry counts as fresh.
/// </summary>
public sealed class TranslationFreshness
{
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _from;

    private TranslationFreshness(SortedDictionary<string, SortedDictionary<string, string>> from) => _from = from;

    /// <summary>As <see cref="Entities.StoredQuestionnaire.TranslatedFrom"/> has it.</summary>
    public static TranslationFreshness Read(string? json)
    {
        var read = json is null ? null : JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(json);
        var from = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (key, languages) in read ?? [])
        {
            from[key] = new SortedDictionary<string, string>(languages, StringComparer.Ordinal);
        }

        return new TranslationFreshness(from);
    }

    /// <summary>Of a questionnaire that comes with its translations: all of them are fresh.</summary>
    public static TranslationFreshness Fill(Questionnaire questionnaire)
    {
        var freshness = Read(null);
        var source = questionnaire.Languages[0];
        foreach (var text in QuestionnaireTexts.Of(questionnaire))
        {
            foreach (var language in questionnaire.Languages.Skip(1).Where(text.Text.Has))
            {
                freshness.Mark(text.Key, language, HashOf(text.Text.In(source)));
            }
        }

        return freshness;
    }

    /// <summary>After any change of the draft: what was worded anew is fresh, what stayed was made from what it was made from.</summary>
    public static TranslationFreshness Follow(string? json, Questionnaire before, Questionnaire after)
    {
        var old = json is null ? Fill(before) : Read(json);
        var all = QuestionnaireTexts.Of(before);
        var texts = all.DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
        // A text under another code, or a copy, is as old as the one it was.
        var twins = all.DistinctBy(t => (t.Kind, t.Text)).ToDictionary(t => (t.Kind, t.Text));
        var freshness = Read(null);
        foreach (var text in QuestionnaireTexts.Of(after))
        {
            var one = texts.GetValueOrDefault(text.Key) ?? twins.GetValueOrDefault((text.Kind, text.Text));
            foreach (var language in after.Languages.Skip(1).Where(text.Text.Has))
            {
                var was = one?.Text;
                var stayed = was is not null && was.Has(language) && was.In(language) == text.Text.In(language);
                // Without an entry it was fresh until now: it was made from what the source said.
                freshness.Mark(text.Key, language, !stayed ? HashOf(text.Text.In(after.Languages[0]))
                    : old._from.GetValueOrDefault(one!.Key)?.GetValueOrDefault(language) ?? HashOf(was!.In(before.Languages[0])));
            }
        }

        return freshness;
    }

    /// <summary>Notes which wording of the source, by its hash, a translation was made from.</summary>
    public void Mark(string key, string language, string hash)
    {
        if (!_from.TryGetValue(key, out var languages))
        {
            _from.Add(key, languages = new SortedDictionary<string, string>(StringComparer.Ordinal));
        }

        languages[language] = hash;
    }

    /// <summary>Whether the translation is there and older than its source's wording.</summary>
    public bool IsStale(QuestionnaireText text, string language, string sourceLanguage) =>
        text.Text.Has(language) && _from.GetValueOrDefault(text.Key)?.GetValueOrDefault(language) is { } from && from != HashOf(text.Text.In(sourceLanguage));

    /// <summary>Every stale translation of the questionnaire.</summary>
    public IReadOnlyList<(QuestionnaireText Text, string Language)> StaleOf(Questionnaire questionnaire) =>
        [.. QuestionnaireTexts.Of(questionnaire).SelectMany(t => questionnaire.Languages.Skip(1).Where(l => IsStale(t, l, questionnaire.Languages[0])).Select(l => (t, l)))];

    public string ToJson() => JsonSerializer.Serialize(_from);

    public static string HashOf(string wording) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wording)))[..16];
}
