using System.IO.Compression;
using System.Net;
using System.Text;
using CsCheck;
using OfficeOpenXml;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design.Checking;

public sealed class TranslationFileTests
{
    private static readonly string[] Dangerous = ["=1+1", "'=x", "''@y", "+84 123", "- gạch", "@a", "\u00a0=z", "'", "a\"b;c,d", "ខ្ញុំ\u200bសុំ", "Không’s"];

    [Theory]
    [InlineData("Csv")]
    [InlineData("Xlsx")]
    public async Task Export_AndItsImport_ChangeNothing(string kind)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => Reworded(q, "en", Dangerous));
        await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", "=Lời gốc mới"), Lead = q.Lead!.With("vi", "'-Lời dẫn mới") });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=en";
        var before = await host.StoredAsync();

        var file = await officer.Http.GetByteArrayAsync(path + "&handler=" + kind, TestContext.Current.CancellationToken);
        using var response = await officer.UploadAsync(path, path + "&handler=Import", "file", "dich." + kind, file);

        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#report.good"));
        var after = await host.StoredAsync();
        Assert.Equal((before.Draft, before.Revision, before.TranslatedFrom), (after.Draft, after.Revision, after.TranslatedFrom));
        Assert.Equal(2, TranslationFreshness.Read(after.TranslatedFrom).StaleOf(Sample.QuestionnaireOf(after.Draft)).Count);
    }

    [Fact]
    public async Task Export_RunsNothingInASpreadsheet()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        await host.ChangeDraftAsync(q => q with { Title = q.Title.With("vi", "=cmd|'/c calc'!A1").With("en", "@SUM(A1)") });
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));

        var csv = await officer.Http.GetByteArrayAsync(PathOf(world) + "?lang=en&handler=Csv", TestContext.Current.CancellationToken);
        var xlsx = await officer.Http.GetByteArrayAsync(PathOf(world) + "?lang=en&handler=Xlsx", TestContext.Current.CancellationToken);

        Assert.Equal(Encoding.UTF8.GetPreamble(), csv[..3]);
        var text = Encoding.UTF8.GetString(csv);
        Assert.StartsWith("\uFEFFkey,where,source,translation,state\r\n", text, StringComparison.Ordinal);
        Assert.Contains("'=cmd|", text, StringComparison.Ordinal);
        Assert.Contains("'@SUM(A1)", text, StringComparison.Ordinal);
        using var package = new ExcelPackage(new MemoryStream(xlsx));
        var sheet = package.Workbook.Worksheets.First();
        Assert.Equal(("title", "'=cmd|'/c calc'!A1", "'@SUM(A1)"), (sheet.Cells[2, 1].Text, sheet.Cells[2, 3].Text, sheet.Cells[2, 4].Text));
        Assert.All(sheet.Cells, c => Assert.True(string.IsNullOrEmpty(c.Formula)));
    }

    [Fact]
    public async Task Import_TellsOfEveryLineWhatBecameOfIt()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        var draft = await host.AddKhmerAsync();
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=km";
        var code = draft.Items.First().Code;
        string[] lines =
        [
            "key;source;translation;ghi chú",
            $"title;{draft.Title.In("vi")};ចំណងជើង\u200bថ្មី;",
            $"lead;Lời dẫn cũ;ឃ្លានាំមុខ;",
            "thanks;x;;để sau",
            "item.gone.text;x;ពាក្យបាត់;",
            $"title;x;ពីរដង;",
            ";x;គ្មានសោ;",
            $"item.{code}.text;x;a\u202eb;",
        ];

        using var response = await officer.UploadAsync(path, path + "&handler=Import", "file", "km.csv", [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", lines))]);

        var report = (await StaffClient.ReadAsync(response)).QuerySelector("#report")!;
        Assert.Contains("ghi chú", report.TextContent, StringComparison.Ordinal);
        foreach (var told in new[] { "item.gone.text", "ពាក្យបាត់", "ពីរដង", "គ្មានសោ", "ឃ្លានាំមុខ", $"item.{code}.text" })
        {
            Assert.Contains(told, report.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        }

        var stored = await host.StoredAsync();
        var now = Sample.QuestionnaireOf(stored.Draft);
        Assert.Equal(("ចំណងជើង\u200bថ្មី", "ឃ្លានាំមុខ"), (now.Title.In("km"), now.Lead!.In("km")));
        Assert.False(now.Thanks!.Has("km") || now.Items.First().Text.Has("km"));
        Assert.Equal(["lead"], TranslationFreshness.Read(stored.TranslatedFrom).StaleOf(now).Select(s => s.Text.Key));
    }

    public static TheoryData<string> BadFiles => [.. Bad.Keys];

    private static Dictionary<string, Func<byte[]>> Bad { get; } = new()
    {
        ["no columns"] = () => "a,b\r\n1,2"u8.ToArray(),
        ["a column twice"] = () => "key,source,translation,translation\r\ntitle,x,y,z"u8.ToArray(),
        ["not UTF-8"] = () => Encoding.Latin1.GetBytes("key,source,translation\r\ntitle,x,\u00e9\u00e8\u00ff"),
        ["a quotation mark out of place"] = () => "key,source,translation\r\ntitle,x,\"a\"b\r\n"u8.ToArray(),
        ["no workbook"] = () => [.. "PK\u0003\u0004 no package"u8],
        ["a formula"] = () => Workbook(s => s.Cells[2, 3].Formula = "1+1"),
        ["a bomb"] = Bomb,
        ["too many lines"] = () => Encoding.UTF8.GetBytes("key,source,translation\r\n" + string.Concat(Enumerable.Repeat("title,x,y\r\n", 20_002))),
        ["blank lines only"] = () => "\r\n\r\n"u8.ToArray(),
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task Import_OfABadFile_SaysWhyAndTakesNothing(string name)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=en";

        using var response = await officer.UploadAsync(path, path + "&handler=Import", "file", "x.csv", Bad[name]());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty((await StaffClient.ReadAsync(response)).QuerySelectorAll("#report.bad li"));
        Assert.Equal(world.VersionB.Json, (await host.StoredAsync()).Draft);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5 * 1024 * 1024 + 1)]
    public async Task Import_OfNothingOrTooMuch_IsRefused(int bytes)
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        var path = PathOf(world) + "?lang=en";

        using var response = await officer.UploadAsync(path, path + "&handler=Import", "file", "x.csv", new byte[bytes]);

        Assert.NotNull((await StaffClient.ReadAsync(response)).QuerySelector("#problems a[href='#file']"));
        Assert.Equal(world.VersionB.Json, (await host.StoredAsync()).Draft);
    }

    [Fact]
    public async Task Import_AboveThePagesLimit_Is413()
    {
        await using var host = await SurveyHost.StartAsync();
        var world = await DesignWorld.CreateAsync(host);
        using var officer = await StaffClient.SignInAsync(host, (Role.Officer, world.B));
        officer.Http.DefaultRequestHeaders.ExpectContinue = true;
        var path = PathOf(world) + "?lang=en";

        using var response = await officer.UploadAsync(path, path + "&handler=Import", "file", "x.csv", new byte[9 * 1024 * 1024]);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public void Guard_IsTakenOffAgain_WhateverTheWords() => Gen.OneOf(Gen.String["'=+-@ \u00a0aក"], Gen.Const("'"), Gen.Const("")).Sample(words =>
    {
        var cell = TranslationFile.Guard(words);
        Assert.Equal(words, TranslationFile.Unguard(cell));
        Assert.False(cell.Length > 0 && "=+-@ \u00a0".Contains(cell[0], StringComparison.Ordinal), cell);
    }, iter: 2_000);

    private static Questionnaire Reworded(Questionnaire q, string language, string[] words)
    {
        var wordings = QuestionnaireTexts.Of(q).Take(words.Length).Select((t, i) => (t.Key, Words: words[i])).ToDictionary(t => t.Key, t => (string?)t.Words);
        return TextEdits.Set(q, language, wordings).Questionnaire!;
    }

    private static byte[] Workbook(Action<ExcelWorksheet> fill)
    {
        using var package = new ExcelPackage();
        var sheet = package.Workbook.Worksheets.Add("a");
        (sheet.Cells[1, 1].Value, sheet.Cells[1, 2].Value, sheet.Cells[1, 3].Value, sheet.Cells[2, 1].Value) = ("key", "source", "translation", "title");
        fill(sheet);
        return package.GetAsByteArray();
    }

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = new StreamWriter(zip.CreateEntry("xl/worksheets/sheet1.xml").Open()))
        {
            entry.Write(new string(' ', 80_000_000));
        }

        return bytes.ToArray();
    }

    private static string PathOf(DesignWorld world) => $"/design/questionnaires/{world.VersionB.QuestionnaireId}/translate";
}
