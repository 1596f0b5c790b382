using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Web.Tests.Tallies;

/// <summary>Sheets drawn at random that a citizen could have sent.</summary>
internal sealed class RandomSheets(Questionnaire questionnaire, int seed)
{
#pragma warning disable CA5394 // Made-up answers need no strong randomness, but the same ones at each run.
    private readonly Random _random = new(seed);

    /// <summary>Share of items left blank.</summary>
    public double Blank { get; init; } = 0.15;

    public Random Random => _random;

    public AnswerSheet Next()
    {
        var answers = new Dictionary<string, Answer>();
        foreach (var item in questionnaire.Items)
        {
            if (_random.NextDouble() >= Blank && AnswerTo(item) is { } answer)
            {
                answers.Add(item.Code, answer);
            }
        }

        for (; ; )
        {
            var sheet = AnswerSheet.Of(questionnaire, answers);
            var shown = sheet.ShownItems(questionnaire);
            if (answers.Keys.Where(k => !shown.Contains(k)).ToList() is not { Count: > 0 } unseen)
            {
                return sheet;
            }

            unseen.ForEach(k => answers.Remove(k));
        }
    }

    private Answer? AnswerTo(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => new CodeAnswer(scale.NotApplicable is { } none && _random.Next(10) == 0
            ? none.Code
            : scale.Points[_random.Next(scale.Points.Count)].Code),
        SingleChoiceItem single => new CodeAnswer(single.Options[_random.Next(single.Options.Count)].Code),
        MultipleChoiceItem multiple => new CodesAnswer([multiple.Options[_random.Next(multiple.Options.Count)].Code]),
        NumberItem number => new NumberAnswer(Math.Floor(number.Min + ((number.Max - number.Min) * (decimal)_random.NextDouble()))),
        _ => null,
    };
#pragma warning restore CA5394
}
