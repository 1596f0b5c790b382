using System.Text;
using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Reads the wordings of a form in its languages.</summary>
internal sealed partial class FormTexts(LossLog log, FormLanguages languages)
{
    private static readonly Sentence Second = new("Đã có lời khác của cùng ngôn ngữ.", "There is another wording in the same language.");

    /// <summary>The wording of a row in all languages; null: none. What had to be changed is noted at its cell.</summary>
    /// <param name="whole">Takes the remark that the source language was missing.</param>
    public LocalizedText? Read(FormSheet sheet, FormRow row, string column, Action<Sentence>? whole = null)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (cell, tag) in languages.ColumnsOf(sheet, column))
        {
            var text = row[cell].Length == 0 ? "" : TextOf(sheet, row, cell);
            if (text.Length > 0 && !found.TryAdd(tag, text))
            {
                log.LeftOut(sheet.PlaceOf(row.Line, cell), cell.Header, Second);
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var source = languages.Tags[0];
        if (!found.ContainsKey(source))
        {
            var other = languages.Tags.First(found.ContainsKey);
            found[source] = found[other];
            whole?.Invoke(new($"Thiếu lời {source}; tạm dùng lời {other}.", $"There is no wording in {source}; the one in {other} stands in its place."));
        }

        return new LocalizedText(languages.Tags.Where(found.ContainsKey).Select(t => KeyValuePair.Create(t, found[t])));
    }

    /// <summary>A wording that stands in for one that is missing.</summary>
    public LocalizedText Of(string text) => LocalizedText.Of(languages.Tags[0], SourceText.Clean(text) is { Text.Length: > 0 } clean ? clean.Text : "…");

    /// <summary>Words of our own, in the source language where they are known in it.</summary>
    public LocalizedText Of(string vi, string en) => LocalizedText.Of(languages.Tags[0], languages.Tags[0] == "vi" ? vi : en);

    private string TextOf(FormSheet sheet, FormRow row, FormColumn cell)
    {
        var raw = languages.Own ? Undone(row.Raw(cell)) : row[cell];
        if (languages.Own && IsPlain(raw))
        {
            return raw;
        }

        var clean = SourceText.Clean(raw, Reference(), markdown: !languages.Own);
        if (clean.Text.Length == 0)
        {
            log.LeftOut(sheet.PlaceOf(row.Line, cell), cell.Header, new("Không còn chữ nào sau khi bỏ định dạng.", "No words remain without the formatting."));
        }
        else if (clean.Changes.Count > 0)
        {
            log.Changed(sheet.PlaceOf(row.Line, cell), cell.Header, null, Joined(clean.Changes));
        }

        return clean.Text;
    }

    /// <summary>Several remarks as one.</summary>
    public static Sentence Joined(IReadOnlyList<Sentence> sentences) => new(string.Join(' ', sentences.Select(s => s.Vi)), string.Join(' ', sentences.Select(s => s.En)));

    // Our own export puts an apostrophe before what a spreadsheet could take for a formula.
    private static string Undone(string text) => text is ['\'', var next, ..] && XlsFormWriter.Guarded.Contains(next, StringComparison.Ordinal) ? text[1..] : text;

    // What the questionnaire format takes as it is.
    private static bool IsPlain(string text) => text.Length <= QuestionnaireJson.MaxTextLength
        && text.EnumerateRunes().All(r => r != Rune.ReplacementChar && !Rune.IsControl(r) && r.Value is not (0xFFFE or 0x2028 or 0x2029))
        && text.IsNormalized(NormalizationForm.FormC);

    [GeneratedRegex(@"\$\{[^{}]*\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Reference();
}
