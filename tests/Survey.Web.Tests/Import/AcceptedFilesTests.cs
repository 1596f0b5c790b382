using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Web.Data.Examples;
using Survey.Web.Data.Import;

namespace Survey.Web.Tests.Import;

/// <summary>What a good file changes, and that the same file again changes nothing.</summary>
public sealed class AcceptedFilesTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    [Fact]
    public async Task Import_OfTheShippedLibraryAgain_ChangesNothing()
    {
        var cancellation = TestContext.Current.CancellationToken;
        List<ImportFile> files = [.. await SurveyLibrary.ReadAsync("questionnaires", "*.json", cancellation), .. await SurveyLibrary.ReadAsync("scoring", "*.json", cancellation)];
        var first = await fixture.Importer.RunAsync(files, new ImportOptions(), cancellation);
        Assert.Empty(first.Problems);
        files.AddRange(await SurveyLibrary.ReadAsync("organisation", "*.csv", cancellation));

        var again = await fixture.Importer.RunAsync(files, new ImportOptions(), cancellation);

        Assert.Empty(again.Problems);
        Assert.All(again.Files, f => Assert.Equal((0, 0), (f.Added, f.Changed)));
        Assert.Contains(again.Files, f => f is { Kind: ImportKind.Counters, Unchanged: 47 });
    }

    [Fact]
    public async Task Import_OfCounters_DrewValidDistinctCodes()
    {
        await using var context = fixture.Database.CreateContext();
        var codes = await context.CollectionPoints.Select(p => p.Code).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.True(ShortCode.TryParse(c, out _)));
    }

    [Fact]
    public async Task Import_WithBomSemicolonsAndDecomposedLetters_StoresComposedText()
    {
        var text = "\uFEFFcode;name;level;parent\r\nbom_1;" + "Phòng Một, cửa số 1".Normalize(NormalizationForm.FormD) + ";room;skhcn\r\n";
        await AcceptAsync(text);
        await using var context = fixture.Database.CreateContext();
        var unit = await context.Units.SingleAsync(u => u.Code == "bom_1", TestContext.Current.CancellationToken);
        Assert.Equal("Phòng Một, cửa số 1", unit.Name);
        Assert.True(unit.Name.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(unit.Name, unit.NameEn);
    }

    [Fact]
    public async Task Import_OfAMovedUnit_MovesThePathsBelowIt()
    {
        await AcceptAsync("code,name,level,parent\ncon_1,Phòng con,room,cha_1\ncha_1,Đơn vị cha,department,vd\n");
        await AcceptAsync("code,name,level,parent\ncha_1,Đơn vị cha,affiliated,skhcn\n");
        await using var context = fixture.Database.CreateContext();
        Assert.Equal("vd/skhcn/cha_1/con_1/", (await context.Units.SingleAsync(u => u.Code == "con_1", TestContext.Current.CancellationToken)).Path);
    }

    [Fact]
    public async Task Import_OfATypedShortCode_KeepsItInItsOneSpelling()
    {
        var code = ShortCode.Create([1, 2, 3, 4, 5]);
        await AcceptAsync($"key,unit,name,kind,code\nq_ma,skhcn_vp,Quầy,counter,{code.ToLowerInvariant().Insert(4, "-")}\n");
        await using var context = fixture.Database.CreateContext();
        Assert.Equal(code, (await context.CollectionPoints.SingleAsync(p => p.Key == "q_ma", TestContext.Current.CancellationToken)).Code);
        var second = await fixture.ImportAsync("b.csv", Encoding.UTF8.GetBytes($"key,unit,name,kind,code\nq_ma2,skhcn_vp,Quầy,counter,{code}\n"));
        Assert.Contains("belongs to 'q_ma'", Assert.Single(second.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfFewerServices_ReordersAndRemoves()
    {
        await AcceptAsync("key,unit,name,kind,services\nq_dv,skhcn_vp,Quầy,counter,khai_sinh;ket_hon;khai_tu\n");
        await AcceptAsync("key,unit,name,kind,services\nq_dv,skhcn_vp,Quầy,counter,khai_tu;khai_sinh\n");
        await using var context = fixture.Database.CreateContext();
        var point = await context.CollectionPoints.Include(p => p.Services).ThenInclude(s => s.Service).SingleAsync(p => p.Key == "q_dv", TestContext.Current.CancellationToken);
        Assert.Equal(["khai_tu", "khai_sinh"], point.Services.OrderBy(s => s.Position).Select(s => s.Service!.Code));
    }

    [Fact]
    public async Task Import_AsADryRun_CountsAndKeepsNothing()
    {
        var before = await fixture.CountsAsync();
        var report = await fixture.ImportAsync("a.csv", Encoding.UTF8.GetBytes("code,name,level,parent\nthu_1,Phòng thử,room,skhcn\n"), new ImportOptions { DryRun = true });
        Assert.True(report.Ok);
        Assert.Equal(1, Assert.Single(report.Files).Added);
        Assert.Equal(before, await fixture.CountsAsync());
    }

    [Fact]
    public async Task Import_OutsideTheOfficersSubtree_SpeaksOfNoUnit()
    {
        var own = new ImportOptions { WithinPaths = ["vd/skhcn/"] };
        var other = await fixture.ImportAsync("a.csv", Encoding.UTF8.GetBytes("key,unit,name,kind\nq_la,sgddt,Quầy,counter\n"), own);
        Assert.Contains("There is no unit 'sgddt'", Assert.Single(other.Problems).Reason, StringComparison.Ordinal);
        var mine = await fixture.ImportAsync("a.csv", Encoding.UTF8.GetBytes("key,unit,name,kind\nq_minh,skhcn_vp,Quầy,counter\n"), own);
        Assert.Empty(mine.Problems);
        var root = await fixture.ImportAsync("a.csv", Encoding.UTF8.GetBytes("unit,index,year,operator,value\n,sipas,2027,≥,90\n"), own);
        Assert.False(root.Ok);
        var stolen = await fixture.ImportAsync("a.csv", Encoding.UTF8.GetBytes("code,name,level,parent\nsgddt_vp,Của tôi,room,skhcn\n"), own);
        Assert.False(stolen.Ok);
    }

    [Fact]
    public async Task Import_OfAChangedPublishedScheme_AsksForANewVersion()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var scheme = (await SurveyLibrary.ReadAsync("scoring", "*.json", cancellation))[0];
        Assert.True((await fixture.ImportAsync(scheme.Name, scheme.Content.ToArray())).Ok);
        var changed = Encoding.UTF8.GetString(scheme.Content.Span).Replace("\"max\": 0.5", "\"max\": 0.4", StringComparison.Ordinal).Replace("\"points\": 0.5", "\"points\": 0.4", StringComparison.Ordinal);
        var report = await fixture.ImportAsync(scheme.Name, Encoding.UTF8.GetBytes(changed));
        Assert.Contains("Raise the version", Assert.Single(report.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfPeriods_ExpandsYearsAndFollowsPredecessors()
    {
        await using var context = fixture.Database.CreateContext();
        var q1 = await context.Periods.SingleAsync(p => p.Code == "2026-q1", TestContext.Current.CancellationToken);
        Assert.Equal((new DateOnly(2025, 12, 15), new DateOnly(2026, 3, 14), new DateOnly(2026, 3, 16)), (q1.First, q1.Last, q1.DueExternal));
        Assert.Equal("2025-q4", q1.PredecessorCode);
        Assert.Equal("Quý I/2026", q1.Name);
        Assert.Equal(24, await context.Periods.CountAsync(TestContext.Current.CancellationToken));
    }

    private async Task AcceptAsync(string csv)
    {
        var report = await fixture.ImportAsync("bang.csv", Encoding.UTF8.GetBytes(csv));
        Assert.Empty(report.Problems);
    }
}
