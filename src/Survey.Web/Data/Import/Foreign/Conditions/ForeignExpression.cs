namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>How a foreign expression compares.</summary>
internal enum ForeignOperator
{
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// <summary>
/// A condition as other programs write it, whatever their syntax: each format's grammar makes this tree, and
/// <see cref="ConditionConverter"/> makes our condition of it. Names and values are the source's.
/// </summary>
internal abstract record ForeignExpression
{
    public sealed record And(IReadOnlyList<ForeignExpression> Parts) : ForeignExpression;

    public sealed record Or(IReadOnlyList<ForeignExpression> Parts) : ForeignExpression;

    public sealed record Not(ForeignExpression Part) : ForeignExpression;

    /// <summary>A value stands as the source's text, without quotation marks; "" compares with no answer.</summary>
    public sealed record Comparison(string Variable, ForeignOperator Operator, string Value) : ForeignExpression;

    /// <summary>The answer is, or among several holds, this value.</summary>
    public sealed record Selected(string Variable, string Value) : ForeignExpression;

    /// <summary>The answer is, or among several holds, any of these values.</summary>
    public sealed record AnyOf(string Variable, IReadOnlyList<string> Values) : ForeignExpression;

    public sealed record Answered(string Variable) : ForeignExpression;

    /// <summary>There is an answer, and it is neither 0 nor false: what a bare name asks in programs' languages.</summary>
    public sealed record Holds(string Variable) : ForeignExpression;

    public sealed record Empty(string Variable) : ForeignExpression;

    /// <summary>So many of the parts hold.</summary>
    public sealed record Counted(IReadOnlyList<ForeignExpression> Parts, ForeignOperator Operator, decimal Number) : ForeignExpression;

    /// <summary>So many answers of one item are chosen.</summary>
    public sealed record Chosen(string Variable, ForeignOperator Operator, decimal Number) : ForeignExpression;

    /// <summary>Always or never.</summary>
    public sealed record Constant(bool Value) : ForeignExpression;

    /// <summary>Grammatical, but our conditions cannot say it: a call such as today(), sums, two variables compared.</summary>
    public sealed record Unsupported(string What) : ForeignExpression;

    /// <summary>The parts joined, or the only one.</summary>
    public static ForeignExpression All(IReadOnlyList<ForeignExpression> parts) => parts is [var only] ? only : new And(parts);

    /// <summary>The parts joined, or the only one.</summary>
    public static ForeignExpression Any(IReadOnlyList<ForeignExpression> parts) => parts is [var only] ? only : new Or(parts);
}
