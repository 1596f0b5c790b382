namespace Survey.Core.Responses;

/// <summary>One answer by codes.</summary>
public abstract record Answer;

/// <summary>A scale point's, an option's or the not-applicable code.</summary>
public sealed record CodeAnswer(string Code) : Answer;

/// <summary>The chosen options' codes, sorted ordinally, at least one.</summary>
public sealed record CodesAnswer(IReadOnlyList<string> Codes) : Answer;

/// <summary>A number.</summary>
public sealed record NumberAnswer(decimal Value) : Answer;

/// <summary>How much of a sheet was answered.</summary>
public enum Disposition
{
    /// <summary>Every shown index item has an answer.</summary>
    Complete,

    /// <summary>Some shown index items have no answer.</summary>
    Partial,

    /// <summary>Nothing an index counts was answered.</summary>
    BreakOff,
}
