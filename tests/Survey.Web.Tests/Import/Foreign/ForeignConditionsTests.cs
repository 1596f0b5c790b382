using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign;

namespace Survey.Web.Tests.Import.Foreign;

/// <summary>What the two grammars make of conditions, as the format writes them.</summary>
public sealed class ForeignConditionsTests
{
    private const string Questions = """
        <groups><rows><row><gid>4</gid><group_name>G</group_name></row></rows></groups>
        <answers><rows>
          <row><qid>1</qid><code>A1</code><answer>a</answer><sortorder>1</sortorder></row><row><qid>1</qid><code>A2</code><answer>b</answer><sortorder>2</sortorder></row><row><qid>1</qid><code>A3</code><answer>c</answer><sortorder>3</sortorder></row>
          <row><qid>4</qid><code>1</code><answer>low</answer><sortorder>1</sortorder></row><row><qid>4</qid><code>2</code><answer>mid</answer><sortorder>2</sortorder></row><row><qid>4</qid><code>3</code><answer>high</answer><sortorder>3</sortorder></row>
        </rows></answers>
        <subquestions><rows>
          <row><qid>21</qid><parent_qid>2</parent_qid><title>SQ001</title><question>x</question></row><row><qid>22</qid><parent_qid>2</parent_qid><title>SQ002</title><question>y</question></row>
          <row><qid>41</qid><parent_qid>4</parent_qid><title>r1</title><question>r</question></row>
        </rows></subquestions>
        <questions><rows>
          <row><qid>1</qid><gid>4</gid><type>L</type><title>Q1</title><question>One</question><other>Y</other><question_order>1</question_order></row>
          <row><qid>2</qid><gid>4</gid><type>M</type><title>Q2</title><question>Two</question><question_order>2</question_order></row>
          <row><qid>3</qid><gid>4</gid><type>N</type><title>Q3</title><question>Three</question><question_order>3</question_order></row>
          <row><qid>4</qid><gid>4</gid><type>F</type><title>Q4</title><question>Four</question><question_order>4</question_order></row>
          <row><qid>6</qid><gid>4</gid><type>G</type><title>gender</title><question>Six</question><question_order>5</question_order></row>
          <row><qid>7</qid><gid>4</gid><type>Y</type><title>order_note</title><question>Seven</question><question_order>5</question_order></row>
          <row><qid>5</qid><gid>4</gid><type>S</type><title>Q5</title><question>Five</question><question_order>5</question_order></row>
          <row><qid>9</qid><gid>4</gid><type>T</type><title>asked</title><question>Asked?</question><question_order>9</question_order><relevance><![CDATA[EQUATION]]></relevance></row>
        </rows></questions>
        <surveys><rows><row><language>en</language></row></rows></surveys>
        """;

