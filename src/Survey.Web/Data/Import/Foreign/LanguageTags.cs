using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>What a source calls a language, as our tag of two or three letters.</summary>
internal static partial class LanguageTags
{
    private static readonly Lazy<Dictionary<string, string>> Names = new(Collect);

    /// <summary>The tag, and whether it is only the name's first letters since the language is not known; null: none can be made.</summary>
    public static (string Tag, bool Guessed)? Of(string name)
    {
        var wanted = name.Trim();
        if (Bracketed().Match(wanted) is { Success: true } match)
        {
            return (match.Groups[1].Value.ToLowerInvariant(), false);
        }

        if (Bare().Match(wanted) is { Success: true } bare)
        {
            return (bare.Groups[1].Value.ToLowerInvariant(), false);
        }

        var plain = PlainText.Of(wanted).Trim();
        if (Names.Value.TryGetValue(plain, out var tag) || Names.Value.TryGetValue(plain.Replace("tieng ", "", StringComparison.Ordinal), out tag))
        {
            return (tag, false);
        }

        var letters = string.Concat(plain.Where(char.IsAsciiLetterLower).Take(3));
        return letters.Length >= 2 ? (letters, true) : null;
    }

    private static Dictionary<string, string> Collect()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.NeutralCultures).Where(c => c.TwoLetterISOLanguageName.Length is 2 or 3 && c.Name.Length is 2 or 3))
        {
            names.TryAdd(PlainText.Of(culture.EnglishName), culture.TwoLetterISOLanguageName);
            names.TryAdd(PlainText.Of(culture.NativeName), culture.TwoLetterISOLanguageName);
        }

        foreach (var (name, tag) in new[]
        {
            ("viet", "vi"), ("viet nam", "vi"), ("vietnamese", "vi"), ("anh", "en"), ("english", "en"), ("phap", "fr"), ("french", "fr"), ("trung", "zh"),
            ("trung quoc", "zh"), ("chinese", "zh"), ("nhat", "ja"), ("han", "ko"), ("lao", "lo"), ("khmer", "km"), ("kho me", "km"), ("jrai", "jra"), ("gia rai", "jra"),
            ("bahnar", "bdq"), ("ba na", "bdq"), ("e de", "rad"), ("cham", "cjm"), ("tay", "tyz"), ("hmong", "hmn"), ("mong", "hmn"), ("thai", "th"),
            ("spanish", "es"), ("francais", "fr"), ("espanol", "es"), ("portugues", "pt"), ("arabic", "ar"), ("burmese", "my"), ("swahili", "sw"),
        })
        {
            names[name] = tag;
        }

        return names;
    }

    [GeneratedRegex(@"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9_-]+)?\s*\)\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"^([A-Za-z]{2}|[a-z]{3})(?:[-_][A-Za-z0-9_-]+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bare();
}
