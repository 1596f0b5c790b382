using System.Text;
using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>Answers in words as they are stored.</summary>
internal static class AnswerWords
{
    /// <summary>NFC, trimmed, lines ended by LF; half surrogate pairs and U+FFFE become U+FFFD, control characters vanish,
    /// tabs (and in a one-line answer line breaks) become spaces.</summary>
    public static string Clean(TextItem item, string typed)
    {
        var text = typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n' && item.Multiline)
            {
                clean.Append('\n');
            }
            else if (rune.Value is '\n' or '\t' or 0x2028 or 0x2029)
            {
                clean.Append(' ');
            }
            else if (!Rune.IsControl(rune))
            {
                // The normaliser throws on U+FFFE, which is no character.
                clean.Append(rune.Value == 0xFFFE ? Rune.ReplacementChar : rune);
            }
        }

        return clean.ToString().Normalize(NormalizationForm.FormC).Trim();
    }
}
