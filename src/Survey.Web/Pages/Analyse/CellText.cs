namespace Survey.Web.Pages.Analyse;

/// <summary>Text for cells of workbooks and CSV files, which spreadsheet programs must never run as a formula.</summary>
public static class CellText
{
    private const string Dangerous = "=+-@\t\r\n\0 ＝＋－＠\u00a0\u3000\ufeff";

    /// <summary>
    /// The text with an apostrophe in front where its first character could start a formula (or hide one),
    /// and without characters that XML cannot hold.
    /// </summary>
    public static string Neutral(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var guarded = Dangerous.Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return guarded.Any(IsUnprintable) ? string.Concat(guarded.Where(c => !IsUnprintable(c))) : guarded;
    }

    private static bool IsUnprintable(char c) => (char.IsControl(c) && c is not ('\t' or '\r' or '\n')) || c is '\ufffe' or '\uffff';
}
