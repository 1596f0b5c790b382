using Survey.Web.Data.Import.Foreign.Conditions;
using static Survey.Web.Data.Import.Foreign.XlsForm.XPathNode;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A relevant expression as the neutral tree.</summary>
internal static class XPathCondition
{
    // Functions that only change the type of what they are given.
    private static readonly string[] Transparent = ["number", "int", "string", "boolean", "normalize-space", "once"];

    public static ForeignExpression Of(XPathNode node) => node switch
    {
        Operation { Operator: "or" } o => ForeignExpression.Any([.. o.Operands.Select(Of)]),
        Operation { Operator: "and" } o => ForeignExpression.All([.. o.Operands.Select(Of)]),
        Operation { Operands: [var left, var right] } o when OperatorOf(o.Operator) is { } comparison => Compare(Plain(left), comparison, Plain(right), o.Operator),
        Call { Function: "not", Arguments: [var part] } => new ForeignExpression.Not(Of(part)),
        Call { Function: "true", Arguments: [] } => new ForeignExpression.Constant(true),
        Call { Function: "false", Arguments: [] } => new ForeignExpression.Constant(false),
        Call { Function: "selected", Arguments: [Reference list, var value] } when ValueOf(value) is { } text => new ForeignExpression.Selected(list.Name, text),
        Call { Function: "selected", Arguments: [Literal list, Reference r] } => new ForeignExpression.AnyOf(r.Name, list.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        Call c when Transparent.Contains(c.Function) && c.Arguments is [var inner] => Of(inner),
        Reference r => new ForeignExpression.Answered(r.Name),
        Number n => new ForeignExpression.Constant(ForeignVariable.Number(n.Digits) != 0),
        Literal l => new ForeignExpression.Constant(l.Text.Length > 0),
        _ => new ForeignExpression.Unsupported(node.Words),
    };

    /// <summary>A literal or number as its text.</summary>
    public static string? ValueOf(XPathNode node) => node switch
    {
        Literal l => l.Text.Trim(),
        Number n => n.Digits,
        _ => null,
    };

    public static ForeignOperator? OperatorOf(string sign) => sign switch
    {
        "=" => ForeignOperator.Equal,
        "!=" => ForeignOperator.NotEqual,
        "<" => ForeignOperator.Less,
        "<=" => ForeignOperator.AtMost,
        ">" => ForeignOperator.Greater,
        ">=" => ForeignOperator.AtLeast,
        _ => null,
    };

    /// <summary>The comparison with its sides exchanged.</summary>
    public static ForeignOperator Turned(ForeignOperator comparison) => comparison switch
    {
        ForeignOperator.Less => ForeignOperator.Greater,
        ForeignOperator.AtMost => ForeignOperator.AtLeast,
        ForeignOperator.Greater => ForeignOperator.Less,
        ForeignOperator.AtLeast => ForeignOperator.AtMost,
        _ => comparison,
    };

    private static ForeignExpression Compare(XPathNode left, ForeignOperator comparison, XPathNode right, string sign)
    {
        if (ValueOf(left) is not null && ValueOf(right) is null)
        {
            return Compare(right, Turned(comparison), left, sign);
        }

        return (left, right) switch
        {
            (Reference r, _) when ValueOf(right) is { } value => new ForeignExpression.Comparison(r.Name, comparison, value),
            (Call { Function: "coalesce", Arguments: [Reference r, var instead] }, _) when ValueOf(instead) is { } other && ValueOf(right) is { } value => Instead(r.Name, other, comparison, value),
            (Call { Function: "count-selected", Arguments: [Reference r] }, Number n) when ForeignVariable.Number(n.Digits) is { } number => new ForeignExpression.Chosen(r.Name, comparison, number),
            (Call { Function: "string-length", Arguments: [Reference r] }, Number n) => Length(r.Name, comparison, n),
            (_, Call { Function: "true" or "false", Arguments: [] } truth) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
                (truth.Function == "true") == (comparison == ForeignOperator.Equal) ? Of(left) : new ForeignExpression.Not(Of(left)),
            (Number or Literal, Number or Literal) when comparison is ForeignOperator.Equal or ForeignOperator.NotEqual =>
                new ForeignExpression.Constant((ValueOf(left) == ValueOf(right)) == (comparison == ForeignOperator.Equal)),
            _ => new ForeignExpression.Unsupported(left is Call or Operation ? left.Words : right is Call or Operation ? right.Words : $"{left.Words} {sign} {right.Words}"),
        };
    }

    // Where there is no answer, the other value is compared.
    private static ForeignExpression Instead(string name, string other, ForeignOperator comparison, string value)
    {
        var compared = new ForeignExpression.Comparison(name, comparison, value);
        var order = ForeignVariable.Number(other) is { } a && ForeignVariable.Number(value) is { } b ? a.CompareTo(b) : string.CompareOrdinal(other, value);
        var holds = comparison switch
        {
            ForeignOperator.Equal => order == 0,
            ForeignOperator.NotEqual => order != 0,
            ForeignOperator.Less => order < 0,
            ForeignOperator.AtMost => order <= 0,
            ForeignOperator.Greater => order > 0,
            _ => order >= 0,
        };
        ForeignExpression answered = value.Length == 0 ? compared : new ForeignExpression.And([new ForeignExpression.Answered(name), compared]);
        return holds ? new ForeignExpression.Or([new ForeignExpression.Empty(name), compared]) : comparison == ForeignOperator.NotEqual ? answered : compared;
    }

    // How long an answer is tells whether there is one.
    private static ForeignExpression Length(string name, ForeignOperator comparison, Number number) => (comparison, number.Digits) switch
    {
        (ForeignOperator.Greater, "0") or (ForeignOperator.AtLeast, "1") or (ForeignOperator.NotEqual, "0") => new ForeignExpression.Answered(name),
        (ForeignOperator.Equal, "0") or (ForeignOperator.Less, "1") or (ForeignOperator.AtMost, "0") => new ForeignExpression.Empty(name),
        _ => new ForeignExpression.Unsupported($"string-length() {number.Digits}"),
    };

    private static XPathNode Plain(XPathNode node)
    {
        while (node is Call { Arguments: [var inner] } c && Transparent.Contains(c.Function))
        {
            node = inner;
        }

        return node;
    }
}
