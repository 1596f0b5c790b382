using System.Text;
using System.Text.Json;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Reads questionnaires in the JSON of SurveyJS.</summary>
internal static class SurveyJsReader
{
    private const int MostDepth = 64;
    private static readonly string[] Contents = ["pages", "elements", "questions"];

    /// <summary>Whether the content is a JSON object with pages or elements; broken JSON is taken for it where it says so.</summary>
    public static bool Recognises(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && (HasContents(document.RootElement) || document.RootElement.EnumerateObject().Any(p => HasContents(p.Value)));
        }
        catch (Exception e) when (e is JsonException or RefusedFileException)
        {
            var text = Encoding.UTF8.GetString(content.Span[..Math.Min(content.Length, 4096)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
            return text is ['{' or '[', ..] && Contents.Any(n => text.Contains($"\"{n}\"", StringComparison.Ordinal)) && !text.Contains("\"sections\"", StringComparison.Ordinal);
        }
    }

    private static bool HasContents(JsonElement element) => element.ValueKind == JsonValueKind.Object && Contents.Any(n => element.TryGetProperty(n, out _));

    public static ForeignReading Read(ImportFile file, CancellationToken cancellationToken)
    {
        var notes = new LossNotes("surveyjs");
        try
        {
            using var document = Parse(file.Content);
            return Read(document.RootElement, notes, cancellationToken);
        }
        catch (JsonException e)
        {
            return notes.Refuse(e.LineNumber is { } line ? $"line {line + 1}" : "", new("Tệp không phải JSON đúng cú pháp: sai ở chỗ này.", "The file is not valid JSON: it breaks at this place."));
        }
        catch (RefusedFileException refused)
        {
            return notes.Refuse(refused.Place, refused.Reason);
        }
    }

    private static ForeignReading Read(JsonElement element, LossNotes notes, CancellationToken cancellationToken)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new RefusedFileException("", new("Tệp JSON này không phải phiếu SurveyJS: bên ngoài cùng phải là một đối tượng.", "This JSON is no SurveyJS questionnaire: its outermost value must be an object."));
        }

        var outermost = SurveyJsNode.Of(element);
        var root = Contents.Any(outermost.Has) ? outermost : outermost.Properties.FirstOrDefault(p => Contents.Any(p.Has));
        if (root is null)
        {
            throw new RefusedFileException("", new("Tệp JSON này không phải phiếu SurveyJS: không có “pages”, “elements” hay “questions”.", "This JSON is no SurveyJS questionnaire: it has no 'pages', 'elements' or 'questions'."));
        }

        var languages = SurveyJsLanguages.Read(root, notes);
        var sketch = SurveyJsHead.Read(root, languages, notes);
        new SurveyJsPages(root, languages, notes, sketch, cancellationToken).Read();
        // Some programs put the questionnaire into an envelope of their own.
        _ = outermost == root ? root : outermost.Find(root.Key);
        outermost.NoteUnread(notes, SurveyJsReasons.Of);
        return new SketchDraft(sketch, notes, StringComparer.OrdinalIgnoreCase).Make();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> content) => JsonDocument.Parse(
        Utf8(content),
        new JsonDocumentOptions { MaxDepth = MostDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    private static ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return Encoding.UTF8.GetBytes((bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]));
        }

        var unmarked = ForeignFormats.WithoutMark(content);
        return System.Text.Unicode.Utf8.IsValid(unmarked.Span) ? unmarked : throw new RefusedFileException("", new("Tệp không phải UTF-8; hãy lưu lại bằng UTF-8.", "The file is not UTF-8; save it as UTF-8."));
    }
}
