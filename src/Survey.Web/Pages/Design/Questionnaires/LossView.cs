using Survey.Web.Data.Import.Foreign;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The rows of a report that are looked at.</summary>
/// <param name="Entries">Those that fit the filter, in the report's order.</param>
/// <param name="Filtered">Whether a filter chose them; then they are shown unfolded.</param>
public sealed record LossView(IReadOnlyList<LossEntry> Entries, bool Filtered)
{
    public static LossView Of(LossReport report) => new(report.Entries, false);

    /// <summary>The rows of one group ("left", "changed", "kept"; else of all) that hold the text, whatever its case and diacritics.</summary>
    public static LossView Of(LossReport report, string? group, string? text)
    {
        LossOutcome? outcome = group switch { "left" => LossOutcome.LeftOut, "changed" => LossOutcome.Changed, "kept" => LossOutcome.Kept, _ => null };
        var wanted = PlainText.Of((text ?? "").Trim());
        return outcome is null && wanted.Length == 0 ? Of(report) : new(
            [.. report.Entries.Where(e => (outcome is null || e.Outcome == outcome) && PlainText.Finds(wanted, e.Place, e.Element, e.Target, e.Why, e.WhyVi))],
            true);
    }
}
