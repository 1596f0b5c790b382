using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.LoadTests.Data;

/// <summary>A filled-in sheet: as a browser would post it and as the application stores it.</summary>
internal sealed record FilledSheet(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields, string Json)
{
    /// <summary>The fields as a form's body.</summary>
    public string FormBody => string.Join('&', Fields.SelectMany(f => f.Value.Select(v => $"{f.Key}={Uri.EscapeDataString(v)}")));
}

/// <summary>
/// Sheets that the application's own check accepted, in steps from a bad service to a good one. A million responses draw
/// from some thousands of sheets: what matters for the figures is their size and spread, and drawing is fast.
/// </summary>
internal sealed class SheetPool
{
    private const int Qualities = 8;
    private const double Answered = 0.95;
    private readonly FilledSheet[][] _sheets;

    public SheetPool(Questionnaire questionnaire, int perQuality = 500, int seed = 1)
    {
        var random = new Random(seed);
        _sheets = [.. Enumerable.Range(0, Qualities).Select(quality =>
            Enumerable.Range(0, perQuality).Select(_ => Fill(questionnaire, random, (quality + 1.0) / (Qualities + 1))).ToArray())];
    }

    public IEnumerable<FilledSheet> All => _sheets.SelectMany(s => s);

    /// <summary>A sheet as the customers of one counter fill it in: <paramref name="taste"/> is any number that stands for the counter.</summary>
    public FilledSheet Draw(Random random, int taste)
    {
        var sheets = _sheets[Math.Min(Qualities - 1, (taste % Qualities / 2) + random.Next(Qualities - 2))];
        return sheets[random.Next(sheets.Length)];
    }

    private static FilledSheet Fill(Questionnaire questionnaire, Random random, double quality)
    {
        var fields = questionnaire.Items
            .Where(_ => random.NextDouble() < Answered)
            .Select(item => (item.Code, Values: Answer(item, random, quality)))
            .Where(f => f.Values.Length > 0)
            .ToDictionary(f => f.Code, f => (IReadOnlyList<string>)f.Values, StringComparer.Ordinal);
        var check = AnswerCheck.Check(questionnaire, fields);
        return check.Problems.Count == 0
            ? new FilledSheet(fields, check.Sheet.ToJson())
            : throw new InvalidOperationException($"A made-up sheet was refused: {check.Problems[0]}.");
    }

    // Words are left out: they go to another table, which none of the references has.
    private static string[] Answer(Item item, Random random, double quality) => item switch
    {
        ScaleItem { Scale.NotApplicable: { } none } when random.Next(20) == 0 => [none.Code],
        ScaleItem scale => [PointOf(scale.Scale, random, quality)],
        SingleChoiceItem single => [single.Options[random.Next(single.Options.Count)].Code],
        MultipleChoiceItem multiple => [.. multiple.Options.Where(o => !o.Exclusive && random.Next(4) == 0)
            .Take(multiple.MaxChoices ?? int.MaxValue).Select(o => o.Code)],
        NumberItem number => [Math.Min(number.Max, number.Min + random.Next(4)).ToString(CultureInfo.InvariantCulture)],
        _ => [],
    };

    private static string PointOf(Scale scale, Random random, double quality)
    {
        var best = scale.Points.OrderBy(p => p.Score).ToList();
        var steps = Enumerable.Range(1, best.Count - 1).Count(_ => random.NextDouble() < Math.Sqrt(quality));
        return best[steps].Code;
    }
}
