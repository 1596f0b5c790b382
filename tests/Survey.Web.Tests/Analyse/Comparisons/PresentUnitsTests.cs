namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>Units as they were and as they are, over real HTTP (<see cref="CompareProvince"/>).</summary>
public sealed class PresentUnitsTests(CompareProvince province) : IClassFixture<CompareProvince>
{
    [Fact]
    public async Task MergedUnit_AsItIsNow_CountsWhatItsPredecessorsCounted()
    {
        using var analyst = await province.AnalystAsync("xa_moi", "xa_a", "xa_b");

        var then = await analyst.PageAsync(CompareProvince.Address("xa_moi"));
        var now = await analyst.PageAsync(CompareProvince.Address("xa_moi", extra: "&as=now"));

        // Then nothing stood there; now 40 + 20 of 50 + 50 stand before 90 of 100.
        Assert.Equal("–", then.QuerySelector("table[data-against='2026-q2'] .whole td:nth-child(3)")!.TextContent);
        Assert.Contains("Tính gộp cả các đơn vị ấy: 90,00, trước đó 60,00, ▲ 30,00", CompareProvince.Spaced(then.QuerySelector("[data-note=restated]")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("60,00", now.QuerySelector("table[data-against='2026-q2'] .whole td:nth-child(3)")!.TextContent);
        Assert.Contains("▲ 30,00", now.QuerySelector("table[data-against='2026-q2'] .whole td:nth-child(4)")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MergedUnit_ToWhoMayNotSeeItsPredecessors_StaysAsItWas()
    {
        using var analyst = await province.AnalystAsync("xa_moi", "xa_a");

        var now = await analyst.PageAsync(CompareProvince.Address("xa_moi", extra: "&as=now"));

        Assert.Equal("–", now.QuerySelector("table[data-against='2026-q2'] .whole td:nth-child(3)")!.TextContent);
        Assert.Null(now.QuerySelector("[data-note=restated]"));
        Assert.Contains("cần thêm quyền xem: Đơn vị xa_b", now.QuerySelector(".view")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SplitUnit_IsNotDivided_AndSaysWhy()
    {
        using var analyst = await province.AnalystAsync("tinh");

        var part = await analyst.PageAsync(CompareProvince.Address("xa_y", extra: "&as=now"));
        var whole = await analyst.PageAsync("/analyse/xa_x?period=2026-q2&q=sipas_short&as=now");

        Assert.Contains("không so sánh được, vì đơn vị tách ra từ Đơn vị xa_x", part.QuerySelector("[data-note=earlier]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("–", part.QuerySelector("table[data-against='2026-q2'] .whole td:nth-child(3)")!.TextContent);
        Assert.Equal("60,00", whole.QuerySelector("[data-figure=overall]")!.TextContent);
    }

    [Fact]
    public async Task Parent_AsItIsNow_ShowsSuccessorsAndNoPredecessors()
    {
        using var analyst = await province.AnalystAsync("tinh");

        var then = await analyst.PageAsync("/analyse/tinh?period=2026-q2&q=sipas_short");
        var now = await analyst.PageAsync("/analyse/tinh?period=2026-q2&q=sipas_short&as=now");

        Assert.Equal(["so_a", "xa_a", "xa_b", "xa_x"], Shown(then));
        Assert.Equal(["so_a", "xa_moi", "xa_x"], Shown(now));
        Assert.Equal(then.QuerySelector("[data-figure=overall]")!.TextContent, now.QuerySelector("[data-figure=overall]")!.TextContent);
        Assert.Equal("/analyse/xa_moi", new Uri("http://x" + now.QuerySelectorAll("#units th a").Single(a => a.TextContent == "Đơn vị xa_moi").GetAttribute("href")).AbsolutePath);
    }

    [Fact]
    public async Task GoneUnit_AsItIsNow_IsShownAsItWas_AndNamesItsSuccessor()
    {
        using var analyst = await province.AnalystAsync("tinh");

        var page = await analyst.PageAsync("/analyse/xa_a?period=2026-q2&q=sipas_short&as=now");

        Assert.Equal("80,00", page.QuerySelector("[data-figure=overall]")!.TextContent);
        Assert.Contains("đơn vị kế tục là Đơn vị xa_moi", page.QuerySelector(".view")!.TextContent, StringComparison.Ordinal);
    }

    private static List<string> Shown(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll("#units tbody tr")
        .Where(r => r.QuerySelector(".index b")!.TextContent != "–").Select(r => r.QuerySelector("th a")!.TextContent["Đơn vị ".Length..]).Order(StringComparer.Ordinal)];
}
