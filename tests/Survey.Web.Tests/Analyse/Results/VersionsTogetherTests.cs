using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Pages.Analyse;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Results;

/// <summary>
/// Two versions told together, by hand. The second renames the item "cho_ngoi" to "ghe_cho" and makes one answer, "nhanh",
/// of two, "nhanh" and "vua".
/// <code>
/// ten sheets each           version 1                        version 2
/// cho_ngoi / ghe_cho        5 5 5 4 4 3 3 2 1 1   (5 of 10)   5 4 4 4 4 4 4 4 2 2   (8 of 10)
/// thai_do                   5 ×6, 3 ×4            (6 of 10)   4 ×9, 1 ×1            (9 of 10)
/// cho_doi                   nhanh 3, vua 4, cham 3            nhanh 2, cham 8
/// </code>
/// Index: (5+6+8+9)/40 = 70.00; seats (5+8)/20 = 65.00; manners (6+9)/20 = 75.00.
/// </summary>
public sealed class VersionsTogetherTests
{
    private const string Renamed = """{"items": {"cho_ngoi": "ghe_cho"}, "codes": {"cho_doi": {"vua": "nhanh"}}}""";

    private static readonly DateOnly InQ1 = ResultsProvince.Q1.AddDays(9);
    private static readonly DateOnly InQ2 = ResultsProvince.Q2.AddDays(9);

    private static readonly Scale Five = new()
    {
        Code = "hai_long5",
        Points = [.. Enumerable.Range(1, 5).Reverse().Select(s => new ScalePoint { Code = $"{s}", Score = s, Label = Text($"Mức {s}") })],
    };

    [Fact]
    public async Task Get_OverTwoVersions_FollowsTheMappingToTheLastDigit()
    {
        await using var province = await CreateAsync(Renamed, InQ2);

        var report = await ReportAsync(province);

        Assert.Equal([1, 2], report.Versions);
        Assert.Equal((70.00m, 20L, 40L), (report.Overall.Figure!.Rounded, report.Overall.Figure.Base, report.Overall.Figure.Answers));
        Assert.Equal([65.00m, 75.00m], report.Dimensions.Select(d => d.Figure!.Rounded));
        Assert.Equal([("5", 4L), ("4", 9L), ("3", 2L), ("2", 3L), ("1", 2L)], Counts(report, "ghe_cho"));
        Assert.Equal([("5", 6L), ("4", 9L), ("3", 4L), ("2", 0L), ("1", 1L)], Counts(report, "thai_do"));
        Assert.Equal([("nhanh", 9L), ("cham", 11L)], Counts(report, "cho_doi"));
        Assert.Equal(20, report.Items.Single(i => i.Code == "cho_doi").Base);
        Assert.Equal(65.00m, report.Items.Single(i => i.Code == "ghe_cho").Figure!.Rounded);
        Assert.Equal((true, true), (report.Together.Now, report.Together.Earlier));
        Assert.Equal(["Số liệu gồm các bản 1 và 2; mã cũ được quy đổi theo bảng quy đổi đã công bố."], ReportText.VietnameseVersionNotes(report));
    }

