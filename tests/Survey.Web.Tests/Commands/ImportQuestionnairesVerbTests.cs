using System.Text.Json;
using Survey.Web.Tests.Import.Foreign;

namespace Survey.Web.Tests.Commands;

/// <summary>Questionnaires at the command line: each on its own, with a report.</summary>
public sealed class ImportQuestionnairesVerbTests
{
    [Fact]
    public async Task Import_OfAFolderOfForms_TakesEachOnItsOwnAndReports()
    {
        ProgramRun.SkipOnMySql();
        var folder = ProgramRun.NewFolder();
        var forms = Directory.CreateDirectory(Path.Combine(folder, "phieu")).FullName;
        foreach (var (name, form) in WholeForms.All)
        {
            await File.WriteAllBytesAsync(Path.Combine(forms, name + ".xlsx"), form.ToBytes(), TestContext.Current.CancellationToken);
        }

        for (var i = 0; i < 25; i++)
        {
            File.Copy(Path.Combine(forms, "odk.xlsx"), Path.Combine(forms, $"sao-{i:00}.xlsx"));
        }

        await File.WriteAllTextAsync(Path.Combine(forms, "hong.json"), "{", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(forms, "hong.xlsx"), "PK", TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires", "sipas_short.json"), Path.Combine(forms, "cua-ta.json"));
        var report = Path.Combine(folder, "report.json");

        var dry = await ProgramRun.EndAsync(folder, null, "import", "--dry-run", "--report", report, forms);
        Assert.Equal(1, dry.Code);
        Assert.Contains("cua-ta.json: added as 'sipas_short' (json)", dry.Output, StringComparison.Ordinal);
        Assert.Equal(2, dry.Errors.Trim().Split('\n').Length);
        using (var document = JsonDocument.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)))
        {
            var files = document.RootElement.EnumerateArray().ToList();
            Assert.Equal(31, files.Count);
            Assert.Equal(["hong.json", "hong.xlsx"], files.Where(f => !f.GetProperty("accepted").GetBoolean()).Select(f => Path.GetFileName(f.GetProperty("file").GetString())));
            Assert.All(files, f => Assert.Equal(f.GetProperty("accepted").GetBoolean(), f.GetProperty("why").GetString() == "" && f.GetProperty("items").GetInt32() > 0));
            Assert.All(files, f => Assert.Equal(f.GetProperty("entries").GetArrayLength(), f.GetProperty("kept").GetInt32() + f.GetProperty("changed").GetInt32() + f.GetProperty("leftOut").GetInt32()));
        }

        var library = Path.Combine(AppContext.BaseDirectory, "surveys", "organisation", "units.csv");
        var real = await ProgramRun.EndAsync(folder, null, "import", library, Path.Combine(forms, "kobo.xlsx"), Path.Combine(forms, "cua-ta.json"));
        Assert.Equal((0, ""), (real.Code, real.Errors.Trim()));
        var again = await ProgramRun.EndAsync(folder, null, "import", Path.Combine(forms, "kobo.xlsx"));
        Assert.Contains("kobo.xlsx: unchanged as 'khao_sat_2026' (xlsform)", again.Output, StringComparison.Ordinal);

        var file = Path.Combine(folder, "ra.xlsx");
        Assert.Equal(0, (await ProgramRun.EndAsync(folder, null, "export", "questionnaire", "--format", "xlsform", "--questionnaire", "sipas_short", "--out", file)).Code);
        var read = await FormFile.ReadAsync(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal("sipas_short", read.Questionnaire!.Code);
    }
}
