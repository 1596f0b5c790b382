using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Survey.Web.Pages.Analyse.Reports.Docx;

/// <summary>Words of a Word document.</summary>
internal static class DocxText
{
    /// <summary>Twips between the side margins.</summary>
    public const int Width = 9355;

    public static string LanguageTag(string language) => language == "en" ? "en-GB" : "vi-VN";

    public static Paragraph Paragraph(string style, string words) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = style }), Run(words));

    public static Run Run(string words) => new(new Text(Clean(words)) { Space = SpaceProcessingModeValues.Preserve });

    /// <summary>Without characters that XML cannot hold; lines become spaces.</summary>
    public static string Clean(string words) =>
        string.Concat(words.Select(c => c is '\r' or '\n' or '\t' ? ' ' : c)
            .Where((c, i) => !char.IsControl(c) && c is not ('\ufffe' or '\uffff') && !IsLone(words, i)));

    private static bool IsLone(string words, int i) =>
        (char.IsHighSurrogate(words[i]) && (i + 1 == words.Length || !char.IsLowSurrogate(words[i + 1])))
        || (char.IsLowSurrogate(words[i]) && (i == 0 || !char.IsHighSurrogate(words[i - 1])));
}
