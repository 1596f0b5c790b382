namespace Survey.Core.Questionnaires;

/// <summary>The words that stand for methods and rules of an index wherever one is written: questionnaire files, sheets,
/// addresses and scoring files.</summary>
public static class IndexWords
{
    // Each list in the order of its enumeration.
    private static readonly string[] MethodWords =
        ["top_two_box", "mean_score", "mean_of_maximum", "points", "expectation_met", "all_positive", "net_share"];

    private static readonly string[] FactorWords = ["pooled", "mean_of_items", "overall_item"];

    private static readonly string[] CompositeWords = ["pooled", "weighted"];

    private static readonly string[] RollUpWords = ["pooled", "mean_of_units", "weighted_by_transactions"];

    /// <summary>The words of all methods, in the order of <see cref="IndexMethod"/>.</summary>
    public static ReadOnlySpan<string> Methods => MethodWords;

    /// <summary>The words of all factor rules, in the order of <see cref="FactorRule"/>.</summary>
    public static ReadOnlySpan<string> Factors => FactorWords;

    /// <summary>The words of all composite rules, in the order of <see cref="CompositeRule"/>.</summary>
    public static ReadOnlySpan<string> Composites => CompositeWords;

    /// <summary>The words of all roll-up rules, in the order of <see cref="RollUpRule"/>.</summary>
    public static ReadOnlySpan<string> RollUps => RollUpWords;

    /// <summary>The method's word.</summary>
    public static string Of(IndexMethod method) => MethodWords[(int)method];

    /// <summary>The factor rule's word.</summary>
    public static string Of(FactorRule rule) => FactorWords[(int)rule];

    /// <summary>The composite rule's word.</summary>
    public static string Of(CompositeRule rule) => CompositeWords[(int)rule];

    /// <summary>The roll-up rule's word.</summary>
    public static string Of(RollUpRule rule) => RollUpWords[(int)rule];

    /// <summary>The method of a word; null where it is none.</summary>
    public static IndexMethod? Method(string? word) => (IndexMethod?)Find(MethodWords, word);

    /// <summary>The factor rule of a word; null where it is none.</summary>
    public static FactorRule? Factor(string? word) => (FactorRule?)Find(FactorWords, word);

    /// <summary>The composite rule of a word; null where it is none.</summary>
    public static CompositeRule? Composite(string? word) => (CompositeRule?)Find(CompositeWords, word);

    /// <summary>The roll-up rule of a word; null where it is none.</summary>
    public static RollUpRule? RollUp(string? word) => (RollUpRule?)Find(RollUpWords, word);

    private static int? Find(string[] words, string? word) => Array.IndexOf(words, word) is >= 0 and var place ? place : null;
}
