using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Reports;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Reports.Docx;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>Sentences about packs that failed, in the language of the moment.</summary>
public sealed record PackWords(string Failed, string TooLate);

/// <summary>Writes the files of a pack, each as soon as it is ready.</summary>
public sealed class PackFiles(
    SurveyDbContext database, PlanDesk plans, ReportRecordQuery records, QuarterWorkbook quarter, PdfPrinter printer, PackLetters letters,
    Headlines headlines, ReportText text, LocalCalendar calendar)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Pdf = "application/pdf";

    public PackWords Words => new(text["Không lập được bộ báo cáo. Người quản trị xem nhật ký máy chủ để biết vì sao."], text["Quá lâu không lập xong nên đã bỏ. Hãy lập lại."]);

    /// <summary>Makes the pack; false where another node has it now.</summary>
    public async Task<bool> MakeAsync(ReportPack pack, PackQueue queue, CancellationToken cancellationToken)
    {
        var unit = await database.Units.AsNoTracking().SingleAsync(u => u.Id == pack.UnitId, cancellationToken);
        var place = await plans.PlaceAsync(unit, new Choices { Period = pack.PeriodCode, Q = pack.QuestionnaireCode }, cancellationToken);
        if (place is null || await records.FindAsync(place.Selection, cancellationToken) is not { } record)
        {
            return await queue.FinishAsync(pack, PackState.Failed, text["Không còn kỳ hoặc mẫu phiếu này."], [], cancellationToken);
        }

        var steps = Steps(record);
        if (!await queue.PlanAsync(pack, steps.Count, cancellationToken))
        {
            return false;
        }

        var missing = new List<string>();
        foreach (var step in steps)
        {
            if (await step.WriteAsync(cancellationToken) is not { } content)
            {
                missing.Add(step.Name);
            }
            else if (!await queue.AddAsync(pack, step.Name, step.ContentType, content, cancellationToken))
            {
                return false;
            }
        }

        var note = missing.Count == 0 ? "" : PackWorker.Short(text["Không có: {0}.", string.Join(", ", missing)]);
        return await queue.FinishAsync(pack, PackState.Done, note, letters.Of(pack, record), cancellationToken);
    }

    private List<Step> Steps(ReportRecord record)
    {
        var steps = new List<Step>();
        foreach (var (name, paper) in Papers(record))
        {
            var docx = DocxPaper.Write(paper, calendar.UtcNow);
            steps.Add(new(Named(record, name, "docx"), DocxPaper.ContentType, _ => Task.FromResult<byte[]?>(docx)));
            if (printer.PrintsDocuments)
            {
                steps.Add(new(Named(record, name, "pdf"), Pdf, token => printer.OfDocumentAsync(docx, token)));
            }
        }

        if (!HasBegun(record))
        {
            return steps;
        }

        steps.Add(new(Named(record, text["4-so-lieu-ky"], "xlsx"), Xlsx, token => WrittenAsync(output => quarter.WriteAsync(record.Selection, output, token))));
        return steps;
    }

    private IEnumerable<(string Name, Paper Paper)> Papers(ReportRecord record)
    {
        var before = new PlanPapers(record, text);
        yield return (text["1-phuong-an-dieu-tra"], before.Survey());
        yield return (text["2-ke-hoach-phat-phieu"], before.Distribution());
        if (HasBegun(record))
        {
            yield return (text["3-bao-cao-ket-qua"], new ResultPaper(record, text, headlines).Write());
        }
    }

    // Of a period that lies ahead there are plans only.
    private static bool HasBegun(ReportRecord record) => record.Selection.Period.First <= record.Day;

    private static string Named(ReportRecord record, string name, string extension) =>
        $"{name}-{record.Selection.Unit.Code}-{record.Selection.Period.Code}-{record.Selection.Questionnaire.Code}.{extension}";

    private static async Task<byte[]?> WrittenAsync(Func<Stream, Task<bool>> write)
    {
        using var memory = new MemoryStream();
        return await write(memory) ? memory.ToArray() : null;
    }

    private sealed record Step(string Name, string ContentType, Func<CancellationToken, Task<byte[]?>> WriteAsync);
}
