using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>Compares conditions by what they say about many sheets of answers.</summary>
internal static class ConditionMeaning
{
    public static void AssertSame(Condition condition, ConvertedCondition again, Questionnaire questionnaire)
    {
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var answers = questionnaire.Items.Where(_ => random.Next(3) > 0).Select(item => (item.Code, Answer: AnswerTo(item, random)))
                .Where(a => a.Answer is not null).ToDictionary(a => a.Code, a => a.Answer!, StringComparer.Ordinal);
            var expected = ConditionEvaluation.Holds(condition, answers);
            if (again.Problem is { } why)
            {
                // What never holds is named instead of taken over.
                Assert.False(expected, $"{ConditionConverterTests.Shown(condition)}: {why.En}");
            }
            else
            {
                Assert.Equal(expected, again.Condition is null || ConditionEvaluation.Holds(again.Condition, answers));
            }
        }
    }

    private static Answer? AnswerTo(Item item, Random random) => item switch
    {
        ScaleItem scale => new CodeAnswer(Of([.. scale.Scale.Points.Select(p => p.Code), .. scale.Scale.NotApplicable is { } na ? new[] { na.Code } : []], random)),
        SingleChoiceItem single => new CodeAnswer(Of([.. single.Options.Select(o => o.Code)], random)),
        MultipleChoiceItem multiple => new CodesAnswer([.. multiple.Options.Select(o => o.Code).Where((c, i) => i == 0 || random.Next(2) == 0)]),
        NumberItem number => new NumberAnswer(number.Min + ((number.Max - number.Min) * random.Next(11) / 10)),
        _ => null,
    };

    private static string Of(string[] codes, Random random) => codes[random.Next(codes.Length)];
}
