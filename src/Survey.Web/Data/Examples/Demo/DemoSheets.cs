using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Web.Data.Examples.Demo;

/// <summary>Sheets in steps from a bad service to a good one, drawn and read once. Millions of responses are drawn from some
/// thousands of sheets: their spread is what figures show, and drawing each anew would take most of the time.</summary>
internal sealed class DemoSheets
{
    private const int Steps = 40;
    private const int PerStep = 300;
    private const double Widest = 2;

    private readonly DrawnSheet[][] _sheets;

    public DemoSheets(Questionnaire questionnaire, Random random)
    {
        var sheets = new SyntheticSheets(questionnaire, random);
        _sheets = [.. Enumerable.Range(0, Steps + 1).Select(step => Enumerable.Range(0, PerStep)
            .Select(_ => sheets.Draw(((2 * Widest * step) / Steps) - Widest))
            .Select(json => new DrawnSheet(json, AnswerSheet.Parse(questionnaire, json))).ToArray())];
    }

    /// <summary>A sheet of somebody served with this quality (0 usual, ±0.5 clearly better or worse).</summary>
    public DrawnSheet Draw(Random random, double quality) =>
        _sheets[(int)Math.Round((Math.Clamp(quality, -Widest, Widest) + Widest) * Steps / (2 * Widest))][random.Next(PerStep)];
}

/// <summary>A sheet as it is stored and as it is counted.</summary>
internal sealed record DrawnSheet(string Json, AnswerSheet Sheet);
