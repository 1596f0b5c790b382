using System.Net;
using System.Text.RegularExpressions;
using Superpower;
using Superpower.Display;
using Superpower.Model;
using Superpower.Parsers;
using Superpower.Tokenizers;
using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>The grammar of LimeSurvey's relevance equations.</summary>
internal static partial class LssEquation
{
    private enum Kind
    {
        [Token(Example = "(")] Open,
        [Token(Example = ")")] Close,
        Comma,
        And,
        Or,
        Not,
        Compare,
        Arithmetic,
        Text,
        Number,
        Name,
    }

    // The same box has several names: 12X3X45SQ1 where 12 is the survey, 3 the group; Q1.NAOK, Q1.code and Q1.value are Q1.
    [GeneratedRegex(@"^\d+X\d+X(\d.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^(.+?)\.(NAOK|code|value|valueNAOK)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Suffix();

    private static readonly TextParser<Unit> NameText =
        from first in Character.Letter.Or(Character.EqualTo('_')).Or(Character.Digit)
        from rest in Character.LetterOrDigit.Or(Character.In('_', '#', '.', ':')).IgnoreMany()
        select Unit.Value;

    // A field name begins with digits, which a number would take away.
    private static readonly TextParser<Unit> FieldText =
        from survey in Character.Digit.IgnoreMany()
        from x in Character.EqualTo('X')
        from rest in NameText
        select Unit.Value;

    private static readonly TextParser<Unit> NumberText =
        from sign in Character.EqualTo('-').OptionalOrDefault()
        from whole in Numerics.Natural
        from part in Character.EqualTo('.').IgnoreThen(Numerics.Natural).OptionalOrDefault()
        select Unit.Value;

    private static readonly Tokenizer<Kind> Tokens = new TokenizerBuilder<Kind>()
        .Ignore(Span.WhiteSpace)
        .Match(Character.EqualTo('('), Kind.Open)
        .Match(Character.EqualTo(')'), Kind.Close)
        .Match(Character.EqualTo(','), Kind.Comma)
        .Match(Span.EqualTo("&&"), Kind.And)
        .Match(Span.EqualTo("||"), Kind.Or)
        .Match(Span.EqualToIgnoreCase("and"), Kind.And, requireDelimiters: true)
        .Match(Span.EqualToIgnoreCase("or"), Kind.Or, requireDelimiters: true)
        .Match(Span.EqualToIgnoreCase("not"), Kind.Not, requireDelimiters: true)
        .Match(Span.EqualTo("==").Or(Span.EqualTo("!=")).Or(Span.EqualTo("<>").Try()).Or(Span.EqualTo("<=")).Or(Span.EqualTo(">=")), Kind.Compare)
        .Match(Span.EqualTo("=").Or(Span.EqualTo("<")).Or(Span.EqualTo(">")), Kind.Compare)
        .Match(Span.EqualToIgnoreCase("eq").Or(Span.EqualToIgnoreCase("ne")).Or(Span.EqualToIgnoreCase("lt")), Kind.Compare, requireDelimiters: true)
        .Match(Span.EqualToIgnoreCase("le").Or(Span.EqualToIgnoreCase("gt").Try()).Or(Span.EqualToIgnoreCase("ge")), Kind.Compare, requireDelimiters: true)
        .Match(Character.EqualTo('!'), Kind.Not)
        .Match(QuotedString.CStyle, Kind.Text)
        .Match(QuotedString.SqlStyle, Kind.Text)
        .Match(FieldText, Kind.Name, requireDelimiters: true)
        .Match(NumberText, Kind.Number, requireDelimiters: true)
        .Match(NameText, Kind.Name, requireDelimiters: true)
        .Match(Character.In('+', '-', '*', '/', '%', '^'), Kind.Arithmetic)
        .Build();

    private static readonly TokenListParser<Kind, ExpressionTerm> Operand =
        Superpower.Parse.Ref(() => Call!).Try()
            .Or(Superpower.Parse.Ref(() => Whole!).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close)))
            .Or(Token.EqualTo(Kind.Name).Select(t => NameOf(t.ToStringValue())))
            .Or(Token.EqualTo(Kind.Number).Or(Token.EqualTo(Kind.Text)).Select(t => ExpressionTerm.Value(Unquoted(t.ToStringValue()))));

