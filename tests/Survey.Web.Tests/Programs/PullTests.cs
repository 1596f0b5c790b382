using System.Net;
using System.Text.Json;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Analyse;

namespace Survey.Web.Tests.Programs;

/// <summary>What programs read: the figures of the pages, in pages, with tags.</summary>
public sealed class PullTests(SharedProvince shared) : IClassFixture<SharedProvince>
{
    private const string Results = $"/api/v1/units/so_a/periods/{AnalyseProvince.Period}/results";

    private AnalyseProvince Province => shared.Province;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_AreTheTokensOwnAndThoseBelow_PageByPage()
    {
        using var whole = await ProgramClient.WithTokenAsync(Province.Host, Province.Province);
        using var one = await ProgramClient.WithTokenAsync(Province.Host, Province.SoA);

        var (codes, next) = (new List<string>(), (string?)"/api/v1/units?limit=2");
        while (next is not null)
        {
            var page = await whole.JsonAsync(next);
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            codes.AddRange(page.GetProperty("items").EnumerateArray().Select(u => u.GetProperty("code").GetString()!));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(["so_a", "so_b", "so_c", "so_d", "so_few", "so_none", "tinh"], codes.Order(StringComparer.Ordinal));
        Assert.Equal(7, codes.Distinct().Count());
        Assert.Equal("so_a", Assert.Single((await one.JsonAsync("/api/v1/units")).GetProperty("items").EnumerateArray()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Page_ThatHasANext_SaysSoInTheLinkHeader()
    {
        using var client = await ProgramClient.WithTokenAsync(Province.Host, Province.Province);

        using var response = await client.GetAsync("/api/v1/units?limit=1");

        Assert.Equal("</api/v1/units?limit=1&after=so_a>; rel=\"next\"", response.Headers.GetValues("Link").Single());
    }

    [Fact]
    public async Task Results_AreTheFiguresOfThePage_AndHideWhatItHides()
    {
        using var client = await ProgramClient.WithTokenAsync(Province.Host, Province.SoA);
        using var analyst = await Province.AnalystAsync();

        var result = (await client.JsonAsync(Results + "?index=sipas")).GetProperty("items")[0];

        using var file = JsonDocument.Parse(await Province.TextAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring?unit=so_a")));
        var index = file.RootElement.GetProperty("indices").EnumerateArray().Single(i => i.GetProperty("index").GetString() == "sipas");
        var figure = result.GetProperty("overall").GetProperty("figure");
        Assert.Equal(index.GetProperty("value").GetDecimal(), figure.GetProperty("value").GetDecimal());
        Assert.Equal(index.GetProperty("valid").GetInt64(), figure.GetProperty("base").GetInt64());
        Assert.Equal(
            index.GetProperty("dimensions").EnumerateArray().Select(d => d.GetProperty("value").ToString()),
            result.GetProperty("dimensions").EnumerateArray().Select(d => d.GetProperty("figure").GetProperty("value").ToString()));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("services").EnumerateArray().Single(s => s.GetProperty("code").GetString() == "hiem").GetProperty("figure").ValueKind);
    }

    [Fact]
    public async Task Results_OfTooFewAndOfNone_LookTheSame()
    {
        using var client = await ProgramClient.WithTokenAsync(Province.Host, Province.Province);
        var texts = new List<string>();
        foreach (var unit in new[] { "so_few", "so_none" })
        {
            var result = (await client.JsonAsync($"/api/v1/units/{unit}/periods/{AnalyseProvince.Period}/results?questionnaire={AnalyseProvince.Questionnaire}")).GetProperty("items")[0];
            Assert.Equal(JsonValueKind.Null, result.GetProperty("overall").GetProperty("figure").ValueKind);
            Assert.All(result.GetProperty("dimensions").EnumerateArray(), d => Assert.Equal(JsonValueKind.Null, d.GetProperty("figure").ValueKind));
            texts.Add(result.GetRawText().Replace(unit, "unit", StringComparison.Ordinal));
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public async Task ScoringFile_IsTheDownloadsBytes()
    {
        using var client = await ProgramClient.WithTokenAsync(Province.Host, Province.SoA);
        using var analyst = await Province.AnalystAsync();

        using var response = await client.GetAsync($"/api/v1/units/so_a/periods/{AnalyseProvince.Period}/scoring/par_s2?questionnaire={AnalyseProvince.Questionnaire}");

        Assert.Equal(await Province.BytesAsync(analyst, AnalyseProvince.Address("/analyse/export/scoring?unit=so_a")), await response.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("/api/v1/units")]
    [InlineData("/api/v1/units/so_a")]
    [InlineData("/api/v1/periods")]
    [InlineData("/api/v1/questionnaires")]
    [InlineData("/api/v1/schemes")]
    [InlineData("/api/v1/keys")]
    [InlineData(Results)]
    [InlineData("/api/v1/units/so_a/periods/2026-q3/scoring/par_s2")]
    [InlineData("/api/v1/snapshots")]
    public async Task Answer_ThatTheProgramHas_Is304_AndCarriesTheHeadersOfTheInterface(string path)
    {
        using var client = await ProgramClient.WithTokenAsync(Province.Host, Province.SoA);
        using var first = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var tag = first.Headers.ETag!.ToString();

        using var second = await client.GetAsync(path, ("If-None-Match", tag));
        using var other = await client.GetAsync(path, ("If-None-Match", "\"none\""));
        using var head = await client.SendAsync(HttpMethod.Head, path);

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK, HttpStatusCode.OK), (second.StatusCode, other.StatusCode, head.StatusCode));
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal((tag, tag), (second.Headers.ETag!.ToString(), head.Headers.ETag!.ToString()));
        foreach (var response in new[] { first, second, head })
        {
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("default-src 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-cache, private", string.Join(", ", response.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
            Assert.False(response.Headers.Contains("Set-Cookie") || response.Headers.Contains("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Document_DescribesEveryAddress_AndNothingElse()
    {
        using var response = await Province.Host.Client.GetAsync("/api/v1/openapi.json", Cancel);
        var paths = (await ProgramClient.ReadAsync(response)).GetProperty("paths").EnumerateObject().ToList();

        Assert.Equal(13, paths.Count);
        Assert.All(paths, p => Assert.StartsWith("/api/v1/", p.Name, StringComparison.Ordinal));
        var results = paths.Single(p => p.Name.EndsWith("/results", StringComparison.Ordinal)).Value.GetProperty("get");
        Assert.Equal(["after", "index", "limit", "period", "questionnaire", "unit"], results.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).Order(StringComparer.Ordinal));
        Assert.True(results.GetProperty("responses").TryGetProperty("401", out _));
    }

    [Fact]
    public async Task Snapshot_IsReadByWhoMayReadTheWholeUnit_ByteByByte()
    {
        await using var province = await AnalyseProvince.CreateAsync();
        await using var context = province.Host.CreateContext();
        var closing = new PeriodClosing { Id = Data.RandomKey.New(), UnitId = province.SoB.Id, PeriodCode = AnalyseProvince.Period, Number = 1, State = ClosingState.Closed, CreatedBy = 1, CreatedAt = DateTime.UtcNow };
        var snapshot = new PeriodSnapshot { Id = Data.RandomKey.New(), ClosingId = closing.Id, MadeAt = DateTime.UtcNow, Manifest = [1, 2, 3], Signature = [4, 5], KeyId = new string('a', 64) };
        context.AddRange(closing, snapshot, new SnapshotFile { SnapshotId = snapshot.Id, Name = "scoring.json", Content = [9, 8, 7, 6] }, new SnapshotFile { SnapshotId = snapshot.Id, Name = "counts.json.gz", Content = [1] });
        await context.SaveChangesAsync(Cancel);
        using var own = await ProgramClient.WithTokenAsync(province.Host, province.SoB);
        using var sibling = await ProgramClient.WithTokenAsync(province.Host, province.SoA);
        var path = $"/api/v1/snapshots/{snapshot.Id}";

        var listed = (await own.JsonAsync("/api/v1/snapshots?unit=so_b&period=" + AnalyseProvince.Period)).GetProperty("items")[0];
        Assert.Equal(($"{snapshot.Id}", 4), (listed.GetProperty("id").GetString(), listed.GetProperty("files")[0].GetProperty("size").GetInt32()));
        foreach (var (tail, bytes) in new (string, byte[])[] { ("/manifest", [1, 2, 3]), ("/signature", [4, 5]), ("/files/scoring.json", [9, 8, 7, 6]) })
        {
            using var file = await own.GetAsync(path + tail);
            Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync(Cancel));
            using var refused = await sibling.GetAsync(path + tail);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        // What is not suppressed is in the manifest, and is not handed out.
        using var counts = await own.GetAsync(path + "/files/counts.json.gz");
        Assert.Equal((HttpStatusCode.NotFound, 1), (counts.StatusCode, listed.GetProperty("files").GetArrayLength()));
        Assert.Equal(0, (await sibling.JsonAsync("/api/v1/snapshots")).GetProperty("items").GetArrayLength());
    }
}
