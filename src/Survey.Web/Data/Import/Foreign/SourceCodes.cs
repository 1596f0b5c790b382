using System.Text;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>Codes of one kind, made of the source's names: the name itself where it is a code, else the nearest to it that is free.</summary>
internal sealed class SourceCodes
{
    private const int MaxLength = 32;
    private readonly HashSet<string> _taken;

    private SourceCodes(IEnumerable<string> taken) => _taken = new(taken, StringComparer.Ordinal);

    /// <summary>Codes of options, points, scales, sections.</summary>
    public static SourceCodes Plain() => new([]);

    /// <summary>Codes of items: the form keeps some names for itself.</summary>
    public static SourceCodes OfItems() => new(QuestionnaireJson.ReservedItemCodes);

    /// <summary>The code that the name becomes; never the same twice.</summary>
    public string Take(string name, string otherwise)
    {
        var code = Nearest(name);
        return Unique(code.Length > 0 ? code : otherwise);
    }

    /// <summary>Lower case, no diacritics, an underscore for whatever else is no letter or digit; "" where nothing remains.</summary>
    public static string Nearest(string name)
    {
        if (IsCode(name))
        {
            return name;
        }

        var code = new StringBuilder();
        foreach (var c in PlainText.Of(Shorten(name)))
        {
            var fits = c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
            if (fits || (code.Length > 0 && code[^1] != '_'))
            {
                code.Append(fits ? c : '_');
            }
        }

        return Cut(code.ToString().TrimEnd('_'), MaxLength).TrimEnd('_');
    }

    private static bool IsCode(string text) => text.Length is >= 1 and <= MaxLength && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    // Broken halves of characters would make normalising throw.
    private static string Shorten(string name) => string.Concat(name.EnumerateRunes().Where(r => r != Rune.ReplacementChar).Take(4 * MaxLength));

    private string Unique(string code)
    {
        var wanted = Cut(code, MaxLength);
        for (var n = 2; !_taken.Add(wanted); n++)
        {
            var suffix = $"_{n}";
            wanted = Cut(code, MaxLength - suffix.Length) + suffix;
        }

        return wanted;
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
