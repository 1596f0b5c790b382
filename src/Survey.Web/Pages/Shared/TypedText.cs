using System.Text;

namespace Survey.Web.Pages.Shared;

/// <summary>Text as it comes out of a form, made fit to store and to compare.</summary>
public static class TypedText
{
    /// <summary>NFC, trimmed, line ends as LF, without control characters and without what is no character.</summary>
    public static string Clean(string? text) => WithoutNoncharacters((text ?? "").ReplaceLineEndings("\n")).Trim().Normalize();

    /// <summary>The normaliser throws at noncharacters such as U+FFFE and at half pairs; nobody means to type them.</summary>
    public static string WithoutNoncharacters(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isNoncharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
            if (!isNoncharacter && (rune.Value == '\n' || !Rune.IsControl(rune)))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }
}
