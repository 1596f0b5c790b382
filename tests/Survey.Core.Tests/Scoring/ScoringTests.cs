using System.Text;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Xunit;

namespace Survey.Core.Tests.Scoring;

public sealed class ScoringTests
{
    private const string Scheme = """
        {"format":1,"code":"s","version":2,"title":{"en":"T","vi":"B"},"effectiveFrom":"2022-01-01","effectiveTo":"2022-12-31",
         "criteria":[
          {"code":"I","title":{"vi":"Phần I"},"criteria":[
            {"code":"I.1","title":{"vi":"a"},"max":0.5,"formula":{"kind":"steps","input":{"kind":"typed","name":"x"},
              "steps":[{"atLeast":12,"points":0.50},{"atLeast":9,"points":0.25},{"points":0}]}},
            {"code":"I.2","title":{"vi":"b"},"max":2,"notApplicable":"lower_base","formula":{"kind":"linear","input":{"kind":"typed","name":"y"},"full":100}},
            {"code":"I.3","title":{"vi":"c"},"max":1,"notApplicable":"full_marks","formula":{"kind":"linear","input":{"kind":"typed","name":"z"},"full":100}}]},
          {"code":"II","title":{"vi":"Phần II"},"criteria":[
            {"code":"II.1","title":{"vi":"d"},"max":15,"formula":{"kind":"linear","input":{"kind":"index","index":"sipas"},"full":100}}]}]}
        """;

    [Fact]
    public void Compute_OfSocTrangs15Points_RoundsOnceAwayFromZero()
    {
        // 87.345% × 15 / 100 = 13.10175, printed 13.1018 (a half to even would print 13.1018 too, truncating 13.1017).
        var row = Row(Compute(index: new Rational(87345, 1000)), "II.1");

        Assert.Equal(new Rational(1310175, 100000), row.Points);
        Assert.Equal(13.1018m, row.RoundedPoints);
    }

    [Theory]
    [InlineData(87345, 1000, "13.1018")]
    [InlineData(131015, 1500, "13.1015")]
    [InlineData(2, 3, "0.1000")]
    [InlineData(26201, 3000, "1.3101")] // 1.31005 exactly: away from zero, not to even
    [InlineData(100, 1, "15.0000")]
    [InlineData(0, 1, "0.0000")]
    public void Compute_TakesTheUnroundedIndex(int numerator, int denominator, string points) => Assert.Equal(
        points,
        Row(Compute(index: new Rational(numerator, denominator)), "II.1").RoundedPoints!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Compute_DoesNotRoundTheIndexFirst()
    {
        // 200/3 = 66.666…: × 15/100 = 10; the rounded index 66.67 would give 10.0005.
        Assert.Equal(10.0000m, Row(Compute(index: new Rational(200, 3)), "II.1").RoundedPoints);
    }

    [Theory]
    [InlineData("12", "0.5")]
    [InlineData("11.9999", "0.25")]
    [InlineData("9", "0.25")]
    [InlineData("8.9999", "0")]
    [InlineData("-1", "0")]
    public void Steps_TakeTheFirstBoundReached(string input, string points) =>
        Assert.Equal(Rational.FromDecimal(Number(points)), Row(Compute(x: Number(input)), "I.1").Points);

    [Theory]
    [InlineData("-5", "0")]
    [InlineData("50", "1")]
    [InlineData("140", "2")]
    public void Linear_StaysWithinZeroAndMax(string input, string points) =>
        Assert.Equal(Rational.FromDecimal(Number(points)), Row(Compute(y: Number(input)), "I.2").Points);

    [Fact]
    public void Compute_WithMissingInput_GivesNoPointsAndSaysSo()
    {
        var result = Compute(x: 12, z: 50);

        Assert.Equal((ScoreStatus.MissingData, null), (Row(result, "II.1").Status, Row(result, "II.1").Points));
        Assert.Equal(["I.2", "II.1"], result.Missing);
        Assert.False(result.IsComplete);
        Assert.Equal((Rational.One, 18 + new Rational(1, 2)), (result.Earned, result.AdjustedBase)); // 0.5 + 0.5
        Assert.Equal(new Rational(2, 37), result.Ratio);
        Assert.Equal((ScoreStatus.MissingData, Rational.One), (Row(result, "I").Status, Row(result, "I").Points!.Value));
    }

    [Fact]
    public void Compute_WithAbsentIndex_IsMissingAndNotZero()
    {
        var result = ScoreSheet.Compute(Read(Scheme), new Dictionary<string, Rational?> { ["sipas"] = null }, new Dictionary<string, decimal>());

        Assert.Equal(ScoreStatus.MissingData, Row(result, "II.1").Status);
        Assert.Null(Row(result, "II.1").RoundedPoints);
        Assert.Null(Row(result, "II").Points);
    }

    [Fact]
    public void Compute_WhereCriterionDoesNotApply_LowersTheBaseOrGivesFullMarks()
    {
        var result = ScoreSheet.Compute(
            Read(Scheme),
            new Dictionary<string, Rational?> { ["sipas"] = 80 },
            new Dictionary<string, decimal> { ["x"] = 12 },
            new HashSet<string> { "I.2", "I.3" });

        Assert.True(result.IsComplete);
        Assert.Equal((Rational.Zero, null), (Row(result, "I.2").AdjustedMax, Row(result, "I.2").Points));
        Assert.Equal((Rational.One, Rational.One), (Row(result, "I.3").AdjustedMax, Row(result, "I.3").Points!.Value));
        Assert.Equal(Rational.FromDecimal(13.5m), result.Earned); // 0.5 + 1 + 80% of 15
        Assert.Equal((Rational.FromDecimal(18.5m), Rational.FromDecimal(16.5m)), (result.Maximum, result.AdjustedBase));
    }

    [Theory]
    [InlineData("I.1")] // always applies
    [InlineData("I")] // a heading
    [InlineData("IX")]
    public void Compute_WhereCriterionMustApply_Throws(string code) => Assert.Throws<ArgumentException>(() => ScoreSheet.Compute(
        Read(Scheme), new Dictionary<string, Rational?>(), new Dictionary<string, decimal>(), new HashSet<string> { code }));

    [Fact]
    public void Write_IsReadAgainAsTheSame()
    {
        var text = ScoringSchemeJson.Write(Read(Scheme));

        Assert.Equal(text, ScoringSchemeJson.Write(Read(text)));
        Assert.Contains("\"vi\": \"B\",\n    \"en\": \"T\"", text, StringComparison.Ordinal);
        Assert.Contains("\"points\": 0.5\n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfEveryShippedScheme_GivesACanonicalFile()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "surveys", "scoring"), "*.json");

        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var result = ScoringSchemeJson.Read(File.ReadAllBytes(file));
            Assert.Empty(result.Problems);
            Assert.Equal(File.ReadAllText(file), ScoringSchemeJson.Write(result.Scheme!));
        });
    }

