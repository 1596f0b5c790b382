using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

public enum TargetVerdict
{
    SurelyMet,
    PerhapsMet,
    PerhapsMissed,
    SurelyMissed,
}

/// <summary>How an index stands to its target: the gap in points, and whether its interval lies wholly on one side.</summary>
/// <param name="Gap">Index less target, unrounded.</param>
/// <param name="Verdict">"Perhaps" where the interval holds values on both sides, or where there is none.</param>
public sealed record TargetJudgement(Rational Gap, TargetVerdict Verdict)
{
    /// <summary>Null without a figure or a target.</summary>
    /// <param name="row">The row with its figure and target.</param>
    /// <param name="isCensus">Whether everyone was asked: then a figure without interval has no sampling error.</param>
    public static TargetJudgement? Of(ReportRow row, bool isCensus) =>
        row is { Figure: { Value: { } value } figure, Target: { } target, TargetMet: { } met }
            ? new(value - Rational.FromDecimal(target.Value), Verdicts(figure.Interval, target, met, isCensus && figure.Interval is null))
            : null;

    public string GapInWords(ReportText text) => WithSign(Gap.ToDecimal(2), text);

    public string InWords(ReportText text) => Verdict switch
    {
        TargetVerdict.SurelyMet => text["chắc chắn đạt"],
        TargetVerdict.PerhapsMet => text["đạt nhưng chưa chắc"],
        _ => text["chưa đạt"],
    };

    public string Reason(ReportText text) => Verdict switch
    {
        TargetVerdict.SurelyMet => text["cả khoảng tin cậy nằm về phía đạt"],
        TargetVerdict.SurelyMissed => text["cả khoảng tin cậy nằm dưới chỉ tiêu"],
        _ => text["khoảng tin cậy nằm vắt qua chỉ tiêu"],
    };

    public string Class => Verdict switch
    {
        TargetVerdict.SurelyMet => "up",
        TargetVerdict.PerhapsMet => "same",
        _ => "down",
    };

    /// <summary>"+1,25", "−0,40" or "0,00".</summary>
    public static string WithSign(decimal value, ReportText text) =>
        (value > 0 ? "+" : value < 0 ? "−" : "") + Math.Abs(value).ToString("N2", text.Culture);

    private static TargetVerdict Verdicts(Interval? interval, Target target, bool met, bool isExact)
    {
        var wanted = (double)target.Value;
        var above = target.Operator == TargetOperator.Above;
        return met
            ? isExact || (interval is not null && (above ? interval.Low > wanted : interval.Low >= wanted)) ? TargetVerdict.SurelyMet : TargetVerdict.PerhapsMet
            : isExact || (interval is not null && (above ? interval.High <= wanted : interval.High < wanted)) ? TargetVerdict.SurelyMissed : TargetVerdict.PerhapsMissed;
    }
}
