using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.LimeSurvey;
using Survey.Web.Data.Import.Foreign.SurveyJs;
using Survey.Web.Data.Import.Foreign.XlsForm;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>A format of questionnaires: how a file of it is known, and what reads it.</summary>
/// <param name="Name">json, xlsform, lss or surveyjs.</param>
/// <param name="Recognises">Looks at the content only; never throws.</param>
/// <param name="Read">Reads it; whatever it throws becomes a refusal.</param>
internal sealed record ForeignFormat(string Name, Func<ReadOnlyMemory<byte>, bool> Recognises, Func<ImportFile, CancellationToken, ForeignReading> Read);

/// <summary>The formats of questionnaires that are taken.</summary>
internal static class ForeignFormats
{
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(20);

    /// <summary>The one format of drafts and versions.</summary>
    public static ForeignFormat Ours { get; } = new("json", c => HasProperty(c, "format", "sections", "scales") && !HasProperty(c, "criteria"), ReadOurs);

    /// <summary>In the order in which a file is tried.</summary>
    public static IReadOnlyList<ForeignFormat> All { get; } =
    [
        new(XlsFormReader.Format, XlsFormReader.Recognises, XlsFormReader.Read),
        Ours,
        new("lss", LssReader.Recognises, LssReader.Read),
        new("surveyjs", SurveyJsReader.Recognises, SurveyJsReader.Read),
    ];

    /// <summary>The format of the file by its content, whatever its name; null: none of them.</summary>
    public static ForeignFormat? Find(ReadOnlyMemory<byte> content) => All.FirstOrDefault(f => f.Recognises(content));

    /// <summary>Reads a file within the limits of size and time. Never throws but for the caller's cancellation.</summary>
    public static async Task<ForeignReading> ReadAsync(ForeignFormat format, ImportFile file, CancellationToken cancellationToken)
    {
        if (file.Content.Length > ImportLimits.FileBytes)
        {
            return new LossLog(format.Name).Refuse("", new("Tệp lớn hơn 5 MB.", "The file is larger than 5 MB."));
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MaxTime);
        try
        {
            // A reader that hears nothing (a library at work) is left to end by itself: the caps on the file bound it.
            var reading = await Task.Run(() => format.Read(file, limit.Token), limit.Token).WaitAsync(limit.Token);
            return Sound(format, reading);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new LossLog(format.Name).Refuse("", new("Đọc tệp quá lâu nên đã dừng.", "Reading the file took too long and was stopped."));
        }
        catch (Exception e) when (e is not OperationCanceledException and not OutOfMemoryException)
        {
            return new LossLog(format.Name).Refuse("", new("Không đọc được tệp này: cấu trúc bên trong bị hỏng.", "The file cannot be read: it is broken inside."));
        }
    }

    /// <summary>Whether the content is a JSON object that has one of the properties at its root.</summary>
    public static bool HasProperty(ReadOnlyMemory<byte> content, params string[] names)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(content), new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object && Array.Exists(names, n => document.RootElement.TryGetProperty(n, out _));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The content without a byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) => content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;

    // A draft is always a valid document: what a reader made is read once more by the format's own reader.
    private static ForeignReading Sound(ForeignFormat format, ForeignReading reading)
    {
        if (reading.Questionnaire is null || reading.Report.Entries.Count >= LossLog.MaxEntries)
        {
            return reading.Questionnaire is null ? reading : reading with
            {
                Questionnaire = null,
                Refusal = $"The file has more than {LossLog.MaxEntries} elements.",
                RefusalVi = $"Tệp có hơn {LossLog.MaxEntries} thành phần.",
            };
        }

        var check = QuestionnaireJson.Read(QuestionnaireJson.Write(reading.Questionnaire));
        return check.Problems is not [var problem, ..] ? reading with { Questionnaire = check.Questionnaire } : reading with
        {
            Questionnaire = null,
            RefusedPlace = reading.RefusedPlace.Length > 0 ? reading.RefusedPlace : problem.Path,
            Refusal = $"It does not make a valid questionnaire: {problem.Reason}",
            RefusalVi = $"Nội dung chưa thành phiếu hợp lệ: {problem.Reason}",
        };
    }

    private static ForeignReading ReadOurs(ImportFile file, CancellationToken cancellationToken)
    {
        var log = new LossLog("json");
        var read = QuestionnaireJson.Read(WithoutMark(file.Content));
        if (read.Questionnaire is not { } questionnaire)
        {
            var problem = read.Problems[0];
            return log.Refuse(problem.Path, new(problem.Reason, problem.Reason));
        }

        foreach (var (scale, n) in questionnaire.Scales.Select((x, n) => (x, n)))
        {
            log.Kept($"$.scales[{n}]", "scale", scale.Code);
        }

        foreach (var (section, s) in questionnaire.Sections.Select((x, i) => (x, i)))
        {
            log.Kept($"$.sections[{s}]", "section", section.Code);
            foreach (var (item, i) in section.Items.Select((x, i) => (x, i)))
            {
                log.Kept($"$.sections[{s}].items[{i}]", "item", item.Code);
            }
        }

        foreach (var (index, n) in questionnaire.Indices.Select((x, n) => (x, n)))
        {
            log.Kept($"$.indices[{n}]", "index", index.Code);
        }

        return log.Read(questionnaire);
    }
}
