using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Turns a wording of the source (HTML, placeholders, several lines) into one plain line that the format takes.</summary>
internal static partial class Wording
{
    // A wording far longer than what is kept is cut before anything searches through it.
    private const int MostSource = 100_000;
    private static readonly string[] Layout = ["p", "br", "div", "span", "font", "o:p", "html", "head", "body", "center", "nobr", "wbr"];
    private static readonly string[] InsideWords = ["span", "font", "a", "wbr", "b", "strong", "i", "em", "u", "s", "small", "big", "sub", "sup", "mark", "code", "tt", "strike"];

    [GeneratedRegex(@"<!--.*?(-->|$)|<(script|style|template|noscript)\b[^>]*>.*?(</(script|style|template|noscript)\s*>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Unread();

    [GeneratedRegex(@"</?([a-z][a-z0-9:]*)([^<>]*)>", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{[^\s{}][^{}]*\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    /// <summary>The wording as one line, "" where nothing remains; what was lost is noted.</summary>
    public static string Clean(string? raw, LossNote note)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return "";
        }

        var text = Line(WithoutPlaceholders(WithoutTags(raw.Length > MostSource ? Cut(raw, MostSource) : raw, note), note));
        if (raw.Contains('{', StringComparison.Ordinal) && text.Trim('…', '.', ' ', ',', ':', '-').Length == 0)
        {
            return "";
        }

        return Fit(text, note);
    }

    /// <summary>The text, cut where it is longer than the format takes.</summary>
    public static string Fit(string text, LossNote note)
    {
        const int most = QuestionnaireJson.MaxTextLength;
        if (text.Length <= most)
        {
            return text;
        }

        note.Change(new($"Câu chữ dài {text.Length} ký tự, đã cắt còn {most}.", $"The text had {text.Length} characters and was cut to {most}."));
        return Cut(text, most - 1) + "…";
    }

    /// <summary>A value as the report quotes it: short, on one line.</summary>
    public static string Shown(string value, int most = 60)
    {
        var line = Line(value.Length > 4 * most ? Cut(value, 4 * most) : value);
        return line.Length <= most ? line : Cut(line, most - 1) + "…";
    }

    /// <summary>On one line, in NFC, without characters that are none or that turn the direction of writing.</summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else if (IsShown(rune))
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Normalize(NormalizationForm.FormC).Trim();
    }

    private static bool IsShown(Rune rune) => rune.Value != 0xFEFF && (rune.Value & 0xFFFE) != 0xFFFE
        && rune.Value is not (>= 0xFDD0 and <= 0xFDEF) and not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069);

    private static string WithoutTags(string raw, LossNote note)
    {
        if (raw.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return raw;
        }

        var lost = new SortedSet<string>(StringComparer.Ordinal);
        var visible = Unread().Replace(raw, m =>
        {
            _ = m.Groups[2].Success && lost.Add(m.Groups[2].Value.ToLowerInvariant());
            return " ";
        });
        var text = Tag().Replace(visible, m => Gap(m.Groups[1].Value.ToLowerInvariant(), lost));
        if (lost.Count > 0)
        {
            var names = Shown(string.Join(", ", lost.Take(6)));
            note.Change(new($"Chỉ lấy phần chữ của HTML; đã bỏ: {names}.", $"Only the words of the HTML were taken; lost: {names}."));
        }

        return WebUtility.HtmlDecode(text);
    }

    private static string Gap(string tag, SortedSet<string> lost)
    {
        if (!Layout.Contains(tag))
        {
            lost.Add(tag);
        }

        return InsideWords.Contains(tag) ? "" : " ";
    }

    private static string WithoutPlaceholders(string text, LossNote note)
    {
        for (var round = 0; round < 4 && text.Contains('{', StringComparison.Ordinal) && Placeholder().Match(text) is { Success: true } first; round++)
        {
            var shown = Shown(first.Value, 40);
            note.Change(new(
                $"Chỗ điền tự động {shown} được thay bằng “…”: phiếu không biết người trả lời là ai hay câu trước đáp gì.",
                $"The placeholder {shown} became “…”: a sheet knows nothing of the person or of earlier answers."));
            text = Placeholder().Replace(text, "…");
        }

        return text;
    }

    private static string Cut(string text, int most)
    {
        var length = Math.Min(most, text.Length);
        return text[..(length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
