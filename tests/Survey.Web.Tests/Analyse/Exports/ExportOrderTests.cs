using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Exports;

/// <summary>An officer puts a questionnaire into another order and publishes it: nothing that was in a file changes its place.</summary>
public sealed class ExportOrderTests(SharedReordered shared) : IClassFixture<SharedReordered>
{
    [Fact]
    public void Responses_OverVersionsInAnotherOrder_KeepTheirColumns_AndNewItemsComeLast()
    {
        string[] head = [.. Columns(shared.Before["responses"])];

        Assert.Contains("access_signs", head);
        Assert.Equal([.. head, SharedReordered.NewItem], Columns(shared.After["responses"]));
    }

    [Fact]
    public void Workbook_OverVersionsInAnotherOrder_KeepsItsColumnsAndLines()
    {
        using var before = new ExcelPackage(new MemoryStream(shared.Before["quarter"]));
        using var after = new ExcelPackage(new MemoryStream(shared.After["quarter"]));

        Assert.NotEmpty(before.Workbook.Worksheets);
        foreach (var sheet in before.Workbook.Worksheets.Skip(1))
        {
            var same = after.Workbook.Worksheets[sheet.Name];
            Assert.Equal(Heads(sheet), Heads(same));
        }

        var (first, second) = (Codes(before, "Câu hỏi"), Codes(after, "Câu hỏi"));
        Assert.Contains("access_signs", first);
        Assert.Equal(first, second);
        Assert.Equal([.. Codes(before, "Câu hỏi khác").Distinct(), SharedReordered.NewItem], Codes(after, "Câu hỏi khác").Distinct());
    }

    [Fact]
    public void Scoring_OverVersionsInAnotherOrder_KeepsItsLines()
    {
        string[] codes = [.. Lines(shared.Before["scoring.csv"])];

        Assert.Contains(codes, c => c.StartsWith("sipas.", StringComparison.Ordinal));
        Assert.Equal(codes, Lines(shared.After["scoring.csv"]).Where(c => !c.StartsWith(SharedReordered.NewIndex, StringComparison.Ordinal)));
        Assert.StartsWith(SharedReordered.NewIndex, Lines(shared.After["scoring.csv"]).Last(), StringComparison.Ordinal);
    }

    private static string[] Columns(byte[] csv) => Rows(csv)[0].Split(',');

    // The codes of indices and dimensions; those of criteria are the scheme's.
    private static IEnumerable<string> Lines(byte[] csv) =>
        Rows(csv).Where(r => r.StartsWith("index,", StringComparison.Ordinal) || r.StartsWith("dimension,", StringComparison.Ordinal)).Select(r => r.Split(',')[3]);

    private static string[] Rows(byte[] csv) => Encoding.UTF8.GetString(csv).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    private static List<string> Heads(ExcelWorksheet sheet) =>
        [.. Enumerable.Range(4, sheet.Cells[4, 1].Merge ? 2 : 1).SelectMany(row => Enumerable.Range(4, Math.Max(0, sheet.Dimension.End.Column - 3)).Select(column => sheet.Cells[row, column].Value).OfType<string>())];

    private static List<string> Codes(ExcelPackage package, string sheet) =>
        [.. Enumerable.Range(5, package.Workbook.Worksheets[sheet].Dimension.End.Row).Select(row => package.Workbook.Worksheets[sheet].Cells[row, 1].Text).Where(t => t.Length > 0)];
}

/// <summary>The analyst's files of one period, before and after a second version that asks and counts everything the other way round.</summary>
public sealed class SharedReordered : IAsyncLifetime
{
    public const string NewItem = "new_item";
    public const string NewIndex = "new_index";
    private static readonly string[] Files = ["responses", "quarter", "scoring.csv"];
    private AnalyseProvince _province = null!;

    public Dictionary<string, byte[]> Before { get; } = [];
    public Dictionary<string, byte[]> After { get; } = [];

    public async ValueTask InitializeAsync()
    {
        _province = await AnalyseProvince.CreateAsync();
        await FetchAsync(Before);
        await AnswerAnewAsync(Reordered(Sample.QuestionnaireOf(_province.Version.Json)));
        await FetchAsync(After);
    }

    public ValueTask DisposeAsync() => _province.DisposeAsync();

    private async Task FetchAsync(Dictionary<string, byte[]> files)
    {
        using var analyst = await _province.AnalystAsync();
        foreach (var file in Files)
        {
            files[file] = await _province.BytesAsync(analyst, AnalyseProvince.Address($"/analyse/export/{file}?unit=tinh&index=sipas"));
        }
    }

    private static Questionnaire Reordered(Questionnaire q)
    {
        var first = (ScaleItem)q.Items.First(i => i is ScaleItem);
        var added = first with { Code = NewItem, Text = LocalizedText.Of("vi", "Câu mới") };
        return q with
        {
            // Conditions look back, so that items with one stay where they are.
            Sections = [.. q.Sections.Select((s, i) => s with { Items = [.. s.Items.Any(x => x.ShowIf is not null) ? s.Items : s.Items.Reverse(), .. i == 0 ? [added] : Array.Empty<Item>()] })],
            Indices = [New(q.Indices[0]), .. q.Indices.Reverse().Select(x => x with { Dimensions = [.. x.Dimensions.Reverse().Select(d => d with { Items = [.. d.Items.Reverse()] })] })],
        };
    }

    // An index of its own: those that were there go on with what they counted.
    private static IndexDefinition New(IndexDefinition like) => like with
    {
        Code = NewIndex,
        Dimensions = [like.Dimensions[0] with { Items = [new DimensionItem { Code = NewItem }] }],
    };

    private async Task AnswerAnewAsync(Questionnaire questionnaire)
    {
        var cancel = TestContext.Current.CancellationToken;
        var context = _province.Context;
        var json = QuestionnaireJson.Write(questionnaire);
        var version = new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = _province.Version.QuestionnaireId,
            Number = 2,
            Json = json,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            PublishedAt = DateTime.UtcNow,
        };
        var wave = new Wave { Id = RandomKey.New(), Name = "Đợt sau", NameEn = "Next wave", VersionId = version.Id, UnitId = _province.Province.Id, State = WaveState.Closed, Sampling = SamplingMode.Convenience };
        context.AddRange(version, wave, new WavePoint { WaveId = wave.Id, CollectionPointId = _province.Big.Id });
        var sheets = new RandomSheets(Sample.QuestionnaireOf(json), seed: 9) { Blank = 0 };
        for (var i = 0; i < 60; i++)
        {
            var id = RandomKey.ForDay(new(2026, 7, 2));
            context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = version.Id, CollectionPointId = _province.Big.Id, ServiceId = 0, Channel = Channel.Qr, Day = new(2026, 7, 2), Answers = sheets.Next().ToJson() });
            context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = _province.Big.Id });
        }

        await context.SaveChangesAsync(cancel);
        await _province.Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(cancel);
    }
}
