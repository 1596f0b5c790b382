using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>Tables by two characteristics over real HTTP, with figures reckoned by hand.</summary>
public sealed partial class CrosstabPageTests
{
    private const string BySexAndAge = "&rows=sex&columns=age";

    [Fact]
    public async Task Table_OfAnItem_ShowsFiguresAndHidesTheRectangleAroundASmallCell()
    {
        await using var province = await PeopleAsync();
        using var analyst = await province.AnalystAsync();

        var table = await TableAsync(analyst, province.Address("tinh", "crosstab", BySexAndAge + "&show=access_signs"));

        // 15 of 20, 27 of 30, 15 of 30 positive; eight responses say how many they are and no more. Three women from 40 to 59
        // are hidden, and with them the cheapest rectangle: those from 25 to 39.
        Assert.Equal(["75,00|20", "–", "–", "90,00|30", "–", "78,46|65"], table["Nữ"]);
        Assert.Equal(["–|8", "–", "–", "50,00|30", "–", "49,32|73"], table["Nam"]);
        Assert.Equal(["67,86|28", "72,73|22", "35,71|28", "70,00|60", "–", "63,04|138"], table["Tất cả"]);
        Assert.All(table["Khác"], cell => Assert.Equal("–", cell));
    }

    [Fact]
    public async Task Table_OfResponses_ShowsRowPercentages()
    {
        await using var province = await PeopleAsync();
        using var analyst = await province.AnalystAsync();

        var table = await TableAsync(analyst, province.Address("tinh", "crosstab", BySexAndAge + "&show=.share"));

        Assert.Equal(["30,8%|20", "–", "–", "46,2%|30", "–", "47,1%|65"], table["Nữ"]);
        Assert.Equal(["11,0%|8", "–", "–", "41,1%|30", "–", "52,9%|73"], table["Nam"]);
    }

