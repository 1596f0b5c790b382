using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A text that someone else translated otherwise, or took away, since the form was opened.</summary>
/// <param name="Key">The text's key.</param>
/// <param name="Theirs">How it is translated now; null: the text is gone.</param>
/// <param name="Mine">How the form says it.</param>
public sealed record TranslationClash(string Key, string? Theirs, string Mine);

/// <summary>The translations as they were typed, each with what its text and translation were when the form was drawn.</summary>
public sealed partial class TranslationForm(IFormCollection form, string language)
{
    private const string Typed = "t.";
    private const string Seen = "s.";
    private const string StillRight = "ok.";

    /// <summary>What of the last <see cref="Save"/> was not taken, since others changed it.</summary>
    public List<TranslationClash> Clashes { get; } = [];

    /// <summary>Keys of texts that are too long.</summary>
    public List<(string Key, string Mine)> TooLong { get; } = [];

    public int Saved { get; private set; }

    public static bool IsField(string name) => Field().IsMatch(name);

    /// <summary>Whether each typed text says what it started from.</summary>
    public bool IsSound => form.Keys.Where(k => k.StartsWith(Typed, StringComparison.Ordinal)).All(k => Hashes().IsMatch(form[Seen + k[Typed.Length..]].ToString()));

    /// <summary>What is to be kept of the form in the draft as it is now.</summary>
    public TranslationSave Save(Questionnaire questionnaire)
    {
        Clashes.Clear();
        TooLong.Clear();
        var (wordings, madeFrom) = (new Dictionary<string, string?>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var texts = QuestionnaireTexts.Of(questionnaire).DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
        foreach (var key in form.Keys.Where(k => k.StartsWith(Typed, StringComparison.Ordinal)).Select(k => k[Typed.Length..]))
        {
            Take(key, texts.GetValueOrDefault(key), questionnaire.Languages[0], wordings, madeFrom);
        }

        Saved = wordings.Keys.Union(madeFrom.Keys).Count();
        return new TranslationSave(wordings, madeFrom);
    }

    private void Take(string key, QuestionnaireText? text, string source, Dictionary<string, string?> wordings, Dictionary<string, string> madeFrom)
    {
        var mine = OneLine(form[Typed + key].ToString());
        var seen = form[Seen + key].ToString();
        var (seenSource, seenTranslation) = (seen[..16], seen[16..]);
        var theirs = text is not null && text.Text.Has(language) ? text.Text.In(language) : "";
        if (TranslationFreshness.HashOf(mine) == seenTranslation || mine == theirs)
        {
            // Said to be right still: about the wording that was read, should the source have changed again.
            if (text is not null && theirs.Length > 0 && mine == theirs && form.ContainsKey(StillRight + key))
            {
                madeFrom[key] = seenSource;
            }
        }
        else if (text is null || TranslationFreshness.HashOf(theirs) != seenTranslation)
        {
            Clashes.Add(new TranslationClash(key, text is null ? null : theirs, mine));
        }
        else if (mine.Length > QuestionnaireJson.MaxTextLength)
        {
            TooLong.Add((key, mine));
        }
        else
        {
            wordings[key] = mine;
            madeFrom[key] = seenSource;
        }
    }

    public static string OneLine(string typed) => TypedText.Clean(typed.ReplaceLineEndings(" "));

    [GeneratedRegex(@"^(t|s|ok)\.[a-z0-9_]{1,32}(\.[a-z0-9_]{1,32}){0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"^[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hashes();
}
