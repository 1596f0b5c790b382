using System.Text;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

/// <summary>Index definitions of every method and rule, over the items of the sample questionnaire.</summary>
public sealed class IndexReadTests
{
    private const string Grades = """{"grades": [{"code": "good", "title": {"vi": "Tốt"}, "from": 1.5}, {"code": "weak", "title": {"vi": "Yếu"}, "from": 0}]""";

    private const string Software = """{"code": "software", "title": {"vi": "Phần mềm"}, "max": 2}""";

    [Theory]
    [InlineData("mean_of_maximum", """[{"code": "overall"}]""", "")]
    [InlineData("all_positive", """[{"code": "overall"}]""", "")]
    [InlineData("net_share", """[{"code": "overall", "positive": ["5"], "negative": ["1", "2", "3"]}]""", "")]
    [InlineData("expectation_met", """[{"code": "trips"}]""", "")]
    [InlineData("points", """[{"code": "overall"}]""", "")]
    [InlineData("points", """[{"code": "overall"}]""", Grades + ", \"external\": [" + Software + "]}")]
    public void Read_OfEveryMethod_GivesItAndWritesItBack(string method, string items, string rating)
    {
        var (json, result) = Read(method, "pooled", items, rating);

        Assert.Empty(result.Problems);
        Assert.Equal(IndexWords.Method(method), result.Questionnaire!.Indices[0].Method);
        var written = QuestionnaireJson.Write(result.Questionnaire);
        Assert.Equal(written, QuestionnaireJson.Write(SampleQuestionnaire.Read(json)));
        Assert.Equal(rating.Length > 0, written.Contains("\"rating\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mean_of_items", "")]
    [InlineData("overall_item", """, "overall": "access" """)]
    public void Read_OfEveryFactorRule_GivesIt(string factor, string overall)
    {
        var index = Read("mean_score", factor, """[{"code": "overall"}, {"code": "access"}]""", "", overall).Result.Questionnaire!.Indices[0];

        Assert.Equal(IndexWords.Factor(factor), index.Factor);
        Assert.Equal(factor == "overall_item" ? ["access"] : ["overall", "access"], index.Dimensions[0].Counted(index.Factor).Select(i => i.Code));
    }

    [Theory]
    [InlineData("expectation_met", """[{"code": "overall"}]""", ".dimensions[0].items[0].code", "not answered with a number")]
    [InlineData("expectation_met", """[{"code": "hours"}]""", ".dimensions[0].items[0].code", "whole percentages")]
    [InlineData("expectation_met", """[{"code": "trips", "reversed": true}]""", ".dimensions[0].items[0].reversed", "leave this out")]
    [InlineData("expectation_met", """[{"code": "trips", "negative": ["once"]}]""", ".dimensions[0].items[0].negative", "leave this out")]
    [InlineData("top_two_box", """[{"code": "trips"}]""", ".dimensions[0].items[0].code", "not answered on a scale")]
    [InlineData("net_share", """[{"code": "overall", "negative": ["4"]}]""", ".dimensions[0].items[0].negative[0]", "both positive and negative")]
    [InlineData("net_share", """[{"code": "overall", "reversed": true, "negative": ["1"]}]""", ".dimensions[0].items[0].negative[0]", "both positive and negative")]
    public void Read_OfWhatTheMethodCannotCount_NamesIt(string method, string items, string path, string reason) =>
        AssertProblem(Read(method, "pooled", items).Result, path, reason);

    [Fact]
    public void Read_OfScoresBelow0AsAPartOfTheMaximum_IsRefused()
    {
        var json = Read("mean_of_maximum", "pooled", """[{"code": "overall"}]""").Json.Replace("\"score\":1,", "\"score\":-1,", StringComparison.Ordinal);

        AssertProblem(QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)), ".dimensions[0].items[0].code", "begin below 0");
    }

    [Fact]
    public void Read_OfOverallItemsWithoutOne_NamesTheDimension() =>
        AssertProblem(Read("mean_score", "overall_item", """[{"code": "overall"}]""").Result, ".dimensions[0]", "\"overall\" is missing");

    [Theory]
    [InlineData("mean_score", Grades + "}", ".rating", "method points")]
    [InlineData("points", """{"grades": []}""", ".rating.grades", "at least 1")]
    [InlineData("points", """{"grades": [{"code": "g", "title": {"vi": "G"}, "from": 1}]}""", ".rating.grades[0].from", "begins at 0")]
    [InlineData("points", """{"grades": [{"code": "g", "title": {"vi": "G"}, "from": 1}, {"code": "h", "title": {"vi": "H"}, "from": 1}, {"code": "i", "title": {"vi": "I"}, "from": 0}]}""",
        ".rating.grades[1].from", "below the one before")]
    [InlineData("points", """{"grades": [{"code": "g", "title": {"vi": "G"}, "from": 1}, {"code": "g", "title": {"vi": "H"}, "from": 0}]}""",
        ".rating.grades[1].code", "already has the code")]
    [InlineData("points", Grades + ", \"external\": []}", ".rating.external", "at least 1")]
    [InlineData("points", Grades + ", \"external\": [" + Software + ", " + Software + "]}", ".rating.external[1].code", "already has the code")]
    [InlineData("points", Grades + """, "external": [{"code": "d1", "title": {"vi": "X"}, "max": 2}]}""", ".rating.external[0].code", "already has the code")]
    [InlineData("points", Grades + """, "external": [{"code": "x", "title": {"vi": "X"}, "max": 0}]}""", ".rating.external[0].max", "above 0")]
    [InlineData("points", Grades + """, "external": [{"code": "x", "title": {"vi": "X"}}]}""", ".rating.external[0]", "\"max\" is missing")]
    public void Read_OfRatingWithOneRuleBroken_NamesIt(string method, string rating, string path, string reason) =>
        AssertProblem(Read(method, "pooled", """[{"code": "overall"}]""", rating).Result, path, reason);

    private static (string Json, QuestionnaireReadResult Result) Read(string method, string factor, string items, string rating = "", string overall = "")
    {
        var json = SampleQuestionnaire.With("$.indices[0]", $$"""
            {"code": "main", "title": {"vi": "Chỉ số"}, "method": "{{method}}", "methodVersion": 1, "composite": "weighted", "factor": "{{factor}}", "rollUp": "pooled", "minimumBase": 5,
             "dimensions": [{"code": "d1", "title": {"vi": "Một"}, "weight": 2{{overall}}, "items": {{items}}}]{{(rating.Length > 0 ? ", \"rating\": " + rating : "")}}}
            """);
        return (json, QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json)));
    }

    private static void AssertProblem(QuestionnaireReadResult result, string path, string reason)
    {
        var problem = Assert.Single(result.Problems);
        Assert.Equal("$.indices[0]" + path, problem.Path);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
    }
}
