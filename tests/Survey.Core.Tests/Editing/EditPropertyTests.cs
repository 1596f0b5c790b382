using System.Text;
using CsCheck;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Responses;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Editing;

public sealed class EditPropertyTests
{
    private static readonly Gen<(Questionnaire, ChoiceTape)> Cases =
        Gen.Select(QuestionnaireGenerator.Questionnaires, Gen.UInt.Array[0, 250].Select(c => new ChoiceTape(c)));

    [Fact]
    public void AnySequenceOfEdits_LeavesAValidDocument_OrIsRefused()
    {
        var (made, refused) = (0, 0);
        Cases.Sample((q, tape) =>
        {
            var edits = new RandomEdits(tape);
            for (var i = 0; i < 12; i++)
            {
                var result = edits.Next(q);
                Assert.True(result.Questionnaire is null == result.Problem is not null);
                if (result.Questionnaire is { } edited)
                {
                    var text = QuestionnaireJson.Write(edited);
                    var read = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(text));
                    Assert.Empty(read.Problems);
                    Assert.Equal(text, QuestionnaireJson.Write(read.Questionnaire!));
                    q = edited;
                    Interlocked.Increment(ref made);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            }
        }, iter: 600);
        // A generator that only makes refusals would prove nothing.
        Assert.True(made > refused / 2, $"{made} made, {refused} refused");
    }

    [Fact]
    public void Refusals_NameARuleOfTheFormat_OnlyWhereNoReasonOfOursFits()
    {
        var invalid = new HashSet<string>();
        Cases.Sample((q, tape) =>
        {
            var edits = new RandomEdits(tape);
            for (var i = 0; i < 12; i++)
            {
                var result = edits.Next(q);
                if (result.Problem is { Why: EditRefusal.Invalid } problem)
                {
                    lock (invalid)
                    {
                        invalid.Add(problem.Arguments[1]);
                    }
                }

                q = result.Questionnaire ?? q;
            }
        }, iter: 300);
        // What an officer can choose from lists always has a reason that the page puts into words; conditions made by hand need not.
        Assert.All(invalid, reason => Assert.Matches("^The item \".*\" (is answered|is not answered|has no answer)|^Expected a number from", reason));
    }

    [Fact]
    public void DeleteItem_LeavesNoReferenceToIt()
    {
        Cases.Sample((q, tape) =>
        {
            var code = tape.Of([.. q.Items.Select(i => i.Code)]);
            if (ItemEdits.Delete(q, code).Questionnaire is not { } left)
            {
                Assert.Single(q.Items);
                return;
            }

            Assert.DoesNotContain($"\"{code}\"", QuestionnaireJson.Write(left), StringComparison.Ordinal);
            Assert.Equal(q.Items.Count() - 1, left.Items.Count());
        }, iter: 300);
    }

    [Fact]
    public void DeleteSection_LeavesNoReferenceToItsItems()
    {
        Cases.Sample((q, tape) =>
        {
            var section = tape.Of(q.Sections);
            if (SectionEdits.Delete(q, section.Code) is not { Questionnaire: { } left } result)
            {
                Assert.Single(q.Sections);
                return;
            }

            var text = QuestionnaireJson.Write(left);
            Assert.All(section.Items, i => Assert.DoesNotContain($"\"{i.Code}\"", text, StringComparison.Ordinal));
            Assert.All(section.Items, i => Assert.Contains(new Consequence(ConsequenceKind.ItemDropped, "item:" + i.Code), result.Consequences));
        }, iter: 200);
    }

    [Fact]
    public void MoveItem_ThereAndBack_ChangesNothing()
    {
        var moves = 0;
        Cases.Sample((q, tape) =>
        {
            var item = tape.Of([.. q.Items.Select(i => i.Code)]);
            var from = q.Sections.First(s => s.Items.Any(i => i.Code == item));
            var place = from.Items.Select(i => i.Code).ToList().IndexOf(item);
            if (ItemEdits.Move(q, item, tape.Of(q.Sections).Code, tape.Below(6)).Questionnaire is { } moved)
            {
                Interlocked.Increment(ref moves);
                Assert.Equal(QuestionnaireJson.Write(q), QuestionnaireJson.Write(ItemEdits.Move(moved, item, from.Code, place).Questionnaire!));
            }
        }, iter: 300);
        Assert.True(moves > 50);
    }

