using System.Globalization;
using System.Text;

namespace Survey.Web.Data.Import;

/// <summary>What every cell goes through: NFC, trimmed, nothing a spreadsheet would run, nothing a reader cannot see.</summary>
internal static class CellText
{
    public static string Clean(string raw, Action<Sentence> problem)
    {
        if (raw.Length > ImportLimits.CellCharacters)
        {
            problem(new($"Ô dài quá {ImportLimits.CellCharacters} ký tự.", $"The cell is longer than {ImportLimits.CellCharacters} characters."));
            return "";
        }

        string text;
        try
        {
            text = raw.Normalize(NormalizationForm.FormC).Trim();
        }
        catch (ArgumentException)
        {
            problem(new("Ô có ký tự hỏng.", "The cell holds broken characters."));
            return "";
        }

        if (text.Any(IsHidden))
        {
            problem(new("Ô có ký tự điều khiển hoặc ký tự ẩn.", "The cell holds control or hidden characters."));
        }
        else if (IsFormula(text))
        {
            problem(new("Ô bắt đầu như một công thức. Hãy bỏ dấu = + @ ở đầu.", "The cell starts like a formula. Remove the leading = + or @."));
        }

        return text;
    }

    // Zero-width joiners belong to some scripts; overrides of direction only deceive.
    private static bool IsHidden(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control
        || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF' or '\u200B';

    private static bool IsFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '@' or '＝' or '＋' or '＠';
}
