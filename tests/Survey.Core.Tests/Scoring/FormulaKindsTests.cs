using System.Globalization;
using System.Text;
using CsCheck;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Xunit;

namespace Survey.Core.Tests.Scoring;

public sealed class FormulaKindsTests
{
    public static TheoryData<string, string, string, string> Golden()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var line in File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Scoring", "golden-points.csv")).Skip(1).Where(l => l.Length > 0))
        {
            var cells = Cells(line);
            data.Add(cells[0], cells[1], cells[2], cells[3]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Points_OfEveryKind_AreThoseReckonedByHand(string criterion, string numbers, string answer, string points)
    {
        var found = AllKinds.Points("G." + criterion, AllKinds.Facts(numbers), answer.Length == 0 ? null : answer);

        // A CSV cannot hold 7/9: the figure by hand is compared to its last place.
        var places = points.Length - points.IndexOf('.', StringComparison.Ordinal) - 1;
        Assert.Equal(points, found is not { } exact ? "" : places > 10 ? points[..^4] == Text(exact, places)[..^4] ? points : Text(exact, places) : Short(exact));
    }

    [Fact]
    public void Golden_NamesEveryKind() => Assert.Equal(
        AllKinds.Scheme.All.OfType<ScoredCriterion>().Select(c => c.Code[2..]).Order(),
        Golden().Select(r => r.Data.Item1).Distinct().Order());

    [Fact]
    public void Write_OfEveryKind_IsReadAgainAsTheSame()
    {
        var text = ScoringSchemeJson.Write(AllKinds.Scheme);

        Assert.Equal(text, ScoringSchemeJson.Write(AllKinds.Read(text)));
        foreach (var said in new[] { "\"reversed\": true", "\"below\": 0.1", "\"printedTotal\": 12", "\"printedMax\": 11", "\"note\": {", "\"guidance\": {", "\"whole\": {" })
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\"threshold\":95,\"full\"", "\"full\"", "$.criteria[0].criteria[2].formula", "\"threshold\" is missing")]
    [InlineData("\"below\":0.1", "\"below\":0.51", "$.criteria[0].criteria[3].formula.below", "from 0 to")]
    [InlineData("\"whole\":{\"kind\":\"typed\",\"name\":\"a\"}", "\"whole\":1", "$.criteria[0].criteria[5].formula.whole", "object")]
    [InlineData("\"higher\":1,", "\"higher\":1.5,", "$.criteria[0].criteria[6].formula.higher", "from 0 to")]
    [InlineData("\"title\":{\"vi\":\"3\"},\"points\":0.125", "\"title\":{\"vi\":\"3\"},\"points\":0.3", "$.criteria[0].criteria[7].formula.parts", "more than")]
    [InlineData("\"code\":\"q1_content\"", "\"code\":\"q1_time\"", "$.criteria[0].criteria[7].formula.parts[1].code", "already has")]
    [InlineData("\"title\":{\"vi\":\"2\"},\"max\":1,", "\"title\":{\"vi\":\"2\"},\"max\":0.9,", "$.criteria[0].criteria[10].formula.parts", "add up")]
    [InlineData("\"title\":{\"vi\":\"2\"},\"max\":1,\"formula\":{\"kind\":\"linear\"", "\"title\":{\"vi\":\"2\"},\"max\":1,\"formula\":{\"kind\":\"sum\"", "$.criteria[0].criteria[10].formula.parts[1].formula.kind", "no sum itself")]
    [InlineData("\"reversed\":true", "\"reversed\":1", "$.criteria[0].criteria[1].formula.reversed", "true or false")]
    [InlineData("\"printedMax\":11", "\"printedMax\":0", "$.criteria[0].printedMax", "above 0")]
    public void Read_OfWrongKind_RefusesWithPathAndReason(string right, string wrong, string path, string reason)
    {
        Assert.Contains(right, AllKinds.Json, StringComparison.Ordinal);

        var result = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(AllKinds.Json.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.Contains(result.Problems, p => p.Path == path && p.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("G.O", "yes")]
    [InlineData("G.C", "[\"q1_content\",\"q3_time\"]")]
    [InlineData("G.C", "[]")]
    [InlineData("G.M", "0.75")]
    [InlineData("G.U", "{\"joined\":\"yes\",\"prize\":\"no\"}")]
    public void Answer_IsWrittenAsItWasRead(string code, string text) => Assert.Equal(text, ScoreAnswer.Read(AllKinds.Criterion(code).Formula, text)!.Write());

    [Theory]
    [InlineData("G.C", "[1]")]
    [InlineData("G.C", "{")]
    [InlineData("G.U", "[]")]
    [InlineData("G.U", "{\"joined\":1}")]
    [InlineData("G.M", "1e3")]
    [InlineData("G.L", "yes")]
    public void Answer_ThatIsNone_IsMissing(string code, string text) => Assert.Null(ScoreAnswer.Read(AllKinds.Criterion(code).Formula, text));

    [Fact]
    public void Totals_OfAnyScheme_AreTheSumOfTheirParts() => Schemes.Of.Sample(world =>
    {
        var result = ScoreSheet.Compute(world.Scheme, world.Facts);
        var leaves = result.Rows.Where(r => !r.IsGroup).ToList();

        Assert.Equal(Sum(leaves, r => r.Points ?? Rational.Zero), result.Earned);
        Assert.Equal(Sum(leaves, r => r.Max), result.Maximum);
        Assert.Equal(Sum(leaves, r => r.AdjustedMax), result.AdjustedBase);
        Assert.All(leaves, r => Assert.True(r.Points is null || (r.Points >= Rational.Zero && r.Points <= r.Max)));
        Assert.Equal(leaves.Where(r => r.Status == ScoreStatus.MissingData).Select(r => r.Code), result.Missing);
        foreach (var group in result.Rows.Where(r => r.IsGroup))
        {
            var below = leaves.Where(r => r.Code.StartsWith(group.Code + ".", StringComparison.Ordinal)).ToList();
            Assert.Equal((Sum(below, r => r.Points ?? Rational.Zero), Sum(below, r => r.AdjustedMax)), (group.Points ?? Rational.Zero, group.AdjustedMax));
        }

        // Rounded once: no total is more than half a ten-thousandth off.
        Assert.True(Rational.FromDecimal(result.Earned.ToDecimal(4)) - result.Earned <= new Rational(1, 20000));
    });

    [Fact]
    public void NotApplicable_LowersTheBaseByTheMaximumOrEarnsIt_AndNothingElse() => Schemes.Of.Sample(world =>
    {
        var before = ScoreSheet.Compute(world.Scheme, world.Facts);
        foreach (var criterion in world.Scheme.All.OfType<ScoredCriterion>()
            .Where(c => c.NotApplicable != NotApplicableRule.AlwaysApplies && !world.Facts.NotApplicable.Contains(c.Code)))
        {
            var after = ScoreSheet.Compute(world.Scheme, world.Facts with { NotApplicable = world.Facts.NotApplicable.Append(criterion.Code).ToHashSet() });
            var (max, had) = (Rational.FromDecimal(criterion.Max), before.Rows.Single(r => r.Code == criterion.Code).Points ?? Rational.Zero);
            var full = criterion.NotApplicable == NotApplicableRule.FullMarks;

            Assert.Equal(before.Maximum, after.Maximum);
            Assert.Equal(full ? before.AdjustedBase : before.AdjustedBase - max, after.AdjustedBase);
            Assert.Equal(before.Earned - had + (full ? max : Rational.Zero), after.Earned);
        }
    });

    [Fact]
    public void Given_PointsReplaceTheFormula_AndPutTheCriterionBackIntoTheBase()
    {
        var facts = AllKinds.Facts("x=50") with { NotApplicable = new HashSet<string> { "G.L" } };

        var result = ScoreSheet.Compute(AllKinds.Scheme, facts with { Given = new Dictionary<string, decimal> { ["G.L"] = 0.25m, ["G.O"] = 0.1m } });

        Assert.Equal((new Rational(1, 4), new Rational(2, 1)), (result.Rows.Single(r => r.Code == "G.L").Points!.Value, result.Rows.Single(r => r.Code == "G.L").AdjustedMax));
        Assert.Equal((ScoreStatus.Scored, 0.1m), (result.Rows.Single(r => r.Code == "G.O").Status, result.Rows.Single(r => r.Code == "G.O").RoundedPoints!.Value));
        Assert.Throws<ArgumentException>(() => ScoreSheet.Compute(AllKinds.Scheme, facts with { Given = new Dictionary<string, decimal> { ["G.O"] = 0.6m } }));
        Assert.Throws<ArgumentException>(() => ScoreSheet.Compute(AllKinds.Scheme, facts with { Given = new Dictionary<string, decimal> { ["G"] = 0m } }));
    }

    private static Rational Sum(IEnumerable<ScoreRow> rows, Func<ScoreRow, Rational> part) => rows.Aggregate(Rational.Zero, (sum, row) => sum + part(row));

    private static string Text(Rational value, int places) => value.ToDecimal(places).ToString(CultureInfo.InvariantCulture);

    private static string Short(Rational value) => (value.ToDecimal(10) / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    // Commas inside quotes stay; a doubled quote is one.
    private static List<string> Cells(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}
