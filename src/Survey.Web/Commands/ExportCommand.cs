using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Import.Foreign.XlsForm;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Commands;

/// <summary>The analyst's files without a browser: the same writers, so the same figures and the same suppression.</summary>
internal static class ExportCommand
{
    private static readonly Option<string> Unit = new("--unit") { Description = "Code of the unit", Required = true };
    private static readonly Option<string> Period = new("--period") { Description = "Code of the period, such as 2026-q3", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "The file to write", Required = true };
    private static readonly Option<string?> Questionnaire = new("--questionnaire") { Description = "Code of the questionnaire; otherwise the one at most counters" };
    private static readonly Option<string?> Index = new("--index") { Description = "Code of the index; otherwise the questionnaire's first" };
    private static readonly Option<string> Language = new("--language") { Description = "vi or en", DefaultValueFactory = _ => "vi" };
    private static readonly Option<string> Format = new("--format") { Description = "json or xlsform", DefaultValueFactory = _ => "json" };
    private static readonly Option<string> Code = new("--questionnaire") { Description = "Code of the questionnaire", Required = true };

    public static Command Create()
    {
        Language.AcceptOnlyFromAmong("vi", "en");
        Format.AcceptOnlyFromAmong("json", "xlsform");
        var command = new Command("export", "Write results, responses, the scoring file or a questionnaire to a file.")
        {
            Of("quarter", "The period's workbook (XLSX).", "quarter.xlsx", (s, selection, output, c) => s.GetRequiredService<QuarterWorkbook>().WriteAsync(selection, output, c)),
            Of("table", "The whole table of units, services and factors (XLSX).", "table.xlsx", (s, selection, output, c) => s.GetRequiredService<ServiceTable>().WriteAsync(selection, output, c)),
            Of("responses", "The raw responses (CSV), without demographics or days.", "responses.csv", async (s, selection, output, c) => await s.GetRequiredService<ResponseCsv>().WriteAsync(selection, output, c) >= 0),
            Of("scoring", "The file for the scoring system: JSON, or CSV where the file's name ends so.", "scoring.json", ScoringAsync),
            QuestionnaireOnly(),
        };
        return command.WithExamples("export quarter --period 2026-q3 --unit skhcn --out quarter.xlsx");
    }

    private static Command Of(string name, string description, string file, Func<IServiceProvider, Selection, FileStream, CancellationToken, Task<bool>> write) =>
        new Command(name, description) { Unit, Period, Out, Questionnaire, Index, Language }
            .Runs((services, arguments, cancellationToken) => WriteAsync(services, arguments, write, cancellationToken))
            .WithExamples($"export {name} --period 2026-q3 --unit skhcn --out {file}", $"export {name} --period 2026-q3 --unit skhcn --questionnaire sipas_short --out {file}");

    private static Command QuestionnaireOnly() => new Command("questionnaire", "The latest published version (or the draft where there is none) as JSON, or as an XLSForm for ODK and KoBo.") { Code, Out, Format }
        .Runs(async (services, arguments, cancellationToken) =>
        {
            var code = arguments.GetValue(Code);
            var context = services.GetRequiredService<SurveyDbContext>();
            var json = await context.QuestionnaireVersions.Where(v => v.Questionnaire!.Code == code).OrderByDescending(v => v.Number).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken)
                ?? await context.Questionnaires.Where(q => q.Code == code).Select(q => q.Draft).FirstOrDefaultAsync(cancellationToken)
                ?? throw new StartException($"There is no questionnaire '{code}'.");
            await (arguments.GetValue(Format) == "xlsform"
                ? File.WriteAllBytesAsync(arguments.GetValue(Out)!, XlsFormWriter.Write(QuestionnaireJson.Read(json).Questionnaire!), cancellationToken)
                : File.WriteAllTextAsync(arguments.GetValue(Out)!, json, cancellationToken));
            return 0;
        })
        .WithExamples("export questionnaire --questionnaire sipas_short --out sipas_short.json", "export questionnaire --questionnaire sipas_short --format xlsform --out sipas_short.xlsx");

    private static async Task<int> WriteAsync(IServiceProvider services, ParseResult arguments, Func<IServiceProvider, Selection, FileStream, CancellationToken, Task<bool>> write, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(arguments.GetValue(Language) == "en" ? "en-GB" : "vi-VN");
        var selection = await SelectAsync(services, arguments, cancellationToken);
        var path = arguments.GetValue(Out)!;
        bool written;
        await using (var file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite))
        {
            written = await write(services, selection, file, cancellationToken);
        }

        if (!written)
        {
            File.Delete(path);
            throw new StartException($"There is nothing to write for {selection.Unit.Code} in {selection.Period.Code}.");
        }

        return 0;
    }

    private static async Task<Selection> SelectAsync(IServiceProvider services, ParseResult arguments, CancellationToken cancellationToken)
    {
        var code = arguments.GetValue(Unit);
        var unit = await services.GetRequiredService<SurveyDbContext>().Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancellationToken)
            ?? throw new StartException($"There is no unit '{code}'.");
        var choices = new Choices { Period = arguments.GetValue(Period), Q = arguments.GetValue(Questionnaire), Index = arguments.GetValue(Index) };
        return await services.GetRequiredService<SelectionQuery>().OfAsync(unit, choices, cancellationToken)
            ?? throw new StartException($"There is no period '{choices.Period}', or no questionnaire '{choices.Q}' that was published for {code}.");
    }

    private static async Task<bool> ScoringAsync(IServiceProvider services, Selection selection, FileStream output, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<ScoringQuery>().FindAsync(selection, cancellationToken) is not { } document)
        {
            return false;
        }

        await (output.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? ScoringCsv.WriteAsync(document, output, cancellationToken)
            : ScoringFile.WriteJsonAsync(document, output, cancellationToken));
        return true;
    }
}