    [Theory]
    [InlineData("1", "null")]
    [InlineData("", "null")]
    [InlineData("((Q1.NAOK == \"A1\"))", "{\"item\":\"q1\",\"is\":[\"a1\"]}")]
    [InlineData("Q1 == \"A1\" or Q1 == 'A2'", "{\"item\":\"q1\",\"is\":[\"a1\",\"a2\"]}")]
    [InlineData("Q1.NAOK eq \"A1\" || Q3.NAOK ge 5", "{\"any\":[{\"item\":\"q1\",\"is\":[\"a1\"]},{\"item\":\"q3\",\"atLeast\":5}]}")]
    [InlineData("Q1 != \"A1\"", "{\"not\":{\"item\":\"q1\",\"is\":[\"a1\"]}}")]
    [InlineData("!is_empty(Q1)", "{\"item\":\"q1\",\"answered\":true}")]
    [InlineData("is_empty(Q1.NAOK)", "{\"item\":\"q1\",\"answered\":false}")]
    [InlineData("Q1 == \"\"", "{\"item\":\"q1\",\"answered\":false}")]
    [InlineData("Q1.NAOK != ''", "{\"item\":\"q1\",\"answered\":true}")]
    [InlineData("Q1.NAOK == \"-oth-\"", "{\"item\":\"q1\",\"is\":[\"other\"]}")]
    [InlineData("Q2_SQ001.NAOK == \"Y\"", "{\"item\":\"q2\",\"is\":[\"sq001\"]}")]
    [InlineData("Q2_SQ001.NAOK == \"\"", "{\"not\":{\"item\":\"q2\",\"is\":[\"sq001\"]}}")]
    [InlineData("Q2_SQ001.NAOK != \"Y\" and Q3 > 2", "{\"all\":[{\"not\":{\"item\":\"q2\",\"is\":[\"sq001\"]}},{\"item\":\"q3\",\"atLeast\":2.01}]}")]
    [InlineData("77X4X1.NAOK == \"A2\"", "{\"item\":\"q1\",\"is\":[\"a2\"]}")]
    [InlineData("(77X4X2SQ002.NAOK == \"Y\") && (77X4X3 <= 7)", "{\"all\":[{\"item\":\"q2\",\"is\":[\"sq002\"]},{\"item\":\"q3\",\"atMost\":7}]}")]
    [InlineData("Q4_r1 >= 2", "{\"item\":\"q4_r1\",\"is\":[\"2\",\"3\"]}")]
    [InlineData("77X4X4r1.NAOK == 3", "{\"item\":\"q4_r1\",\"is\":[\"3\"]}")]
    [InlineData("not (Q1 == \"A1\")", "{\"not\":{\"item\":\"q1\",\"is\":[\"a1\"]}}")]
    [InlineData("count(Q2_SQ001, Q2_SQ002) > 0", "{\"item\":\"q2\",\"is\":[\"sq001\",\"sq002\"]}")]
    [InlineData("count(Q2_SQ001, Q2_SQ002) >= 2", "{\"all\":[{\"item\":\"q2\",\"is\":[\"sq001\"]},{\"item\":\"q2\",\"is\":[\"sq002\"]}]}")]
    [InlineData("2 > count(Q2_SQ001.NAOK, Q2_SQ002.NAOK)", "{\"not\":{\"all\":[{\"item\":\"q2\",\"is\":[\"sq001\"]},{\"item\":\"q2\",\"is\":[\"sq002\"]}]}}")]
    [InlineData("((563168X136X1.NAOK == \" \"))", "{\"item\":\"q1\",\"answered\":false}")]
    [InlineData("Q1.shown == \"b\"", "{\"item\":\"q1\",\"is\":[\"a2\"]}")]
    [InlineData("Q4_r1.shown == 'mid' or Q4_r1.shown == 'high'", "{\"item\":\"q4_r1\",\"is\":[\"2\",\"3\"]}")]
    [InlineData("!is_empty(Q1.shown)", "{\"item\":\"q1\",\"answered\":true}")]
    [InlineData("Q2_SQ001.shown == \"Y\"", "{\"item\":\"q2\",\"is\":[\"sq001\"]}")]
    [InlineData("77X4X3.shown > 4", "{\"item\":\"q3\",\"atLeast\":4.01}")]
    [InlineData("Q6.NAOK == \"F\"", "{\"item\":\"gender\",\"is\":[\"f\"]}")]
    [InlineData("gender!=\"\"", "{\"item\":\"gender\",\"answered\":true}")]
    [InlineData("order_note==\"Y\"&&gender=='M'", "{\"all\":[{\"item\":\"order_note\",\"is\":[\"y\"]},{\"item\":\"gender\",\"is\":[\"m\"]}]}")]
    [InlineData("\"A1\" == Q1", "{\"item\":\"q1\",\"is\":[\"a1\"]}")]
    [InlineData("Q1.NAOK == &quot;A1&quot;", "{\"item\":\"q1\",\"is\":[\"a1\"]}")]
    public void ReadLss_OfACommonEquation_MakesTheCondition(string equation, string expected)
    {
        var reading = ForeignSamples.ReadLss(Questions.Replace("EQUATION", equation, StringComparison.Ordinal));

        Assert.Equal(expected, Shown(reading, "asked"));
        Assert.DoesNotContain(reading.Report.Entries, e => e.Element.StartsWith("relevance", StringComparison.Ordinal) && e.Outcome == LossOutcome.LeftOut);
    }

