using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse;

/// <summary>The trend as an analyst reads it, over real HTTP. All of the province's responses are of 1 July.</summary>
public sealed class TrendPageTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    [Theory]
    [InlineData("week", "1/7–05/07/2026")]
    [InlineData("month", "Tháng 7/2026")]
    [InlineData("quarter", "Quý III/2026 (từ 1/7 đến 14/9)")]
    [InlineData("period", "Quý III/2026")]
    public async Task Table_ByEveryGrain_HasTheFigureOfTheResultsPage(string by, string name)
    {
        using var analyst = await shared.Province.AnalystAsync();
        var results = (await analyst.PageAsync(AnalyseProvince.Address("/analyse/so_a"))).QuerySelector("[data-figure=overall]")!.TextContent.Trim();

        var page = await analyst.PageAsync(Address("so_a", by));

        var row = page.QuerySelectorAll(".trend-table tbody tr").Single(r => r.QuerySelector("td")!.TextContent.Trim() != "–");
        Assert.Equal(name, row.QuerySelector("th")!.TextContent.Trim());
        Assert.Equal([results, "67"], new[] { row.Children[1], row.Children[3] }.Select(c => c.TextContent.Trim()));
        Assert.Equal(by, page.QuerySelector("input[name=by]")!.GetAttribute("value"));
        Assert.Equal("Diễn biến", page.QuerySelector(".tabs [aria-current]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Picture_OnThePageAndAsAFile_HasWordsAndNoStyleAttribute()
    {
        using var analyst = await shared.Province.AnalystAsync();

        var page = await analyst.PageAsync(Address("so_a", "month"));
        var file = XDocument.Parse(await shared.Province.TextAsync(analyst, Address("so_a", "month", "/trend/chart.svg")));

        var pictures = page.QuerySelectorAll("svg.plot");
        Assert.Equal(2, pictures.Length);
        Assert.All(pictures, p => Assert.Contains("Tháng 7/2026", p.GetAttribute("aria-label"), StringComparison.Ordinal));
        Assert.Contains(pictures[0].QuerySelectorAll("title"), t => t.TextContent.StartsWith("Tháng 7/2026: ", StringComparison.Ordinal) && t.TextContent.Contains("(67 phiếu)", StringComparison.Ordinal));
        Assert.Empty(page.QuerySelectorAll("main [style]"));
        Assert.DoesNotContain(file.Descendants().Attributes(), a => a.Name == "style" || a.Name == "clip-path");
        Assert.Equal("svg", file.Root!.Name.LocalName);
    }

    [Fact]
    public async Task SuppressedUnit_LooksLikeAnEmptyOne()
    {
        using var analyst = await shared.Province.AnalystAsync();
        foreach (var by in new[] { "day", "month", "period" })
        {
            var few = await analyst.PageAsync(Address("so_few", by));
            var none = await analyst.PageAsync(Address("so_none", by));

            Assert.Equal(Comparable(none), Comparable(few));
            Assert.Empty(few.QuerySelectorAll(".trend-table, svg.plot"));
        }

        static string Comparable(IDocument page) => page.QuerySelector("main")!.TextContent.Replace("so_none", "", StringComparison.Ordinal).Replace("so_few", "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/analyse/{0}/trend")]
    [InlineData("/analyse/{0}/trend/chart.svg")]
    public async Task Unit_OfASiblingOrAbove_Is404_AndTheOwnIsNot(string path)
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync(province.SoA);
        using var officer = await StaffClient.SignInAsync(province.Host, (Role.Officer, province.Province));
        string Of(string unit) => AnalyseProvince.Address(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, unit));

        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync(Of("so_a")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("so_b")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("tinh")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Of("no_such_unit")));
        Assert.Equal(HttpStatusCode.Forbidden, await officer.StatusOfAsync(Of("so_a")));
    }

    [Theory]
    [InlineData("&by=hour")]
    [InlineData("&by=3")]
    [InlineData("&index=no_such_index")]
    [InlineData("&channel=7")]
    public async Task UnknownChoice_Is404(string choice)
    {
        using var analyst = await shared.Province.AnalystAsync();

        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a/trend", choice)));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(AnalyseProvince.Address("/analyse/so_a/trend/chart.svg", choice)));
    }

    private static string Address(string unit, string by, string tail = "/trend") => AnalyseProvince.Address($"/analyse/{unit}{tail}", $"&by={by}");
}
