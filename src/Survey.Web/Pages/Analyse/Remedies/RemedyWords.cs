using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Remedies;

/// <summary>Words about remedies.</summary>
internal static class RemedyWords
{
    public static string State(this ReportText text, RemedyState state) => state switch
    {
        RemedyState.Done => text["đã làm xong"],
        RemedyState.Dropped => text["thôi không làm"],
        _ => text["đang làm"],
    };

    /// <summary>Whether the index moved, in words.</summary>
    public static string Verdict(this ReportText text, RemedyStep step) => step switch
    {
        _ when step.Figure?.Value is null => text["chưa có số liệu"],
        { Difference.Comparable: false } => text["không so sánh được"],
        { Difference: null } or { Difference.Value: null } => text["không có số để so"],
        { Difference.Interval: null } => text["chưa xét được sai số"],
        { Difference: { MoreThanNoise: true, Value.Sign: > 0 } } => text["cao hơn rõ"],
        { Difference: { MoreThanNoise: true } } => text["thấp hơn rõ"],
        _ => text["chưa rõ"],
    };

    public static string VerdictClass(RemedyStep step) => step.Difference switch
    {
        { MoreThanNoise: true, Value.Sign: > 0 } => "on",
        { MoreThanNoise: true } => "off",
        _ => "",
    };

    /// <summary>"+2,10 (từ −0,4 đến +4,6)".</summary>
    public static string Moved(this ReportText text, Difference? difference) => difference switch
    {
        { Value: not null, Interval: { } i } => text["{0} (từ {1} đến {2})", Signed(text, difference.Rounded!.Value), Signed(text, i.Low), Signed(text, i.High)],
        { Value: not null } => Signed(text, difference.Rounded!.Value),
        _ => ReportText.Nothing,
    };

    public static string Hundredths(this ReportText text, decimal? value) => value is { } known ? text.Number(known, "N2") : ReportText.Nothing;

    private static string Signed(ReportText text, decimal value) => (value > 0 ? "+" : value < 0 ? "−" : "") + text.Number(Math.Abs(value), "N2");

    private static string Signed(ReportText text, double value) => (value > 0 ? "+" : value < 0 ? "−" : "") + text.Number(Math.Abs(value));
}
