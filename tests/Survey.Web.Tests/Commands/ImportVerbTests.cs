namespace Survey.Web.Tests.Commands;

/// <summary>The verbs at the command line: what they print and how they end.</summary>
public sealed class ImportVerbTests
{
    [Fact]
    public async Task Verbs_OverAnEmptyFolder_ImportProveAndExport()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        var library = Path.Combine(AppContext.BaseDirectory, "surveys");
        string[] tables = ["units", "services", "counters", "periods", "targets", "transactions"];
        var imported = await ProgramRun.EndAsync(folder, null, ["import", .. tables.Select(t => Path.Combine(library, "organisation", t + ".csv")), Path.Combine(library, "questionnaires", "sipas_short.json")]);
        Assert.Equal((0, ""), (imported.Code, imported.Errors.Trim()));
        Assert.Contains("units.csv: 62 added, 0 changed, 0 unchanged", imported.Output, StringComparison.Ordinal);

        var broken = Path.Combine(folder, "hong.csv");
        await File.WriteAllTextAsync(broken, "key,unit,name,kind\nq,khong_co,Quầy,counter\n", TestContext.Current.CancellationToken);
        var refused = await ProgramRun.EndAsync(folder, null, "import", broken);
        Assert.Equal((1, "hong.csv, line 2, column unit: There is no unit 'khong_co'."), (refused.Code, refused.Errors.Trim()));

        var missing = await ProgramRun.EndAsync(folder, null, "import", "khong-co.csv");
        Assert.Equal((1, "There is no file khong-co.csv."), (missing.Code, missing.Errors.Trim()));

        var verified = await ProgramRun.EndAsync(folder, null, "tally", "verify");
        Assert.Equal((0, "0 responses, 0 differing cells"), (verified.Code, verified.Output.Trim()));

        var file = Path.Combine(folder, "q.json");
        Assert.Equal(0, (await ProgramRun.EndAsync(folder, null, "export", "questionnaire", "--questionnaire", "sipas_short", "--out", file)).Code);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(library, "questionnaires", "sipas_short.json"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        var nothing = await ProgramRun.EndAsync(folder, null, "export", "quarter", "--unit", "khong_co", "--period", "2026-q3", "--out", Path.Combine(folder, "x.xlsx"));
        Assert.Equal((1, "There is no unit 'khong_co'."), (nothing.Code, nothing.Errors.Trim()));
    }
}
