using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NJsonSchema;
using OfficeOpenXml;

namespace Survey.Web.Tests.Analyse.Exports;

/// <summary>The files an analyst takes away.</summary>
public sealed class ExportTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    [Theory]
    [InlineData("tinh")]
    [InlineData("so_a")]
    [InlineData("so_few")]
    [InlineData("so_none")]
    public async Task ScoringFile_IsValidByItsSchema(string unit)
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();
        var schema = await JsonSchema.FromJsonAsync(
            await File.ReadAllTextAsync(Path.Combine(Sample.Library, "schema", "scoring-file.schema.json"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        var json = await province.TextAsync(analyst, AnalyseProvince.Address($"/analyse/export/scoring?unit={unit}"));

        Assert.Empty(schema.Validate(json));
        Assert.NotEmpty(schema.Validate(json.Replace("\"schema_version\": 1", "\"schema_version\": 2", StringComparison.Ordinal)));
        using var document = JsonDocument.Parse(json);
        Assert.Contains(document.RootElement.GetProperty("criteria").EnumerateArray(), c => c.GetProperty("code").GetString() == "II.1.4");
    }

    [Fact]
    public async Task ScoringFile_Points_FollowFromTheUnroundedIndex()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        using var document = JsonDocument.Parse(await province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring?unit=so_a")));

        var criterion = document.RootElement.GetProperty("criteria").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "II.1.4");
        var input = criterion.GetProperty("raw_inputs")[0].GetProperty("value").GetDecimal();
        Assert.Equal(Math.Round(input * 15 / 100, 4, MidpointRounding.AwayFromZero), criterion.GetProperty("self_score").GetDecimal());
        Assert.Equal("missing_data", document.RootElement.GetProperty("criteria").EnumerateArray().Single(c => c.GetProperty("code").GetString() == "I.3.5.3").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Responses_KeepTheRuleOfTheRawExport()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        var bytes = await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/responses?unit=tinh"));

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var (head, rows) = Read(bytes);
        Assert.Equal(180, rows.Count);
        Assert.Contains("access_signs", head);
        Assert.DoesNotContain(head, c => c is "sex" or "age" or "education" or "occupation" or "day" or "id" or "comment");
        Assert.All(rows, r => Assert.Equal(AnalyseProvince.Period, r[head.IndexOf("period")]));
        Assert.DoesNotContain(rows, r => r[head.IndexOf("point")] is "a2" or "f1");
        Assert.DoesNotContain(rows, r => r[head.IndexOf("service")] == "hiem");
        Assert.DoesNotContain(rows, r => r[head.IndexOf("unit")] == "so_few");
        Assert.Contains(rows, r => r[head.IndexOf("point")] == "b1");
        string[] origin = ["unit", "point", "service", "channel", "version", "sampling"];
        Assert.All(rows.GroupBy(r => string.Join('|', origin.Select(c => r[head.IndexOf(c)]))), g => Assert.True(g.Count() >= 5, g.Key));
    }

    [Fact]
    public async Task Responses_StandInANewOrderEachTime()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();
        var address = AnalyseProvince.Address("/analyse/export/responses?unit=tinh");

        var (_, first) = Read(await province.BytesAsync(analyst, address));
        var (_, second) = Read(await province.BytesAsync(analyst, address));

        Assert.NotEqual(first.Select(Line), second.Select(Line));
        Assert.Equal(first.Select(Line).Order(StringComparer.Ordinal), second.Select(Line).Order(StringComparer.Ordinal));
        static string Line(string[] row) => string.Join(',', row);
    }

    [Fact]
    public async Task Responses_ThatAreNotReleased_AreNotInTheFile()
    {
        await using var province = await AnalyseProvince.CreateAsync();
        using var analyst = await province.AnalystAsync();
        await using var context = province.Host.CreateContext();
        var some = await context.SurveyResponses.Where(r => r.CollectionPointId == province.Big.Id).Take(10).ToListAsync(TestContext.Current.CancellationToken);
        context.AddRange(some.Select(r => new Data.Entities.PendingFold { Id = r.Id, WaveId = r.WaveId, CollectionPointId = r.CollectionPointId }));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);

        var (_, rows) = Read(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/responses?unit=tinh")));

        Assert.Equal(170, rows.Count);
    }

    [Fact]
    public async Task Files_HoldNoFormula_InCellsAndHeaders()
    {
        var province = shared.Province;
        using var analyst = await province.AnalystAsync();

        using var workbook = new ExcelPackage(new MemoryStream(await province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/quarter?unit=tinh"))));
        var texts = workbook.Workbook.Worksheets.SelectMany(w => w.Cells).ToList();
        Assert.DoesNotContain(texts, c => !string.IsNullOrEmpty(c.Formula));
        Assert.DoesNotContain(texts, c => c.Value is string { Length: > 0 } t && "=+-@\t\r\0 ＝＋－＠".Contains(t[0], StringComparison.Ordinal));
        Assert.Contains(texts, c => c.Value is "'=1+1");
        Assert.Contains(texts, c => c.Value is "'@SUM(A1)");

        foreach (var file in new[] { "responses", "scoring.csv" })
        {
            var (head, rows) = Read(await province.BytesAsync(analyst, AnalyseProvince.Address($"/analyse/export/{file}?unit=tinh")));
            Assert.DoesNotContain(rows.Append([.. head]).SelectMany(r => r), c => c.Length > 0 && "=+@".Contains(c[0], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Download_IsNamedAndWrittenDown()
    {
        await using var province = await AnalyseProvince.CreateAsync();
        using var analyst = await province.AnalystAsync();

        using var response = await analyst.Http.GetAsync(AnalyseProvince.Address("/analyse/export/quarter?unit=so_a"), TestContext.Current.CancellationToken);

        Assert.Equal("attachment; filename=quarter-so_a-2026-q3-sipas_service.xlsx; filename*=UTF-8''quarter-so_a-2026-q3-sipas_service.xlsx", response.Content.Headers.GetValues("Content-Disposition").Single());
        await using var context = province.Host.CreateContext();
        var entry = await context.AuditEntries.SingleAsync(e => e.Action == "export_quarter", TestContext.Current.CancellationToken);
        Assert.Equal(analyst.Account.Id, entry.AccountId);
    }

    private static (List<string> Head, List<string[]> Rows) Read(byte[] bytes)
    {
        using var reader = CsvHelper.CsvReader.Create(new StringReader(Encoding.UTF8.GetString(bytes).TrimStart('\ufeff')), new CsvHelper.CsvReaderOptions { HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i) ?? "")]);
        }

        return ([.. rows[0]], rows[1..]);
    }
}
