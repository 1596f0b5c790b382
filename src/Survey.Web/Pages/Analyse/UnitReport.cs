using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>What an analyst asks for. Codes are stable, so a query is a sharable address.</summary>
public sealed record ReportQuery
{
    public required string Unit { get; init; }
    public required string Period { get; init; }
    public required string Questionnaire { get; init; }

    /// <summary>An index of the questionnaire; null: its first.</summary>
    public string? Index { get; init; }
    public string? Service { get; init; }
    public Channel? Channel { get; init; }
    public SamplingMode? Sampling { get; init; }

    /// <summary>Only those who filled the sheet in themselves, or only the others; null: both.</summary>
    public ChannelClass? Filled { get; init; }

    /// <summary>The code of the period to compare with; null: the period's predecessor.</summary>
    public string? Against { get; init; }

    /// <summary>The day as of which what units were before counts under what became of them; null: units as they were then.</summary>
    public DateOnly? AsOf { get; init; }
}

/// <summary>
/// The one record behind the page, the workbook, the scoring file and the print: all of them only render it.
/// A figure that may not be shown is null here already, whatever the reason; suppressed and empty are the same.
/// </summary>
public sealed record UnitReport
{
    public required ReportQuery Query { get; init; }
    public required ReportUnit Unit { get; init; }

    /// <summary>From the province down to the parent.</summary>
    public required IReadOnlyList<ReportUnit> Ancestors { get; init; }
    public required StoredPeriod Period { get; init; }
    public required StoredPeriod? Before { get; init; }
    public required LocalizedText QuestionnaireTitle { get; init; }

    /// <summary>The version in whose codes everything here is told: the latest that the period's responses answer.</summary>
    public required Questionnaire Told { get; init; }

    /// <summary>Numbers of the versions whose responses are in.</summary>
    public required IReadOnlyList<int> Versions { get; init; }

    /// <summary>Where counts of several versions are told together, which, and what of it cannot be compared.</summary>
    public required VersionsTogether Together { get; init; }

    /// <summary>The definition by which every figure here was made (the latest version's).</summary>
    public required IndexDefinition Index { get; init; }
    public required IReadOnlyList<IndexDefinition> OtherIndices { get; init; }

    /// <summary>Whether any synthetic wave is in; then the page, the workbook and the file say so.</summary>
    public required bool Synthetic { get; init; }
    public required IReadOnlyList<SamplingMode> Sampling { get; init; }

    /// <summary>Every sampling mode among the responses, whatever the filter by mode says, with its figure; none where there is one mode.</summary>
    public IReadOnlyList<ModeRow> Modes { get; init; } = [];

    /// <summary>The same by who wrote the answers down.</summary>
    public IReadOnlyList<ClassRow> Classes { get; init; } = [];

    /// <summary>When the tallies last moved, UTC.</summary>
    public required DateTime FoldedAt { get; init; }

    /// <summary>Stored responses of this selection that are not released yet (steps of five); null: not to be told.</summary>
    public required int? NotYetReleased { get; init; }

    /// <summary>The closing that froze these figures; null while the period is open.</summary>
    public ClosedMark? Closed { get; init; }

    public required ReportRow Overall { get; init; }
    public required IReadOnlyList<ReportRow> Dimensions { get; init; }
    public required IReadOnlyList<ItemRow> Items { get; init; }

    /// <summary>Direct children.</summary>
    public required IReadOnlyList<ReportRow> Units { get; init; }

    /// <summary>The unweighted mean over the direct children with at least five responses, with the names of those left out; null without children.</summary>
    public required MeanOfUnits? MeanOfUnits { get; init; }
    public required IReadOnlyList<ReportRow> Services { get; init; }
    public required IReadOnlyList<ReportRow> Points { get; init; }
    public required IReadOnlyList<ReportRow> Channels { get; init; }

    /// <summary>Oldest first, along the predecessors, at most five, ending with the period itself.</summary>
    public required IReadOnlyList<TrendPoint> Trend { get; init; }
}

/// <summary>How the versions behind a report and its trend go together.</summary>
/// <param name="Versions">Numbers of all versions, of the period's responses and of those in earlier periods.</param>
/// <param name="Now">Whether the period's own responses make one index.</param>
/// <param name="Earlier">Whether the index of the earlier periods can stand beside it.</param>
/// <param name="Dimensions">Codes of the dimensions that count otherwise in one version than in another.</param>
public sealed record VersionsTogether(IReadOnlyList<int> Versions, bool Now, bool Earlier, IReadOnlyList<string> Dimensions);

public sealed record ReportUnit(string Code, string Name, string NameEn, UnitLevel Level, string? Feedback)
{
    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>One line of a breakdown: a unit, a dimension, a service …</summary>
public sealed record ReportRow
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Null where it may not be shown or there is nothing to show.</summary>
    public required Figure? Figure { get; init; }
    public Figure? Before { get; init; }
    public Difference? Difference { get; init; }
    public Target? Target { get; init; }

    /// <summary>Whether the unrounded index meets the target; null without figure or target.</summary>
    public bool? TargetMet { get; init; }

    /// <summary>Counts of answers by scale point, best first; null where the figure is null or scales differ.</summary>
    public IReadOnlyList<PointCount>? Distribution { get; init; }

    public string NameIn(string language) => language == "en" ? NameEn : Name;
}

/// <summary>The responses of one sampling mode; no figure where it may not be shown.</summary>
public sealed record ModeRow(SamplingMode Mode, Figure? Figure);

/// <summary>The responses of one class of channels; no figure where it may not be shown.</summary>
public sealed record ClassRow(ChannelClass Class, Figure? Figure);

/// <summary>How many chose one scale point.</summary>
public sealed record PointCount(string Code, LocalizedText Label, long Count);

/// <summary>One item: of an index with its figure, or a choice or number item with its counts only.</summary>
public sealed record ItemRow
{
    public required string Code { get; init; }
    public required LocalizedText Text { get; init; }

    /// <summary>The dimension it belongs to; null outside the index.</summary>
    public string? Dimension { get; init; }

    /// <summary>Null outside the index, or where it may not be shown.</summary>
    public Figure? Figure { get; init; }

    /// <summary>Counts by point, option or band; null where it may not be shown.</summary>
    public IReadOnlyList<PointCount>? Distribution { get; init; }

    /// <summary>The base of the distribution (responses; shown ones for multiple choice).</summary>
    public long Base { get; init; }
    public long NotApplicable { get; init; }
}

public sealed record MeanOfUnits(Figure Figure, IReadOnlyList<string> LeftOut);

public sealed record TrendPoint(StoredPeriod Period, Figure? Figure);
