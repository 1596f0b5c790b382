namespace Survey.Core.Questionnaires.Editing;

/// <summary>The kinds of items an officer chooses from.</summary>
public enum ItemKind
{
    /// <summary>One point of a scale.</summary>
    Scale,

    /// <summary>One option.</summary>
    OneChoice,

    /// <summary>Any number of options.</summary>
    ManyChoices,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Words on one line.</summary>
    ShortText,

    /// <summary>Words on several lines.</summary>
    LongText,
}

/// <summary>What is known of <see cref="ItemKind"/>.</summary>
public static class ItemKinds
{
    private static readonly string[] Words = ["scale", "single", "multiple", "number", "short_text", "long_text"];

    /// <summary>The kind of this item.</summary>
    /// <exception cref="ArgumentException">An item that the format does not have.</exception>
    public static ItemKind Of(Item item) => item switch
    {
        ScaleItem => ItemKind.Scale,
        SingleChoiceItem => ItemKind.OneChoice,
        MultipleChoiceItem => ItemKind.ManyChoices,
        NumberItem => ItemKind.Number,
        TextItem { Multiline: true } => ItemKind.LongText,
        TextItem => ItemKind.ShortText,
        _ => throw new ArgumentException($"Unknown item {item.GetType().Name}.", nameof(item)),
    };

    /// <summary>The kind's word in the format, such as short_text.</summary>
    public static string WordOf(ItemKind kind) => Words[(int)kind];

    /// <summary>The kind with this word of the format, or null.</summary>
    public static ItemKind? Parse(string? word) => Array.IndexOf(Words, word) is var place and >= 0 ? (ItemKind)place : null;
}
