using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>A part of an expression while it is parsed: a condition, the name of an answer, values, or something that none of these is.</summary>
internal abstract record ExpressionTerm
{
    public sealed record Said(ForeignExpression Expression) : ExpressionTerm;

    public sealed record Name(string Variable) : ExpressionTerm;

    /// <summary>One value, or those of a list.</summary>
    public sealed record Values(IReadOnlyList<string> Texts) : ExpressionTerm;

    /// <summary>How many of the names are answered.</summary>
    public sealed record Count(IReadOnlyList<string> Variables) : ExpressionTerm;

    public sealed record Foreign(string What) : ExpressionTerm;

    public static ExpressionTerm Value(string text) => new Values([text]);

    /// <summary>The term where a condition is wanted: a bare name asks for an answer, a bare value is always or never.</summary>
    public ForeignExpression AsCondition() => this switch
    {
        Said said => said.Expression,
        Name name => new ForeignExpression.Answered(name.Variable),
        Values { Texts: [var only] } => new ForeignExpression.Constant(only is not ("" or "0" or "false")),
        Count { Variables.Count: > 0 } count => ForeignExpression.Any([.. count.Variables.Select(v => new ForeignExpression.Answered(v))]),
        Foreign foreign => new ForeignExpression.Unsupported(foreign.What),
        _ => new ForeignExpression.Unsupported("[]"),
    };

    public static ExpressionTerm Compare(ExpressionTerm left, ForeignOperator comparison, ExpressionTerm right) => (left, right) switch
    {
        (Foreign, _) => left,
        (_, Foreign) => right,
        (Name name, Values { Texts: [var value] }) => new Said(new ForeignExpression.Comparison(name.Variable, comparison, value)),
        (Values { Texts: [_] }, Name) => Compare(right, Turned(comparison), left),
        (Name name, Values { Texts.Count: > 1 } many) when comparison == ForeignOperator.Equal =>
            new Said(ForeignExpression.All([.. many.Texts.Select(v => new ForeignExpression.Selected(name.Variable, v))])),
        (Said said, Values { Texts: ["1" or "true" or "0" or "false"] } truth) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
            new Said(truth.Texts[0] is "1" or "true" == (comparison == ForeignOperator.Equal) ? said.Expression : new ForeignExpression.Not(said.Expression)),
        (Values { Texts: [var a] }, Values { Texts: [var b] }) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
            new Said(new ForeignExpression.Constant(a == b == (comparison == ForeignOperator.Equal))),
        (Count { Variables.Count: > 0 } count, Values { Texts: [var number] }) => Counted(count, comparison, number),
        _ => new Foreign($"{left.Shown} {comparison} {right.Shown}"),
    };

    private string Shown => this switch
    {
        Name name => name.Variable,
        Values values => string.Join(", ", values.Texts.Take(3)),
        Count => "count()",
        _ => "(…)",
    };

    private static ExpressionTerm Counted(Count count, ForeignOperator comparison, string number) => (comparison, number) switch
    {
        (ForeignOperator.Greater, "0") or (ForeignOperator.AtLeast, "1") or (ForeignOperator.NotEqual, "0") => new Said(count.AsCondition()),
        (ForeignOperator.Equal, "0") or (ForeignOperator.Less, "1") or (ForeignOperator.AtMost, "0") => new Said(new ForeignExpression.Not(count.AsCondition())),
        _ => new Foreign($"count() {comparison} {number}"),
    };

    private static ForeignOperator Turned(ForeignOperator comparison) => comparison switch
    {
        ForeignOperator.Less => ForeignOperator.Greater,
        ForeignOperator.AtMost => ForeignOperator.AtLeast,
        ForeignOperator.Greater => ForeignOperator.Less,
        ForeignOperator.AtLeast => ForeignOperator.AtMost,
        _ => comparison,
    };
}
