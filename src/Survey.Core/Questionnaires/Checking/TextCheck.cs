using System.Text;

namespace Survey.Core.Questionnaires.Checking;

/// <summary>Texts that are missing, broken, or too long for a phone that is 320 px wide.</summary>
internal static class TextCheck
{
    private const int TitleLength = 90;
    private const int ItemLength = 160;
    private const int LabelLength = 40;
    private const int HintLength = 200;
    private const int WordLength = 22;

    public static IEnumerable<Finding> Run(Questionnaire q) => q.Languages.Count == 0 ? [] : QuestionnaireTexts.Of(q).SelectMany(t => Of(t, q.Languages));

    private static IEnumerable<Finding> Of(QuestionnaireText text, IReadOnlyList<string> languages)
    {
        foreach (var (language, words) in text.Text.Entries)
        {
            var found = languages.Contains(language)
                ? OfWords(text, language, words, language == languages[0])
                : [new(FindingSeverity.Error, FindingKind.UnknownLanguage, text.Place, language)];
            foreach (var finding in found)
            {
                yield return finding with { Language = language, TextKey = text.Key };
            }
        }

        foreach (var language in languages.Where(l => !text.Text.Has(l)))
        {
            yield return (language == languages[0]
                ? new Finding(FindingSeverity.Error, FindingKind.TextMissing, text.Place)
                : new Finding(FindingSeverity.Warning, FindingKind.TranslationMissing, text.Place)) with
            { Language = language, TextKey = text.Key };
        }
    }

    private static IEnumerable<Finding> OfWords(QuestionnaireText text, string language, string words, bool isSource)
    {
        if (string.IsNullOrWhiteSpace(words))
        {
            yield return new(isSource ? FindingSeverity.Error : FindingSeverity.Warning, isSource ? FindingKind.TextMissing : FindingKind.TranslationMissing, text.Place);
            yield break;
        }

        if (IsBroken(words))
        {
            yield return new(FindingSeverity.Error, FindingKind.TextBroken, text.Place);
            yield break;
        }

        if (!words.IsNormalized(NormalizationForm.FormC))
        {
            yield return new(FindingSeverity.Error, FindingKind.TextNotNfc, text.Place);
        }

        if (text.IsForCitizens)
        {
            foreach (var finding in OfLength(text, words))
            {
                yield return finding;
            }
        }
    }

    private static IEnumerable<Finding> OfLength(QuestionnaireText text, string words)
    {
        var (kind, most) = text.Kind switch
        {
            TextKind.Title or TextKind.SectionTitle => (FindingKind.LongTitle, TitleLength),
            TextKind.ItemText => (FindingKind.LongItem, ItemLength),
            TextKind.Option or TextKind.ScalePoint or TextKind.Unit => (FindingKind.LongLabel, LabelLength),
            TextKind.Hint or TextKind.Lead => (FindingKind.LongHint, HintLength),
            _ => (FindingKind.LongHint, int.MaxValue),
        };
        // What a reader sees as one character is one, also where it takes several code points.
        var length = Scripts.Clusters(words).Count;
        if (length > most)
        {
            yield return new(FindingSeverity.Note, kind, text.Place, Invariant.Of(length), Invariant.Of(most));
        }

        if (UnbrokenRun(words) is { } word)
        {
            yield return new(FindingSeverity.Warning, FindingKind.LongWord, text.Place, word);
        }
    }

    private static bool IsBroken(string words)
    {
        try
        {
            words.IsNormalized(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return true;
        }

        return words.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFFFE');
    }

    private static string? UnbrokenRun(string words)
    {
        var run = new StringBuilder();
        var length = 0;
        foreach (var element in Scripts.Clusters(words))
        {
            if (MayBreakAt(element))
            {
                if (length > WordLength)
                {
                    return run.ToString();
                }

                run.Clear();
                length = 0;
            }
            else
            {
                run.Append(element);
                length++;
            }
        }

        return length > WordLength ? run.ToString() : null;
    }

    private static bool MayBreakAt(string element) =>
        char.IsWhiteSpace(element[0]) || element[0] is '-' or '/' or '\u00ad' or '\u200b' or '\u2013' or '\u2014' || Scripts.IsWrittenWithoutSpaces(element[0]);
}
