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

    /// <summary>How many answers of one name are chosen.</summary>
    public sealed record Length(string Variable) : ExpressionTerm;

    public sealed record Foreign(string What) : ExpressionTerm;

    public static ExpressionTerm Value(string text) => new Values([text]);

    /// <summary>The term where a condition is wanted: a bare name asks for an answer that is not 0 or false, a bare value is always or never.</summary>
    public ForeignExpression AsCondition() => this switch
    {
        Said said => said.Expression,
        Name name => new ForeignExpression.Holds(name.Variable),
        Values { Texts: [var only] } => new ForeignExpression.Constant(only is not ("" or "0" or "false")),
        Count { Variables.Count: > 0 } count => ForeignExpression.Any([.. count.Variables.Select(v => new ForeignExpression.Answered(v))]),
        Length length => new ForeignExpression.Answered(length.Variable),
        Foreign foreign => new ForeignExpression.Unsupported(foreign.What),
        _ => new ForeignExpression.Unsupported("[]"),
    };

    public static ExpressionTerm Compare(ExpressionTerm left, ForeignOperator comparison, ExpressionTerm right) => (left, right) switch
    {
        (Foreign, _) => left,
        (_, Foreign) => right,
        (Name name, Values { Texts: [var value] }) => new Said(new ForeignExpression.Comparison(name.Variable, comparison, value)),
        (Values { Texts: [_] }, Name or Count or Length) => Compare(right, Turned(comparison), left),
        (Name name, Values { Texts.Count: > 1 } many) when comparison == ForeignOperator.Equal =>
            new Said(ForeignExpression.All([.. many.Texts.Select(v => new ForeignExpression.Selected(name.Variable, v))])),
        (Said said, Values { Texts: ["1" or "true" or "0" or "false"] } truth) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
            new Said(truth.Texts[0] is "1" or "true" == (comparison == ForeignOperator.Equal) ? said.Expression : new ForeignExpression.Not(said.Expression)),
        (Values { Texts: [var a] }, Values { Texts: [var b] }) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
            new Said(new ForeignExpression.Constant(a == b == (comparison == ForeignOperator.Equal))),
        (Count { Variables.Count: > 0 } count, Values { Texts: [var text] }) when ForeignVariable.Number(text) is { } number =>
            new Said(new ForeignExpression.Counted([.. count.Variables.Select(v => new ForeignExpression.Answered(v))], comparison, number)),
        (Length length, Values { Texts: [var text] }) when ForeignVariable.Number(text) is { } number => new Said(new ForeignExpression.Chosen(length.Variable, comparison, number)),
        _ => new Foreign($"{left.Shown} {Sign(comparison)} {right.Shown}"),
    };

    private string Shown => this switch
    {
        Name name => name.Variable,
        Values values => string.Join(", ", values.Texts.Take(3)),
        Count => "count()",
        Length length => $"{length.Variable}.length",
        _ => "(…)",
    };

    private static string Sign(ForeignOperator comparison) => comparison switch
    {
        ForeignOperator.NotEqual => "≠",
        ForeignOperator.Less => "<",
        ForeignOperator.AtMost => "≤",
        ForeignOperator.Greater => ">",
        ForeignOperator.AtLeast => "≥",
        _ => "=",
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
