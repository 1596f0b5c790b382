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
    /// <summary>What stands after a name where the wording of the answer is meant.</summary>
    public const string Shown = ".shown";

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
        .Match(ExpressionGrammar.NumberText, Kind.Number, requireDelimiters: true)
        .Match(NameText, Kind.Name, requireDelimiters: true)
        .Match(Character.In('+', '-', '*', '/', '%', '^'), Kind.Arithmetic)
        .Build();

    private static readonly TokenListParser<Kind, ExpressionTerm> Operand =
        Superpower.Parse.Ref(() => Call!).Try()
            .Or(Superpower.Parse.Ref(() => Whole!).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close)))
            .Or(Token.EqualTo(Kind.Name).Select(t => NameOf(t.ToStringValue())))
            .Or(Token.EqualTo(Kind.Number).Or(Token.EqualTo(Kind.Text)).Select(t => ExpressionTerm.Value(ValueOf(t.ToStringValue()))));

    private static readonly TokenListParser<Kind, ExpressionTerm> Call =
        from name in Token.EqualTo(Kind.Name)
        from arguments in Superpower.Parse.Ref(() => Whole!).ManyDelimitedBy(Token.EqualTo(Kind.Comma)).Between(Token.EqualTo(Kind.Open), Token.EqualTo(Kind.Close))
        select Called(name.ToStringValue(), arguments);

    private static readonly ExpressionSigns<Kind> Signs = new(Kind.And, Kind.Or, Kind.Not, Kind.Arithmetic) { Compare = [Kind.Compare], Opens = [Kind.Open], Closes = [Kind.Close] };

    private static readonly TokenListParser<Kind, ExpressionTerm> Whole =
        ExpressionGrammar.Over(Operand, Signs, (op, left, right) => ExpressionTerm.Compare(left, ExpressionGrammar.OperatorOf(op.ToStringValue()), right));

    /// <summary>The expression, or why it can't be read.</summary>
    public static (ForeignExpression? Expression, Sentence? Problem) Parse(string equation)
    {
        if (ExpressionBounds.TooLong(equation) is { } tooLong)
        {
            return (null, tooLong);
        }

        var tokens = Tokens.TryTokenize(equation.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(equation) : equation);
        return tokens.HasValue ? ExpressionGrammar.Read(Whole, Signs, tokens.Value, equation.Length) : (null, ExpressionGrammar.Unread(tokens.ErrorPosition.Column));
    }

    /// <summary>The one name of an answer that its several names mean.</summary>
    public static string Normal(string name)
    {
        var bare = Suffix().Match(name) is { Success: true } suffix ? suffix.Groups[1].Value : name;
        return FieldName().Match(bare) is { Success: true } field ? "X" + field.Groups[1].Value : bare;
    }

    private static ExpressionTerm NameOf(string name)
    {
        var shown = name.EndsWith(Shown, StringComparison.OrdinalIgnoreCase) ? Shown : "";
        var normal = Normal(name[..^shown.Length]);
        return normal.Contains('.', StringComparison.Ordinal) ? new ExpressionTerm.Foreign(name) : new ExpressionTerm.Name(normal + shown);
    }

    private static ExpressionTerm Called(string name, ExpressionTerm[] arguments) => (name.ToLowerInvariant(), arguments) switch
    {
        ("is_empty" or "empty", [ExpressionTerm.Name x]) => new ExpressionTerm.Said(new ForeignExpression.Empty(x.Variable)),
        ("isset" or "is_numeric", [ExpressionTerm.Name x]) => new ExpressionTerm.Said(new ForeignExpression.Answered(x.Variable)),
        ("intval" or "floatval" or "trim" or "strtoupper" or "strtolower", [ExpressionTerm.Name x]) => x,
        ("count", _) when Array.TrueForAll(arguments, a => a is ExpressionTerm.Name) =>
            new ExpressionTerm.Count([.. arguments.Cast<ExpressionTerm.Name>().Select(a => a.Variable)]),
        _ => new ExpressionTerm.Foreign($"{name}()"),
    };

    // The editor of conditions writes a blank where no answer is meant.
    private static string ValueOf(string text) => ExpressionGrammar.Unquoted(text).Trim();
}
