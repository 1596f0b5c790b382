using Superpower;
using Superpower.Display;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

internal enum XPathToken
{
    Reference,
    Text,
    Number,
    [Token(Example = ".")]
    Self,
    Path,
    Name,
    [Token(Example = "(")]
    Opens,
    [Token(Example = ")")]
    Closes,
    [Token(Example = ",")]
    Comma,
    Comparison,
    Arithmetic,
    Minus,
}

/// <summary>The part of XPath that forms use in relevant and constraint.</summary>
internal static class XPathGrammar
{
    private static readonly string[] Words = ["and", "or", "div", "mod"];

    private static readonly Tokenizer<XPathToken> Tokens = new TokenizerBuilder<XPathToken>()
        .Ignore(Character.WhiteSpace.Or(Character.In('\u00A0', '\u200B')).AtLeastOnce())
        .Match(Span.Regex(@"\$\{[^{}]*\}"), XPathToken.Reference)
        .Match(Span.Regex(@"(?:'[^']*'|""[^""]*""|[‘’][^‘’]*[‘’]|[“”][^“”]*[“”])"), XPathToken.Text)
        .Match(Span.Regex(@"(?:\d+(?:\.\d+)?|\.\d+)"), XPathToken.Number)
        .Match(Span.Regex(@"(?:\.{0,2}/[A-Za-z_][\w.\-/]*|\.\./[\w.\-/]+)"), XPathToken.Path)
        .Match(Span.EqualTo("."), XPathToken.Self)
        .Match(Span.Regex(@"[A-Za-z_](?:[\w.:]|-(?=[A-Za-z]))*"), XPathToken.Name)
        .Match(Character.EqualTo('('), XPathToken.Opens)
        .Match(Character.EqualTo(')'), XPathToken.Closes)
        .Match(Character.EqualTo(','), XPathToken.Comma)
        .Match(Span.Regex("(?:!=|<=|>=|==|=|<|>|≤|≥|≠)"), XPathToken.Comparison)
        .Match(Character.In('+', '*', '|'), XPathToken.Arithmetic)
        .Match(Character.In('-', '−'), XPathToken.Minus)
        .Build();

    private static readonly TokenListParser<XPathToken, XPathNode> Operand = Parse.OneOf(
        Token.EqualTo(XPathToken.Reference).Select(t => (XPathNode)new XPathNode.Reference(t.ToStringValue()[2..^1].Trim())),
        Token.EqualTo(XPathToken.Path).Select(t => (XPathNode)new XPathNode.Reference(t.ToStringValue().TrimEnd('/').Split('/')[^1])),
        Token.EqualTo(XPathToken.Text).Select(t => (XPathNode)new XPathNode.Literal(t.ToStringValue()[1..^1])),
        Token.EqualTo(XPathToken.Number).Select(t => (XPathNode)new XPathNode.Number(t.ToStringValue())),
        Token.EqualTo(XPathToken.Self).Value((XPathNode)new XPathNode.Self()),
        Parse.Ref(() => Call!),
        Parse.Ref(() => Bracket!),
        Parse.Ref(() => Negative!));

    private static readonly TokenListParser<XPathToken, XPathNode> Negative =
        from sign in Token.EqualTo(XPathToken.Minus)
        from operand in Operand
        select operand is XPathNode.Number n ? (XPathNode)new XPathNode.Number("-" + n.Digits) : new XPathNode.Operation("-", [operand]);

    private static readonly TokenListParser<XPathToken, XPathNode> Sum =
        from first in Operand
        from rest in Token.EqualTo(XPathToken.Arithmetic).Or(Token.EqualTo(XPathToken.Minus)).Or(Word("div")).Or(Word("mod")).Then(o => Operand.Select(x => (Sign: o, Operand: x))).Many()
        select rest.Length == 0 ? first : new XPathNode.Operation(rest[0].Sign.ToStringValue(), [first, .. rest.Select(r => r.Operand)]);

    private static readonly TokenListParser<XPathToken, XPathNode> Compared =
        from left in Sum
        from right in Token.EqualTo(XPathToken.Comparison).Then(o => Sum.Select(x => (Sign: o, Operand: x))).Many()
        select right.Aggregate(left, (sofar, next) => new XPathNode.Operation(SignOf(next.Sign.ToStringValue()), [sofar, next.Operand]));

    private static readonly TokenListParser<XPathToken, XPathNode> And = Compared.AtLeastOnceDelimitedBy(Word("and")).Select(p => Joined("and", p));

    private static readonly TokenListParser<XPathToken, XPathNode> Or = And.AtLeastOnceDelimitedBy(Word("or")).Select(p => Joined("or", p));

    private static readonly TokenListParser<XPathToken, XPathNode> Bracket = Or.Between(Token.EqualTo(XPathToken.Opens), Token.EqualTo(XPathToken.Closes));

    private static readonly TokenListParser<XPathToken, XPathNode> Call =
        from name in Token.EqualTo(XPathToken.Name).Where(t => !Words.Contains(t.ToStringValue().ToLowerInvariant()))
        from opens in Token.EqualTo(XPathToken.Opens)
        from arguments in Or.AtLeastOnceDelimitedBy(Token.EqualTo(XPathToken.Comma)).OptionalOrDefault([])
        from closes in Token.EqualTo(XPathToken.Closes)
        select (XPathNode)new XPathNode.Call(name.ToStringValue().ToLowerInvariant(), arguments);

    /// <summary>The expression as a tree, or why it can't be read.</summary>
    public static (XPathNode? Node, Sentence? Problem) Read(string text)
    {
        if (ExpressionBounds.TooLong(text) is { } length)
        {
            return (null, length);
        }

        var tokens = Tokens.TryTokenize(text);
        if (!tokens.HasValue)
        {
            return (null, Unread(tokens.ErrorPosition));
        }

        if (ExpressionBounds.TooDeep(tokens.Value, t => t == XPathToken.Opens, t => t == XPathToken.Closes, t => t == XPathToken.Minus) is { } depth)
        {
            return (null, depth);
        }

        // Chains of comparisons nest, so their length is bounded like the brackets'.
        var read = Or.AtEnd().TryParse(tokens.Value);
        return read.HasValue ? (read.Value, null) : (null, Unread(read.ErrorPosition));
    }

    private static TokenListParser<XPathToken, Token<XPathToken>> Word(string word) =>
        Token.EqualTo(XPathToken.Name).Where(t => t.ToStringValue().Equals(word, StringComparison.OrdinalIgnoreCase));

    private static XPathNode Joined(string word, XPathNode[] parts) => parts is [var only] ? only : new XPathNode.Operation(word, parts);

    private static string SignOf(string sign) => sign switch { "≤" => "<=", "≥" => ">=", "≠" => "!=", "==" => "=", _ => sign };

    private static Sentence Unread(Position at) => new(
        $"Không hiểu biểu thức từ ký tự thứ {Math.Max(at.Column, 1)}.", $"The expression is not understood from character {Math.Max(at.Column, 1)} on.");
}
