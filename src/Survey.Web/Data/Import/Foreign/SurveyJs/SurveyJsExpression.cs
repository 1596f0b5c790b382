using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;
using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>The grammar of SurveyJS expressions such as visibleIf.</summary>
internal static class SurveyJsExpression
{
    private const string Length = ".length";

    private enum Kind
    {
        Open,
        Close,
        OpenList,
        CloseList,
        Comma,
        And,
        Or,
        Not,
        Compare,
        Among,
        Given,
        Arithmetic,
        Variable,
        Text,
        Number,
        Word,
    }

    private static readonly TextParser<Unit> QuotedText =
        (from open in Character.EqualTo('\'') from inside in Character.EqualTo('\\').IgnoreThen(Character.AnyChar).Or(Character.ExceptIn('\'', '\\')).IgnoreMany() from close in Character.EqualTo('\'') select Unit.Value)
        .Or(from open in Character.EqualTo('"') from inside in Character.EqualTo('\\').IgnoreThen(Character.AnyChar).Or(Character.ExceptIn('"', '\\')).IgnoreMany() from close in Character.EqualTo('"') select Unit.Value);

    private static readonly TextParser<Unit> WordText = Character.Matching(c => char.IsLetterOrDigit(c) || c == '_', "a letter").AtLeastOnce().Select(_ => Unit.Value);

    private static readonly Tokenizer<Kind> Tokens = new TokenizerBuilder<Kind>()
        .Ignore(Span.WhiteSpace)
        .Match(Character.EqualTo('('), Kind.Open)
        .Match(Character.EqualTo(')'), Kind.Close)
        .Match(Character.EqualTo('['), Kind.OpenList)
        .Match(Character.EqualTo(']'), Kind.CloseList)
        .Match(Character.EqualTo(','), Kind.Comma)
        .Match(Character.EqualTo('{').IgnoreThen(Character.ExceptIn('{', '}').AtLeastOnce()).IgnoreThen(Character.EqualTo('}')), Kind.Variable)
        .Match(QuotedText, Kind.Text)
        .Match(Span.EqualTo("&&"), Kind.And)
        .Match(Span.EqualTo("||"), Kind.Or)
        .Match(Span.EqualTo("==").Or(Span.EqualTo("!=")).Or(Span.EqualTo("<>").Try()).Or(Span.EqualTo("<=")).Or(Span.EqualTo(">=")), Kind.Compare)
        .Match(Span.EqualTo("*="), Kind.Among)
        .Match(Span.EqualTo("=").Or(Span.EqualTo("<")).Or(Span.EqualTo(">")), Kind.Compare)
        .Match(Character.EqualTo('!'), Kind.Not)
        .Match(ExpressionGrammar.NumberText, Kind.Number, requireDelimiters: true)
        .Match(WordText, Kind.Word, requireDelimiters: true)
        .Match(Character.In('+', '-', '*', '/', '%', '^'), Kind.Arithmetic)
        .Build();

    private static readonly TokenListParser<Kind, ExpressionTerm> Element =
        Token.EqualTo(Kind.Variable).Select(t => NameOf(t.ToStringValue()))
            .Or(Token.EqualTo(Kind.Number).Or(Token.EqualTo(Kind.Text)).Or(Token.EqualTo(Kind.Word)).Select(t => ExpressionTerm.Value(Unquoted(t.ToStringValue()))));

