using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Writes our conditions as relevant expressions.</summary>
internal static class XPathWriter
{
    /// <summary>A cell holds at most 32,767 characters.</summary>
    public const int MaxCell = 30_000;

    /// <summary>The expression for programs that do not know which items take several choices: every choice is asked with selected().</summary>
    public static string Of(Condition condition) => Of(condition, _ => true);

    /// <summary>The expression.</summary>
    /// <param name="several">Whether the item with that code takes several choices.</param>
    public static string Of(Condition condition, Func<string, bool> several) => condition switch
    {
        IsCondition c => Any([.. c.Codes.Select(code => several(c.Item) ? $"selected(${{{c.Item}}}, '{code}')" : $"${{{c.Item}}} = '{code}'")]),
        AtLeastCondition c => $"${{{c.Item}}} >= {Number(c.Value)}",
        AtMostCondition c => $"${{{c.Item}}} <= {Number(c.Value)}",
        AnsweredCondition c => $"${{{c.Item}}} {(c.Answered ? "!=" : "=")} ''",
        AllCondition c => Joined(c.Parts, " and ", several),
        AnyCondition c => Joined(c.Parts, " or ", several),
        NotCondition c => $"not({Of(c.Part, several)})",
        _ => throw new ArgumentException($"Unknown condition {condition.GetType().Name}.", nameof(condition)),
    };

    /// <summary>The expression as it fits a cell; one that is far too long says nothing, and the exact condition stands beside it.</summary>
    public static string Cell(Condition condition, Func<string, bool> several) => Of(condition, several) is { Length: <= MaxCell } text ? text : "1 = 1";

    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Joined(IReadOnlyList<Condition> parts, string word, Func<string, bool> several) => parts is [var only]
        ? Of(only, several)
        : $"({string.Join(word, parts.Select(p => Of(p, several)))})";

    private static string Any(IReadOnlyList<string> parts) => parts is [var only] ? only : $"({string.Join(" or ", parts)})";
}
