using System.Text.RegularExpressions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>The languages of the file's texts: those of the default first.</summary>
internal sealed partial class SurveyJsLanguages
{
    private const string Default = "default";
    private const int MostLanguages = 50;
    private readonly List<(string Code, string Tag)> _known = [];

    public IReadOnlyList<string> Tags => [.. _known.Select(l => l.Tag).Distinct()];

    [GeneratedRegex("^[a-z]{2,3}([-_][A-Za-z0-9]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Code();

    public static SurveyJsLanguages Read(SurveyJsNode root, LossNotes notes)
    {
        var languages = new SurveyJsLanguages();
        var codes = new List<string>();
        var samples = new List<string>();
        Collect(root, codes, samples);
        var locale = root.Text("locale").Trim();
        var note = notes.Open("locale", locale.Length > 0 ? $"locale {locale}" : "locale (not given)");
        if (LanguageTags.Of(locale) is { } given)
        {
            languages._known.Add((Default, given.Tag));
            note.Target = given.Tag;
        }
        else
        {
            var tag = MostUsed(codes, samples.Count) ?? Guess(string.Concat(samples.Take(200)));
            languages._known.Add((Default, tag));
            note.Change(new($"Tệp không nêu ngôn ngữ gốc; đoán là “{tag}” theo chữ viết.", $"The file does not name its source language; '{tag}' was guessed from its texts.")).Target = tag;
        }

        foreach (var code in codes.Where(c => c != Default).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            languages.Add(code, notes);
        }

        return languages;
    }

    /// <summary>A text: a string, or an object of strings by language.</summary>
    public Words Words(SurveyJsNode? node, LossNote note)
    {
        if (node is null)
        {
            return new Words();
        }

        if (!node.IsObject)
        {
            return new Words().With(_known[0].Tag, Wording.Clean(node.Scalar(), note));
        }

        var words = new Words();
        foreach (var (code, tag) in _known)
        {
            words.With(tag, Wording.Clean(node.Find(code)?.Scalar(), note));
        }

        return words;
    }

    /// <summary>Whether the value is a text by language.</summary>
    public static bool IsText(SurveyJsNode node) => node.IsObject && node.Properties.Any()
        && node.Properties.All(p => (p.Key == Default || Code().IsMatch(p.Key)) && p.IsScalar)
        && (node.Properties.Any(p => p.Key == Default) || node.Properties.All(p => LanguageTags.Of(p.Key) is { Guessed: false }));

    private void Add(string code, LossNotes notes)
    {
        var note = notes.Open("locale", $"language {code}");
        var tag = LanguageTags.Of(code)?.Tag;
        if (tag is null || _known.Count == MostLanguages)
        {
            note.LeaveOut(new("Không nhận ra ngôn ngữ này.", "This language is not known."));
            return;
        }

        // A text may stand both as the default and under the default's own code.
        var twice = _known.FindIndex(l => l.Tag == tag);
        if (twice > 0)
        {
            note.LeaveOut(new($"Ngôn ngữ “{tag}” đã có; không giữ hai bản của một ngôn ngữ.", $"The language '{tag}' is there already; a language has one version."));
            return;
        }

        _known.Add((code, tag));
        note.Target = tag;
        if (tag != code)
        {
            note.Change(new($"Mã ngôn ngữ “{Wording.Shown(code, 20)}” thành “{tag}”.", $"The language code '{Wording.Shown(code, 20)}' became '{tag}'."));
        }
    }

    private static readonly string[] TextNames =
        ["title", "description", "text", "html", "completedHtml", "labelTrue", "labelFalse", "otherText", "noneText", "commentText", "minRateDescription", "maxRateDescription", "refuseText", "dontKnowText", "requiredErrorText"];

    private static void Collect(SurveyJsNode node, List<string> codes, List<string> samples)
    {
        foreach (var child in node.Properties.Concat(node.Values))
        {
            if (!TextNames.Contains(child.Key))
            {
                Collect(child, codes, samples);
            }
            else if (IsText(child))
            {
                codes.AddRange(child.Properties.Select(p => p.Key));
                samples.AddRange(child.Properties.Where(p => p.Key == Default).Select(p => p.Brief()));
            }
            else if (child.IsScalar)
            {
                samples.Add(child.Brief());
            }
        }
    }

    // Some files name the language of each text and have no default at all.
    private static string? MostUsed(List<string> codes, int unnamed) =>
        codes.Where(c => c != Default).GroupBy(c => c).Where(g => g.Count() > unnamed).OrderByDescending(g => g.Count()).Select(g => LanguageTags.Of(g.Key)?.Tag).FirstOrDefault();

    private static string Guess(string text) =>
        text.Count(c => "đĐơƠưƯ".Contains(c, StringComparison.Ordinal) || c is >= 'Ạ' and <= 'ỹ') >= 3 ? "vi"
        : Script(text, 'ក', '៿') ? "km"
        : Script(text, '\u0E80', '\u0EFF') ? "lo"
        : Script(text, '\u0E00', '\u0E7F') ? "th"
        : Script(text, 'А', 'я') ? "ru"
        : Script(text, '\u0600', '\u06FF') ? "ar"
        : Script(text, '\u3040', '\u30FF') ? "ja"
        : Script(text, '\uAC00', '\uD7A3') ? "ko"
        : Script(text, '\u4E00', '\u9FFF') ? "zh"
        : "en";

    private static bool Script(string text, char first, char last) => text.Count(c => c >= first && c <= last) * 4 > text.Length;
}
