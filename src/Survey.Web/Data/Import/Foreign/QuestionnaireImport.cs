using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>What became of one questionnaire file.</summary>
/// <param name="Code">The questionnaire's code; null where the file is refused.</param>
/// <param name="Change">added, changed or unchanged; null where the file is refused.</param>
public sealed record ImportedQuestionnaire(string File, string Format, ForeignReading Reading, string? Code, string? Change);

/// <summary>Takes one questionnaire file of any format into a draft, with the report of what became of its elements.</summary>
public sealed class QuestionnaireImport(SurveyDbContext context, DraftStore drafts, LocalCalendar calendar)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The file as a questionnaire; a refusal where no format is recognised.</summary>
    public static async Task<ForeignReading> ReadAsync(ImportFile file, CancellationToken cancellationToken)
    {
        if (file.Content.Length > ImportLimits.FileBytes)
        {
            return new LossLog("").Refuse("", new("Tệp lớn hơn 5 MB.", "The file is larger than 5 MB."));
        }

        // A file that calls itself JSON is told where it is none.
        var format = ForeignFormats.Find(file.Content) ?? (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ForeignFormats.Ours : null);
        return format is not null
            ? await ForeignFormats.ReadAsync(format, file, cancellationToken)
            : new LossLog("").Refuse("", new(
                "Không nhận ra phiếu trong tệp này. Nhận: XLSForm (.xlsx), LimeSurvey (.lss), SurveyJS (.json) và phiếu của hệ thống (.json).",
                "No questionnaire is recognised in this file. Taken are XLSForm (.xlsx), LimeSurvey (.lss), SurveyJS (.json) and our own format (.json)."));
    }

    /// <summary>A report as it is stored.</summary>
    public static string Write(LossReport report) => JsonSerializer.Serialize(report, Json);

    /// <summary>A report as it was stored.</summary>
    public static LossReport Read(BroughtIn stored) => JsonSerializer.Deserialize<LossReport>(stored.Report, Json)!;

    /// <summary>Keeps what was read as a draft: a new one, or the next revision of the one given. The caller saves the context.</summary>
    public StoredQuestionnaire Keep(ForeignReading reading, string fileName, StoredQuestionnaire? replaced, long unitId, long? accountId)
    {
        var questionnaire = reading.Questionnaire ?? throw new ArgumentException("The file was refused.", nameof(reading));
        if (replaced is not null)
        {
            drafts.Replace(replaced, QuestionnaireJson.Write(questionnaire), accountId, "questionnaire_replaced");
        }

        var stored = replaced ?? drafts.Add(questionnaire, unitId, accountId, "questionnaire_added");
        context.BroughtIn.Add(new BroughtIn
        {
            Id = RandomKey.New(),
            QuestionnaireId = stored.Id,
            FileName = fileName.Length <= 200 ? fileName : fileName[^200..],
            Format = reading.Report.Format,
            AccountId = accountId,
            At = calendar.UtcNow,
            Report = Write(reading.Report),
        });
        return stored;
    }

    /// <summary>Reads and, unless it is a dry run, keeps one file. A file of ours replaces the draft of its code; one from elsewhere
    /// replaces the draft that came from a file of the same name, else it gets a code that is free.</summary>
    public async Task<ImportedQuestionnaire> RunAsync(ImportFile file, bool dryRun, CancellationToken cancellationToken)
    {
        var reading = await ReadAsync(file, cancellationToken);
        if (reading.Questionnaire is not { } questionnaire)
        {
            return new(file.Name, reading.Report.Format, reading, null, null);
        }

        var unit = await context.Units.Where(u => u.ParentId == null).OrderBy(u => u.Path).Select(u => (long?)u.Id).FirstOrDefaultAsync(cancellationToken);
        if (unit is null && !dryRun)
        {
            return Refused(file, reading, new("Chưa có đơn vị nào. Hãy nhập danh sách đơn vị trước.", "There is no unit yet. Import the units first."));
        }

        var stored = await context.Questionnaires.FirstOrDefaultAsync(q => q.Code == questionnaire.Code, cancellationToken);
        if (stored is not null && reading.Report.Format != "json" && !await context.BroughtIn.AnyAsync(b => b.QuestionnaireId == stored.Id && b.FileName == file.Name, cancellationToken))
        {
            questionnaire = questionnaire with { Code = await FreeAsync(questionnaire.Code, cancellationToken) };
            (stored, reading) = (null, reading with { Questionnaire = questionnaire });
        }

        var change = stored is null ? "added" : stored.Draft == QuestionnaireJson.Write(questionnaire) ? "unchanged" : "changed";
        if (!dryRun && change != "unchanged")
        {
            Keep(reading, file.Name, stored, unit!.Value, null);
            await context.SaveChangesAsync(cancellationToken);
        }

        return new(file.Name, reading.Report.Format, reading, questionnaire.Code, change);
    }

    /// <summary>The code, or the first one after it that no questionnaire has.</summary>
    public async Task<string> FreeAsync(string code, CancellationToken cancellationToken)
    {
        var start = code.Length <= 28 ? code : code[..28];
        var taken = await context.Questionnaires.Where(q => q.Code == code || q.Code.StartsWith(start)).Select(q => q.Code).ToListAsync(cancellationToken);
        return !taken.Contains(code) ? code : Enumerable.Range(2, taken.Count + 1).Select(n => $"{start}_{n}").First(c => !taken.Contains(c));
    }

    private static ImportedQuestionnaire Refused(ImportFile file, ForeignReading reading, Sentence why) =>
        new(file.Name, reading.Report.Format, reading with { Questionnaire = null, Refusal = why.En, RefusalVi = why.Vi }, null, null);
}
