using System.Globalization;
using System.Text;

namespace Survey.Web.Pages.Shared;

/// <summary>Text as people type it when they search: lower case, no diacritics, so that "hoa sen" finds "Hoa Sen" and "Hòa Sến".</summary>
public static class PlainText
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in TypedText.WithoutNoncharacters(text).ToLowerInvariant().Replace('đ', 'd').Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    public static bool Finds(string wanted, params string?[] texts) =>
        wanted.Length == 0 || texts.Any(t => t is not null && Of(t).Contains(wanted, StringComparison.Ordinal));
}
