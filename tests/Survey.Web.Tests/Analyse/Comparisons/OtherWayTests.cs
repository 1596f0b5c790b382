using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>
/// A second way of counting beside the first, over real HTTP. One counter of so_a (sipas_service, five dimensions of equal weight)
/// took 20 sheets: 15 say 5 throughout; 5 say 5 at officer and 1 elsewhere. So by top two box officer is 100 and every other
/// dimension 75: the index is (100 + 4·75)/5 = 80. In so_c the rooms c1 and c2 took 7 and 23 sheets of 5, so_d 30.
/// </summary>
public sealed class OtherWayTests(OtherWayTests.World world) : IClassFixture<OtherWayTests.World>
{
    [Fact]
    public async Task NetShare_BesideTheIndex_IsLabelledWithMethodVersionAndBase()
    {
        using var analyst = await world.AnalystAsync();
        var page = await analyst.PageAsync(Address("so_a", "&method=net_share"));

        // Net share: officer 100; the others (15 − 5)/20 = 50. The mean of five is 60.
        Assert.Equal(("80,00", "60,00", "20"), Row(page, "Chỉ số chung"));
        Assert.Equal(("100,00", "100,00", "20"), Row(page, world.Title("officer")));
        Assert.Equal(("75,00", "50,00", "20"), Row(page, world.Title("access")));
        Assert.StartsWith("Tỷ lệ hài lòng trừ tỷ lệ không hài lòng, bản 1; trung bình có trọng số của các yếu tố", page.QuerySelector("[data-way]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("80,00", page.QuerySelector("[data-figure=overall]")!.TextContent);
    }

    [Fact]
    public async Task AllPositive_CountsWholeSheets()
    {
        using var analyst = await world.AnalystAsync();
        var page = await analyst.PageAsync(Address("so_a", "&method=all_positive"));

        Assert.Equal(("80,00", "75,00", "20"), Row(page, "Chỉ số chung")); // 15 of 20
    }

    [Fact]
    public async Task WeightSet_IsAddedOnce_Audited_AndShownBesideTheIndex()
    {
        using var analyst = await world.AnalystAsync();
        const string form = "/analyse/weights?q=sipas_service&index=sipas";
        (string, string)[] fields = [("Name", "Nặng về công chức"), ("weight_access", "1"), ("weight_procedure", "1"), ("weight_officer", "2,5"), ("weight_result", "0,25"), ("weight_feedback", "0.25")];

        using var added = await analyst.PostAsync(form, fields);
        using var again = await analyst.PostAsync(form, fields);
        using var unknown = await analyst.PostAsync(form, [.. fields, ("weight_other", "1")]);
        using var zero = await analyst.PostAsync(form, [("Name", "Không"), .. fields.Skip(1).Select(f => (f.Item1, "0"))]);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.OK), (added.StatusCode, again.StatusCode, unknown.StatusCode, zero.StatusCode));
        await using var context = world.Host.CreateContext();
        var set = await context.WeightSets.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal("""{"access":"1","procedure":"1","officer":"2.5","result":"0.25","feedback":"0.25"}""", set.Weights);
        Assert.Equal(1, await context.AuditEntries.CountAsync(a => a.Action == "weights_added", TestContext.Current.CancellationToken));

        // Officer weighs 2.5 of 5: 0.5·100 + 0.5·75 = 87.5.
        var page = await analyst.PageAsync(Address("so_a", $"&weights={set.Code}"));
        Assert.Equal(("80,00", "87,50", "20"), Row(page, "Chỉ số chung"));
        Assert.Contains("bộ trọng số “Nặng về công chức”", page.QuerySelector("[data-way]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MeanOfItems_TakesItsIntervalFromTheResponses()
    {
        using var analyst = await world.AnalystAsync();
        var page = await analyst.PageAsync(Address("so_a", "&factor=mean_of_items"));

        Assert.Equal(("80,00", "80,00", "20"), Row(page, "Chỉ số chung"));
        Assert.DoesNotContain("tối đa", page.QuerySelector("#other-way table")!.TextContent, StringComparison.Ordinal);
        // Without blanks a mean of items has the pooled one's value and spread.
        Assert.All(page.QuerySelectorAll("#other-way tbody tr").Take(7).Where(r => !r.ClassList.Contains("group")),
            r => Assert.Equal(r.Children[1].QuerySelector(".range")!.TextContent, r.Children[2].QuerySelector(".range")!.TextContent));
    }

    [Fact]
    public async Task SecondFigure_OfFewerThanTen_AndWhatWouldGiveItAway_IsNotShown()
    {
        using var analyst = await world.AnalystAsync();
        var small = await analyst.PageAsync(Address("c1", "&method=mean_score"));
        var parent = await analyst.PageAsync(Address("so_c", "&method=mean_score"));

        Assert.Equal(("100,00", "–", "7"), Row(small, "Chỉ số chung"));
        // c1 has seven sheets: so_c less c2 would be the second figure of c1.
        Assert.Equal(("100,00", "100,00", "30"), Row(parent, "Chỉ số chung"));
        Assert.Equal(("100,00", "–", "7"), Row(parent, "Đơn vị c1"));
        Assert.Equal(("100,00", "–", "23"), Row(parent, "Đơn vị c2"));
    }

    [Fact]
    public async Task UnknownWay_Is404_AndAFilterKeepsTheWay()
    {
        using var analyst = await world.AnalystAsync();

        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Address("so_a", "&method=magic")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Address("so_a", "&method=expectation_met")));
        Assert.Equal(HttpStatusCode.NotFound, await analyst.StatusOfAsync(Address("so_a", "&weights=none")));
        // All twenty came by QR: under this filter the page says what it says without one.
        var filtered = await analyst.PageAsync(Address("so_a", "&method=net_share&channel=qr"));
        Assert.Equal(("80,00", "60,00", "20"), Row(filtered, "Chỉ số chung"));
        // so_d: twelve were interviewed, and all of them said 1.
        var asked = await analyst.PageAsync(Address("so_d", "&method=net_share&channel=recorded"));
        Assert.Equal(("0,00", "-100,00", "12"), Row(asked, "Chỉ số chung"));
    }

    [Fact]
    public async Task Modes_AreNamedWithTheirResponses_AndEachCanBeSeenAlone()
    {
        using var analyst = await world.AnalystAsync();
        var page = await analyst.PageAsync(Address("so_d"));

        Assert.Contains("Tự nguyện (18 phiếu), Ngẫu nhiên (12 phiếu).", CompareProvince.Spaced(page.QuerySelector("[data-parts=sampling]")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("Người dân tự trả lời (18 phiếu), Phỏng vấn, phiếu giấy (12 phiếu).", CompareProvince.Spaced(page.QuerySelector("[data-parts=filled]")!.TextContent), StringComparison.Ordinal);
        var asked = await analyst.PageAsync(page.QuerySelectorAll("[data-parts=filled] a")[1].GetAttribute("href")!);
        var drawn = await analyst.PageAsync(page.QuerySelectorAll("[data-parts=sampling] a")[1].GetAttribute("href")!);

        // Those who were interviewed were drawn at random: 12 sheets of 1; the 18 others say 5.
        Assert.Equal(("60,00", "0,00", "0,00"), (Overall(page), Overall(asked), Overall(drawn)));
        Assert.Contains("Chỉ gồm cách lấy mẫu “Ngẫu nhiên”", drawn.QuerySelector("[data-parts=sampling]")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await analyst.PageAsync(Address("so_a"))).QuerySelector("[data-parts]"));
    }

    private static string Overall(IDocument page) => page.QuerySelector("[data-figure=overall]")!.TextContent;

    private static string Address(string unit, string extra = "") => $"/analyse/{unit}?period=2026-q3&q=sipas_service{extra}";

    private static (string Own, string Other, string Base) Row(IDocument page, string name)
    {
        var row = page.QuerySelectorAll("#other-way tbody tr").Single(r => r.Children[0].TextContent == name);
        return (First(row.Children[1]), First(row.Children[2]), First(row.Children[3]));
        static string First(IElement cell) => cell.TextContent.Trim().Split(' ')[0];
    }

    public sealed class World : IAsyncLifetime
    {
        private static readonly DateOnly Day = new(2026, 7, 1);
        private Questionnaire _model = null!;
        private SurveyDbContext _context = null!;
        private Unit _province = null!;

        public SurveyHost Host { get; private set; } = null!;

        private static CancellationToken Cancel => TestContext.Current.CancellationToken;

        public Task<StaffClient> AnalystAsync() => StaffClient.SignInAsync(Host, (Role.Analyst, _province));

        public string Title(string dimension) => _model.Indices[0].Dimensions.First(d => d.Code == dimension).Title.In("vi");

        public async ValueTask InitializeAsync()
        {
            Host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero) });
            _context = Host.CreateContext();
            var sample = new Sample(_context);
            _province = await sample.UnitAsync("tinh");
            var points = new Dictionary<string, CollectionPoint>();
            foreach (var code in new[] { "so_a", "so_d" })
            {
                points[code] = await sample.PointAsync(await sample.UnitAsync(code, _province), code);
            }

            var parent = await sample.UnitAsync("so_c", _province);
            foreach (var code in new[] { "c1", "c2" })
            {
                points[code] = await sample.PointAsync(await sample.UnitAsync(code, parent, UnitLevel.Room), code);
            }

            var version = await sample.VersionAsync(_province, Sample.QuestionnaireJsonOf("sipas_service"));
            _model = Sample.QuestionnaireOf(version.Json);
            var wave = WaveOf(version, SamplingMode.Convenience);
            var drawn = WaveOf(version, SamplingMode.Probability);
            _context.Add(new StoredPeriod { Id = RandomKey.New(), Code = "2026-q3", Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = Day, Last = new(2026, 9, 30) });
            Answer(wave, points["so_a"], 15, SheetOf("5", "5"));
            Answer(wave, points["so_a"], 5, SheetOf("1", "5"));
            Answer(wave, points["c1"], 7, SheetOf("5", "5"));
            Answer(wave, points["c2"], 23, SheetOf("5", "5"));
            Answer(wave, points["so_d"], 18, SheetOf("5", "5"));
            Answer(drawn, points["so_d"], 12, SheetOf("1", "1"), Channel.Interview);
            await _context.SaveChangesAsync(Cancel);
            await Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
        }

