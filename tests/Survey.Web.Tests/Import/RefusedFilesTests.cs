using System.Text;
using Survey.Web.Data.Import;

namespace Survey.Web.Tests.Import;

/// <summary>Broken files are refused whole: the place and the reason are named, and nothing is kept.</summary>
public sealed class RefusedFilesTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    private const string Units = "code,name,name_en,level,parent,valid_from,valid_to,predecessors,feedback\n";
    private const string Services = "code,name,unit\n";
    private const string Counters = "key,unit,name,kind,services,shared_device,code\n";
    private const string Targets = "unit,index,year,operator,value\n";
    private const string Transactions = "unit,service,period,count\n";
    private const string Periods = "template,code,name,from,from_year,to,to_year,due_internal,predecessor,predecessor_year\n";
    private const string GoodUnit = "dv_moi,Đơn vị mới,New unit,room,skhcn,,,,\n";

    /// <summary>Content, line, column, words of the reason.</summary>
    public static TheoryData<string, int?, string?, string> Csv => new()
    {
        { "", null, null, "empty" },
        { "\n\n", null, null, "empty" },
        { "mã,tên\na,b\n", 1, null, "header is not known" },
        { "code,name,level\na,b,room\n", 1, "parent", "also needs: parent" },
        { "code,name,level,parent,colour\na,b,room,vd,red\n", 1, "colour", "no column" },
        { "code,name,name,level,parent\na,b,c,room,vd\n", 1, "name", "stands twice" },
        { Units + GoodUnit + "A B,Tên,,room,vd,,,,\n", 3, "code", "lower-case" },
        { Units + ",Tên,,room,vd,,,,\n", 2, "code", "lower-case" },
        { Units + new string('a', 33) + ",Tên,,room,vd,,,,\n", 2, "code", "lower-case" },
        { Units + "a,,,room,vd,,,,\n", 2, "name", "must not be empty" },
        { Units + "a," + new string('b', 201) + ",,room,vd,,,,\n", 2, "name", "longer than 200" },
        { Units + "a," + new string('b', 2001) + ",,room,vd,,,,\n", 2, "name", "longer than 2000" },
        { Units + "a,Tên,,village,vd,,,,\n", 2, "level", "none of" },
        { Units + GoodUnit + "a,Tên,,room,khong_co,,,,\n", 3, "parent", "no unit 'khong_co'" },
        { Units + "a,Tên,,room,a,,,,\n", 2, "parent", "its own parent" },
        { Units + "a,Tên,,room,b,,,,\nb,Tên,,room,a,,,,\n", null, "parent", "circle" },
        { Units + "vd,Tỉnh,,province,skhcn,,,,\n", null, "parent", "circle" },
        { Units + "tinh2,Tỉnh hai,,province,,,,,\n", 2, "parent", "there is one already" },
        { Units + GoodUnit + GoodUnit, 3, "code", "already stands on line 2" },
        { Units + "a,Tên,,room,vd,31/02/2025,,,\n", 2, "valid_from", "no day" },
        { Units + "a,Tên,,room,vd,2025-05-01,2025-04-01,,\n", 2, "valid_to", "before the first" },
        { Units + "a,Tên,,room,vd,2025-05-01,,khong_co,\n", 2, "predecessors", "no predecessor" },
        { Units + "a,Tên,,room,vd,,,stttt,\n", 2, "valid_from", "needs the day" },
        { Units + "a,Tên,,room,vd,2025-05-01,,stttt;stttt,\n", 2, "predecessors", "stands twice" },
        { Units + "a,Tên,,room,vd,,,,javascript:alert(1)\n", 2, "feedback", "https://" },
        { Units + "a,Tên,,room,vd,,,,ftp://example.vn\n", 2, "feedback", "https://" },
        { Units + "a,=HYPERLINK(1),,room,vd,,,,\n", 2, "name", "formula" },
        { Units + "a,@SUM(1),,room,vd,,,,\n", 2, "name", "formula" },
        { Units + "a,＝1+1,,room,vd,,,,\n", 2, "name", "formula" },
        { Units + "a,\"  +1\",,room,vd,,,,\n", 2, "name", "formula" },
        { Units + "a,Tên\u0000,,room,vd,,,,\n", 2, "name", "control" },
        { Units + "a,Tên\u202Egnôhk,,room,vd,,,,\n", 2, "name", "hidden" },
        { Units + "a,\"Tên\nhai dòng\",,room,vd,,,,\n", 2, "name", "control" },
        { Units + "a,\"Tên,,room,vd,,,,\n", 2, null, "quotation mark" },
        { Units + "a,Tê\"n,,room,vd,,,,\n", 2, null, "quotation mark" },
        { Units + "a,Tên, thừa,en,room,vd,,,,,x\n", 2, null, "more cells" },
        { Services + "s1,Thủ tục,khong_co\n", 2, "unit", "no unit" },
        { Services + "s1,Thủ tục,vd\ns1,Thủ tục,vd\n", 3, "code", "line 2" },
        { Counters + "q,khong_co,Quầy,counter,,no,\n", 2, "unit", "no unit" },
        { Counters + "q,skhcn,Quầy,booth,,no,\n", 2, "kind", "none of" },
        { Counters + "q,skhcn,Quầy,counter,,maybe,\n", 2, "shared_device", "none of" },
        { Counters + "q,skhcn,Quầy,counter,khong_co,no,\n", 2, "services", "no service" },
        { Counters + "q,skhcn,Quầy,counter,khai_sinh;khai_sinh,no,\n", 2, "services", "stands twice" },
        { Counters + "q,skhcn,Quầy,counter,khai_sinh;ket_hon;khai_tu;ho_ngheo;tro_cap_xa_hoi;chung_thuc_chu_ky;chung_thuc_ban_sao;trich_luc_ho_tich;tinh_trang_hon_nhan;khai_sinh_lien_thong;ho_kinh_doanh;nha_o_rieng_le;thuoc_bvtv,no,\n", 2, "services", "at most 12" },
        { Counters + "q,skhcn,Quầy,counter,,no,ABCDEFGH\n", 2, "code", "no valid code" },
        { Counters + "skhcn_q1,sgddt,Quầy,counter,,no,\n", 2, "unit", "never changes its unit" },
        { Counters + "skhcn_q1,skhcn_vp,Quầy,counter,,no,00000000\n", 2, "code", "does not change" },
        { Targets + "khong_co,sipas,2026,≥,90\n", 2, "unit", "no unit" },
        { Targets + ",sipas,1999,≥,90\n", 2, "year", "whole number" },
        { Targets + ",sipas,2026,<,90\n", 2, "operator", "none of" },
        { Targets + ",sipas,2026,≥,101\n", 2, "value", "0 to 100" },
        { Targets + ",sipas,2026,≥,\"90,5\"\n", 2, "value", "0 to 100" },
        { Targets + ",sipas,2026,≥,90.123\n", 2, "value", "0 to 100" },
        { Targets + ",sipas,2026,≥,90\n,sipas,2026,>,95\n", 3, "index", "line 2" },
        { Transactions + "skhcn,khong_co,2026-q1,5\n", 2, "service", "no service" },
        { Transactions + "skhcn,khai_sinh,2026-q9,5\n", 2, "period", "no period" },
        { Transactions + "skhcn,khai_sinh,q1,5\n", 2, "period", "no period" },
        { Transactions + "skhcn,khai_sinh,2026-q1,-5\n", 2, "count", "whole number" },
        { Transactions + "skhcn,khai_sinh,2026-q1,1.5\n", 2, "count", "whole number" },
        { Transactions + "skhcn,khai_sinh,2026-q1,5\nskhcn,khai_sinh,2026-q1,6\n", 3, "period", "line 2" },
        { Periods + "s9,k1,Kỳ 1,13-01,0,03-14,0,,,\n", 2, "from", "day of the year" },
        { Periods + "s9,k1,Kỳ 1,04-01,0,03-14,0,,,\n", 2, "to", "before the first" },
        { Periods + "s9,k1,Kỳ 1,01-01,-7,03-14,0,,,\n", 2, "from_year", "whole number" },
        { Periods + "s9,k1,Kỳ 1,01-01,0,03-14,0,,k0,-1\n", 2, "predecessor", "no period" },
    };

    [Theory]
    [MemberData(nameof(Csv))]
    public async Task Import_OfABrokenTable_NamesThePlaceAndKeepsNothing(string content, int? line, string? column, string words)
    {
        await AssertRefusedAsync("bang.csv", Encoding.UTF8.GetBytes(content), line, column, words);
    }

    [Fact]
    public async Task Import_OfUtf16_SaysHowToSaveIt() =>
        await AssertRefusedAsync("bang.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Units + GoodUnit)], null, null, "not UTF-8");

    [Fact]
    public async Task Import_OfWindows1258_SaysHowToSaveIt() =>
        await AssertRefusedAsync("bang.csv", [.. Encoding.ASCII.GetBytes(Units), 0x61, 0x2C, 0xD0, 0xF5, 0x0A], null, null, "not UTF-8");

    [Fact]
    public async Task Import_OfMoreThanFiveMegabytes_IsRefused() =>
        await AssertRefusedAsync("bang.csv", new byte[ImportLimits.FileBytes + 1], null, null, "larger than 5 MB");

    [Fact]
    public async Task Import_OfMoreRowsThanAllowed_IsRefused() =>
        await AssertRefusedAsync("bang.csv", Encoding.UTF8.GetBytes(Services + string.Concat(Enumerable.Range(0, ImportLimits.Rows + 1).Select(i => $"s{i},Tên,vd\n"))), null, null, "more than 20000 rows");

    [Fact]
    public async Task Import_OfAKindThatThePageDoesNotTake_IsRefused()
    {
        var report = await fixture.ImportAsync("bang.csv", Encoding.UTF8.GetBytes(Units + GoodUnit), new ImportOptions { Kinds = new HashSet<ImportKind> { ImportKind.Counters } });
        Assert.Contains("does not take", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("{\"format\": 1}", "$")]
    [InlineData("{\"format\": 2, \"criteria\": []}", "$")]
    [InlineData("{\"format\": 1, \"code\": \"a\", \"languages\": [\"vi\"], \"title\": {\"vi\": \"T\"}, \"scales\": [], \"sections\": [], \"indices\": [], \"x\": 1}", "$")]
    public async Task Import_OfABrokenDocument_NamesThePathAndKeepsNothing(string json, string path)
    {
        var before = await fixture.CountsAsync();
        var report = await fixture.ImportAsync("phieu.json", Encoding.UTF8.GetBytes(json));
        Assert.NotEmpty(report.Problems);
        Assert.All(report.Problems, p => Assert.StartsWith(path, p.Path, StringComparison.Ordinal));
        Assert.All(report.Problems, p => Assert.Equal("phieu.json", p.File));
        Assert.Equal(before, await fixture.CountsAsync());
    }

    [Fact]
    public async Task Import_OfAGoodAndABrokenFile_KeepsNeither()
    {
        var before = await fixture.CountsAsync();
        var report = await fixture.Importer.RunAsync(
            [new("a.csv", Encoding.UTF8.GetBytes(Units + GoodUnit)), new("b.csv", Encoding.UTF8.GetBytes(Services + "s1,Thủ tục,khong_co\n"))],
            new ImportOptions(),
            TestContext.Current.CancellationToken);
        Assert.Equal("b.csv", Assert.Single(report.Problems).File);
        Assert.Equal(before, await fixture.CountsAsync());
    }

    private async Task AssertRefusedAsync(string name, byte[] content, int? line, string? column, string words)
    {
        var before = await fixture.CountsAsync();
        var report = await fixture.ImportAsync(name, content);
        Assert.False(report.Ok);
        var problem = report.Problems.FirstOrDefault(p => p.Reason.Contains(words, StringComparison.Ordinal));
        Assert.True(problem is not null, string.Join('\n', report.Problems));
        Assert.Equal(name, problem.File);
        Assert.NotEmpty(problem.ReasonVi);
        if (line is not null)
        {
            Assert.Equal(line, problem.Line);
        }

        if (column is not null)
        {
            Assert.Equal(column, problem.Column);
        }

        Assert.Equal(before, await fixture.CountsAsync());
    }
}
