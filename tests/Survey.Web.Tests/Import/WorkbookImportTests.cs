using System.IO.Compression;
using System.Text;
using OfficeOpenXml;

namespace Survey.Web.Tests.Import;

/// <summary>Workbooks: read like CSV, and looked through before any library opens them.</summary>
public sealed class WorkbookImportTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    private static readonly string[] Header = ["code", "name", "level", "parent", "valid_from"];

    [Fact]
    public async Task Import_OfAWorkbook_ReadsNumbersDaysAndTrims()
    {
        var content = Workbook(sheet =>
        {
            sheet.Cells[2, 1].Value = 2026;
            sheet.Cells[2, 2].Value = "  Phòng thử nghiệm ";
            sheet.Cells[2, 3].Value = "room";
            sheet.Cells[2, 4].Value = "skhcn";
            sheet.Cells[2, 5].Value = new DateTime(2026, 3, 15, 0, 0, 0, DateTimeKind.Unspecified);
            sheet.Cells[2, 5].Style.Numberformat.Format = "dd/mm/yyyy";
        });
        var report = await fixture.ImportAsync("don-vi.xlsx", content);
        Assert.Empty(report.Problems);
        Assert.Equal(1, report.Files[0].Added);
        await using var context = fixture.Database.CreateContext();
        var unit = context.Units.Single(u => u.Code == "2026");
        Assert.Equal("Phòng thử nghiệm", unit.Name);
        Assert.Equal("vd/skhcn/2026/", unit.Path);
        Assert.Equal(new DateOnly(2026, 3, 15), unit.ValidFrom);
    }

    [Fact]
    public async Task Import_OfAFormulaCell_IsRefusedAtItsCell()
    {
        var content = Workbook(sheet => sheet.Cells[2, 2].Formula = "1+1");
        var problem = Assert.Single((await fixture.ImportAsync("don-vi.xlsx", content)).Problems);
        Assert.Equal((2, "B2"), (problem.Line, problem.Column));
        Assert.Contains("formula", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAZipBomb_IsRefused() =>
        await AssertRefusedAsync(Package(("xl/worksheets/sheet1.xml", new string(' ', 80_000_000))), "unpacks");

    [Fact]
    public async Task Import_OfASmallBombOfHighRatio_IsRefused() =>
        await AssertRefusedAsync(Package(("xl/worksheets/sheet1.xml", "<a>" + new string(' ', 8_000_000) + "</a>")), "unpacks");

    [Fact]
    public async Task Import_OfTooManyParts_IsRefused() =>
        await AssertRefusedAsync(Package([.. Enumerable.Range(0, 300).Select(i => ($"xl/{i}.xml", "<a/>"))]), "too many parts");

    [Fact]
    public async Task Import_OfADtd_IsRefused() =>
        await AssertRefusedAsync(
            Package(("xl/workbook.xml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><workbook>&a;</workbook>")), "DTD");

    [Fact]
    public async Task Import_OfMacros_IsRefused() => await AssertRefusedAsync(Package(("xl/vbaProject.bin", "x")), "macros");

    [Fact]
    public async Task Import_OfAPathOutOfThePackage_IsRefused() => await AssertRefusedAsync(Package(("../../etc/passwd", "x")), "strangely named");

    [Theory]
    [InlineData("PK\u0003\u0004 but no package")]
    [InlineData("PK")]
    public async Task Import_OfABrokenPackage_IsRefused(string content) => await AssertRefusedAsync(Encoding.Latin1.GetBytes(content), "cannot be read");

    [Fact]
    public async Task Import_OfAZipWithoutAWorkbook_IsRefused() => await AssertRefusedAsync(Package(("a.txt", "x")), "cannot be read");

    private async Task AssertRefusedAsync(byte[] content, string words)
    {
        var before = await fixture.CountsAsync();
        var problem = Assert.Single((await fixture.ImportAsync("bang.xlsx", content)).Problems);
        Assert.Contains(words, problem.Reason, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.CountsAsync());
    }

    private static byte[] Workbook(Action<ExcelWorksheet> fill)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("units");
        for (var i = 0; i < Header.Length; i++)
        {
            sheet.Cells[1, i + 1].Value = Header[i];
        }

        fill(sheet);
        return package.GetAsByteArray();
    }

    private static byte[] Package(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, System.IO.Compression.CompressionLevel.Fastest).Open());
                writer.Write(content);
            }
        }

        return stream.ToArray();
    }
}
