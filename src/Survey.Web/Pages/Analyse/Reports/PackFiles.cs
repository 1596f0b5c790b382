using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Reports;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Reports.Docx;
using Survey.Web.Pages.Analyse.Reports.Papers;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>Sentences about packs that failed, in the language of the moment.</summary>
public sealed record PackWords(string Failed, string TooLate);

/// <summary>Writes the files of a pack, each as soon as it is ready.</summary>
public sealed class PackFiles(
    SurveyDbContext database, PlanDesk plans, ReportRecordQuery records, QuarterWorkbook quarter, ScoreWorkbook score, ResponseCsv responses, PublishedVersions published, PdfPrinter printer, PackLetters letters,
    Headlines headlines, ReportText text, LocalCalendar calendar)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Pdf = "application/pdf";

    // More would be too much for one column of a database; the results page still streams them.
    private const long MostResponses = 50_000;

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

        var steps = Steps(record, await VersionsAsync(record, cancellationToken));
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

    private List<Step> Steps(ReportRecord record, IReadOnlyList<Questionnaire> versions)
    {
        var steps = new List<Step>();
        foreach (var (name, paper) in Papers(record))
        {
            var docx = DocxPaper.Write(paper, calendar.UtcNow);
            steps.Add(new(Named(record, name, "docx"), DocxPaper.ContentType, _ => Task.FromResult<byte[]?>(docx)));
            if (printer.PrintsDocuments || printer.PrintsPages)
            {
                steps.Add(new(Named(record, name, "pdf"), Pdf, token => PrintAsync(docx, paper, token)));
            }
        }

        if (!record.HasBegun)
        {
            return steps;
        }

        steps.Add(new(Named(record, text["4-so-lieu-ky"], "xlsx"), Xlsx, token => WrittenAsync(output => quarter.WriteAsync(record.Selection, output, token))));
        steps.Add(new(Named(record, text["5-bang-cham-diem"], "xlsx"), Xlsx, token => score.WriteAsync(record.Selection, token)));
        if (versions.Count > 0 && record.Report.Overall.Figure is { Value: not null, Base: <= MostResponses })
        {
            steps.AddRange(Responses(record, versions));
        }

        return steps;
    }

    private IEnumerable<Step> Responses(ReportRecord record, IReadOnlyList<Questionnaire> versions)
    {
        var csv = Named(record, text["6-phieu-tra-loi"], "csv");
        var title = $"{record.Report.Unit.NameIn(text.Language)}, {record.Report.Period.NameIn(text.Language)}";
        yield return new(csv, "text/csv; charset=utf-8", token => WrittenAsync(async output => await responses.WriteAsync(record.Selection, output, token) >= 0));
        yield return new(Named(record, text["6-phieu-tra-loi"], "sps"), SpssSyntax.ContentType,
            _ => Task.FromResult<byte[]?>(SpssSyntax.Write(text, versions, new ExportOrder(versions).IndexItems, csv, title)));
    }

    // Whatever prints: the document itself is nearer to what an office keeps, the page is there where LibreOffice is not.
    private async Task<byte[]?> PrintAsync(byte[] docx, Paper paper, CancellationToken cancellationToken) =>
        (printer.PrintsDocuments ? await printer.OfDocumentAsync(docx, cancellationToken) : null)
        ?? (printer.PrintsPages ? await printer.OfPageAsync(Encoding.UTF8.GetBytes(PaperHtml.Document(paper)), cancellationToken) : null);

    // Those that were in the field, as the raw export takes them.
    private async Task<IReadOnlyList<Questionnaire>> VersionsAsync(ReportRecord record, CancellationToken cancellationToken)
    {
        var code = record.Selection.Questionnaire.Code;
        var ids = await database.QuestionnaireVersions.Where(v => v.Questionnaire!.Code == code && database.Waves.Any(w => w.VersionId == v.Id))
            .OrderBy(v => v.Number).Select(v => v.Id).ToListAsync(cancellationToken);
        var versions = new List<Questionnaire>();
        foreach (var id in ids)
        {
            versions.AddRange(await published.FindAsync(database, id, cancellationToken) is { } version ? [version] : []);
        }

        return versions;
    }

    private IEnumerable<(string Name, Paper Paper)> Papers(ReportRecord record)
    {
        var before = new PlanPapers(record, text);
        yield return (text["1-phuong-an-dieu-tra"], before.Survey());
        yield return (text["2-ke-hoach-phat-phieu"], before.Distribution());
        if (record.HasBegun)
        {
            yield return (text["3-bao-cao-ket-qua"], new ResultPaper(record, text, headlines).Write());
        }
    }

    private static string Named(ReportRecord record, string name, string extension) =>
        $"{name}-{record.Selection.Unit.Code}-{record.Selection.Period.Code}-{record.Selection.Questionnaire.Code}.{extension}";

    private static async Task<byte[]?> WrittenAsync(Func<Stream, Task<bool>> write)
    {
        using var memory = new MemoryStream();
        return await write(memory) ? memory.ToArray() : null;
    }

    private sealed record Step(string Name, string ContentType, Func<CancellationToken, Task<byte[]?>> WriteAsync);
}
