using Superpower.Model;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>What is looked at before a grammar runs, so that no file makes it recurse far: parsers descend once for each bracket and prefix.</summary>
internal static class ExpressionBounds
{
    public const int MaxCharacters = 4_000;

    /// <summary>Why the text is not even split into tokens.</summary>
    public static Sentence? TooLong(string text) => text.Length <= MaxCharacters ? null : new Sentence(
        $"Biểu thức dài quá {MaxCharacters} ký tự.", $"The expression is longer than {MaxCharacters} characters.");

    /// <summary>Why the tokens are not parsed: brackets or prefixes such as "!" and "not" nest too deeply.</summary>
    public static Sentence? TooDeep<TKind>(TokenList<TKind> tokens, Func<TKind, bool> opens, Func<TKind, bool> closes, Func<TKind, bool> prefixes)
    {
        var (depth, run) = (0, 0);
        foreach (var token in tokens)
        {
            run = prefixes(token.Kind) ? run + 1 : opens(token.Kind) ? run : 0;
            depth += opens(token.Kind) ? 1 : closes(token.Kind) ? -1 : 0;
            if (depth + run > 2 * Condition.MaxDepth)
            {
                return new Sentence($"Biểu thức lồng quá {Condition.MaxDepth} bậc.", $"The expression is nested deeper than {Condition.MaxDepth} levels.");
            }
        }

        return null;
    }
}
