using CsCheck;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Checking;
using Survey.Core.Responses;

namespace Survey.Core.Tests.Questionnaires.Checking;

public sealed class CheckPropertyTests
{
    public static TheoryData<string> Shipped => ShippedFilesTests.Questionnaires;

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Shipped_HasNoError(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires", file));
        Assert.DoesNotContain(QuestionnaireCheck.Run(QuestionnaireJson.Read(bytes).Questionnaire!), f => f.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void Run_OnWhatTheReaderTakes_FindsNothingThatItChecks() => QuestionnaireGenerator.Questionnaires.Sample(q =>
    {
        FindingKind[] readers = [FindingKind.DuplicateCode, FindingKind.Empty, FindingKind.UnknownScale, FindingKind.ConditionOnMissingItem, FindingKind.ConditionOnLaterItem,
            FindingKind.ConditionOnWords, FindingKind.ConditionOnMissingAnswer, FindingKind.IndexOfMissingItem, FindingKind.IndexOfOtherKind, FindingKind.IndexItemTwice,
            FindingKind.IndexOfMissingPoint, FindingKind.IndexMixedRanges, FindingKind.TextMissing, FindingKind.TextBroken, FindingKind.TextNotNfc, FindingKind.UnknownLanguage, FindingKind.OverallMissing];
        Assert.DoesNotContain(QuestionnaireCheck.Run(q), f => readers.Contains(f.Kind));
    }, iter: 200);

    // Whatever someone answers: what is said to be never asked is not asked.
    [Fact]
    public void Unreachable_IsNeverShown_WhateverIsAnswered() => Gen.Select(QuestionnaireGenerator.Questionnaires, Gen.UInt.Array[0, 60]).Sample((q, choices) =>
    {
        var never = QuestionnaireCheck.Run(q).Where(f => f.Kind is FindingKind.Unreachable or FindingKind.DependsOnUnreachable).Select(f => f.Place).ToHashSet();
        var tape = new ChoiceTape(choices);
        var answers = new Dictionary<string, Answer>();
        foreach (var section in q.Sections.Where(s => s.ShowIf is null || ConditionEvaluation.Holds(s.ShowIf, answers)))
        {
            Assert.DoesNotContain($"section:{section.Code}", never);
            foreach (var item in section.Items.Where(i => i.ShowIf is null || ConditionEvaluation.Holds(i.ShowIf, answers)))
            {
                Assert.DoesNotContain($"item:{item.Code}", never);
                if (item is not TextItem && (item.Required || tape.Flip()))
                {
                    answers[item.Code] = AnswerOf(item, tape);
                }
            }
        }
    }, iter: 400);

    private static Answer AnswerOf(Item item, ChoiceTape tape)
    {
        switch (item)
        {
            case ScaleItem scale:
                return new CodeAnswer(tape.Of([.. scale.Scale.Points.Select(p => p.Code), .. scale.Scale.NotApplicable is { } na ? new[] { na.Code } : []]));
            case SingleChoiceItem single:
                return new CodeAnswer(tape.Of(single.Options).Code);
            case MultipleChoiceItem multiple:
                var some = tape.Some([.. multiple.Options.Where(o => !o.Exclusive).Select(o => o.Code)], 0).Take(multiple.MaxChoices ?? 99).ToList();
                return new CodesAnswer(some.Count > 0 ? some : [tape.Of(multiple.Options).Code]);
            default:
                var number = (NumberItem)item;
                return new NumberAnswer(tape.Flip() ? number.Min : tape.Flip() ? number.Max : number.Min + tape.Below((int)(number.Max - number.Min) + 1));
        }
    }
}
