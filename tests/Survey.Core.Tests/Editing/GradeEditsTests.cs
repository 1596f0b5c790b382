using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;
using static Survey.Core.Tests.Editing.ItemEditsTests;

namespace Survey.Core.Tests.Editing;

public sealed class GradeEditsTests
{
    private static readonly RatingGrade[] Three = [Grade("tot", 12), Grade("kha", 9), Grade("yeu", 0)];

    [Fact]
    public void Ordered_PutsTheBestFirst_AndTheWorstAtZero() =>
        Assert.Equal([("tot", 12m), ("kha", 9m), ("yeu", 0m)], GradeEdits.Ordered([Grade("yeu", 3), Grade("tot", 12), Grade("kha", 9)]).Select(g => (g.Code, g.From)));

    [Fact]
    public void Remove_GivesThePointsToANeighbour_AndTheLastOneTakesTheRatingAlong()
    {
        var q = Rated();
        Assert.Equal([("tot", 12m), ("yeu", 0m)], Grades(GradeEdits.Remove(q, Code(q), "kha")));
        Assert.Equal([("tot", 12m), ("kha", 0m)], Grades(GradeEdits.Remove(q, Code(q), "yeu")));

        var one = Made(GradeEdits.Remove(Made(GradeEdits.Remove(q, Code(q), "kha")), Code(q), "yeu"));
        Assert.Null(Made(GradeEdits.Remove(one, Code(q), "tot")).Indices[0].Rating);
        AssertRefused(EditRefusal.Missing, "gioi", GradeEdits.Remove(q, Code(q), "gioi"));
    }

    [Fact]
    public void Remove_OfTheLastGradeBesideOutsideCriteria_IsRefused()
    {
        var q = Rated([Grade("tot", 0)], new ExternalCriterion { Code = "ho_so", Title = Text("Hồ sơ"), Maximum = 2 });

        AssertRefused(EditRefusal.TooFew, "grades", GradeEdits.Remove(q, Code(q), "tot"));
    }

    private static Questionnaire Rated(RatingGrade[]? grades = null, params ExternalCriterion[] external)
    {
        var q = SampleQuestionnaire.Questionnaire;
        var index = q.Indices.First(i => i.Dimensions.All(d => d.Items.All(x => q.FindItem(x.Code) is ScaleItem)));
        return Made(EditResult.Checked(q with
        {
            Indices = [index with { Method = IndexMethod.Points, Rating = new RatingDefinition { Grades = grades ?? Three, External = external } }],
        }));
    }

    private static string Code(Questionnaire q) => q.Indices[0].Code;

    private static IEnumerable<(string, decimal)> Grades(EditResult result) => Made(result).Indices[0].Rating!.Grades.Select(g => (g.Code, g.From));

    private static RatingGrade Grade(string code, decimal from) => new() { Code = code, Title = Text(code), From = from };

    private static LocalizedText Text(string words) => LocalizedText.Of("vi", words);
}
