using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Web.Data.Examples;

/// <summary>Draws answer sheets of one questionnaire that look like people's: one mood per person, weaker and stronger
/// items, some blanks. The same seed draws the same sheets.</summary>
internal sealed class SyntheticSheets(Questionnaire questionnaire, Random random)
{
    private const double Blank = 0.03;
    private const double NoOpinion = 0.05;

    // Where the mood lies above the first cut the best point is chosen, and so on down: about 88% in the best two of five at quality 0.
    private static readonly double[] Cuts = [0.3, -1.2, -1.9, -2.5];

    private readonly Dictionary<string, double> _itemEffects = questionnaire.Items.ToDictionary(i => i.Code, _ => (random.NextDouble() - 0.5) * 0.7);

    /// <summary>A sheet of somebody served with this quality (0 usual, ±0.5 clearly better or worse).</summary>
    public string Draw(double quality)
    {
        var mood = quality + (0.75 * Normal());
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        foreach (var section in questionnaire.Sections.Where(s => Shown(s.ShowIf, answers)))
        {
            foreach (var item in section.Items)
            {
                if (Shown(item.ShowIf, answers) && (item.Required || random.NextDouble() >= Blank) && AnswerTo(item, mood) is { } answer)
                {
                    answers.Add(item.Code, answer);
                }
            }
        }

        return AnswerSheet.Of(questionnaire, answers).ToJson();
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static bool Shown(Condition? condition, Dictionary<string, Answer> answers) => condition is null || ConditionEvaluation.Holds(condition, answers);

    private Answer? AnswerTo(Item item, double mood) => item switch
    {
        ScaleItem scale => new CodeAnswer(PointOf(scale, mood)),
        SingleChoiceItem single => new CodeAnswer(single.Options[Early(single.Options.Count)].Code),
        MultipleChoiceItem multiple => Several(multiple),
        NumberItem number => new NumberAnswer(number.Min + Early(1 + (int)Math.Min(5, number.Max - number.Min))),
        _ => null,
    };

    private string PointOf(ScaleItem item, double mood)
    {
        if (item.Scale.NotApplicable is { } none && random.NextDouble() < NoOpinion)
        {
            return none.Code;
        }

        var z = mood + _itemEffects[item.Code] + (0.65 * Normal());
        var points = item.Scale.Points.OrderByDescending(p => p.Score).ToArray();
        var rank = Array.FindIndex(CutsFor(points.Length), cut => z > cut);
        return points[rank < 0 ? points.Length - 1 : rank].Code;
    }

    private static double[] CutsFor(int points) => points == Cuts.Length + 1
        ? Cuts
        : [.. Enumerable.Range(0, points - 1).Select(i => -0.8 - (1.6 * i / Math.Max(1, points - 2)))];

    private CodesAnswer? Several(MultipleChoiceItem item)
    {
        var most = Math.Min(item.MaxChoices ?? 3, 3);
        var chosen = Enumerable.Range(0, random.Next(0, most + 1)).Select(_ => item.Options[Early(item.Options.Count)]).Distinct().ToList();
        var exclusive = chosen.Find(o => o.Exclusive);
        return chosen.Count == 0 ? null : new CodesAnswer([.. (exclusive is null ? chosen : [exclusive]).Select(o => o.Code)]);
    }

    // Earlier options are likelier, as in most lists.
    private int Early(int count) => (int)(count * Math.Pow(random.NextDouble(), 1.7));
}
