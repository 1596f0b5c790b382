using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OfficeOpenXml;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Examples.Demo;
using Survey.Web.Pages.Analyse;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Exports;

/// <summary>The whole table of units, services and factors, and how far a download is.</summary>
public sealed class ServiceTableTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    private const int FirstLine = 6;
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Table_HoldsWhatTheFilteredPagesShow_AndNothingElse()
    {
        await using var host = await SurveyHost.StartAsync();
        await host.Services.GetRequiredService<DemoProvince>().MakeAsync(new DemoSize(6_000), "sipas_short", 3, new Progress<int>(), Cancel);
        await using var context = host.CreateContext();
        var today = host.Services.GetRequiredService<LocalCalendar>().Today;
        var period = (await context.Periods.Where(p => p.Last < today).ToListAsync(Cancel)).OrderByDescending(p => p.Last).ThenByDescending(p => p.First).First();
        using var analyst = await StaffClient.SignInAsync(host, (Role.Analyst, await context.Units.SingleAsync(u => u.ParentId == null, Cancel)));

        var bytes = await analyst.Http.GetByteArrayAsync($"/analyse/export/table?unit=mo_phong&period={period.Code}&q=sipas_short", Cancel);

        using var workbook = new ExcelPackage(new MemoryStream(bytes));
        var lines = LinesOf(workbook.Workbook.Worksheets[0]);
        var (wanted, hidden) = await WantedAsync(host, period.Code);
        Assert.True(wanted.Count > 20 && hidden > 0, $"{wanted.Count} lines, {hidden} hidden: nothing is proved");
        Assert.Equal(wanted.Keys.Order(StringComparer.Ordinal), lines.Keys.Order(StringComparer.Ordinal));
        Assert.All(wanted, w => Assert.Equal(w.Value, lines[w.Key]));
    }

    [Fact]
    public async Task Table_OfAUnitOutsideOnesOwn_IsNotFound()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync(province.SoB);
        using var response = await analyst.Http.GetAsync(AnalyseProvince.Address("/analyse/export/table?unit=so_a"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Progress_OfOnesOwnDownload_IsTold_AnothersIsNot()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();
        using var other = await province.AnalystAsync();
        var name = new string('a', 32);

        Assert.Equal(JsonValueKind.Null, (await ProgressAsync(province, analyst, name)).GetProperty("total").ValueKind);
        await province.BytesAsync(analyst, AnalyseProvince.Address($"/analyse/export/responses?unit=tinh&progress={name}"));

        var told = await ProgressAsync(province, analyst, name);
        Assert.Equal(told.GetProperty("total").GetInt64(), told.GetProperty("written").GetInt64());
        Assert.True(told.GetProperty("total").GetInt64() >= 180);
        Assert.True(told.GetProperty("done").GetBoolean());
        Assert.Equal(JsonValueKind.Null, (await ProgressAsync(province, other, name)).GetProperty("total").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Progress_UnderABadName_IsNotKept(string name)
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();
        await province.BytesAsync(analyst, AnalyseProvince.Address($"/analyse/export/responses?unit=tinh&progress={Uri.EscapeDataString(name)}"));
        Assert.Equal(JsonValueKind.Null, (await ProgressAsync(province, analyst, name)).GetProperty("total").ValueKind);
    }

    private static async Task<JsonElement> ProgressAsync(AnalyseProvince province, StaffClient client, string name)
    {
        using var document = JsonDocument.Parse(await province.TextAsync(client, $"/analyse/tinh/export-progress?id={Uri.EscapeDataString(name)}"));
        return document.RootElement.Clone();
    }

    // Unit and service → what each group of columns holds: index, from, to, base.
    private static Dictionary<string, string> LinesOf(ExcelWorksheet sheet)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var row = FirstLine; row <= sheet.Dimension.End.Row; row++)
        {
            var cells = Enumerable.Range(5, sheet.Dimension.End.Column - 4).Select(c => sheet.Cells[row, c].Value is { } value ? $"{Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture):0.00}" : "–");
            lines.Add($"{sheet.Cells[row, 1].Text} {sheet.Cells[row, 3].Text}", string.Join(' ', cells));
        }

        return lines;
    }

    // What each unit's page shows under the filter by each service that its counters offer, where its table of services is shown at all.
    private static async Task<(Dictionary<string, string> Lines, int Hidden)> WantedAsync(SurveyHost host, string period)
    {
        await using var scope = host.Services.CreateAsyncScope();
        await using var context = host.CreateContext();
        var results = scope.ServiceProvider.GetRequiredService<ResultsQuery>();
        var (lines, hidden) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var unit in await context.Units.Select(u => u.Code).ToListAsync(Cancel))
        {
            var query = new ReportQuery { Unit = unit, Period = period, Questionnaire = "sipas_short" };
            foreach (var row in (await results.GetAsync(query, Cancel))!.Services)
            {
                var report = (await results.GetAsync(query with { Service = row.Code }, Cancel))!;
                if (row.Figure is null)
                {
                    hidden++;
                }
                else
                {
                    lines.Add($"{unit} {row.Code}", string.Join(' ', report.Dimensions.Select(d => d.Figure).Prepend(report.Overall.Figure).SelectMany(CellsOf)));
                }
            }
        }

        return (lines, hidden);
    }

    private static IEnumerable<string> CellsOf(Figure? figure) =>
    [
        Cell(figure?.Rounded), Cell(figure?.Interval is { } low ? ScoringWords.Bound(low.Low) : null),
        Cell(figure?.Interval is { } high ? ScoringWords.Bound(high.High) : null), Cell(figure?.Base),
    ];

    private static string Cell(decimal? value) => value is { } number ? $"{number:0.00}" : "–";
}
