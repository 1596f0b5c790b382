using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Responses;

/// <summary>Answers that fit a questionnaire's items, whether shown or not.</summary>
internal static class SheetGenerator
{
    public static Dictionary<string, Answer> Answers(Questionnaire q, ChoiceTape tape)
    {
        var answers = new Dictionary<string, Answer>();
        foreach (var item in q.Items.Reverse().Where(i => i is not TextItem && tape.Below(3) > 0))
        {
            answers.Add(item.Code, Answer(item, tape));
        }

        return answers;
    }

    private static Answer Answer(Item item, ChoiceTape tape) => item switch
    {
        ScaleItem { Scale: var scale } => new CodeAnswer(scale.NotApplicable is { } na && tape.Below(4) == 3 ? na.Code : tape.Of(scale.Points).Code),
        SingleChoiceItem single => new CodeAnswer(tape.Of(single.Options).Code),
        MultipleChoiceItem multiple => new CodesAnswer(Choices(multiple, tape)),
        NumberItem n => new NumberAnswer(decimal.Round(n.Min + ((n.Max - n.Min) * tape.Below(101) / 100m), n.Decimals)),
        _ => throw new InvalidOperationException(item.GetType().Name),
    };

    private static List<string> Choices(MultipleChoiceItem item, ChoiceTape tape)
    {
        var chosen = tape.Some(item.Options);
        chosen.Reverse();
        var kept = chosen.Any(o => o.Exclusive) ? [chosen.First(o => o.Exclusive)] : chosen.Take(item.MaxChoices ?? int.MaxValue);
        return [.. kept.Select(o => o.Code)];
    }
}
