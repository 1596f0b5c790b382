using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>What to improve first, over real HTTP, with figures reckoned by hand.</summary>
public sealed class PrioritiesPageTests
{
    [Fact]
    public async Task Page_PutsFirstWhatScoresLowAndIsExpectedMost()
    {
        await using var province = await PeopleAsync();
        using var analyst = await province.AnalystAsync();

        var page = await analyst.PageAsync(province.Address("tinh", "priorities"));

        // Scores: papers 20 of 40, fees 36 of 40, skill 32 of 40, mean 73,33. Named: papers and fees by 30 and 20 of 40,
        // skill by 4, mean 45%. Papers alone are below and above.
        var stated = Rows(page, "#stated");
        Assert.Equal(["1|50,00|75,0%|40", "2|90,00|50,0%|40", "3|80,00|10,0%|40"], stated.OrderBy(r => r[0]).Select(r => $"{r[0]}|{r[2]}|{r[3]}|{r[4]}"));
        Assert.Single(page.QuerySelectorAll("#first li"));
        Assert.Contains("50,00", page.QuerySelector("#first li")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("#stated .tag"));
        Assert.Equal(2, page.QuerySelectorAll("#stated svg.quadrants").Length);
        // Twenty sent it by the channels, which no question scores.
        Assert.Equal("50,0%", page.QuerySelectorAll("#wishes tbody tr").Single(r => r.QuerySelector("th")!.TextContent.EndsWith('*') && r.QuerySelectorAll("td.num")[1].TextContent == "20").QuerySelectorAll("td.num")[0].TextContent);
    }

    [Fact]
    public async Task Page_ShowsHowAnswersGoWithTheOverallOne()
    {
        await using var province = await PeopleAsync();
        using var analyst = await province.AnalystAsync();

        var page = await analyst.PageAsync(province.Address("tinh", "priorities"));

        // Papers and overall: 20 high-high and 20 low-low: every pair that differs in both agrees. Skill: 12 high and 8 low of
        // those satisfied, 20 high of the others: (12·0 − 8·20)/(0 + 160) = −1. Fees: 16 and 4 of the satisfied, 20 and 0: −1.
        var derived = Rows(page, "#derived").ToDictionary(r => r[1].Replace("làm trước", "", StringComparison.Ordinal).Trim(), r => r[3].Split(' ')[0]);
        Assert.Equal(["-1,00", "-1,00", "1,00"], derived.Values.Select(v => v.Trim().Replace('−', '-')).Order(StringComparer.Ordinal));
        Assert.Contains("nguyên nhân", page.QuerySelector("#derived .hint")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAParent_ListsTheFirstThreeOfEachUnit_AndNothingOfSmallOnes()
    {
        await using var province = await CrossProvince.CreateAsync();
        var (big, other, few) = (await province.Sample.UnitAsync("big", province.Province), await province.Sample.UnitAsync("other", province.Province), await province.Sample.UnitAsync("few", province.Province));
        Fill(province, await province.PointAsync(big, "b1"));
        Fill(province, await province.PointAsync(other, "o1"));
        Fill(province, await province.PointAsync(await province.Sample.UnitAsync("third", province.Province), "t1"));
        province.Answer(await province.PointAsync(few, "f1"), 8, "procedure_papers=1 procedure_fees=5 officer_skilled=5 overall=1 wishes=papers");
        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        var page = await analyst.PageAsync(province.Address("tinh", "priorities"));

        var units = page.QuerySelectorAll("#units tbody tr").ToDictionary(r => r.QuerySelector("a")!.TextContent, r => r.QuerySelector("td")!);
        Assert.Single(units["Đơn vị big"].QuerySelectorAll("li"));
        Assert.Equal("–", units["Đơn vị few"].TextContent.Trim());
        var small = await analyst.PageAsync(province.Address("few", "priorities"));
        Assert.NotNull(small.QuerySelector("#no-priorities"));
        Assert.Null(small.QuerySelector("#stated, #derived, #wishes, #first"));
    }

    [Fact]
    public async Task Page_WithoutAnExpectationsItem_ShowsAssociationOnly()
    {
        await using var province = await CrossProvince.CreateAsync("sipas_short");
        var point = await province.PointAsync(province.Province, "q1");
        province.Answer(point, 20, "access=5 procedure=5 officer=1 overall=5");
        province.Answer(point, 15, "access=1 procedure=5 officer=1 overall=1");
        province.Answer(point, 5, "access=1 procedure=1 officer=5 overall=5");
        await province.FoldAsync();
        using var analyst = await province.AnalystAsync();

        var page = await analyst.PageAsync(province.Address("tinh", "priorities"));

        Assert.Null(page.QuerySelector("#stated, #wishes"));

        Assert.Equal(3, page.QuerySelectorAll("#derived tbody tr").Length);
    }

    [Fact]
    public async Task Page_OfForeignUnit_Is404_AndAnEnglishAccountReadsNoVietnamese()
    {
        await using var province = await PeopleAsync();
        var own = await province.Sample.UnitAsync("own", province.Province);
        using var analyst = await province.AnalystAsync();
        using var stranger = await province.AnalystAsync(own);
        Assert.Equal(HttpStatusCode.NotFound, await stranger.StatusOfAsync(province.Address("tinh", "priorities")));
        Assert.Equal(HttpStatusCode.OK, await stranger.StatusOfAsync(province.Address("own", "priorities")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(province.Address("tinh", "priorities", "&index=nothing")));
        await using var context = province.Host.CreateContext();
        await context.Users.Where(u => u.Id == analyst.Account.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Language, "en"), TestContext.Current.CancellationToken);

        var page = await analyst.PageAsync(province.Address("tinh", "priorities"));

        Assert.DoesNotMatch("[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]", page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[style], main script"));
    }

    private static async Task<CrossProvince> PeopleAsync()
    {
        var province = await CrossProvince.CreateAsync();
        Fill(province, await province.PointAsync(province.Province, "q1"));
        await province.FoldAsync();
        return province;
    }

    /// <summary>Forty people; all who find the papers bad are dissatisfied.</summary>
    private static void Fill(CrossProvince province, CollectionPoint point)
    {
        province.Answer(point, 12, "procedure_papers=5 procedure_fees=5 officer_skilled=5 overall=5 wishes=papers,fees");
        province.Answer(point, 4, "procedure_papers=5 procedure_fees=5 officer_skilled=1 overall=5 wishes=fees,skill");
        province.Answer(point, 4, "procedure_papers=5 procedure_fees=1 officer_skilled=1 overall=5 wishes=fees");
        province.Answer(point, 18, "procedure_papers=1 procedure_fees=5 officer_skilled=5 overall=1 wishes=papers,channels");
        province.Answer(point, 2, "procedure_papers=1 procedure_fees=5 officer_skilled=5 overall=1 wishes=channels");
    }

    private static List<string[]> Rows(IDocument page, string section) =>
        [.. page.QuerySelectorAll($"{section} tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToArray())];
}
