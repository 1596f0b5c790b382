using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>When a question is asked: its relevance equation, or the rows of the older conditions table.</summary>
internal sealed class LssConditions(LssSurvey survey)
{
    private readonly ILookup<string, LssRow> _rows = survey.Document.Rows("conditions").ToLookup(r => r["qid"]);

    /// <summary>The conditions of one question; null where it is never shown.</summary>
    public List<SketchCondition> Of(LssPart question)
    {
        var rows = _rows[question.Row["qid"]].ToList();
        var relevance = Relevance(survey.Notes, question, question.Row["relevance"]);
        if (rows.Count == 0 || relevance is not null || !IsAlways(question.Row["relevance"]))
        {
            // LimeSurvey writes the equation of its conditions into the question itself.
            foreach (var row in rows)
            {
                Note(row, question).Remark(new("Đã có trong biểu thức của câu.", "It stands in the question's equation already.")).Target = SourceCodes.Nearest(question.Code);
            }

            return relevance is null ? [] : [relevance];
        }

        return OfRows(rows, question);
    }

    /// <summary>Notes conditions of questions that are not there.</summary>
    public void NoteOthers()
    {
        var known = survey.Questions.Select(q => q.Row["qid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var row in _rows.Where(g => !known.Contains(g.Key)).SelectMany(g => g))
        {
            Note(row, null).LeaveOut(new("Câu của nó không có trong tệp.", "Its question is not in the file."));
        }
    }

    public static bool IsAlways(string equation) => equation.Trim() is "" or "1";

    public static bool IsNever(string equation) => !IsAlways(equation) && LssEquation.Parse(equation).Expression is ForeignExpression.Constant { Value: false };

    public static bool IsNever(SketchCondition condition) => condition.Expression is ForeignExpression.Constant { Value: false };

    /// <summary>The condition of an equation; null where it always holds or can't be read, which is noted.</summary>
    public static SketchCondition? Relevance(LossNotes notes, LssPart part, string equation)
    {
        if (IsAlways(equation))
        {
            return null;
        }

        var note = notes.Open(part.Note.Place, $"relevance: {equation}");
        var (expression, problem) = LssEquation.Parse(equation);
        if (problem is { } why)
        {
            note.LeaveOut(why);
            SketchConditions.AskedAlways(part.Note);
        }

        return expression is null ? null : new SketchCondition(note, expression);
    }

    // Any scenario suffices; in one, each field must fit, and any of several equal-to values of a field does.
    private List<SketchCondition> OfRows(List<LssRow> rows, LssPart question)
    {
        var note = Note(rows[0], question);
        foreach (var row in rows.Skip(1))
        {
            Note(row, question).Remark(new("Gộp vào điều kiện của câu.", "It is part of the question's condition.")).Target = SourceCodes.Nearest(question.Code);
        }

        var scenarios = rows.GroupBy(r => r["scenario"]).Select(scenario => ForeignExpression.All(
            [.. scenario.GroupBy(r => r["cfieldname"]).Select(field => Field([.. field]))]));
        return [new SketchCondition(note, ForeignExpression.Any([.. scenarios]))];
    }

    private static ForeignExpression Field(List<LssRow> rows)
    {
        var equal = rows.Where(r => r["method"].Trim() is "==" or "").Select(Row).ToList();
        var others = rows.Where(r => r["method"].Trim() is not ("==" or "")).Select(Row);
        return ForeignExpression.All([.. others, .. equal.Count == 0 ? [] : new[] { ForeignExpression.Any(equal) }]);
    }

    private static ForeignExpression Row(LssRow row)
    {
        var (field, value) = (row["cfieldname"].Trim(), row["value"].Trim());
        var name = LssEquation.Normal(field.TrimStart('+'));
        if (field.Length == 0 || field.Contains('{', StringComparison.Ordinal) || value is ['@', .., '@'])
        {
            return new ForeignExpression.Unsupported($"{field} {row["method"]} {value}");
        }

        return row["method"].Trim() switch
        {
            "RX" => new ForeignExpression.Unsupported($"RX {value}"),
            "!=" => new ForeignExpression.Comparison(name, ForeignOperator.NotEqual, value),
            "<" => new ForeignExpression.Comparison(name, ForeignOperator.Less, value),
            "<=" => new ForeignExpression.Comparison(name, ForeignOperator.AtMost, value),
            ">" => new ForeignExpression.Comparison(name, ForeignOperator.Greater, value),
            ">=" => new ForeignExpression.Comparison(name, ForeignOperator.AtLeast, value),
            _ => new ForeignExpression.Comparison(name, ForeignOperator.Equal, value),
        };
    }

    private LossNote Note(LssRow row, LssPart? question) => survey.Notes.Open(
        $"line {row.Line}, question {Wording.Shown(question?.Code ?? row["qid"], 40)}", $"condition {row["cfieldname"]} {row["method"]} {row["value"]}");
}