    [Fact]
    public void MoveItem_UpAndDown_ChangesNothing()
    {
        Cases.Sample((q, tape) =>
        {
            var item = tape.Of([.. q.Items.Select(i => i.Code)]);
            if (ItemEdits.MoveUp(q, item).Questionnaire is { } up)
            {
                Assert.Equal(QuestionnaireJson.Write(q), QuestionnaireJson.Write(ItemEdits.MoveDown(up, item).Questionnaire!));
            }
        }, iter: 200);
    }

    [Fact]
    public void ChangeCode_AndBack_ChangesNothing()
    {
        Cases.Sample((q, tape) =>
        {
            var text = QuestionnaireJson.Write(q);
            var item = tape.Of([.. q.Items]);
            var renamed = ItemEdits.ChangeCode(q, item.Code, "another").Questionnaire!;
            Assert.DoesNotContain($"\"{item.Code}\"", QuestionnaireJson.Write(renamed), StringComparison.Ordinal);
            Assert.Equal(text, QuestionnaireJson.Write(ItemEdits.ChangeCode(renamed, "another", item.Code).Questionnaire!));

            var scale = tape.Of(q.Scales);
            var point = tape.Of(scale.Points).Code;
            var other = ScaleEdits.ChangePointCode(q, scale.Code, point, "another");
            Assert.Equal(ScaleEdits.UsersOf(q, scale.Code), other.Renames.Select(r => r.Item));
            Assert.Equal(text, QuestionnaireJson.Write(ScaleEdits.ChangePointCode(other.Questionnaire!, scale.Code, "another", point).Questionnaire!));

            if (item is SingleChoiceItem single)
            {
                var option = OptionEdits.ChangeCode(q, item.Code, single.Options[0].Code, "another").Questionnaire!;
                Assert.Equal(text, QuestionnaireJson.Write(OptionEdits.ChangeCode(option, item.Code, "another", single.Options[0].Code).Questionnaire!));
            }
        }, iter: 300);
    }

    [Fact]
    public void ConditionView_MeansTheSame()
    {
        var shown = 0;
        Cases.Sample((q, tape) =>
        {
            foreach (var condition in q.Items.Select(i => i.ShowIf).Concat(q.Sections.Select(s => s.ShowIf)).OfType<Condition>())
            {
                if (ConditionBuilder.View(condition) is not { } view)
                {
                    continue;
                }

                Interlocked.Increment(ref shown);
                var built = ConditionBuilder.Build(view)!;
                for (var i = 0; i < 8; i++)
                {
                    var answers = Answers(q, tape);
                    Assert.Equal(ConditionEvaluation.Holds(condition, answers), ConditionEvaluation.Holds(built, answers));
                }

                var again = ConditionBuilder.Build(ConditionBuilder.View(built)!)!;
                Assert.Equal(Written(q, built), Written(q, again));
            }
        }, iter: 300);
        Assert.True(shown > 50);
    }

    private static string Written(Questionnaire q, Condition condition) =>
        QuestionnaireJson.Write(q with { Sections = [q.Sections[0] with { ShowIf = condition }] });

    private static Dictionary<string, Answer> Answers(Questionnaire q, ChoiceTape tape)
    {
        var answers = new Dictionary<string, Answer>();
        foreach (var item in q.Items.Where(_ => tape.Flip()))
        {
            var codes = ConditionBuilder.AnswersOf(item).Select(a => a.Code).ToList();
            switch (item)
            {
                case MultipleChoiceItem:
                    answers[item.Code] = new CodesAnswer(tape.Some(codes));
                    break;
                case NumberItem number:
                    answers[item.Code] = new NumberAnswer(number.Min + tape.Below(100));
                    break;
                case ScaleItem or SingleChoiceItem:
                    answers[item.Code] = new CodeAnswer(tape.Of(codes));
                    break;
            }
        }

        return answers;
    }
}
