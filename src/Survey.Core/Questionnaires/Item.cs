namespace Survey.Core.Questionnaires;

/// <summary>One question. The kind is the type.</summary>
public abstract record Item
{
    /// <summary>Stable code, unique in the questionnaire; the form field and the stored answer carry it.</summary>
    public required string Code { get; init; }

    /// <summary>The question's wording.</summary>
    public required LocalizedText Text { get; init; }

    /// <summary>Help under the wording.</summary>
    public LocalizedText? Hint { get; init; }

    /// <summary>Whether a sheet without this answer is refused (where the item is shown).</summary>
    public bool Required { get; init; }

    /// <summary>When present, the item is asked only where this holds.</summary>
    public Condition? ShowIf { get; init; }
}

/// <summary>An item answered with one point of a scale.</summary>
public sealed record ScaleItem : Item
{
    /// <summary>The scale.</summary>
    public required Scale Scale { get; init; }
}

/// <summary>An option of a choice item.</summary>
public sealed record ChoiceOption
{
    /// <summary>Stable code; it is what a response stores.</summary>
    public required string Code { get; init; }

    /// <summary>The word a citizen reads.</summary>
    public required LocalizedText Label { get; init; }

    /// <summary>In a multiple choice: excludes every other option ("none of these").</summary>
    public bool Exclusive { get; init; }
}

/// <summary>An item answered with one option.</summary>
public sealed record SingleChoiceItem : Item
{
    /// <summary>The options in display order.</summary>
    public required IReadOnlyList<ChoiceOption> Options { get; init; }
}

/// <summary>An item answered with any number of options.</summary>
public sealed record MultipleChoiceItem : Item
{
    /// <summary>The options in display order.</summary>
    public required IReadOnlyList<ChoiceOption> Options { get; init; }

    /// <summary>The most options one may choose; null: any number.</summary>
    public int? MaxChoices { get; init; }
}

/// <summary>An item answered with a number.</summary>
public sealed record NumberItem : Item
{
    /// <summary>The smallest number allowed.</summary>
    public required decimal Min { get; init; }

    /// <summary>The largest number allowed.</summary>
    public required decimal Max { get; init; }

    /// <summary>Decimal places allowed, 0 to 4.</summary>
    public int Decimals { get; init; }

    /// <summary>The unit a citizen reads beside the field.</summary>
    public LocalizedText? Unit { get; init; }

    /// <summary>Bands for analysis, ascending; a number belongs to the first band whose upper bound is not below it.</summary>
    public required IReadOnlyList<NumberBand> Bands { get; init; }

    /// <summary>The band that <paramref name="number"/> belongs to.</summary>
    public NumberBand BandOf(decimal number) => Bands.First(b => b.UpTo is null || number <= b.UpTo);
}

/// <summary>A band of numbers that analysis counts as one.</summary>
public sealed record NumberBand
{
    /// <summary>Stable code.</summary>
    public required string Code { get; init; }

    /// <summary>Upper bound, inclusive; null in the last band: no bound.</summary>
    public decimal? UpTo { get; init; }

    /// <summary>The word an analyst reads.</summary>
    public required LocalizedText Label { get; init; }
}

/// <summary>An item answered in words. The words are kept apart from the response.</summary>
public sealed record TextItem : Item
{
    /// <summary>Whether it is several lines (long_text) or one (short_text).</summary>
    public required bool Multiline { get; init; }

    /// <summary>The most characters (UTF-16 units after NFC) allowed, 1 to 4000.</summary>
    public required int MaxLength { get; init; }
}
