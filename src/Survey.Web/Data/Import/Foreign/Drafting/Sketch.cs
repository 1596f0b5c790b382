using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>A questionnaire as a source tells it, before codes, limits and conditions are settled by <see cref="SketchDraft"/>.</summary>
internal sealed class Sketch
{
    /// <summary>The first is the source language.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>The name its code is made of.</summary>
    public required string Name { get; init; }
    public required LossNote Note { get; init; }

    /// <summary>What conditions of the source append to a name where the answer's wording is meant; "" where they can't.</summary>
    public string WordingSuffix { get; init; } = "";
    public Words Title { get; set; } = new();
    public Words Lead { get; set; } = new();
    public Words Thanks { get; set; } = new();
    public List<SketchSection> Sections { get; } = [];
}

internal sealed class SketchSection
{
    public required string Name { get; init; }
    public required LossNote Note { get; init; }
    public Words Title { get; set; } = new();
    public Words Text { get; set; } = new();

    /// <summary>All must hold.</summary>
    public List<SketchCondition> Conditions { get; init; } = [];
    public List<SketchItem> Items { get; } = [];

    /// <summary>The section that this one goes on with after another stood between them.</summary>
    public SketchSection? Continues { get; init; }

    /// <summary>The section that this one stands in.</summary>
    public SketchSection? Inside { get; init; }

    /// <summary>Other elements that became part of it.</summary>
    public List<LossNote> Followers { get; } = [];
}

/// <summary>A condition of the source in its own element; an expression that could not be read is already noted and not here.</summary>
internal sealed record SketchCondition(LossNote Note, ForeignExpression Expression);

internal enum SketchKind
{
    Scale,
    Single,
    Multiple,
    Number,
    ShortText,
    LongText,
}

internal sealed class SketchItem
{
    /// <summary>The name its code is made of.</summary>
    public required string Name { get; init; }

    /// <summary>What conditions of the source call it.</summary>
    public List<string> Variables { get; init; } = [];
    public required SketchKind Kind { get; set; }
    public required Words Text { get; set; }
    public required LossNote Note { get; init; }
    public Words Hint { get; set; } = new();
    public bool Required { get; set; }
    public List<SketchOption> Options { get; set; } = [];

    /// <summary>Whether faces stand beside the words of the scale.</summary>
    public bool Faces { get; init; }
    public decimal? Min { get; set; }
    public decimal? Max { get; set; }
    public int Decimals { get; set; }
    public Words Unit { get; set; } = new();
    public int? MaxChoices { get; set; }
    public int? MaxLength { get; set; }

    /// <summary>All must hold.</summary>
    public List<SketchCondition> Conditions { get; init; } = [];

    /// <summary>An item that is asked only where another is answered so; falls away with it.</summary>
    public (SketchItem Item, string Option)? Follows { get; init; }

    public void LeaveOut(Sentence reason)
    {
        Note.LeaveOut(reason);
        foreach (var note in Options.Select(o => o.Note).Concat(Conditions.Select(c => c.Note)))
        {
            note.LeaveOut(WithItem);
        }
    }

    private static readonly Sentence WithItem = new("Câu chứa nó đã bị bỏ.", "The question it belongs to was left out.");
}

internal sealed class SketchOption
{
    /// <summary>What the source stores where it is chosen.</summary>
    public required string Source { get; init; }

    /// <summary>The name its code is made of, where it is not what the source stores.</summary>
    public string? Name { get; init; }

    /// <summary>What conditions of the source call the box by itself.</summary>
    public List<string> Variables { get; init; } = [];
    public required Words Label { get; set; }
    public required LossNote Note { get; init; }
    public bool Exclusive { get; set; }

    /// <summary>The score the source gives.</summary>
    public int? Score { get; init; }

    /// <summary>The code it was given in the draft.</summary>
    public string Code { get; set; } = "";
}
