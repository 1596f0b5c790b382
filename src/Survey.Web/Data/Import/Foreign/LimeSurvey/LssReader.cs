using System.Text;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Reads LimeSurvey structure files (.lss) of the older layout, with a language column, and the newer, with tables of wordings.</summary>
internal static class LssReader
{
    private const int LooksAt = 4096;

    /// <summary>Whether the content looks like LimeSurvey's XML, in whatever encoding.</summary>
    public static bool Recognises(ReadOnlyMemory<byte> content)
    {
        var start = content.Span[..Math.Min(content.Length, LooksAt)];
        var encoding = start is [0xFF, 0xFE, ..] || start is [_, 0, ..] ? Encoding.Unicode : start is [0xFE, 0xFF, ..] || start is [0, ..] ? Encoding.BigEndianUnicode : Encoding.UTF8;
        var text = encoding.GetString(start);
        return text.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<')
            && (text.Contains("LimeSurvey", StringComparison.OrdinalIgnoreCase) || text.Contains("<document", StringComparison.Ordinal));
    }

    public static ForeignReading Read(ImportFile file, CancellationToken cancellationToken)
    {
        var notes = new LossNotes("lss");
        try
        {
            var document = new LssXml(cancellationToken).Read(file.Content);
            CheckKind(document);
            var survey = new LssSurvey(document, notes);
            var sketch = LssSettings.Read(survey);
            new LssSections(survey, sketch).Read();
            LssLeftovers.Note(survey, notes);
            return new SketchDraft(sketch, notes, StringComparer.Ordinal).Make();
        }
        catch (RefusedFileException refused)
        {
            return notes.Refuse(refused.Place, refused.Reason);
        }
    }

    private static void CheckKind(LssDocument document)
    {
        if (document.Kind is not "Survey")
        {
            var kind = Wording.Shown(document.Kind, 20);
            throw new RefusedFileException("LimeSurveyDocType", document.Kind.Length == 0
                ? new("Không phải tệp cấu trúc phiếu của LimeSurvey: thiếu “LimeSurveyDocType”.", "This is no LimeSurvey survey structure: 'LimeSurveyDocType' is missing.")
                : new($"Tệp LimeSurvey này là “{kind}”; chỉ nhận cấu trúc cả phiếu (Survey).", $"This LimeSurvey file is a '{kind}'; only the structure of a whole survey is taken."));
        }

        if (document.Rows("questions").Count == 0)
        {
            throw new RefusedFileException("questions", new("Tệp không có câu hỏi nào.", "The file has no question."));
        }
    }
}
