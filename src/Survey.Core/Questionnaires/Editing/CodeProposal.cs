using System.Globalization;
using System.Text;

namespace Survey.Core.Questionnaires.Editing;

/// <summary>Proposes codes from wordings. A code is proposed once, when a thing is made, and never changes by itself.</summary>
public static class CodeProposal
{
    private const int MaxLength = 32;

    /// <summary>A wording is a sentence, a code is not: whole words up to about this many characters.</summary>
    private const int UsualLength = 24;

    /// <summary>How Vietnamese items address the citizen; it would make all codes look the same.</summary>
    private static readonly string[] Addresses = ["ong_ba_anh_chi_", "anh_chi_ong_ba_", "ong_ba_", "anh_chi_", "xin_", "vui_long_"];

    /// <summary>A code for the wording: Vietnamese and other Latin letters without their marks, words joined by underscores,
    /// and a number where the code is taken.</summary>
    /// <param name="wording">What the thing is called; without Latin letters or digits the fallback names it.</param>
    /// <param name="fallback">A code, such as "cau".</param>
    /// <param name="taken">Codes that must not be proposed.</param>
    public static string From(string wording, string fallback, IEnumerable<string> taken)
    {
        var latin = Latin(wording);
        foreach (var address in Addresses.Where(a => latin.StartsWith(a, StringComparison.Ordinal) && latin.Length > a.Length + 2))
        {
            latin = latin[address.Length..];
            break;
        }

        return Unique(latin.Length == 0 ? fallback : Shorten(latin), taken);
    }

    /// <summary>The code, with _2, _3 … where it is taken.</summary>
    public static string Unique(string code, IEnumerable<string> taken)
    {
        var set = taken.ToHashSet(StringComparer.Ordinal);
        var candidate = code;
        for (var n = 2; set.Contains(candidate); n++)
        {
            var suffix = "_" + n.ToString(CultureInfo.InvariantCulture);
            candidate = code[..Math.Min(code.Length, MaxLength - suffix.Length)] + suffix;
        }

        return candidate;
    }

    /// <summary>Whether the text keeps the rule of codes, <c>[a-z0-9_]{1,32}</c>.</summary>
    public static bool IsCode(string? text) => text is not null && JsonNode.IsCode(text);

    /// <summary>A code for a new item of this questionnaire.</summary>
    public static string ForItem(Questionnaire q, string wording) =>
        From(wording, "cau", q.Items.Select(i => i.Code).Concat(QuestionnaireJson.ReservedItemCodes));

    /// <summary>A code for a new section of this questionnaire.</summary>
    public static string ForSection(Questionnaire q, string wording) => From(wording, "phan", q.Sections.Select(s => s.Code));

    /// <summary>A code for a new scale of this questionnaire.</summary>
    public static string ForScale(Questionnaire q, string wording) => From(wording, "thang", q.Scales.Select(s => s.Code));

    /// <summary>A code for a new index of this questionnaire.</summary>
    public static string ForIndex(Questionnaire q, string wording) => From(wording, "chi_so", q.Indices.Select(i => i.Code));

    private static string Latin(string wording)
    {
        var code = new StringBuilder();
        foreach (var c in Wording.Clean(wording).Normalize(NormalizationForm.FormD))
        {
            var lower = char.ToLowerInvariant(c) is var l && l == 'đ' ? 'd' : l;
            if (char.IsAsciiLetterOrDigit(lower))
            {
                code.Append(lower);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && code.Length > 0 && code[^1] != '_')
            {
                code.Append('_');
            }
        }

        return code.ToString().TrimEnd('_');
    }

    private static string Shorten(string latin)
    {
        if (latin.Length <= UsualLength)
        {
            return latin;
        }

        var cut = latin.LastIndexOf('_', UsualLength);
        return cut > 0 ? latin[..cut] : latin[..UsualLength];
    }
}
