namespace Survey.Core.Questionnaires;

/// <summary>
/// A questionnaire as it stands in a library file, a draft or a published version: one format in three places.
/// Made by <see cref="QuestionnaireJson"/>, which checks every rule; a value made otherwise is the maker's responsibility.
/// </summary>
public sealed record Questionnaire
{
    /// <summary>Stable code, <c>[a-z0-9_]{1,32}</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Language tags; the first is the source language, in which every text stands.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The heading a citizen reads first.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>A sentence under the heading.</summary>
    public LocalizedText? Lead { get; init; }

    /// <summary>The sentence of the thank-you page.</summary>
    public LocalizedText? Thanks { get; init; }

    /// <summary>Code of the scale item that says the general satisfaction; decides whether a comment belongs to a low answer.</summary>
    public string? Overall { get; init; }

    /// <summary>The scales that items share.</summary>
    public required IReadOnlyList<Scale> Scales { get; init; }

    /// <summary>The sections in the order they are asked.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }

    /// <summary>The indices computed from the answers.</summary>
    public required IReadOnlyList<IndexDefinition> Indices { get; init; }

    /// <summary>All items in the order they are asked.</summary>
    public IEnumerable<Item> Items => Sections.SelectMany(s => s.Items);

    /// <summary>The item with this code, or null.</summary>
    public Item? FindItem(string code) => Items.FirstOrDefault(i => i.Code == code);
}

/// <summary>Items asked together under one heading.</summary>
public sealed record Section
{
    /// <summary>Stable code, unique in the questionnaire's sections.</summary>
    public required string Code { get; init; }

    /// <summary>Heading, if any.</summary>
    public LocalizedText? Title { get; init; }

    /// <summary>An introduction, if any.</summary>
    public LocalizedText? Text { get; init; }

    /// <summary>When present, the section is asked only where this holds.</summary>
    public Condition? ShowIf { get; init; }

    /// <summary>The items in the order they are asked.</summary>
    public required IReadOnlyList<Item> Items { get; init; }
}

/// <summary>How a scale is drawn beside its words.</summary>
public enum ScaleLook
{
    /// <summary>Words only.</summary>
    Plain,

    /// <summary>Words with a plain face each.</summary>
    Faces,
}

/// <summary>An ordered scale that items share.</summary>
public sealed record Scale
{
    /// <summary>Stable code, unique among the questionnaire's scales.</summary>
    public required string Code { get; init; }

    /// <summary>How it is drawn.</summary>
    public ScaleLook Look { get; init; }

    /// <summary>The points in display order, 2 to 11 of them, with distinct codes and distinct scores.</summary>
    public required IReadOnlyList<ScalePoint> Points { get; init; }

    /// <summary>The point that says "no opinion" or "does not apply"; it leaves every denominator.</summary>
    public NotApplicablePoint? NotApplicable { get; init; }

    /// <summary>The lowest score of the points.</summary>
    public int MinScore => Points.Min(p => p.Score);

    /// <summary>The highest score of the points.</summary>
    public int MaxScore => Points.Max(p => p.Score);
}

/// <summary>One point of a scale.</summary>
public sealed record ScalePoint
{
    /// <summary>Stable code; it is what a response stores.</summary>
    public required string Code { get; init; }

    /// <summary>Score, −1000 to 1000.</summary>
    public required int Score { get; init; }

    /// <summary>The word a citizen reads.</summary>
    public required LocalizedText Label { get; init; }
}

/// <summary>The point of a scale that counts as no valid answer.</summary>
public sealed record NotApplicablePoint
{
    /// <summary>Stable code; it is what a response stores.</summary>
    public required string Code { get; init; }

    /// <summary>The word a citizen reads.</summary>
    public required LocalizedText Label { get; init; }
}
