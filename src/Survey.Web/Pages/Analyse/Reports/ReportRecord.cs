using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Comments;
using Survey.Web.Pages.Analyse.Plans;
using Survey.Web.Pages.Analyse.Remedies;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>
/// All that the papers of a unit, a period and a questionnaire tell. It takes what the pages' own queries release and nothing
/// else, so that no paper can say more than its page.
/// </summary>
public sealed record ReportRecord
{
    public required Selection Selection { get; init; }

    /// <summary>The report of the questionnaire's first index, or of the one asked for.</summary>
    public required UnitReport Report { get; init; }

    /// <summary>The questionnaire's other indices.</summary>
    public required IReadOnlyList<UnitReport> Others { get; init; }
    public required ReportedPlan Plan { get; init; }
    public required IReadOnlyList<RemedyRow> Remedies { get; init; }

    /// <summary>Null where too few words came to tell how many.</summary>
    public required ReportedWords? Words { get; init; }
    public required IReadOnlyList<Wave> Waves { get; init; }

    /// <summary>Counters that took part, in the order of the tree.</summary>
    public required IReadOnlyList<ReportedPoint> Points { get; init; }

    /// <summary>Whom the period's reports go to; null: nobody is named.</summary>
    public required string? Recipient { get; init; }

    /// <summary>The day on which the record was made.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Of a period that lies ahead there are plans only.</summary>
    public bool HasBegun => Selection.Period.First <= Day;
}

/// <summary>The sample plan: the one that was fixed, or what would be proposed now.</summary>
/// <param name="Fixed">Null: nobody has fixed one, and the lines are a proposal.</param>
/// <param name="Progress">How far a fixed plan is; null without one.</param>
public sealed record ReportedPlan(SamplePlan? Fixed, PlanTerms Terms, IReadOnlyList<PlanLine> Lines, PlanProgress? Progress)
{
    public long Population => Lines.Sum(l => l.Population);

    public long Planned => Lines.Sum(l => (long)l.Planned);
}

/// <param name="All">Comments that may be read.</param>
public sealed record ReportedWords(int All, IReadOnlyList<TagCount> Tags);

/// <param name="Services">None: the counter asks for no service.</param>
public sealed record ReportedPoint(Unit Unit, CollectionPoint Point, IReadOnlyList<Service> Services);
