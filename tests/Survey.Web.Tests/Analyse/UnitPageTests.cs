using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using OfficeOpenXml;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse;

/// <summary>What an analyst reads, over real HTTP.</summary>
public sealed partial class UnitPageTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    private const string VietnameseLetter = "[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    [Fact]
    public async Task Figure_OnPageSummaryWorkbookAndScoringFile_IsTheSame()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        var page = Overall(await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a")));
        var summary = Overall(await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a/summary")));
        using var workbook = new ExcelPackage(new MemoryStream(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/quarter?unit=so_a"))));
        using var scoring = JsonDocument.Parse(await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring.json?unit=so_a")));
        var csv = await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring.csv?unit=so_a"));

        var index = scoring.RootElement.GetProperty("indices").EnumerateArray().First(i => i.GetProperty("index").GetString() == "sipas");
        var value = index.GetProperty("value").GetDecimal();
        Assert.InRange(value, 1m, 99m);
        Assert.Equal(value, page);
        Assert.Equal(value, summary);
        Assert.Equal(value, Row(workbook, "Sở, ban, ngành", "so_a").Cells[0]);
        Assert.Contains($",{value.ToString(CultureInfo.InvariantCulture)},", csv.Split("\r\n").First(l => l.StartsWith("index,", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SuppressedUnit_LooksLikeAnEmptyOne_Everywhere()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        foreach (var path in new[] { "/analyse/{0}", "/analyse/{0}/summary", "/analyse/{0}/trend.svg", "/analyse/export/scoring.json?unit={0}", "/analyse/export/scoring.csv?unit={0}" })
        {
            var few = await province.TextAsync(analyst, AnalyseProvince.Address(string.Format(CultureInfo.InvariantCulture, path, "so_few")));
            var none = await province.TextAsync(analyst, AnalyseProvince.Address(string.Format(CultureInfo.InvariantCulture, path, "so_none")));
            Assert.Equal(Comparable(none), Comparable(few));
        }

        using var workbook = new ExcelPackage(new MemoryStream(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/quarter?unit=tinh"))));
        Assert.Equal(Row(workbook, "Sở, ban, ngành", "so_none").Cells, Row(workbook, "Sở, ban, ngành", "so_few").Cells);
        var responses = await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/responses?unit=so_few"));
        Assert.Single(responses.TrimEnd().Split("\r\n"));
    }

    [Theory]
    [InlineData("/analyse/{0}")]
    [InlineData("/analyse/{0}/summary")]
    [InlineData("/analyse/{0}/trend.svg")]
    [InlineData("/analyse/export/quarter?unit={0}")]
    [InlineData("/analyse/export/responses?unit={0}")]
    [InlineData("/analyse/export/scoring?unit={0}")]
    [InlineData("/analyse/export/scoring.json?unit={0}")]
    [InlineData("/analyse/export/scoring.csv?unit={0}")]
    public async Task Unit_OfASiblingOrAbove_Is404_AndTheOwnIsNot(string path)
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync(province.SoA);
        using var officer = await StaffClient.SignInAsync(province.Host, (Role.Officer, province.Province));

        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync(Of("so_a")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("so_b")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("tinh")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("no_such_unit")));
        Assert.Equal(HttpStatusCode.Forbidden, await officer.StatusOfAsync(Of("so_a")));
        using var signedOut = await province.Host.Client.GetAsync(Of("so_a"), TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, signedOut.StatusCode);

        string Of(string unit) => AnalyseProvince.Address(string.Format(CultureInfo.InvariantCulture, path, unit));
    }

    [Fact]
    public async Task Page_OfUnknownChoice_Is404()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync("/analyse/so_a?period=1999-q1"));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a", "&channel=7")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a", "&service=nothing")));
        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a", "&channel=qr&service=khai_sinh")));
        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync("/analyse/so_a?period=&q=&index=&service=&channel="));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SyntheticWave_IsMarkedOnPagesAndInFiles(bool synthetic)
    {
        await using var province = await AnalyseProvince.CreateAsync(synthetic);
        using var analyst = await province.AnalystAsync();

        Assert.Equal(synthetic, (await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a"))).QuerySelector(".synthetic") is not null);
        Assert.Equal(synthetic, (await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a/summary"))).QuerySelector(".synthetic") is not null);
        using var scoring = JsonDocument.Parse(await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring.json?unit=so_a")));
        Assert.Equal(synthetic, scoring.RootElement.GetProperty("header").GetProperty("synthetic").GetBoolean());
        using var workbook = new ExcelPackage(new MemoryStream(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/quarter?unit=so_a"))));
        Assert.All(workbook.Workbook.Worksheets, w => Assert.Equal(synthetic, w.Cells[1, 1, 3, 1].Any(c => c.Text.Contains("SỐ LIỆU MÔ PHỎNG", StringComparison.Ordinal))));
        var responses = await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/responses?unit=so_a"));
        Assert.Contains(synthetic ? ",yes," : ",no,", responses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NeedsNoScriptNorStyleAttribute_AndEveryPictureHasWords()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        var page = await analyst.PageAsync(AnalyseProvince.Address("/analyse/tinh"));

        Assert.Empty(page.QuerySelectorAll("[style], main script"));
        Assert.All(page.QuerySelectorAll("main svg[role=img]"), s => Assert.NotEmpty(s.GetAttribute("aria-label")!));
        Assert.NotEmpty(page.QuerySelectorAll("main svg.spread rect"));
        Assert.Equal("=1+1", page.QuerySelectorAll("#units th a").Single(a => a.GetAttribute("href")!.StartsWith("/analyse/so_b?", StringComparison.Ordinal)).TextContent);
    }

    [Fact]
    public async Task EnglishAccount_ReadsNoVietnamese_OnPagesAndInTheWorkbook()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync(province.SoA);
        await using var context = province.Host.CreateContext();
        await context.Users.Where(u => u.Id == analyst.Account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Language, "en"), TestContext.Current.CancellationToken);

        foreach (var path in new[] { "/analyse/so_a", "/analyse/so_a/summary" })
        {
            var page = await analyst.PageAsync(AnalyseProvince.Address(path));
            Assert.DoesNotMatch(VietnameseLetter, page.QuerySelector("main")!.TextContent);
        }

        using var workbook = new ExcelPackage(new MemoryStream(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/quarter?unit=so_a"))));
        Assert.All(workbook.Workbook.Worksheets.SelectMany(w => w.Cells), c => Assert.DoesNotMatch(VietnameseLetter, c.Text));
    }

    private static decimal Overall(IDocument page) => decimal.Parse(page.QuerySelector("[data-figure=overall]")!.TextContent, Vietnamese);

    // The unit's own names, codes and the page's tokens are all that may differ.
    private static string Comparable(string text)
    {
        var from = text.IndexOf("<main", StringComparison.Ordinal);
        var main = from < 0 ? text : text[from..text.IndexOf("</main>", StringComparison.Ordinal)];
        return TokenOfAForm().Replace(main, "T").Replace("so_few", "X", StringComparison.Ordinal).Replace("so_none", "X", StringComparison.Ordinal)
            .Replace("Quầy f1", "Y", StringComparison.Ordinal).Replace("Quầy n1", "Y", StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?<=name="__RequestVerificationToken" type="hidden" value=")[^"]+""")]
    private static partial Regex TokenOfAForm();

    private static (string Code, List<object?> Cells) Row(ExcelPackage workbook, string sheet, string code)
    {
        var cells = workbook.Workbook.Worksheets[sheet].Cells;
        var row = cells["A:A"].First(c => c.Text == code).Start.Row;
        var last = workbook.Workbook.Worksheets[sheet].Dimension.End.Column;
        return (code, [.. Enumerable.Range(4, last - 3).Select(c => cells[row, c].Value is double d ? (object)(decimal)d : cells[row, c].Value)]);
    }
}
