using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>A number that a criterion works on, and where it comes from.</summary>
public sealed record ComputedInput
{
    public required FormulaInput Input { get; init; }

    /// <summary>Whether it is the number of one year earlier.</summary>
    public required bool IsEarlier { get; init; }

    /// <summary>Unrounded; null: missing.</summary>
    public required Rational? Value { get; init; }

    /// <summary>In words, or the file's name; empty where nobody said.</summary>
    public required string Source { get; init; }

    /// <summary>The page that shows the index; null for typed numbers.</summary>
    public string? Link { get; init; }
}

/// <summary>A file that proves points, without its content.</summary>
public sealed record EvidenceName(long Id, string Criterion, string Name, string ContentType, long Length, string Sha256);

/// <summary>One line of a stored sheet, headings included.</summary>
public sealed record ComputedRow
{
    /// <summary>Points by the unit.</summary>
    public required ScoreRow Self { get; init; }

    /// <summary>Points that count: the appraiser's where given, else the unit's own.</summary>
    public required ScoreRow Final { get; init; }

    /// <summary>The criterion; null in a heading.</summary>
    public required ScoredCriterion? Criterion { get; init; }
    public required ScoreLine? Line { get; init; }
    public required ScoreAnswer? Answer { get; init; }
    public required IReadOnlyList<ComputedInput> Inputs { get; init; }
    public required IReadOnlyList<EvidenceName> Evidence { get; init; }
    public bool IsAppraised => Line?.AppraisalDone == true;

    /// <summary>The appraised points at four decimals, 0 where the criterion is agreed not to apply; null while the appraiser has not decided.</summary>
    public decimal? Appraised => !IsAppraised ? null : Final.Status == ScoreStatus.NotApplicable ? Final.RoundedPoints ?? 0 : Final.RoundedPoints;
    public string Reason => Line?.AppraisalReason ?? "";
}

/// <summary>A stored score sheet with all its points. Unrounded within; printing rounds once to four decimals.</summary>
public sealed record ComputedSheet
{
    public required StoredScoreSheet Sheet { get; init; }
    public required Unit Unit { get; init; }
    public required StoredPeriod Period { get; init; }
    public required ScoringScheme Scheme { get; init; }
    public required ScoreFacts Facts { get; init; }
    public required IReadOnlyList<ComputedRow> Rows { get; init; }

    /// <summary>The unit's own scores.</summary>
    public required ScoreSheetResult Self { get; init; }

    /// <summary>The scores that count: appraised where decided, else the unit's own.</summary>
    public required ScoreSheetResult Final { get; init; }

    /// <summary>The indices that feed criteria, by code; empty where the unit has none.</summary>
    public required IReadOnlyDictionary<string, ScoredIndex> Indices { get; init; }

    public ComputedRow? Find(string code) => Rows.FirstOrDefault(r => r.Self.Code == code);
}
