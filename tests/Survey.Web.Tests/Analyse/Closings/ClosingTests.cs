using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Analyse.Comparisons;

namespace Survey.Web.Tests.Analyse.Closings;

/// <summary>A period on its way to being closed, and what stands for it afterwards; figures by hand from <see cref="CompareProvince"/>.</summary>
public sealed class ClosingTests : IAsyncLifetime
{
    private const string Period = "/periods/so_a/2026-q3";
    private readonly CompareProvince _province = new();
    private StaffClient _analyst = null!;
    private StaffClient _approver = null!;
    private StaffClient _closer = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _province.InitializeAsync();
        _province.Context.Add(new StoredScoringScheme { Id = RandomKey.New(), Code = "par_s2", Version = 1, EffectiveFrom = new(2022, 1, 1), Json = await File.ReadAllTextAsync(Path.Combine(Sample.Library, "scoring", "par_s2.json"), Cancel) });
        await _province.Context.SaveChangesAsync(Cancel);
        _analyst = await StaffClient.SignInAsync(_province.Host, (Role.Analyst, _province.Province));
        _approver = await StaffClient.SignInAsync(_province.Host, (Role.Approver, _province.Province));
        _closer = await StaffClient.SignInAsync(_province.Host, (Role.Approver, _province["so_a"]), (Role.Analyst, _province["so_a"]));
    }

    [Fact]
    public async Task Close_ByThreePeople_KeepsTheFiguresWhateverComesAfterwards()
    {
        var open = await FigureAsync("so_a");
        await CloseAsync();
        var closed = await PageAsync("so_a");

        await ChangeEverythingAsync();

        Assert.StartsWith("95,00", open, StringComparison.Ordinal);
        Assert.Equal(open, await FigureAsync("so_a"));
        Assert.Equal(closed, await PageAsync("so_a"));
        Assert.Contains("Số liệu đã chốt", closed, StringComparison.Ordinal);
        // The province is open, and in it the unit stands as it closed: 443 of 523.
        Assert.StartsWith("84,70", await FigureAsync("tinh"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workbook_AndScoringFile_OfAClosedPeriodStayAsTheyWere()
    {
        await CloseAsync();
        var (scoring, quarter) = (await FileAsync("scoring.csv"), await FileAsync("quarter"));

        await ChangeEverythingAsync();

        Assert.Equal(scoring, await FileAsync("scoring.csv"));
        Assert.Equal(Sheets(quarter), Sheets(await FileAsync("quarter")));
    }

    [Fact]
    public async Task Steps_TakenByTheSamePerson_AreRefusedInWords()
    {
        await StepAsync(_closer, "Begin");
        await StepAsync(_closer, "Submit");

        Assert.Contains("ba người khác nhau", await RefusedAsync(_closer, "Approve"), StringComparison.Ordinal);
        Assert.Contains("giao quyền", await RefusedAsync(_analyst, "Approve"), StringComparison.Ordinal);
        Assert.Contains("đã khác lúc", await RefusedAsync(_approver, "Close"), StringComparison.Ordinal);
        await StepAsync(_approver, "Approve");
        Assert.Contains("ba người khác nhau", await RefusedAsync(_approver, "Close"), StringComparison.Ordinal);
        Assert.Contains("ba người khác nhau", await RefusedAsync(_closer, "Close"), StringComparison.Ordinal);
        Assert.Empty(await _province.Context.Snapshots.ToListAsync(Cancel));
    }

    [Fact]
    public async Task Return_BringsTheClosingBackToTheAnalysts()
    {
        await StepAsync(_analyst, "Begin");
        await StepAsync(_analyst, "Submit");
        await StepAsync(_approver, "Return");

        var closing = await _province.Context.PeriodClosings.AsNoTracking().SingleAsync(Cancel);
        Assert.Equal((ClosingState.Draft, null), (closing.State, closing.SubmittedBy));
    }

    [Fact]
    public async Task LateAnswers_AreACountOfTheUnit_AndEnterTheNextPeriodWhereNoOpenOneHasTheirDay()
    {
        await AddPeriodAsync("2026-q4", new(2026, 10, 1), new(2026, 12, 31), "2026-q3");
        await CloseAsync();
        await LateAsync(0, 20);

        Assert.Contains("Phiếu đến sau khi chốt", await TextAsync(Period), StringComparison.Ordinal);
        Assert.Matches("Số phiếu [^0-9]*20", await TextAsync(Period));
        Assert.StartsWith("0,00", await FigureAsync("so_a", "2026-q4"), StringComparison.Ordinal);
        Assert.Contains("20 phiếu", await PageAsync("so_a", "2026-q4"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LateAnswers_StayInAnOpenPeriodThatHasTheirDay_AndAreNotHandedOver()
    {
        await AddPeriodAsync("2026-q4", new(2026, 10, 1), new(2026, 12, 31), "2026-q3");
        await AddPeriodAsync("2026-year", new(2026, 1, 1), new(2026, 12, 31), null);
        await CloseAsync();
        await LateAsync(0, 20);

        Assert.Equal("–", await FigureAsync("so_a", "2026-q4"));
        // 80 of 100, 95 of 100, and the twenty late ones.
        Assert.StartsWith("79,55", await FigureAsync("so_a", "2026-year"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_NeedsAReason_AndLeavesTheFirstRevisionReadable()
    {
        await CloseAsync();
        var first = await PackageAsync(1);
        await LateAsync(0, 100);

        Assert.Contains("lý do", await RefusedAsync(_analyst, "Begin"), StringComparison.Ordinal);
        using (var begun = await _analyst.PostToAsync(Period, Period + "?handler=Begin", ("Reason", "Nhập bổ sung phiếu giấy")))
        {
            Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        }

        Assert.StartsWith("95,00", await FigureAsync("so_a"), StringComparison.Ordinal);
        await StepAsync(_analyst, "Submit");
        await StepAsync(_approver, "Approve");
        await StepAsync(_closer, "Close");

        var second = await PackageAsync(2);
        Assert.StartsWith("47,50", await FigureAsync("so_a"), StringComparison.Ordinal);
        Assert.Equal(first["manifest.json"], (await PackageAsync(1))["manifest.json"]);
        using var manifest = JsonDocument.Parse(second["manifest.json"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(first["manifest.json"])), manifest.RootElement.GetProperty("previous_manifest_sha256").GetString());
        Assert.Equal("Nhập bổ sung phiếu giấy", manifest.RootElement.GetProperty("reason").GetString());
        Assert.Contains("so_a,", Encoding.UTF8.GetString(second["figures.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Package_IsCheckedByAnyone_AndEveryChangedByteIsFound()
    {
        await CloseAsync();
        var package = await PackageAsync(1);

        using var key = ECDsa.Create();
        key.ImportFromPem(Encoding.ASCII.GetString(package["public.pem"]));
        Assert.True(key.VerifyData(package["manifest.json"], package["manifest.sig"], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        using var manifest = JsonDocument.Parse(package["manifest.json"]);
        var listed = manifest.RootElement.GetProperty("files").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!, f => f.GetProperty("sha256").GetString());
        // The counts are signed, too, and stay where they are: they tell of fewer than five.
        Assert.True(listed.Remove("counts.json.gz"));
        Assert.Equal(package.Keys.Except(["manifest.json", "manifest.sig", "public.pem"]).Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(listed, f => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(package[f.Key])), f.Value));
        Assert.Empty(Read(package).Problems());
        foreach (var name in package.Keys.Where(n => n != "public.pem"))
        {
            var changed = package.ToDictionary(f => f.Key, f => (byte[])f.Value.Clone());
            changed[name][^2] ^= 1;
            Assert.NotEmpty(Read(changed).Problems());
        }
    }

    [Fact]
    public async Task StoredSnapshot_IsCheckedWithItsCounts()
    {
        await CloseAsync();
        var signer = _province.Host.Services.GetRequiredService<Signer>();
        var id = (await _province.Context.Snapshots.AsNoTracking().SingleAsync(Cancel)).Id;

        Assert.Empty((await SnapshotPackage.OfAsync(_province.Context, signer, id, Cancel))!.Problems());
        await _province.Context.SnapshotFiles.Where(f => f.Name == "counts.json.gz").ExecuteUpdateAsync(f => f.SetProperty(x => x.Content, new byte[] { 1, 2, 3 }), Cancel);
        Assert.Contains("counts.json.gz", (await SnapshotPackage.OfAsync(_province.Context, signer, id, Cancel))!.Problems().Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_OfTheSnapshot_AreThoseOfThePage()
    {
        await CloseAsync("tinh");
        var lines = Encoding.UTF8.GetString((await PackageAsync(1, "tinh"))["figures.csv"]).Split("\r\n").Select(l => l.Split(',')).ToList();

        foreach (var unit in new[] { "tinh", "so_a", "so_b", "so_c", "so_d", "xa_moi" })
        {
            var line = lines.Single(l => l[0] == unit && l[5] == "sipas" && l[6].Length == 0);
            Assert.StartsWith(line[10].Replace('.', ','), await FigureAsync(unit), StringComparison.Ordinal);
        }

        // Three sheets are not shown, closed or not.
        Assert.Equal("", lines.Single(l => l[0] == "so_few" && l[5] == "sipas" && l[6].Length == 0)[10]);
    }

    [Fact]
    public async Task Calendar_ShowsWhatIsDueAndWhatIsClosed()
    {
        await CloseAsync();
        await _province.Context.Periods.Where(p => p.Code == "2026-q3").ExecuteUpdateAsync(p => p.SetProperty(x => x.DueExternal, new DateOnly(2026, 10, 16)), Cancel);

        var page = CompareProvince.Spaced((await _analyst.PageAsync("/periods?unit=so_a&year=2026")).Body!.TextContent);

        Assert.Contains("đã chốt", page, StringComparison.Ordinal);
        Assert.Contains("16/10/2026", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await _closer.StatusOfAsync("/periods?unit=so_b"));
        Assert.Equal(HttpStatusCode.NotFound, await _closer.StatusOfAsync("/periods/so_b/2026-q3"));
        Assert.Equal(HttpStatusCode.NotFound, await _analyst.StatusOfAsync("/periods/so_a/2026-q9"));
    }

    public async ValueTask DisposeAsync()
    {
        _analyst.Dispose();
        _approver.Dispose();
        _closer.Dispose();
        await _province.DisposeAsync();
    }

    private async Task CloseAsync(string unit = "so_a")
    {
        using var third = await StaffClient.SignInAsync(_province.Host, (Role.Approver, _province.Province));
        await StepAsync(_analyst, "Begin", unit);
        await StepAsync(_analyst, "Submit", unit);
        await StepAsync(_approver, "Approve", unit);
        await StepAsync(third, "Close", unit);
    }

    private static async Task StepAsync(StaffClient client, string handler, string unit = "so_a")
    {
        var address = $"/periods/{unit}/2026-q3";
        using var response = await client.PostToAsync(address, $"{address}?handler={handler}");
        Assert.Equal((handler, HttpStatusCode.Redirect), (handler, response.StatusCode));
    }

    private static async Task<string> RefusedAsync(StaffClient client, string handler)
    {
        using var response = await client.PostToAsync(Period, $"{Period}?handler={handler}");
        Assert.Equal((handler, HttpStatusCode.OK), (handler, response.StatusCode));
        return (await StaffClient.ReadAsync(response)).QuerySelector(".problems, [role=alert]")?.TextContent ?? "";
    }

    private async Task<string> TextAsync(string address) => CompareProvince.Spaced((await _analyst.PageAsync(address)).Body!.TextContent);

    private Task<string> FigureAsync(string unit, string period = "2026-q3") =>
        _province.TextAsync(_analyst, $"/analyse/{unit}?period={period}&q=sipas_short", "[data-figure=overall]");

    private async Task<string> PageAsync(string unit, string period = "2026-q3") =>
        CompareProvince.Spaced((await _analyst.PageAsync($"/analyse/{unit}?period={period}&q=sipas_short")).QuerySelector("main")!.TextContent);

    private async Task<byte[]> FileAsync(string kind)
    {
        using var response = await _analyst.Http.GetAsync($"/analyse/export/{kind}?unit=so_a&period=2026-q3&q=sipas_short", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }

    private async Task<Dictionary<string, byte[]>> PackageAsync(int number, string unit = "so_a")
    {
        using var response = await _analyst.Http.GetAsync($"/periods/{unit}/2026-q3?handler=Package&number={number}", Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Cancel));
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var memory = new MemoryStream();
            await using var stream = await entry.OpenAsync(Cancel);
            await stream.CopyToAsync(memory, Cancel);
            files[entry.FullName] = memory.ToArray();
        }

        return files;
    }

    private static SnapshotPackage Read(Dictionary<string, byte[]> files) => new()
    {
        Manifest = files["manifest.json"],
        Signature = files["manifest.sig"],
        PublicKey = Encoding.ASCII.GetString(files["public.pem"]),
        Files = files.Where(f => f.Key is not ("manifest.json" or "manifest.sig" or "public.pem")).ToDictionary(),
    };

    private static string Sheets(byte[] workbook)
    {
        using var package = new OfficeOpenXml.ExcelPackage(new MemoryStream(workbook));
        return string.Join("\n", package.Workbook.Worksheets.Select(s => s.Name + ": " + string.Join("|", s.Cells.Select(c => c.Address + "=" + c.Text))));
    }

    private async Task AddPeriodAsync(string code, DateOnly first, DateOnly last, string? before)
    {
        _province.Context.Add(new StoredPeriod { Id = RandomKey.New(), Code = code, Template = "t", Year = 2026, Name = code, NameEn = code, First = first, Last = last, PredecessorCode = before });
        await _province.Context.SaveChangesAsync(Cancel);
    }

    // As a fold would leave it.
    private async Task LateAsync(int positive, int all)
    {
        _province.Cell("so_a", CompareProvince.July, positive, all, channel: Channel.Paper);
        await MovedAsync();
    }

    private async Task MovedAsync()
    {
        await _province.Context.SaveChangesAsync(Cancel);
        await _province.Context.TallyStates.ExecuteUpdateAsync(s => s.SetProperty(x => x.Generation, x => x.Generation + 1), Cancel);
    }

    /// <summary>Everything that a figure of the present is made of.</summary>
    private async Task ChangeEverythingAsync()
    {
        _province["so_a"].Name = "Tên mới";
        foreach (var target in await _province.Context.Targets.ToListAsync(Cancel))
        {
            target.ValueHundredths = 9900;
        }

        _province.Cell("so_a", CompareProvince.July, 0, 100, channel: Channel.Paper);
        _province.Cell("so_a", new(2026, 4, 1), 0, 100, channel: Channel.Paper);
        await MovedAsync();
    }
}
