using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Commands;

namespace Survey.Web.Tests.Security;

/// <summary>Checks 27, 30 and 32: files that are uploaded to fill the memory, to read a file of the server or to call someone.</summary>
public sealed class HostileImportTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private const string Canary = "CanaryInAFileOfTheServer";
    private const string Points = "/design/points/import";
    private const string Questionnaires = "/design/questionnaires/import";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private byte[] Good => HostileWorkbooks.Good(world.Own.Unit.Code);

    [Fact]
    public async Task Upload_OfTheWorkbookThatTheOthersAreMadeOf_IsRead()
    {
        using var officer = await world.SignInAsync(Role.Officer);

        using var response = await officer.UploadAsync(Points, Points, "file", "quay.xlsx", RawZip.Of(RawZip.Read(Good)));

        Assert.Contains(HostileWorkbooks.Marker, (await StaffClient.ReadAsync(response)).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfAnExcessiveWorkbook_IsRefusedInASentence()
    {
        using var officer = await world.SignInAsync(Role.Officer);
        var before = await CountsAsync();
        foreach (var (name, content) in HostileWorkbooks.Excessive(Good))
        {
            Assert.True(content.Length <= ImportLimits.FileBytes, name);
            await AssertRefusedAsync(name, await officer.UploadAsync(Points, Points, "file", "quay.xlsx", content));
        }

        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Upload_OfAWorkbookWithEntities_ReadsNoFileAndCallsNobody()
    {
        using var officer = await world.SignInAsync(Role.Officer);
        var file = Path.Combine(ProgramRun.NewFolder(), "canary.txt");
        await File.WriteAllTextAsync(file, Canary, Cancellation);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var before = await CountsAsync();
        foreach (var (name, content) in HostileWorkbooks.Entities(Good, file, $"http://{listener.LocalEndpoint}/"))
        {
            var text = await AssertRefusedAsync(name, await officer.UploadAsync(Points, Points, "file", "quay.xlsx", content));
            Assert.False(text.Contains(Canary, StringComparison.Ordinal), name);
            Assert.False(listener.Pending(), name);
        }

        Assert.Equal(before, await CountsAsync());
    }

    [Theory]
    [InlineData(Points, "quay.csv", ImportLimits.FileBytes + 1, false)]
    [InlineData(Points, "quay.csv", 9 * 1024 * 1024, true)]
    [InlineData(Points, "quay.csv", 40 * 1024 * 1024, true)]
    [InlineData(Questionnaires, "phieu.json", ImportLimits.FileBytes + 1, false)]
    [InlineData(Questionnaires, "phieu.json", 9 * 1024 * 1024, true)]
    public async Task Upload_OfTooMuch_IsRefused(string address, string name, int bytes, bool unread)
    {
        using var officer = await world.SignInAsync(Role.Officer);
        // Asks before it sends, as browsers' proxies do; the connection would break under what nobody reads.
        officer.Http.DefaultRequestHeaders.ExpectContinue = true;
        var before = await CountsAsync();

        using var response = await officer.UploadAsync("/language", address, "file", name, new byte[bytes], address == Points ? [] : [("unitId", $"{world.Own.Unit.Id}")]);

        Assert.Equal(unread ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.OK, response.StatusCode);
        var page = await StaffClient.ReadAsync(response);
        Assert.True(unread ? page.QuerySelector("h1")!.TextContent.Trim() == "Tệp quá lớn" : page.QuerySelector("[role=alert]") is not null);
        Assert.Equal(before, await CountsAsync());
    }

    public static TheoryData<string, string> Tables => new()
    {
        { "a header of a million columns", new string(',', 1_000_000) + "\n" },
        { "a cell of four megabytes", "key,unit,name,kind\nq,so_a," + new string('x', 4_000_000) + ",counter\n" },
        { "quotation marks without end", "key,unit,name,kind\nq,so_a,\"" + new string('"', 1_000_001) },
        { "lines of a million cells", "key,unit,name,kind\n" + new string(',', 1_000_000) + "x\n" },
        { "marks on one letter", "key,unit,name,kind\nq,so_a,a" + new string('\u0301', 1_000_000) + ",counter\n" },
        { "zeros", "key,unit,name,kind\n" + new string('\0', 1_000_000) },
    };

    [Fact]
    public async Task Upload_OfATableWithAMillionEmptyCells_ShowsNoneOfThem()
    {
        using var officer = await world.SignInAsync(Role.Officer);

        using var response = await officer.UploadAsync(Points, Points, "file", "quay.csv", Encoding.UTF8.GetBytes("key,unit,name,kind\nq_o,so_a,Quầy,counter" + new string(',', 1_000_000)));

        Assert.InRange((await StaffClient.ReadAsync(response)).QuerySelectorAll("td").Length, 4, 8);
    }

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public async Task Upload_OfAnExcessiveTable_IsRefusedInASentence(string name, string content)
    {
        using var officer = await world.SignInAsync(Role.Officer);
        await AssertRefusedAsync(name, await officer.UploadAsync(Points, Points, "file", "quay.csv", Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public async Task Upload_OfAHostileQuestionnaire_IsRefusedInASentence()
    {
        using var officer = await world.SignInAsync(Role.Officer);
        var before = await CountsAsync();
        var good = Sample.QuestionnaireJsonOf("sipas_short");
        (string, string)[] documents =
        [
            .. new[] { 10_000, 100_000 }.SelectMany(n => new[] { new string('[', n), new string('[', n) + new string(']', n), string.Concat(Enumerable.Repeat("{\"all\":[", n)) }).Select((t, i) => ($"deep {i}", t)),
            ("a deep condition", good.Replace("\"sections\": [", "\"sections\": [{\"code\":\"x\",\"showIf\":" + string.Concat(Enumerable.Repeat("{\"not\":", 60)) + "1" + new string('}', 60) + "},", StringComparison.Ordinal)),
            .. new[] { "\"$type\": \"System.Diagnostics.Process, System\"", "\"$ref\": \"#/sections\"", "\"$id\": \"1\"", "\"$values\": []", "\"__type\": \"x\"", "\"__proto__\": {}", "\"@type\": \"x\"" }
                .SelectMany(key => new[] { ($"{key} at the root", "{" + key + "," + good.TrimStart()[1..]), ($"{key} in a text", good.Replace("\"title\": {", "\"title\": {" + key + ",", StringComparison.Ordinal)) }),
        ];
        foreach (var (name, json) in documents)
        {
            await AssertRefusedAsync(name, await officer.UploadAsync("/language", Questionnaires, "file", "phieu.json", Encoding.UTF8.GetBytes(json), ("unitId", $"{world.Own.Unit.Id}")));
        }

        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Verb_WithHostileFiles_NamesEachInASentenceAndKeepsNothing()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        var scoring = await File.ReadAllTextAsync(Path.Combine(Sample.Library, "scoring", "par_s2.json"), Cancellation);
        List<(string Name, byte[] Content)> files =
        [
            .. HostileWorkbooks.Excessive(Good).Where(f => f.Name is "zip bomb" or "zip bomb that says it is small" or "part that says it is 4 GB" or "100,000 entries" or "its first half" or "a link" or "merged over the whole sheet")
                .Select((f, i) => ($"bang-{i}.xlsx", f.Content)),
            ("sau.json", Encoding.UTF8.GetBytes(new string('[', 100_000))),
            ("lon.json", Encoding.UTF8.GetBytes("{\"a\": \"" + new string('x', 2_000_000) + "\"}")),
            ("kieu.json", Encoding.UTF8.GetBytes("{\"$type\": \"x\"," + scoring.TrimStart()[1..])),
            ("day.csv", new byte[ImportLimits.FileBytes + 1]),
        ];
        foreach (var (name, content) in files)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content, Cancellation);
        }

        var run = await ProgramRun.EndAsync(folder, null, ["import", .. files.Select(f => Path.Combine(folder, f.Name))]);

        Directory.Delete(folder, recursive: true);
        Assert.Equal((1, ""), (run.Code, run.Output.Trim()));
        Assert.All(files, f => Assert.Contains(f.Name, run.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    private static async Task<string> AssertRefusedAsync(string name, HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(Cancellation);
            var page = await StaffClient.ReadAsync(response);
            Assert.True(response.StatusCode == HttpStatusCode.OK && page.QuerySelector("[role=alert]")?.TextContent.Trim().Length > 10, $"{name}: {response.StatusCode}");
            Assert.False(text.Contains("Exception", StringComparison.Ordinal), name);
            return text;
        }
    }

    private async Task<string> CountsAsync()
    {
        await using var context = world.Host.CreateContext();
        return $"{await context.CollectionPoints.CountAsync(Cancellation)} {await context.Questionnaires.CountAsync(Cancellation)}";
    }
}