    private static readonly TokenListParser<Kind, ExpressionTerm> Call =
        from name in Token.EqualTo(Kind.Name)
        from arguments in Superpower.Parse.Ref(() => Whole!).ManyDelimitedBy(Token.EqualTo(Kind.Comma)).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close))
        select Called(name.ToStringValue(), arguments);

    private static readonly TokenListParser<Kind, ExpressionTerm> Negated =
        (from not in Token.EqualTo(Kind.Not)
         from part in Superpower.Parse.Ref(() => Negated!)
         select (ExpressionTerm)new ExpressionTerm.Said(new ForeignExpression.Not(part.AsCondition()))).Or(Operand);

    private static readonly TokenListParser<Kind, ExpressionTerm> Computed =
        Superpower.Parse.Chain(Token.EqualTo(Kind.Arithmetic), Negated, (op, _, _) => new ExpressionTerm.Foreign(op.ToStringValue()));

    private static readonly TokenListParser<Kind, ExpressionTerm> Compared =
        Superpower.Parse.Chain(Token.EqualTo(Kind.Compare), Computed, (op, left, right) => ExpressionTerm.Compare(left, OperatorOf(op.ToStringValue()), right));

    private static readonly TokenListParser<Kind, ExpressionTerm> Both =
        Compared.ManyDelimitedBy(Token.EqualTo(Kind.And)).Where(p => p.Length > 0, "an expression")
            .Select(p => p.Length == 1 ? p[0] : new ExpressionTerm.Said(new ForeignExpression.And([.. p.Select(t => t.AsCondition())])));

    private static readonly TokenListParser<Kind, ExpressionTerm> Whole =
        Both.ManyDelimitedBy(Token.EqualTo(Kind.Or)).Where(p => p.Length > 0, "an expression")
            .Select(p => p.Length == 1 ? p[0] : new ExpressionTerm.Said(new ForeignExpression.Or([.. p.Select(t => t.AsCondition())])));

    /// <summary>The expression, or why it can't be read.</summary>
    public static (ForeignExpression? Expression, Sentence? Problem) Parse(string equation)
    {
        if (ExpressionBounds.TooLong(equation) is { } tooLong)
        {
            return (null, tooLong);
        }

        var tokens = Tokens.TryTokenize(equation.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(equation) : equation);
        if (!tokens.HasValue)
        {
            return (null, Unread(tokens.ErrorPosition.Column));
        }

        if (ExpressionBounds.TooDeep(tokens.Value, k => k == Kind.Open, k => k == Kind.Close, k => k == Kind.Not) is { } tooDeep)
        {
            return (null, tooDeep);
        }

        var parsed = Whole.AtEnd().TryParse(tokens.Value);
        return parsed.HasValue ? (parsed.Value.AsCondition(), null) : (null, Unread(parsed.ErrorPosition.HasValue ? parsed.ErrorPosition.Column : equation.Length));
    }

    /// <summary>The one name of an answer that its several names mean.</summary>
    public static string Normal(string name)
    {
        var bare = Suffix().Match(name) is { Success: true } suffix ? suffix.Groups[1].Value : name;
        return FieldName().Match(bare) is { Success: true } field ? "X" + field.Groups[1].Value : bare;
    }

    private static ExpressionTerm NameOf(string name) => Normal(name) is var normal && normal.Contains('.', StringComparison.Ordinal)
        ? new ExpressionTerm.Foreign(name)
        : new ExpressionTerm.Name(normal);

    private static ExpressionTerm Called(string name, ExpressionTerm[] arguments) => (name.ToLowerInvariant(), arguments) switch
    {
        ("is_empty" or "empty", [ExpressionTerm.Name x]) => new ExpressionTerm.Said(new ForeignExpression.Empty(x.Variable)),
        ("isset" or "is_numeric", [ExpressionTerm.Name x]) => new ExpressionTerm.Said(new ForeignExpression.Answered(x.Variable)),
        ("intval" or "floatval" or "trim" or "strtoupper" or "strtolower", [ExpressionTerm.Name x]) => x,
        ("count", _) when Array.TrueForAll(arguments, a => a is ExpressionTerm.Name) =>
            new ExpressionTerm.Count([.. arguments.Cast<ExpressionTerm.Name>().Select(a => a.Variable)]),
        _ => new ExpressionTerm.Foreign($"{name}()"),
    };

    private static ForeignOperator OperatorOf(string text) => text.ToLowerInvariant() switch
    {
        "!=" or "<>" or "ne" => ForeignOperator.NotEqual,
        "<" or "lt" => ForeignOperator.Less,
        "<=" or "le" => ForeignOperator.AtMost,
        ">" or "gt" => ForeignOperator.Greater,
        ">=" or "ge" => ForeignOperator.AtLeast,
        _ => ForeignOperator.Equal,
    };

    private static string Unquoted(string text) => text is ['"' or '\'', .., '"' or '\''] && text.Length >= 2 ? text[1..^1].Replace("\\", "", StringComparison.Ordinal) : text;

    private static Sentence Unread(int column) => new($"Không đọc được biểu thức ở ký tự {column}.", $"The expression cannot be read at character {column}.");
}
