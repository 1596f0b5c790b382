namespace Survey.Core.Questionnaires.Checking;

/// <summary>
/// Estimates how long a citizen takes: reading + answering.
/// Reading: every text shown once, a scale's labels once for all its items, at 240 words a minute in Vietnamese (a word is
/// a syllable there), 200 in English, 180 in any other language; scripts without spaces at 500 characters a minute.
/// Answering: scale and single choice 2 s, multiple choice 4 s, number 5 s, short text 12 s, long text 30 s; of optional
/// texts one in four is written.
/// An item behind a condition, its own or its section's, counts half; behind both, a quarter.
/// </summary>
public static class AnswerTime
{
    private const double UnspacedPerMinute = 500;
    private const double ConditionShare = 0.5;
    private const double OptionalTextShare = 0.25;

    /// <summary>The whole seconds that answering takes on average in the language (source language where a text lacks it).</summary>
    public static int Seconds(Questionnaire questionnaire, string language)
    {
        var seconds = Reading(questionnaire.Title, language) + Reading(questionnaire.Lead, language);
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var section in questionnaire.Sections)
        {
            var share = section.ShowIf is null ? 1 : ConditionShare;
            seconds += share * (Reading(section.Title, language) + Reading(section.Text, language));
            seconds += share * section.Items.Sum(i => (i.ShowIf is null ? 1 : ConditionShare) * Of(i, language, read));
        }

        return (int)Math.Ceiling(seconds);
    }

    private static double Of(Item item, string language, HashSet<string> read) =>
        Reading(item.Text, language) + Reading(item.Hint, language) + item switch
        {
            ScaleItem { Scale: var scale } => 2 + (read.Add(scale.Code) ? scale.Points.Sum(p => Reading(p.Label, language)) + Reading(scale.NotApplicable?.Label, language) : 0),
            SingleChoiceItem single => 2 + single.Options.Sum(o => Reading(o.Label, language)),
            MultipleChoiceItem multiple => 4 + multiple.Options.Sum(o => Reading(o.Label, language)),
            NumberItem number => 5 + Reading(number.Unit, language),
            TextItem text => (text.Multiline ? 30 : 12) * (text.Required ? 1 : OptionalTextShare),
            _ => 0,
        };

    private static double Reading(LocalizedText? text, string language)
    {
        if (text is null)
        {
            return 0;
        }

        var (words, found) = text.Find(language);
        var (spaced, unspaced) = Count(words);
        var speed = found switch { "vi" => 240.0, "en" => 200.0, _ => 180.0 };
        return (spaced / speed + unspaced / UnspacedPerMinute) * 60;
    }

    private static (int Words, int Characters) Count(string text)
    {
        var (words, characters, inWord) = (0, 0, false);
        foreach (var first in Scripts.Clusters(text).Select(c => c[0]))
        {
            var isUnspaced = Scripts.IsWrittenWithoutSpaces(first);
            characters += isUnspaced ? 1 : 0;
            var isLetter = !isUnspaced && char.IsLetterOrDigit(first);
            words += isLetter && !inWord ? 1 : 0;
            inWord = isLetter || (inWord && first is '\'' or '’' or '-');
        }

        return (words, characters);
    }
}