        private Wave WaveOf(QuestionnaireVersion version, SamplingMode sampling)
        {
            var wave = new Wave { Id = RandomKey.New(), Name = "Đợt", NameEn = "Wave", VersionId = version.Id, UnitId = _province.Id, State = WaveState.Closed, Sampling = sampling };
            _context.Add(wave);
            return wave;
        }

        private AnswerSheet SheetOf(string elsewhere, string atOfficer)
        {
            var officer = _model.Indices[0].Dimensions.First(d => d.Code == "officer").Items.Select(i => i.Code).ToHashSet();
            var counted = _model.Indices[0].Dimensions.SelectMany(d => d.Items).Select(i => i.Code);
            return AnswerSheet.Of(_model, counted.ToDictionary(c => c, c => (Answer)new CodeAnswer(officer.Contains(c) ? atOfficer : elsewhere)));
        }

        private void Answer(Wave wave, CollectionPoint point, int count, AnswerSheet sheet, Channel channel = Channel.Qr)
        {
            for (var i = 0; i < count; i++)
            {
                var id = RandomKey.ForDay(Day);
                _context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = wave.VersionId, CollectionPointId = point.Id, ServiceId = 0, Channel = channel, Day = Day, Answers = sheet.ToJson() });
                _context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = point.Id });
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _context.DisposeAsync();
            await Host.DisposeAsync();
        }
    }
}