    [Fact]
    public async Task Table_OfAMultipleChoice_ShowsSharesOfTheColumn()
    {
        await using var province = await CrossProvince.CreateAsync();
        var point = await province.PointAsync(province.Province, "q1");
        province.Answer(point, 20, "overall=5 wishes=online,time respondent=person sex=female");
        province.Answer(point, 10, "overall=5 wishes=time respondent=person sex=female");
        province.Answer(point, 30, "overall=4 wishes=online respondent=person sex=male");
        province.Answer(point, 12, "overall=4 wishes=fees respondent=person sex=male");
        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        var table = await TableAsync(analyst, province.Address("tinh", "crosstab", "&index=general&rows=wishes&columns=sex&show=.share"));

        // 20 of 30 women and 30 of 42 men.
        Assert.Equal(["66,7%|20", "71,4%|30", "–", "–", "69,4%|50"], table.First(r => r.Key.Contains("qua mạng", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task Table_ByServiceAndCounter_KeepsHiddenWhatTheUnitPageHides()
    {
        await using var province = await CrossProvince.CreateAsync();
        var services = new List<Service>();
        foreach (var code in new[] { "a", "b", "c", "d" })
        {
            services.Add(await province.Sample.ServiceAsync(code, province.Province));
        }

        var point = await province.PointAsync(province.Province, "q1", [.. services]);
        foreach (var (service, n) in services.Zip([40, 30, 12, 3]))
        {
            province.Answer(point, n, "access_signs=5 respondent=person sex=female", service);
            province.Answer(point, n, "access_signs=1 respondent=person sex=male", service, Channel.Kiosk);
        }

        province.Answer(point, 1, "access_signs=1 respondent=person sex=male", services[3], Channel.Kiosk);
        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        var table = await TableAsync(analyst, province.Address("tinh", "crosstab", "&rows=.service&columns=sex&show=access_signs"));

        Assert.Equal("100,00|40", table["Thủ tục a"][0]);
        Assert.Equal("0,00|30", table["Thủ tục b"][1]);
        Assert.Equal("–", table["Thủ tục d"][0]);
        Assert.DoesNotContain(table["Thủ tục d"].Take(4), c => c != "–");
    }

    [Fact]
    public async Task Table_CountsWhatTheTalliesCount_NeitherWaitingNorExcludedResponses()
    {
        await using var province = await PeopleAsync();
        var point = await province.Context.CollectionPoints.FirstAsync(TestContext.Current.CancellationToken);
        province.Answer(point, 7, "access_signs=1 respondent=person sex=female age=under_25", flags: QualityFlags.Excluded);
        province.Answer(point, 2, "access_signs=1 respondent=person sex=female age=under_25");
        province.Answer(point, 9, "access_signs=1 respondent=person sex=female age=under_25", day: new(2026, 5, 1));
        await province.Context.SaveChangesAsync(TestContext.Current.CancellationToken);
        using var analyst = await province.AnalystAsync();

        var table = await TableAsync(analyst, province.Address("tinh", "crosstab", BySexAndAge + "&show=access_signs"));

        Assert.Equal("75,00|20", table["Nữ"][0]);
        Assert.Equal("63,04|138", table["Tất cả"][^1]);
    }

    [Fact]
    public async Task Tables_OfUnitsAtEveryLevel_HideASmallCellAlsoWhereItWouldFollow()
    {
        await using var province = await CrossProvince.CreateAsync();
        var department = await province.Sample.UnitAsync("so", province.Province);
        var units = new[] { department, await province.Sample.UnitAsync("so_b", province.Province) }.ToList();
        foreach (var code in new[] { "p1", "p2", "p3" })
        {
            units.Add(await province.Sample.UnitAsync(code, department));
        }

        foreach (var unit in units.Skip(1))
        {
            var point = await province.PointAsync(unit, unit.Code);
            foreach (var (sex, age, n) in new[] { ("female", "under_25", unit.Code == "p1" ? 3 : 20), ("female", "from_25", 21), ("male", "under_25", 22), ("male", "from_25", 23) })
            {
                province.Answer(point, n, $"access_signs=5 respondent=person sex={sex} age={age}");
            }
        }

        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        var shown = new Dictionary<string, int>();
        foreach (var unit in units.Prepend(province.Province))
        {
            var table = await TableAsync(analyst, province.Address(unit.Code, "crosstab", BySexAndAge + "&show=.share"));
            shown[unit.Code] = new[] { "Nữ", "Nam" }.Sum(r => table[r].SkipLast(1).Count(c => c != "–"));
        }

        // The three of p1 are hidden with the block around them, and in one of its siblings, so that the department less the others does not tell them.
        Assert.Equal(new() { ["tinh"] = 4, ["so"] = 4, ["so_b"] = 4, ["p1"] = 0, ["p2"] = 0, ["p3"] = 4 }, shown);
    }

    [Fact]
    public async Task Page_OnTooFewResponses_SaysSo_LikeOneOnNone()
    {
        await using var province = await CrossProvince.CreateAsync();
        var (few, none) = (await province.Sample.UnitAsync("few", province.Province), await province.Sample.UnitAsync("none", province.Province));
        province.Answer(await province.PointAsync(few, "f1"), 9, "access_signs=5 respondent=person sex=female age=under_25");
        await province.PointAsync(none, "n1");
        province.Answer(await province.PointAsync(province.Province, "t1"), 40, "access_signs=5 respondent=person sex=female age=under_25");
        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        foreach (var unit in new[] { "few", "none" })
        {
            var page = await analyst.PageAsync(province.Address(unit, "crosstab", BySexAndAge));
            Assert.NotNull(page.QuerySelector("#no-table"));
            Assert.Null(page.QuerySelector("table.cross"));
        }
    }

    [Fact]
    public async Task Page_OfUnknownChoiceOrForeignUnit_Is404()
    {
        await using var province = await PeopleAsync();
        var own = await province.Sample.UnitAsync("own", province.Province);
        using var analyst = await province.AnalystAsync();
        using var stranger = await province.AnalystAsync(own);

        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync(province.Address("tinh", "crosstab")));
        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync("/analyse/tinh/crosstab?rows=&columns=&show="));
        Assert.Equal(HttpStatusCode.OK, await analyst.StatusOfAsync(province.Address("tinh", "crosstab", "&rows=sex&columns=sex")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(province.Address("tinh", "crosstab", "&rows=nothing")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(province.Address("tinh", "crosstab", "&columns=.nothing")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(province.Address("tinh", "crosstab", "&show=nothing")));
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(province.Address("tinh", "crosstab")));
    }

    [Fact]
    public async Task EnglishAccount_ReadsNoVietnamese()
    {
        await using var province = await PeopleAsync();
        using var analyst = await province.AnalystAsync();
        await using var context = province.Host.CreateContext();
        await context.Users.Where(u => u.Id == analyst.Account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Language, "en"), TestContext.Current.CancellationToken);

        foreach (var extra in new[] { BySexAndAge, "&rows=wishes&columns=sex&show=.share", "&rows=sex&columns=age&service=-" })
        {
            var page = await analyst.PageAsync(province.Address("tinh", "crosstab", extra));
            Assert.DoesNotMatch("[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]", page.QuerySelector("main")!.TextContent);
            Assert.Empty(page.QuerySelectorAll("[style], main script"));
        }
    }

    /// <summary>138 persons by sex and age; women from 40 to 59 are three.</summary>
    private static async Task<CrossProvince> PeopleAsync()
    {
        var province = await CrossProvince.CreateAsync();
        var point = await province.PointAsync(province.Province, "q1");
        foreach (var (sex, age, positive, negative) in new[]
        {
            ("female", "under_25", 15, 5), ("female", "from_25", 6, 6), ("female", "from_40", 3, 0), ("female", "from_60", 27, 3),
            ("male", "under_25", 4, 4), ("male", "from_25", 10, 0), ("male", "from_40", 7, 18), ("male", "from_60", 15, 15),
        })
        {
            province.Answer(point, positive, $"access_signs=5 respondent=person sex={sex} age={age}");
            province.Answer(point, negative, $"access_signs=1 respondent=person sex={sex} age={age}");
        }

        await province.FoldAsync();
        return province;
    }

    /// <summary>The cells of each row, as "figure|responses".</summary>
    private static async Task<Dictionary<string, List<string>>> TableAsync(StaffClient analyst, string address)
    {
        var page = await analyst.PageAsync(address);
        return page.QuerySelectorAll("table.cross tbody tr, table.cross tfoot tr").ToDictionary(
            r => r.QuerySelector("th")!.TextContent.Trim(), r => r.QuerySelectorAll("td").Select(CellOf).ToList());
    }

    private static string CellOf(IElement cell) => cell.QuerySelector("b") is { } figure
        ? $"{figure.TextContent.Trim()}|{Digits().Match(cell.QuerySelectorAll("small")[^1].TextContent).Value}"
        : cell.TextContent.Trim();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
