namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>An expression as XLSForm writes it. Chains of one operator are one node, so that depth follows the brackets only.</summary>
internal abstract record XPathNode
{
    /// <summary>or, and, =, !=, &lt;, &lt;=, &gt;, &gt;=, or a sign of arithmetic.</summary>
    public sealed record Operation(string Operator, IReadOnlyList<XPathNode> Operands) : XPathNode;

    /// <summary>A call such as selected(…), by its name in lower case.</summary>
    public sealed record Call(string Function, IReadOnlyList<XPathNode> Arguments) : XPathNode;

    /// <summary>${name}, or the last step of a path.</summary>
    public sealed record Reference(string Name) : XPathNode;

    /// <summary>A dot: the question's own answer.</summary>
    public sealed record Self : XPathNode;

    public sealed record Literal(string Text) : XPathNode;

    public sealed record Number(string Digits) : XPathNode;

    /// <summary>The node with a dot where the question's own name stands: forms write either.</summary>
    public XPathNode Within(string name) => this switch
    {
        Reference r when r.Name == name => new Self(),
        Operation o => o with { Operands = [.. o.Operands.Select(x => x.Within(name))] },
        Call c => c with { Arguments = [.. c.Arguments.Select(x => x.Within(name))] },
        _ => this,
    };

    /// <summary>How the node is named where it can't be taken over.</summary>
    public string Words => this switch
    {
        Operation o => o.Operator,
        Call c => $"{c.Function}()",
        Reference r => $"${{{r.Name}}}",
        Self => ".",
        Literal l => $"'{l.Text}'",
        Number n => n.Digits,
        _ => "",
    };
}
