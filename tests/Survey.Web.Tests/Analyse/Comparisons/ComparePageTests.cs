using System.Net;
using AngleSharp.Dom;

namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>Target, earlier periods and peers over real HTTP, against figures reckoned by hand (<see cref="CompareProvince"/>).</summary>
public sealed class ComparePageTests(CompareProvince province) : IClassFixture<CompareProvince>
{
    [Theory]
    [InlineData("so_a", "≥ 90: đạt nhưng chưa chắc", "+5,00 điểm")] // 95 of 100: from about 89 to 98
    [InlineData("so_b", "> 90: chưa đạt", "0,00 điểm")] // exactly at what must be exceeded
    [InlineData("so_c", "≥ 90: chưa đạt", "−30,00 điểm")]
    public async Task Target_SaysTheGap_AndHowSureItIs(string unit, string heading, string gap)
    {
        using var analyst = await province.AnalystAsync("tinh");
        var page = await analyst.PageAsync(CompareProvince.Address(unit));

        Assert.EndsWith(heading, CompareProvince.Spaced(page.QuerySelector("#target h2")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(gap, page.QuerySelector("[data-gap]")!.TextContent);
        Assert.Equal("/analyse/" + unit + "/compare", new Uri("http://x" + page.QuerySelector(".tabs a[aria-current=page]")!.GetAttribute("href")).AbsolutePath);
    }

    [Fact]
    public async Task Targets_ByYear_StandBesideTheFigureOfTheirOwnYear()
    {
        using var analyst = await province.AnalystAsync("so_a");
        var page = await analyst.PageAsync(CompareProvince.Address("so_a"));

        var rows = page.QuerySelectorAll("#target tbody tr").Select(Cells).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Equal(("2026-q3", "≥ 90", "+5,00", "đạt nhưng chưa chắc", "100"), (rows[0][0], rows[0][1], rows[0][3], rows[0][4], rows[0][5]));
        Assert.Equal(("2025-q3", "≥ 85", "+9,00", "chắc chắn đạt", "100"), (rows[1][0], rows[1][1], rows[1][3], rows[1][4], rows[1][5])); // 94 of 100: from about 87.5
    }

    [Theory]
    [InlineData("2026-q2", "80,00", "▲ 15,00", "vượt sai số, là thay đổi thật")]
    [InlineData("2025-q3", "94,00", "△ 1,00", "trong sai số, chưa chắc là thay đổi")]
    public async Task Earlier_PeriodAndTheSameAYearAgo_SayWhetherItIsMoreThanNoise(string against, string before, string change, string words)
    {
        using var analyst = await province.AnalystAsync("so_a");
        var page = await analyst.PageAsync(CompareProvince.Address("so_a"));

        var rows = page.QuerySelectorAll($"table[data-against='{against}'] tbody tr").Select(Cells).ToList();
        Assert.Equal(6, rows.Count); // the index and five dimensions
        Assert.All(rows, r => Assert.Equal(("95,00", before, words), (r[1], r[2], r[4])));
        Assert.All(rows, r => Assert.Contains(change, r[3], StringComparison.Ordinal));
        Assert.All(rows, r => Assert.Matches(@"từ [+−]\d+,\d\d đến [+−]\d+,\d\d$", r[3]));
    }

    [Fact]
    public async Task Ranking_SharesARankWhereIntervalsOverlap_AndGivesNoneToHiddenUnits()
    {
        using var analyst = await province.AnalystAsync("tinh");
        var page = await analyst.PageAsync(CompareProvince.Address("so_a"));

        // 95 and 90 of 100 overlap, 60 of 100 lies wholly below both. so_few is small, and so_d would give it away.
        Assert.Equal(
            [("so_a", "1 (có thể đến 2)", "95,00"), ("so_b", "1 (có thể đến 2)", "90,00"), ("so_c", "3", "60,00"), ("so_d", "không đủ phiếu", "–"), ("so_few", "không đủ phiếu", "–")],
            page.QuerySelectorAll("#peers tr[data-peer]").Select(r => (r.GetAttribute("data-peer")!, Cells(r)[0], r.QuerySelector(".index b")!.TextContent)));
        Assert.StartsWith("Hạng 1 trong 3 đơn vị", page.QuerySelector("#peers h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.QuerySelectorAll("#peers svg.strip .dot").Length);
        Assert.Null(page.QuerySelector("[data-note=median]"));
    }

    [Fact]
    public async Task Ranking_ToWhoSeesOneUnitOnly_ShowsItsRankAndTheMedian_AndNamesNobodyElse()
    {
        using var analyst = await province.AnalystAsync("so_c");
        var page = await analyst.PageAsync(CompareProvince.Address("so_c"));

        Assert.StartsWith("Hạng 3 trong 3 đơn vị", page.QuerySelector("#peers h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["so_c"], page.QuerySelectorAll("#peers tr[data-peer]").Select(r => r.GetAttribute("data-peer")!));
        Assert.Contains("Trung vị của nhóm: 90,00", CompareProvince.Spaced(page.QuerySelector("[data-note=median]")!.TextContent), StringComparison.Ordinal);
        Assert.DoesNotContain("so_a", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("so_few", page.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfASibling_OrOfAnUnknownChoice_Is404()
    {
        using var analyst = await province.AnalystAsync("so_a");

        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(CompareProvince.Address("so_b")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(CompareProvince.Address("so_a", extra: "&as=once")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync("/analyse/so_a/compare?period=1999-q1"));
        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync("/analyse/so_a/compare"));
    }

    private static List<string> Cells(IElement row) => [.. row.Children.Select(c => CompareProvince.Spaced(c.TextContent))];
}
