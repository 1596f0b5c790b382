using Survey.Web.Data.Import.Foreign.Conditions;
using static Survey.Web.Data.Import.Foreign.XlsForm.XPathNode;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>What a constraint demands of an answer, in the forms that our items can demand it.</summary>
internal sealed record XPathConstraint
{
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>Whether the bound itself is not allowed.</summary>
    public bool AboveMin { get; init; }
    public bool BelowMax { get; init; }

    /// <summary>The longest text.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The most choices.</summary>
    public int? MaxChoices { get; init; }

    /// <summary>Choices that exclude the others, by their source names.</summary>
    public IReadOnlyList<string> Exclusive { get; init; } = [];

    /// <summary>Parts that our items do not demand, such as the fewest characters.</summary>
    public IReadOnlyList<string> Lost { get; init; } = [];

    /// <summary>How many kinds of demands there are.</summary>
    public int Count => new[] { Min is not null, Max is not null, MaxLength is not null, MaxChoices is not null, Exclusive.Count > 0 }.Count(d => d);

    /// <summary>The demands, as far as they are known; the others are named as lost.</summary>
    public static XPathConstraint Of(XPathNode node)
    {
        var parts = node is Operation { Operator: "and" } and ? Flat(and) : [node];
        return parts.Aggregate(new XPathConstraint(), (sofar, part) => sofar.With(part));
    }

    private static IEnumerable<XPathNode> Flat(Operation and) => and.Operands.SelectMany(o => o is Operation { Operator: "and" } inner ? Flat(inner) : [o]);

    private XPathConstraint With(XPathNode part)
    {
        if (Excluded(part) is { } name)
        {
            return this with { Exclusive = [.. Exclusive, name] };
        }

        if (part is not Operation { Operands: [var left, var right] } o || XPathCondition.OperatorOf(o.Operator) is not { } comparison)
        {
            return this with { Lost = [.. Lost, part.Words] };
        }

        (left, comparison, right) = left is Number ? (right, XPathCondition.Turned(comparison), left) : (left, comparison, right);
        return right is Number n && ForeignVariable.Number(n.Digits) is { } number && Demand(left, comparison, number) is { } more
            ? more
            : this with { Lost = [.. Lost, $"{left.Words} {o.Operator} {right.Words}"] };
    }

    private XPathConstraint? Demand(XPathNode left, ForeignOperator comparison, decimal number) => (left, comparison) switch
    {
        (Self, ForeignOperator.AtLeast) => this with { Min = number, AboveMin = false },
        (Self, ForeignOperator.Greater) => this with { Min = number, AboveMin = true },
        (Self, ForeignOperator.AtMost) => this with { Max = number, BelowMax = false },
        (Self, ForeignOperator.Less) => this with { Max = number, BelowMax = true },
        (Call { Function: "string-length", Arguments: [Self] }, _) => MostOf(comparison, number) is { } most ? this with { MaxLength = most } : null,
        (Call { Function: "count-selected", Arguments: [Self] }, _) => MostOf(comparison, number) is { } most ? this with { MaxChoices = most } : null,
        _ => null,
    };

    private static int? MostOf(ForeignOperator comparison, decimal number) => Math.Abs(number) > 100_000 ? null : comparison switch
    {
        ForeignOperator.AtMost => (int)number,
        ForeignOperator.Less => (int)Math.Ceiling(number) - 1,
        _ => null,
    };

    // not(selected(., 'none') and count-selected(.) > 1), and the other ways in which forms say it.
    private static string? Excluded(XPathNode part) => part switch
    {
        Call { Function: "not", Arguments: [Operation { Operator: "and", Operands: [var a, var b] }] } => Chosen(a) is { } x && Alone(b) == false ? x : Chosen(b) is { } y && Alone(a) == false ? y : null,
        Operation { Operator: "or", Operands: [Call { Function: "not", Arguments: [var a] }, var b] } when Alone(b) == true => Chosen(a),
        Call { Function: "if", Arguments: [var a, var b, Call { Function: "true" }] } when Alone(b) == true => Chosen(a),
        _ => null,
    };

    private static string? Chosen(XPathNode node) => node is Call { Function: "selected", Arguments: [Self, var value] } ? XPathCondition.ValueOf(value) : null;

    // Whether the part says that one choice is made (true) or several (false).
    private static bool? Alone(XPathNode node) => node is Operation { Operands: [Call { Function: "count-selected", Arguments: [Self] }, Number { Digits: var digits }] } o
        ? (o.Operator, digits) switch
        {
            ("=", "1") or ("<=", "1") or ("<", "2") => true,
            (">", "1") or (">=", "2") or ("!=", "1") => false,
            _ => null,
        }
        : null;
}
