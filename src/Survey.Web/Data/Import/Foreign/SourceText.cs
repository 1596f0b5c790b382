using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>A wording from elsewhere, made one line of plain text, with what had to be changed for that.</summary>
/// <param name="Text">The wording; "" where nothing remains.</param>
/// <param name="Changes">What was changed; empty where only blanks at the ends were taken off.</param>
internal sealed record CleanText(string Text, IReadOnlyList<Sentence> Changes);

/// <summary>Cleans wordings from elsewhere.</summary>
internal static partial class SourceText
{
    // A text far longer than what is kept is cut before anything searches through it.
    private const int MaxSource = 4 * QuestionnaireJson.MaxTextLength;

    private static readonly Sentence NoMarkup = new("Bỏ định dạng (HTML).", "Formatting (HTML) was taken off.");
    private static readonly Sentence NoMarkdown = new("Bỏ định dạng (dấu * _ # và liên kết).", "Formatting (the marks * _ # and links) was taken off.");
    private static readonly Sentence NoReferences = new("Chỗ chèn câu trả lời khác được thay bằng dấu “…”.", "Another answer's place in the text became “…”.");
    private static readonly Sentence OneLine = new("Nhiều dòng được ghép thành một dòng.", "Several lines became one.");
    private static readonly Sentence NoHidden = new("Bỏ ký tự hỏng hoặc ký tự ẩn.", "Broken or hidden characters were taken out.");

    /// <summary>Cleans a wording.</summary>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="references">What other answers' places look like in the source; null: there are none.</param>
    /// <param name="markdown">Whether the source's programs read Markdown.</param>
    /// <param name="max">The longest text that fits.</param>
    public static CleanText Clean(string raw, Regex? references = null, bool markdown = false, int max = QuestionnaireJson.MaxTextLength)
    {
        var changes = new List<Sentence>();
        var text = raw.Length > MaxSource ? raw[..MaxSource] : raw;
        text = Note(text, WithoutMarkup(text), NoMarkup, changes);
        text = references is null ? text : Note(text, references.Replace(text, "…"), NoReferences, changes);
        text = markdown ? Note(text, WithoutMarkdown(text), NoMarkdown, changes) : text;
        text = Note(text, Visible(text), NoHidden, changes).Normalize(NormalizationForm.FormC).Trim();
        text = Note(text, Blanks().Replace(text, " "), OneLine, changes).Trim();
        var cut = Cut(text, max);
        if (cut.Length < text.Length || raw.Length > MaxSource)
        {
            changes.Add(new($"Lời dài quá {max} ký tự nên bị cắt bớt.", $"The text was cut to {max} characters."));
        }

        return new(cut, changes);
    }

    private static string Note(string before, string after, Sentence what, List<Sentence> changes)
    {
        if (before != after)
        {
            changes.Add(what);
        }

        return after;
    }

    private static string WithoutMarkup(string text)
    {
        var plain = Tag().Replace(Hidden().Replace(text, " "), m => Inline().IsMatch(m.Value) ? "" : " ");
        return plain.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(plain) : plain;
    }

    private static string WithoutMarkdown(string text)
    {
        text = Link().Replace(text, "$1");
        text = Heading().Replace(text, "");
        text = Strong().Replace(text, "$2");
        return Emphasis().Replace(text, "$2");
    }

    // Half characters and noncharacters make normalising throw; other control characters than line breaks and tabs say nothing.
    private static string Visible(string text) => string.Concat(text.EnumerateRunes().Where(r =>
        r != Rune.ReplacementChar && (r.Value & 0xFFFE) != 0xFFFE && r.Value is not (>= 0xFDD0 and <= 0xFDEF) and not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069)
        && (!Rune.IsControl(r) || r.Value is '\n' or '\r' or '\t')));

    private static string Cut(string text, int max)
    {
        if (text.Length <= max)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[max - 1]) ? max - 1 : max;
        return text[..end].TrimEnd();
    }

    [GeneratedRegex(@"<(script|style)\b[^>]*>[^<]*</\1\s*>|<!--[^<>]*-->", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"</?[a-zA-Z][^<>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^</?(a|b|big|code|em|font|i|small|span|strong|sub|sup|u)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"!?\[([^\[\]]*)\]\([^()\s]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^ {0,3}#{1,6} +", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\w*_])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*_])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[\s\u2028\u2029]*[\t\r\n\u0085\u2028\u2029][\s\u2028\u2029]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();
}