    private static readonly TokenListParser<Kind, ExpressionTerm> Call =
        from name in Token.EqualTo(Kind.Word)
        from arguments in Superpower.Parse.Ref(() => Whole!).ManyDelimitedBy(Token.EqualTo(Kind.Comma)).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close))
        select (ExpressionTerm)new ExpressionTerm.Foreign($"{name.ToStringValue()}()");

    private static readonly TokenListParser<Kind, ExpressionTerm> Operand =
        Superpower.Parse.Ref(() => Call!).Try()
            .Or(Superpower.Parse.Ref(() => Whole!).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close)))
            .Or(Element.ManyDelimitedBy(Token.EqualTo(Kind.Comma)).Between(Token.EqualTo(Kind.OpenList), Token.EqualTo(Kind.CloseList)).Select(ListOf))
            .Or(Element);

    private static readonly TokenListParser<Kind, ExpressionTerm> Asked =
        from term in Operand
        from given in Token.EqualTo(Kind.Given).OptionalOrDefault()
        select given.HasValue ? Given(term, given.ToStringValue()) : term;

    private static readonly ExpressionSigns<Kind> Signs = new(Kind.And, Kind.Or, Kind.Not, Kind.Arithmetic)
    {
        Compare = [Kind.Compare, Kind.Among],
        Opens = [Kind.Open, Kind.OpenList],
        Closes = [Kind.Close, Kind.CloseList],
    };

    private static readonly TokenListParser<Kind, ExpressionTerm> Whole = ExpressionGrammar.Over(
        Asked,
        Signs,
        (op, left, right) => op.Kind == Kind.Among ? Among(left, op.ToStringValue(), right) : ExpressionTerm.Compare(left, ExpressionGrammar.OperatorOf(op.ToStringValue()), right));

    /// <summary>The expression, or why it can't be read.</summary>
    public static (ForeignExpression? Expression, Sentence? Problem) Parse(string text)
    {
        if (ExpressionBounds.TooLong(text) is { } tooLong)
        {
            return (null, tooLong);
        }

        var read = Tokens.TryTokenize(text);
        return read.HasValue
            ? ExpressionGrammar.Read(Whole, Signs, new TokenList<Kind>([.. read.Value.Select(Named)]), text.Length)
            : (null, ExpressionGrammar.Unread(read.ErrorPosition.Column));
    }

    // Operators that are words, in any case; other words are values without quotation marks.
    private static Token<Kind> Named(Token<Kind> token) => token.Kind != Kind.Word ? token : new Token<Kind>(token.ToStringValue().ToLowerInvariant() switch
    {
        "and" => Kind.And,
        "or" => Kind.Or,
        "negate" or "not" => Kind.Not,
        "equal" or "notequal" or "less" or "lessorequal" or "greater" or "greaterorequal" => Kind.Compare,
        "contains" or "contain" or "notcontains" or "notcontain" or "anyof" or "allof" or "noneof" => Kind.Among,
        "empty" or "notempty" => Kind.Given,
        "power" => Kind.Arithmetic,
        _ => Kind.Word,
    }, token.Span);

    private static ExpressionTerm NameOf(string text)
    {
        var name = text[1..^1].Trim();
        if (name.Length == 0 || name[0] is '$' or '#' || name.Contains('[', StringComparison.Ordinal))
        {
            return new ExpressionTerm.Foreign(text);
        }

        name = name.StartsWith("panel.", StringComparison.OrdinalIgnoreCase) ? name[6..] : name;
        return name.EndsWith(Length, StringComparison.OrdinalIgnoreCase) ? new ExpressionTerm.Length(name[..^Length.Length]) : new ExpressionTerm.Name(name);
    }

    private static ExpressionTerm ListOf(ExpressionTerm[] parts) => Array.TrueForAll(parts, p => p is ExpressionTerm.Values)
        ? new ExpressionTerm.Values([.. parts.Cast<ExpressionTerm.Values>().SelectMany(v => v.Texts)])
        : new ExpressionTerm.Foreign("[…]");

    private static ExpressionTerm Given(ExpressionTerm term, string word) => term is not ExpressionTerm.Name name ? new ExpressionTerm.Foreign(word)
        : new ExpressionTerm.Said(word.Equals("empty", StringComparison.OrdinalIgnoreCase) ? new ForeignExpression.Empty(name.Variable) : new ForeignExpression.Answered(name.Variable));

    private static ExpressionTerm Among(ExpressionTerm left, string word, ExpressionTerm right)
    {
        // ['a', 'b'] anyof {q} is the same the other way round.
        if (left is ExpressionTerm.Values && right is ExpressionTerm.Name && word.Equals("anyof", StringComparison.OrdinalIgnoreCase))
        {
            (left, right) = (right, left);
        }

        if (left is not ExpressionTerm.Name name || right is not ExpressionTerm.Values values)
        {
            return left is ExpressionTerm.Foreign ? left : right is ExpressionTerm.Foreign ? right : new ExpressionTerm.Foreign(word);
        }

        ForeignExpression any = new ForeignExpression.AnyOf(name.Variable, values.Texts);
        return new ExpressionTerm.Said(word.ToLowerInvariant() switch
        {
            "notcontains" or "notcontain" or "noneof" => new ForeignExpression.Not(any),
            "allof" or "contains" or "contain" or "*=" when values.Texts.Count > 0 => ForeignExpression.All([.. values.Texts.Select(v => new ForeignExpression.Selected(name.Variable, v))]),
            _ => any,
        });
    }

    private static string Unquoted(string text) => text is "undefined" or "null" ? "" : ExpressionGrammar.Unquoted(text);
}
