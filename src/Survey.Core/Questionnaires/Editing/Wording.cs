using System.Text;

namespace Survey.Core.Questionnaires.Editing;

/// <summary>Makes of what was typed or pasted what the format takes as a text.</summary>
internal static class Wording
{
    /// <summary>One line in NFC without control characters and outer blanks; what is no character is left out.</summary>
    public static string Clean(string? typed)
    {
        var text = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
            {
                text.Append(' ');
            }
            else if (rune.Value is not (0xFFFD or 0xFFFE or 0xFFFF))
            {
                text.Append(rune.ToString());
            }
        }

        var clean = text.ToString().Trim();
        return clean.IsNormalized(NormalizationForm.FormC) ? clean : clean.Normalize(NormalizationForm.FormC);
    }

    /// <summary>Words of ours in the languages the questionnaire has; the source language gets English where it is neither.</summary>
    public static LocalizedText Of(Questionnaire q, string vi, string en)
    {
        var source = q.Languages[0];
        var text = LocalizedText.Of(source, source == "vi" ? vi : en);
        foreach (var language in q.Languages.Skip(1).Where(l => l is "vi" or "en"))
        {
            text = text.With(language, language == "vi" ? vi : en);
        }

        return text;
    }

    /// <summary>What was typed in the source language, or our words where nothing was.</summary>
    public static LocalizedText Or(Questionnaire q, string? typed, string vi, string en) =>
        Clean(typed) is { Length: > 0 } text ? LocalizedText.Of(q.Languages[0], text) : Of(q, vi, en);
}