    [Theory]
    [InlineData("Q1 ==", "cannot be read at character")]
    [InlineData("Q1 == \"A9\"", "no answer 'A9'")]
    [InlineData("Q5 == \"x\"", "answered in words")]
    [InlineData("regexMatch('/a/', Q1)", "regexMatch()")]
    [InlineData("Q3 + 1 > 2", "+")]
    [InlineData("asked == 'x'", "No item 'asked'")]
    [InlineData("Q77 == 'x'", "No item 'Q77'")]
    [InlineData("Q3 == Q1", "Q3 = Q1")]
    [InlineData("Q1.shown == \"zzz\"", "no answer 'zzz'")]
    [InlineData("Q1.shown > \"b\"", "cannot be compared by size")]
    [InlineData("Q5.shown == \"x\"", "answered in words")]
    [InlineData("Q1.question == \"One\"", "Q1.question")]
    [InlineData("sum(Q3, Q3) > 4", "sum()")]
    [InlineData("count(Q2_SQ001, Q2_SQ002) > 5", "So many are never chosen: there are 2.")]
    public void ReadLss_OfAnotherEquation_LeavesItOutAndSaysSo(string equation, string why)
    {
        var reading = ForeignSamples.ReadLss(Questions.Replace("EQUATION", equation, StringComparison.Ordinal));

        Assert.Equal("null", Shown(reading, "asked"));
        var left = Assert.Single(reading.Report.Entries, e => e.Element.StartsWith("relevance", StringComparison.Ordinal));
        Assert.Equal(LossOutcome.LeftOut, left.Outcome);
        Assert.Contains(why, left.Why, StringComparison.Ordinal);
        Assert.Contains(reading.Report.Entries, e => e.Target == "asked" && e.Outcome == LossOutcome.Changed && e.Why.Contains("always asked", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1 == 0")]
    public void ReadLss_OfAnEquationThatNeverHolds_LeavesTheQuestionOut(string equation)
    {
        Assert.Null(ForeignSamples.ReadLss(Questions.Replace("EQUATION", equation, StringComparison.Ordinal)).Questionnaire!.FindItem("asked"));
    }

    [Theory]
    [InlineData("{q1} = 'a' and {q2} anyof ['x','y'] or {q3} notempty", "{\"any\":[{\"all\":[{\"item\":\"q1\",\"is\":[\"a\"]},{\"item\":\"q2\",\"is\":[\"x\",\"y\"]}]},{\"item\":\"q3\",\"answered\":true}]}")]
    [InlineData("{q2}contains'x'and{q1}='a'", "{\"all\":[{\"item\":\"q2\",\"is\":[\"x\"]},{\"item\":\"q1\",\"is\":[\"a\"]}]}")]
    [InlineData("{q1} == a", "{\"item\":\"q1\",\"is\":[\"a\"]}")]
    [InlineData("{Q1} equal 'a'", "{\"item\":\"q1\",\"is\":[\"a\"]}")]
    [InlineData("{q1} <> 'a'", "{\"not\":{\"item\":\"q1\",\"is\":[\"a\"]}}")]
    [InlineData("{q1} != \"a\"", "{\"not\":{\"item\":\"q1\",\"is\":[\"a\"]}}")]
    [InlineData("{q2} contains 'x'", "{\"item\":\"q2\",\"is\":[\"x\"]}")]
    [InlineData("{q2} *= 'x'", "{\"item\":\"q2\",\"is\":[\"x\"]}")]
    [InlineData("{q2} notcontains 'x'", "{\"not\":{\"item\":\"q2\",\"is\":[\"x\"]}}")]
    [InlineData("{q2} allof ['x', 'y']", "{\"all\":[{\"item\":\"q2\",\"is\":[\"x\"]},{\"item\":\"q2\",\"is\":[\"y\"]}]}")]
    [InlineData("['x'] anyof {q2}", "{\"item\":\"q2\",\"is\":[\"x\"]}")]
    [InlineData("{q2} = ['x']", "{\"all\":[{\"item\":\"q2\",\"is\":[\"x\"]},{\"not\":{\"item\":\"q2\",\"is\":[\"y\"]}}]}")]
    [InlineData("{q3} empty", "{\"item\":\"q3\",\"answered\":false}")]
    [InlineData("{q3} > 2 && {q3} < 9", "{\"all\":[{\"item\":\"q3\",\"atLeast\":3},{\"item\":\"q3\",\"atMost\":8}]}")]
    [InlineData("{q3} >= 2 || {q3} <= -1", "{\"any\":[{\"item\":\"q3\",\"atLeast\":2},{\"item\":\"q3\",\"atMost\":-1}]}")]
    [InlineData("{b} = true", "{\"item\":\"b\",\"is\":[\"true\"]}")]
    [InlineData("!({b} = false)", "{\"not\":{\"item\":\"b\",\"is\":[\"false\"]}}")]
    [InlineData("{m.r1} = 2", "{\"item\":\"m_r1\",\"is\":[\"2\"]}")]
    [InlineData("{m.r1} > 1", "{\"item\":\"m_r1\",\"is\":[\"2\",\"3\"]}")]
    [InlineData("{panel.q1} = 'b'", "{\"item\":\"q1\",\"is\":[\"b\"]}")]
    [InlineData("{q1} = 'other'", "{\"item\":\"q1\",\"is\":[\"other\"]}")]
    [InlineData("{q1}", "{\"item\":\"q1\",\"answered\":true}")]
    [InlineData("{q2.length} > 0", "{\"item\":\"q2\",\"answered\":true}")]
    [InlineData("{q2.length} = 0", "{\"item\":\"q2\",\"answered\":false}")]
    [InlineData("1 <= {q2.length}", "{\"item\":\"q2\",\"answered\":true}")]
    [InlineData("{q2.length} > 1", "{\"all\":[{\"item\":\"q2\",\"is\":[\"x\"]},{\"item\":\"q2\",\"is\":[\"y\"]}]}")]
    [InlineData("{q2.length}", "{\"item\":\"q2\",\"answered\":true}")]
    [InlineData("{b}", "{\"item\":\"b\",\"is\":[\"true\"]}")]
    [InlineData("!{b}", "{\"not\":{\"item\":\"b\",\"is\":[\"true\"]}}")]
    [InlineData("{q1} notempty and !([\"x\", 'y'] anyof {q2})\r\nor\r\n{b}", "{\"any\":[{\"all\":[{\"item\":\"q1\",\"answered\":true},{\"not\":{\"item\":\"q2\",\"is\":[\"x\",\"y\"]}}]},{\"item\":\"b\",\"is\":[\"true\"]}]}")]
    public void ReadSurveyJs_OfACommonExpression_MakesTheCondition(string expression, string expected)
    {
        Assert.Equal(expected, Shown(ReadWith(expression), "asked"));
    }

    [Theory]
    [InlineData("{q1} = = 'a'", "cannot be read at character")]
    [InlineData("{q1", "cannot be read at character")]
    [InlineData("{q1.length} > 1", "takes one answer")]
    [InlineData("{q2.length} > {q3}", "q2.length > q3")]
    [InlineData("{asked.length} > 0", "No item 'asked'")]
    [InlineData("{q1} = ''a''", "cannot be read at character")]
    [InlineData("iif({q1} = 'a', 1, 2) = 1", "iif()")]
    [InlineData("{q3} + 1 > 2", "+")]
    [InlineData("{q9} = 1", "No item 'q9'")]
    [InlineData("{q1} = 'zzz'", "no answer 'zzz'")]
    [InlineData("{p[0].x} = 1", "{p[0].x}")]
    public void ReadSurveyJs_OfAnotherExpression_LeavesItOutAndSaysSo(string expression, string why)
    {
        var reading = ReadWith(expression);

        Assert.Equal("null", Shown(reading, "asked"));
        var left = reading.At("elements[5].visibleIf");
        Assert.Equal(LossOutcome.LeftOut, left.Outcome);
        Assert.Contains(why, left.Why, StringComparison.Ordinal);
        Assert.Equal(LossOutcome.Changed, reading.At("elements[5]").Outcome);
    }

    [Theory]
    [InlineData(3_000, "((((", "))))")]
    [InlineData(900, "!", "")]
    public void Read_OfAnExpressionThatNestsDeeply_LeavesItOut(int times, string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, times / open.Length)) + "{q1} = 'a'" + string.Concat(Enumerable.Repeat(close, times / open.Length));

        Assert.Equal("null", Shown(ReadWith(deep), "asked"));
        Assert.Equal("null", Shown(ForeignSamples.ReadLss(Questions.Replace("EQUATION", deep.Replace("{q1}", "Q1", StringComparison.Ordinal), StringComparison.Ordinal)), "asked"));
    }

    private static ForeignReading ReadWith(string expression) => ForeignSamples.ReadJson($$"""
        { "elements": [
          { "type": "radiogroup", "name": "q1", "choices": ["a", "b"], "hasOther": true },
          { "type": "checkbox", "name": "q2", "choices": ["x", "y"] },
          { "type": "text", "name": "q3", "inputType": "number", "min": -5, "max": 10 },
          { "type": "boolean", "name": "b" },
          { "type": "matrix", "name": "m", "columns": [1, 2, 3], "rows": ["r1"] },
          { "type": "comment", "name": "asked", "visibleIf": {{JsonSerializer.Serialize(expression)}} } ] }
        """);

    private static string Shown(ForeignReading reading, string item)
    {
        Assert.Equal("", reading.Refusal);
        using var document = JsonDocument.Parse(QuestionnaireJson.Write(reading.Questionnaire!));
        var found = document.RootElement.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray()).Single(i => i.GetProperty("code").GetString() == item);
        return found.TryGetProperty("showIf", out var condition) ? JsonSerializer.Serialize(condition) : "null";
    }
}
