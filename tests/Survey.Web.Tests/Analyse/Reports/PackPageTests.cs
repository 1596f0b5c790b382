using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OfficeOpenXml;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Reports;
using Survey.Web.Tests.Admin;
using Word = DocumentFormat.OpenXml.Wordprocessing;

namespace Survey.Web.Tests.Analyse.Reports;

/// <summary>Packs over real HTTP: asked for, made, downloaded, and what stands in them.</summary>
public sealed class PackPageTests : IAsyncLifetime
{
    private static readonly string Page = AnalyseProvince.Address("/analyse/so_a/reports");

    private AnalyseProvince _province = null!;
    private StaffClient _analyst = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _province = await AnalyseProvince.CreateAsync();
        _analyst = await _province.AnalystAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        await _province.DisposeAsync();
    }

    [Fact]
    public async Task Post_AsksForAPack_WhichTheWorkerMakes_AndThePageFollows()
    {
        var pack = await AskAsync("/analyse/so_a/reports");
        var waiting = await _analyst.PageAsync(pack);
        Assert.Equal("yes", waiting.QuerySelector("#pack")!.GetAttribute("data-running"));
        Assert.NotNull(waiting.QuerySelector("noscript"));

        Assert.Equal(1, await WorkAsync());

        var done = await _analyst.PageAsync(pack);
        Assert.Equal("no", done.QuerySelector("#pack")!.GetAttribute("data-running"));
        string[] names = [.. done.QuerySelectorAll(".downloads a").Select(a => a.TextContent)];
        Assert.Equal(["docx", "docx", "docx", "xlsx", "xlsx", "csv", "sps"], names.Select(n => n[(n.LastIndexOf('.') + 1)..]));
        using var zip = new ZipArchive(new MemoryStream(await _province.BytesAsync(_analyst, pack + "?handler=Zip")));
        Assert.Equal(names, zip.Entries.Select(e => e.FullName));
        Assert.Equal(["report_downloaded", "reports_requested"], (await _province.Context.AuditEntries.Where(a => a.Action.StartsWith("report")).Select(a => a.Action).ToListAsync(Cancel)).Order(StringComparer.Ordinal));
        Assert.Equal(0, await WorkAsync());
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public async Task Documents_AreValid_AndLaidOutAsOfficesDo(string language)
    {
        var files = await MakeAsync("/analyse/so_a/reports", language);

        foreach (var (name, bytes) in files.Where(f => f.Key.EndsWith(".docx", StringComparison.Ordinal)))
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
            Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document, Cancel).Select(e => $"{name} {e.Path?.XPath} {e.Description}"));
            var body = document.MainDocumentPart!.Document!.Body!;
            var size = body.Descendants<Word.PageSize>().Single();
            var margin = body.Descendants<Word.PageMargin>().Single();
            Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
            Assert.Equal((1701u, 850u, 1134, 1134), (margin.Left!.Value, margin.Right!.Value, margin.Top!.Value, margin.Bottom!.Value));
            Assert.Contains(language == "en" ? "SOCIALIST REPUBLIC OF VIET NAM" : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", body.InnerText, StringComparison.Ordinal);
            Assert.Contains(language == "en" ? "Recipients:" : "Nơi nhận:", body.InnerText, StringComparison.Ordinal);
            // The frame's two tables have no borders and no head; every other head stands again on each page.
            Assert.All(body.Descendants<Word.Table>().Where(t => t.Descendants<Word.TableBorders>().Any()),
                t => Assert.NotNull(t.Elements<Word.TableRow>().First().TableRowProperties!.GetFirstChild<Word.TableHeader>()));
            Assert.All(body.Descendants<Word.TableRow>(), r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<Word.CantSplit>()));
        }
    }

    [Fact]
    public async Task Documents_InEnglish_SpeakNoVietnamese_ButNamesOfOthers()
    {
        var files = await MakeAsync("/analyse/so_a/reports", "en");
        using var document = WordprocessingDocument.Open(new MemoryStream(files.Single(f => f.Key.StartsWith("3-", StringComparison.Ordinal)).Value), isEditable: false);

        foreach (var style in new[] { "Heading1", "Heading2", "TableCellHead", "DocumentKind" })
        {
            Assert.All(Paragraphs(document, style), p => Assert.DoesNotMatch("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ]", p));
        }

        Assert.Contains("III. LIMITS OF THE DATA", Paragraphs(document, "Heading1"));
    }

    [Fact]
    public async Task Figures_AreThePages_InTheDocument_InItsChart_AndInTheWorkbook()
    {
        var files = await MakeAsync("/analyse/so_a/reports");
        var page = await _analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a"));
        var shown = page.QuerySelector("[data-figure=overall]")!.TextContent;

        using var document = WordprocessingDocument.Open(new MemoryStream(files.Single(f => f.Key.StartsWith("3-", StringComparison.Ordinal)).Value), isEditable: false);
        Assert.Contains(Paragraphs(document, "BodyText"), p => p.Contains($": {shown} (", StringComparison.Ordinal) && p.Contains("67 phiếu", StringComparison.Ordinal));
        var table = document.MainDocumentPart!.Document!.Body!.Descendants<Word.Table>().First(t => t.InnerText.StartsWith("STTYếu tố", StringComparison.Ordinal));
        var cells = table.Elements<Word.TableRow>().Skip(1).Select(r => r.Elements<Word.TableCell>().Select(c => c.InnerText).ToList()).ToDictionary(r => r[1], r => r[2]);
        var rows = page.QuerySelectorAll("table.figures").First(t => t.QuerySelector("caption")!.TextContent == "Các yếu tố").QuerySelectorAll("tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent.Trim(), r => r.QuerySelector("td.num b, td.num strong")?.TextContent ?? r.QuerySelector("td.num")!.TextContent.Trim());
        Assert.Equal(5, cells.Count);
        Assert.All(cells, c => Assert.StartsWith(c.Value, rows[c.Key], StringComparison.Ordinal));
        Assert.All(cells.Values, c => Assert.Contains(document.MainDocumentPart.ChartParts, p => Xml(p).Contains($">{c}<", StringComparison.Ordinal)));

        using var workbook = new ExcelPackage(new MemoryStream(files.Single(f => f.Key.StartsWith("4-", StringComparison.Ordinal)).Value));
        Assert.Contains(workbook.Workbook.Worksheets[0].Cells, c => c.Value is double d && d.ToString("N2", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")) == shown);
    }

    [Fact]
    public async Task ScoreSheet_HasTheAppendixForm_AndThePointsOfTheScoringFile()
    {
        var files = await MakeAsync("/analyse/so_a/reports");
        var csv = await _province.TextAsync(_analyst, AnalyseProvince.Address("/analyse/export/scoring.json?unit=so_a"));
        using var json = System.Text.Json.JsonDocument.Parse(csv);
        var points = json.RootElement.GetProperty("criteria").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "II.1.4").GetProperty("self_score").GetDecimal();

        using var workbook = new ExcelPackage(new MemoryStream(files.Single(f => f.Key.StartsWith("5-", StringComparison.Ordinal)).Value));
        var sheet = workbook.Workbook.Worksheets[0];

        Assert.Equal(["STT", "Nội dung lĩnh vực/tiêu chí/tiêu chí thành phần", "Điểm tối đa", "Điểm tự chấm", "Điểm thẩm định", "Ghi chú"], Enumerable.Range(1, 6).Select(c => sheet.Cells[5, c].Text));
        var row = Enumerable.Range(6, sheet.Dimension.End.Row - 5).Single(r => sheet.Cells[r, 1].Text == "1.4" && sheet.Cells[r, 3].GetValue<decimal>() == 15);
        Assert.Equal(points, sheet.Cells[row, 4].GetValue<decimal>());
        Assert.Equal("0.0000", sheet.Cells[row, 4].Style.Numberformat.Format);
    }

    [Fact]
    public async Task FewResponses_LeaveNoFigureInAnyPaper()
    {
        var files = await MakeAsync("/analyse/so_few/reports");

        using var document = WordprocessingDocument.Open(new MemoryStream(files.Single(f => f.Key.StartsWith("3-", StringComparison.Ordinal)).Value), isEditable: false);
        Assert.Empty(document.MainDocumentPart!.ChartParts);
        Assert.DoesNotMatch("[0-9],[0-9]{2}[^0-9]", document.MainDocumentPart.Document!.Body!.InnerText.Replace("95%", "", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Keys, k => k.EndsWith(".csv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pack_OfAnotherUnit_Is404_AndDownloadsAskAgain()
    {
        var pack = await AskAsync("/analyse/so_a/reports");
        await WorkAsync();
        var file = pack + "?handler=File&name=" + Uri.EscapeDataString(await _province.Context.ReportFiles.Select(f => f.Name).OrderBy(n => n).FirstAsync(Cancel));
        using var stranger = await _province.AnalystAsync(_province.SoB);
        foreach (var address in new[] { pack, file, pack + "?handler=Zip", pack.Replace("so_a", "so_b", StringComparison.Ordinal), file.Replace("so_a", "so_b", StringComparison.Ordinal) })
        {
            Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(address));
        }

        Assert.Equal(HttpStatusCode.OK, await _analyst.StatusOfAsync(file));
        await _province.Context.Grants.Where(g => g.AccountId == _analyst.Account.Id).ExecuteDeleteAsync(Cancel);
        Assert.NotEqual(HttpStatusCode.OK, await _analyst.StatusOfAsync(file));
    }

    [Theory]
    [InlineData("", "pack.Language", "xx")]
    [InlineData("", "pack.Language", "")]
    [InlineData("", "pack.Recipients", "khong-phai-thu")]
    [InlineData("", "pack.Recipients", "a@b.vn\nBcc: c@d.vn")]
    [InlineData("Schedule", "schedule.Template", "nothing")]
    [InlineData("Schedule", "schedule.Days", "-1")]
    [InlineData("Schedule", "schedule.Days", "61")]
    [InlineData("Schedule", "schedule.Days", "abc")]
    [InlineData("Schedule", "schedule.Language", "fr")]
    public async Task Post_OfBadInput_SaysSoAndKeepsNothing(string handler, string field, string value)
    {
        var fields = handler.Length == 0
            ? new Dictionary<string, string> { ["pack.Language"] = "vi", ["pack.Recipients"] = "" }
            : new Dictionary<string, string> { ["schedule.Template"] = "s2", ["schedule.Days"] = "3", ["schedule.Language"] = "vi", ["schedule.Recipients"] = "" };
        fields[field] = value;

        using var response = await _analyst.PostToAsync(Page, Page + (handler.Length == 0 ? "" : "&handler=" + handler), [.. fields.Select(f => (f.Key, f.Value))]);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems"));
        Assert.Equal((0, 0), (await _province.Context.ReportPacks.CountAsync(Cancel), await _province.Context.PackSchedules.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("/analyse/so_a/reports?period=nothing", 404)]
    [InlineData("/analyse/so_a/reports?q=nothing", 404)]
    [InlineData("/analyse/nothing/reports", 404)]
    [InlineData("/analyse/so_a/reports/1", 404)]
    [InlineData("/analyse/so_a/reports/99999999999999999999", 404)]
    [InlineData("/analyse/so_a/reports/-1?handler=File&name=..%2F..%2Fx", 404)]
    [InlineData("/analyse/so_a/reports/print?paper=nothing", 404)]
    [InlineData("/analyse/so_a/reports/print?period=%00", 404)]
    public async Task Get_OfWhatIsNotThere_Is404(string address, int status) => Assert.Equal(status, (int)await _analyst.StatusOfAsync(address));

    [Fact]
    public async Task Schedule_IsKeptAndEnded()
    {
        using (var set = await _analyst.PostToAsync(Page, Page + "&handler=Schedule", ("schedule.Template", "s2"), ("schedule.Days", "3"), ("schedule.Language", "en"), ("schedule.Recipients", "an@tinh.example.vn; ba@tinh.example.vn")))
        {
            Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        }

        var schedule = await _province.Context.PackSchedules.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal(("s2", 3, "en", "an@tinh.example.vn\nba@tinh.example.vn"), (schedule.Template, schedule.DaysAfter, schedule.Language, schedule.Recipients));
        using var ended = await _analyst.PostToAsync(Page, Page + "&handler=Unschedule", ("id", $"{schedule.Id}"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        using var again = await _analyst.PostToAsync(Page, Page + "&handler=Unschedule", ("id", $"{schedule.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(0, await _province.Context.PackSchedules.CountAsync(Cancel));
    }

    [Fact]
    public async Task Print_ShowsThePaper_WithEveryNameAsText()
    {
        (await _province.Context.Units.SingleAsync(u => u.Id == _province.SoB.Id, Cancel)).Name = "<script>alert(1)</script>";
        await _province.Context.SaveChangesAsync(Cancel);

        var page = await _analyst.PageAsync(AnalyseProvince.Address("/analyse/so_b/reports/print"));

        Assert.Contains("<SCRIPT>ALERT(1)</SCRIPT>", page.QuerySelector(".paper .issuer")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll(".paper script"));
        Assert.Empty(page.QuerySelectorAll(".paper [style]"));
        Assert.Equal(["BÁO CÁO"], page.QuerySelectorAll(".paper h1 span").Select(s => s.TextContent));
    }

    private async Task<string> AskAsync(string page, string language = "vi")
    {
        using var response = await _analyst.PostAsync(AnalyseProvince.Address(page), ("pack.Language", language), ("pack.Recipients", ""));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return response.Headers.Location!.ToString();
    }

    private async Task<Dictionary<string, byte[]>> MakeAsync(string page, string language = "vi")
    {
        await AskAsync(page, language);
        Assert.Equal(1, await WorkAsync());
        var pack = await _province.Context.ReportPacks.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((PackState.Done, ""), (pack.State, pack.Error));
        return await _province.Context.ReportFiles.AsNoTracking().Where(f => f.PackId == pack.Id).ToDictionaryAsync(f => f.Name, f => f.Content, Cancel);
    }

    private Task<int> WorkAsync() => _province.Host.Services.GetRequiredService<PackWorker>().WorkAsync(Cancel);

    private static List<string> Paragraphs(WordprocessingDocument document, string style) => [.. document.MainDocumentPart!.Document!.Body!.Descendants<Word.Paragraph>()
        .Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val?.Value == style).Select(p => p.InnerText)];

    private static string Xml(ChartPart part)
    {
        using var reader = new StreamReader(part.GetStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
