using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>What a grammar calls the signs that bind its operands.</summary>
internal sealed record ExpressionSigns<TKind>(TKind And, TKind Or, TKind Not, TKind Arithmetic)
{
    /// <summary>Signs between two operands that make a condition of them.</summary>
    public required IReadOnlyList<TKind> Compare { get; init; }

    /// <summary>Brackets of every kind.</summary>
    public required IReadOnlyList<TKind> Opens { get; init; }
    public required IReadOnlyList<TKind> Closes { get; init; }
}

/// <summary>What the expressions of LimeSurvey and SurveyJS share: "not" binds closest, then arithmetic, comparisons, "and", "or".</summary>
internal static class ExpressionGrammar
{
    public static readonly TextParser<Unit> NumberText =
        from sign in Character.EqualTo('-').OptionalOrDefault()
        from whole in Numerics.Natural
        from part in Character.EqualTo('.').IgnoreThen(Numerics.Natural).OptionalOrDefault()
        select Unit.Value;

    /// <summary>A whole expression over the operands of a grammar.</summary>
    /// <param name="compare">What two operands with a sign of comparison between them say.</param>
    public static TokenListParser<TKind, ExpressionTerm> Over<TKind>(
        TokenListParser<TKind, ExpressionTerm> operand, ExpressionSigns<TKind> signs, Func<Token<TKind>, ExpressionTerm, ExpressionTerm, ExpressionTerm> compare)
    {
        TokenListParser<TKind, ExpressionTerm>? negated = null;
        negated = (from not in Token.EqualTo(signs.Not)
                   from part in Parse.Ref(() => negated!)
                   select (ExpressionTerm)new ExpressionTerm.Said(new ForeignExpression.Not(part.AsCondition()))).Or(operand);
        var computed = Parse.Chain(Token.EqualTo(signs.Arithmetic), negated, (op, _, _) => new ExpressionTerm.Foreign(op.ToStringValue()));
        var comparison = signs.Compare.Skip(1).Aggregate(Token.EqualTo(signs.Compare[0]), (sofar, next) => sofar.Or(Token.EqualTo(next)));
        var compared = Parse.Chain(comparison, computed, compare);
        var both = Joined(compared, signs.And, parts => new ForeignExpression.And(parts));
        return Joined(both, signs.Or, parts => new ForeignExpression.Or(parts));
    }

    /// <summary>The tokens as an expression, or why they can't be read.</summary>
    /// <param name="length">Of the text, to say where it ends too early.</param>
    public static (ForeignExpression? Expression, Sentence? Problem) Read<TKind>(TokenListParser<TKind, ExpressionTerm> whole, ExpressionSigns<TKind> signs, TokenList<TKind> tokens, int length)
    {
        if (ExpressionBounds.TooDeep(tokens, signs.Opens.Contains, signs.Closes.Contains, k => EqualityComparer<TKind>.Default.Equals(k, signs.Not)) is { } tooDeep)
        {
            return (null, tooDeep);
        }

        var parsed = whole.AtEnd().TryParse(tokens);
        return parsed.HasValue ? (parsed.Value.AsCondition(), null) : (null, Unread(parsed.ErrorPosition.HasValue ? parsed.ErrorPosition.Column : length));
    }

    public static Sentence Unread(int column) => new($"Không đọc được biểu thức ở ký tự {column}.", $"The expression cannot be read at character {column}.");

    /// <summary>A sign or word of comparison, of either language.</summary>
    public static ForeignOperator OperatorOf(string text) => text.ToLowerInvariant() switch
    {
        "!=" or "<>" or "ne" or "notequal" => ForeignOperator.NotEqual,
        "<" or "lt" or "less" => ForeignOperator.Less,
        "<=" or "le" or "lessorequal" => ForeignOperator.AtMost,
        ">" or "gt" or "greater" => ForeignOperator.Greater,
        ">=" or "ge" or "greaterorequal" => ForeignOperator.AtLeast,
        _ => ForeignOperator.Equal,
    };

    /// <summary>The text between quotation marks, or the text where there are none.</summary>
    public static string Unquoted(string text) => text is ['"' or '\'', .., '"' or '\''] && text.Length >= 2 ? text[1..^1].Replace("\\", "", StringComparison.Ordinal) : text;

    private static TokenListParser<TKind, ExpressionTerm> Joined<TKind>(TokenListParser<TKind, ExpressionTerm> part, TKind sign, Func<List<ForeignExpression>, ForeignExpression> join) =>
        part.ManyDelimitedBy(Token.EqualTo(sign)).Where(p => p.Length > 0, "an expression")
            .Select(p => p.Length == 1 ? p[0] : new ExpressionTerm.Said(join([.. p.Select(t => t.AsCondition())])));
}