    [Fact]
    public async Task Get_WhereNobodySaidWhatTheItemBecame_IsNotComparableAndSaysSo()
    {
        await using var province = await CreateAsync(null, InQ2);

        var report = await ReportAsync(province);

        Assert.Null(report.Overall.Figure);
        Assert.Equal([null, 75.00m], report.Dimensions.Select(d => d.Figure?.Rounded));
        Assert.Equal([("nhanh", 5L), ("cham", 11L)], Counts(report, "cho_doi"));
        Assert.Equal(16, report.Items.Single(i => i.Code == "cho_doi").Base);
        Assert.False(report.Together.Now);
        Assert.Equal(["cho_ngoi_dim"], report.Together.Dimensions);
        Assert.Contains(ReportText.VietnameseVersionNotes(report), n => n.Contains("không so sánh được", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_OfATrendOverTwoVersions_ComparesWhatTheMappingCarriesOver()
    {
        await using var province = await CreateAsync(Renamed, InQ1);

        var report = await ReportAsync(province);

        Assert.Equal([2], report.Versions);
        Assert.Equal([1, 2], report.Together.Versions);
        // 11 of 20 before, 17 of 20 now.
        Assert.Equal((55.00m, 85.00m, 30.00m), (report.Overall.Before!.Rounded, report.Overall.Figure!.Rounded, report.Overall.Difference!.Rounded));
        Assert.Equal([55.00m, 85.00m], report.Trend.Select(t => t.Figure!.Rounded));
        Assert.Equal([50.00m, 60.00m], report.Dimensions.Select(d => d.Before!.Rounded));
    }

    [Fact]
    public async Task Get_OfATrendThatNothingCarriesOver_SaysThatItIsNotComparable()
    {
        await using var province = await CreateAsync(null, InQ1);

        var report = await ReportAsync(province);

        Assert.Equal(85.00m, report.Overall.Figure!.Rounded);
        Assert.Equal((null, false, null), (report.Overall.Before, report.Overall.Difference!.Comparable, report.Overall.Difference.Value));
        Assert.Null(report.Trend[0].Figure);
        Assert.Equal((true, false), (report.Together.Now, report.Together.Earlier));
        Assert.Equal(60.00m, report.Dimensions[1].Before!.Rounded);
    }

    [Fact]
    public async Task Get_AfterTheMappingMoved_IsMadeAnew()
    {
        await using var province = await CreateAsync(null, InQ2);
        Assert.Null((await ReportAsync(province)).Overall.Figure);

        await province.World.Context.QuestionnaireVersions.Where(v => v.Number == 2).ExecuteUpdateAsync(s => s.SetProperty(v => v.Mapping, Renamed), TallyWorld.Cancel);

        Assert.Equal(70.00m, (await ReportAsync(province)).Overall.Figure!.Rounded);
    }

    [Fact]
    public async Task Get_WhereAMappingMakesOneItemOfTwo_LeavesBothOutAndDoesNotFail()
    {
        await using var province = await CreateAsync("""{"items": {"cho_ngoi": "thai_do"}}""", InQ2);

        var report = await ReportAsync(province);

        Assert.Null(report.Overall.Figure);
        Assert.Equal([("5", 0L), ("4", 9L), ("3", 0L), ("2", 0L), ("1", 1L)], Counts(report, "thai_do"));
    }

    [Fact]
    public async Task ScoringCounts_OfAPeriodBeforeARenaming_AreToldInThePeriodsOwnCodes()
    {
        await using var province = await CreateAsync(Renamed, InQ1);

        var report = await province.ReportAsync(province.Query(province.World.Province, "2026-q1"));
        var counts = IndexCounts.Of(new ScoredIndex(new("hai_ban", 2, Version("ghe_cho", "nhanh", "cham")), report));

        // Seats 5 5 5 4 4 3 3 2 1 1 and manners 5 ×6, 3 ×4: 11 of 20, and 73/20.
        Assert.Equal([("5", 5, 9L), ("4", 4, 2L), ("3", 3, 6L), ("2", 2, 1L), ("1", 1, 2L)], counts.Points);
        Assert.Equal((55.00m, 3.75m), (counts.TopTwoBox!.Value.ToDecimal(2), counts.Mean!.Value.ToDecimal(2)));
    }

    [Fact]
    public void Between_ComposesWhatEachVersionSays()
    {
        (int, string?)[] versions = [(1, null), (2, """{"items": {"a": "b"}}"""), (3, null), (4, """{"items": {"b": "c"}}""")];

        Assert.Equal("c", VersionMappings.Between(versions, 1, 4).Item("a"));
        Assert.Equal("b", VersionMappings.Between(versions, 1, 3).Item("a"));
        Assert.Equal("c", VersionMappings.Between(versions, 2, 4).Item("b"));
        Assert.Same(CodeMapping.Same, VersionMappings.Between(versions, 4, 2));
    }

    private static Task<UnitReport> ReportAsync(ResultsProvince province) => province.ReportAsync(province.Query(province.World.Province));

    private static IEnumerable<(string, long)> Counts(UnitReport report, string item) =>
        report.Items.Single(i => i.Code == item).Distribution!.Select(p => (p.Code, p.Count));

    /// <summary>Answers to the second version in the second quarter, to the first on the day given.</summary>
    private static async Task<ResultsProvince> CreateAsync(string? mapping, DateOnly firstAnswered)
    {
        var province = await ResultsProvince.CreateAsync(edit: _ => QuestionnaireJson.Write(Version("cho_ngoi", "nhanh", "vua", "cham")));
        var second = Version("ghe_cho", "nhanh", "cham");
        var stored = new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = province.Version.QuestionnaireId,
            Number = 2,
            Json = QuestionnaireJson.Write(second),
            Sha256 = "",
            PublishedAt = DateTime.UtcNow,
            Mapping = mapping,
        };
        province.World.Context.Add(stored);
        await province.World.Context.SaveChangesAsync(TallyWorld.Cancel);
        var wave = await province.World.OtherWaveAsync(stored, WaveState.Closed);
        var point = await province.World.Sample.PointAsync(province.World.Province);
        await province.AnswerAsync(point, firstAnswered, Sheets(province.Model, "cho_ngoi", "5554433211", "5555553333", "nhanh*3 vua*4 cham*3"));
        await province.AnswerAsync(point, InQ2, Sheets(second, "ghe_cho", "5444444422", "4444444441", "nhanh*2 cham*8"), wave: wave);
        await province.FoldAsync();
        return province;
    }

    private static IEnumerable<AnswerSheet> Sheets(Questionnaire model, string seats, string seatCodes, string mannerCodes, string waits)
    {
        var answers = waits.Split(' ').Select(w => w.Split('*')).SelectMany(w => Enumerable.Repeat(w[0], w[1][0] - '0')).ToList();
        return answers.Select((wait, i) => AnswerSheet.Of(model, new Dictionary<string, Answer>
        {
            [seats] = new CodeAnswer($"{seatCodes[i]}"),
            ["thai_do"] = new CodeAnswer($"{mannerCodes[i]}"),
            ["cho_doi"] = new CodeAnswer(wait),
        }));
    }

    private static Questionnaire Version(string seats, params string[] waits) => new()
    {
        Code = "hai_ban",
        Languages = ["vi"],
        Title = Text("Hai bản"),
        Scales = [Five],
        Sections =
        [
            new Section
            {
                Code = "s",
                Items =
                [
                    new ScaleItem { Code = seats, Text = Text("Chỗ ngồi"), Scale = Five },
                    new ScaleItem { Code = "thai_do", Text = Text("Thái độ"), Scale = Five },
                    new SingleChoiceItem { Code = "cho_doi", Text = Text("Chờ đợi"), Options = [.. waits.Select(w => new ChoiceOption { Code = w, Label = Text(w) })] },
                ],
            },
        ],
        Indices =
        [
            new IndexDefinition
            {
                Code = "hai_long",
                Title = Text("Hài lòng"),
                Method = IndexMethod.TopTwoBox,
                MethodVersion = 1,
                Composite = CompositeRule.Pooled,
                MinimumBase = 5,
                Dimensions = [Dimension("cho_ngoi_dim", seats), Dimension("thai_do_dim", "thai_do")],
            },
        ],
    };

    private static DimensionDefinition Dimension(string code, string item) =>
        new() { Code = code, Title = Text(code), Weight = 1, Items = [new() { Code = item }] };

    private static LocalizedText Text(string words) => LocalizedText.Of("vi", words);
}
