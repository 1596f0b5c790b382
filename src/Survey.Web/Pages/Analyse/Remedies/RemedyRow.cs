using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>What a later period says of a remedy.</summary>
/// <param name="Period">The period.</param>
/// <param name="IsOver">Whether all its days have passed.</param>
/// <param name="Figure">Null where it may not be shown.</param>
/// <param name="Difference">From the figure found; null where either is missing.</param>
/// <param name="WantedMet">Whether the wanted value is reached; null where none is wanted or there is no figure.</param>
public sealed record RemedyStep(StoredPeriod Period, bool IsOver, Figure? Figure, Difference? Difference, bool? WantedMet);

/// <summary>A remedy with what it should move and whether it did.</summary>
public sealed record RemedyRow
{
    public required Remedy Remedy { get; init; }
    public required Unit Unit { get; init; }

    /// <summary>The code of the questionnaire; null where it is gone.</summary>
    public required string? Questionnaire { get; init; }

    /// <summary>What it should move, in the reader's language.</summary>
    public required string Part { get; init; }

    /// <summary>The title of the index.</summary>
    public required string Index { get; init; }

    /// <summary>The period of the finding; null where it is gone.</summary>
    public required StoredPeriod? Period { get; init; }

    /// <summary>The figure of that period as it is now; null where it may not be shown, and then nor is the one stored.</summary>
    public required Figure? Now { get; init; }

    /// <summary>The next periods that have begun, in order.</summary>
    public required IReadOnlyList<RemedyStep> Steps { get; init; }

    /// <summary>The figure found, as it was shown then.</summary>
    public decimal? Found => Now?.Value is null ? null : Remedy.FoundHundredths / 100m;

    public decimal? Wanted => Remedy.WantedHundredths / 100m;

    /// <summary>The last period with a figure.</summary>
    public RemedyStep? Latest => Steps.LastOrDefault(s => s.Figure?.Value is not null);

    public bool IsOverdue(DateOnly today) => Remedy.State == RemedyState.Open && Remedy.DueOn < today;

    public bool IsDueSoon(DateOnly today) => Remedy.State == RemedyState.Open && !IsOverdue(today) && Remedy.DueOn <= today.AddDays(RemedyFilter.SoonDays);
}
