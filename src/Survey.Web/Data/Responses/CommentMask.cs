using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Web.Data.Responses;

/// <summary>Hides what in a comment could name a person: e-mail addresses, telephone and identity numbers, passports, plates, dossiers.
/// It rather hides too much than too little; amounts of money, dates and years stay.</summary>
public static partial class CommentMask
{
    public const string Mark = "[đã ẩn]";
    private const int FewestDigits = 8;

    public static string Apply(string text)
    {
        var masked = Email().Replace(text, Mark);
        masked = Dossier().Replace(masked, Mark);
        masked = Plate().Replace(masked, Mark);
        masked = Passport().Replace(masked, Mark);
        return DigitRun().Replace(masked, run => IsPersonal(run.Value) ? Mark : run.Value);
    }

    private static bool IsPersonal(string run) =>
        run.Count(char.IsDigit) >= FewestDigits && !Money().IsMatch(run) && !IsDate(run);

    private static bool IsDate(string run) =>
        DateOnly.TryParseExact(run, ["d.M.yyyy", "d-M-yyyy", "yyyy-M-d", "d M yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(@"[\p{L}\p{Nd}._%+\-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{Nd}\-]{1,63}(?:\.[\p{L}\p{Nd}\-]{1,63}){1,5}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Email();

    // The number on a receipt: 000.00.12.H28-240501-0001
    [GeneratedRegex(@"(?:\d{2,3}\.){0,4}[A-Z]\d{2}(?:\.\d{1,3}){0,4}-\d{6}-\d{3,6}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Dossier();

    // 51F-123.45, 29A1 12345, 59-X3 123.45, 30A-1234, 80-NG-123-45
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])\d{2}[ \-]?[A-ZĐ]{1,2}\d?[ \-.]{0,3}(?:\d{3}[ .\-]?\d{2}|\d{4})(?![\p{L}\p{Nd}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Plate();

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[A-Z]{1,2}[ \-]?\d{7,8}(?![\p{L}\p{Nd}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passport();

    // Digits of any script, with up to two separators between them: 0912 345 678, +84-91.234.5678, (028) 3822 1234.
    [GeneratedRegex(@"\+?\(?\p{Nd}(?:[ .\-()]{0,2}\p{Nd})+")]
    private static partial Regex DigitRun();

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:\.\d{3}){2,4}$")]
    private static partial Regex Money();
}
