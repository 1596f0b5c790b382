namespace Survey.Core.Indices;

/// <summary>
/// What became of an older version's codes in a later version, for trends across versions. What is not named keeps its
/// code; a null says that nothing of it is left.
/// </summary>
public sealed record CodeMapping
{
    /// <summary>Every code kept.</summary>
    public static CodeMapping Same { get; } = new();

    /// <summary>Old item code → new item code, or null where the item was dropped. No two items may become one.</summary>
    public IReadOnlyDictionary<string, string?> Items { get; init; } = new Dictionary<string, string?>();

    /// <summary>Old item code → (old answer code → new answer code, or null where the answer was dropped). Several old
    /// answers may become one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string?>> Codes { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string?>>();

    internal string? Item(string item) => Items.TryGetValue(item, out var target) ? target : item;

    internal string? Code(string item, string code) =>
        Codes.TryGetValue(item, out var codes) && codes.TryGetValue(code, out var target) ? target : code;
}