    [Theory]
    [InlineData("\"kind\":\"linear\",\"input\":{\"kind\":\"index\"", "\"kind\":\"grades\",\"input\":{\"kind\":\"index\"", "$.criteria[1].criteria[0].formula.kind", "\"grades\" is not known here")]
    [InlineData("\"kind\":\"index\"", "\"kind\":\"rank\"", "$.criteria[1].criteria[0].formula.input.kind", "\"rank\" is not known here")]
    [InlineData("\"atLeast\":9", "\"atLeast\":12", "$.criteria[0].criteria[0].formula.steps[1].atLeast", "descend")]
    [InlineData("{\"points\":0}", "{\"atLeast\":1,\"points\":0}", "$.criteria[0].criteria[0].formula.steps[2].atLeast", "last step")]
    [InlineData("\"atLeast\":9,", "", "$.criteria[0].criteria[0].formula.steps[1]", "\"atLeast\" is missing")]
    [InlineData("0.50", "0.51", "$.criteria[0].criteria[0].formula.steps[0].points", "from 0 to")]
    [InlineData("\"max\":15", "\"max\":0", "$.criteria[1].criteria[0].max", "above 0")]
    [InlineData("\"code\":\"II.1\"", "\"code\":\"III.1\"", "$.criteria[1].criteria[0].code", "begins with")]
    [InlineData("\"code\":\"I.2\"", "\"code\":\"I.1\"", "$.criteria[0].criteria[1].code", "already has")]
    [InlineData("\"code\":\"I.2\"", "\"code\":\"I..2\"", "$.criteria[0].criteria[1].code", "parted by dots")]
    [InlineData("\"vi\":\"B\"", "\"km\":\"B\"", "$.title", "missing in Vietnamese")]
    [InlineData("2022-12-31", "2021-12-31", "$.effectiveTo", "before it starts")]
    [InlineData("2022-12-31", "2022-02-30", "$.effectiveTo", "Expected a day")]
    [InlineData("full_marks", "half", "$.criteria[0].criteria[2].notApplicable", "not known")]
    [InlineData("\"version\":2", "\"version\":0", "$.version", "whole number")]
    [InlineData("\"code\":\"s\"", "\"code\":\"s\",\"note\":1", "$.note", "not known")]
    public void Read_OfWrongScheme_RefusesWithPathAndReason(string right, string wrong, string path, string reason)
    {
        Assert.Contains(right, Scheme, StringComparison.Ordinal);

        var result = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(Scheme.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Null(result.Scheme);
        Assert.Contains(result.Problems, p => p.Path == path && p.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"criteria\":{}}")]
    public void Read_OfSomethingElse_NeverThrows(string text) => Assert.NotEmpty(ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(text)).Problems);

    [Fact]
    public void Read_OfTooDeepTable_IsRefused()
    {
        var open = string.Concat(Enumerable.Range(0, 20).Select(i => "{\"code\":\"" + string.Join('.', Enumerable.Repeat("1", i + 1)) + "\",\"title\":{\"vi\":\"t\"},\"criteria\":["));
        var text = "{\"format\":1,\"code\":\"s\",\"version\":1,\"title\":{\"vi\":\"t\"},\"effectiveFrom\":\"2022-01-01\",\"criteria\":[" + open + string.Concat(Enumerable.Repeat("]}", 20)) + "]}";

        Assert.Contains(ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(text)).Problems, p => p.Reason.Contains("too deep", StringComparison.Ordinal));
    }

    private static ScoringScheme Read(string text)
    {
        var result = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(result.Problems);
        return result.Scheme!;
    }

    private static ScoreSheetResult Compute(Rational? index = null, decimal? x = null, decimal? y = null, decimal? z = null)
    {
        var typed = new (string Name, decimal? Value)[] { ("x", x), ("y", y), ("z", z) }
            .Where(t => t.Value is not null).ToDictionary(t => t.Name, t => t.Value!.Value);
        return ScoreSheet.Compute(Read(Scheme), new Dictionary<string, Rational?> { ["sipas"] = index }, typed);
    }

    private static ScoreRow Row(ScoreSheetResult result, string code) => result.Rows.Single(r => r.Code == code);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
