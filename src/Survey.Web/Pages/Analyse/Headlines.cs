using Survey.Core.Indices;

namespace Survey.Web.Pages.Analyse;

/// <summary>Headings that say what a chart or table shows, and no more than its figures carry.</summary>
public sealed class Headlines(ReportText text)
{
    /// <summary>The last point against the first, and against the target; what lies between is for the eye.</summary>
    public string Trend(UnitReport report)
    {
        var known = report.Trend.Where(t => t.Figure?.Value is not null).ToList();
        if (known.Count < 2)
        {
            return text["Chỉ số theo kỳ"];
        }

        var change = SatisfactionIndex.Compare(known[^1].Figure!, known[0].Figure!);
        var goal = known[^1] == report.Trend[^1] ? Goal(change, report) : "";
        return text[Movement(change), known[0].Period.NameIn(text.Language)] + (goal.Length == 0 ? "" : text[goal]);
    }

    public string Dimensions(UnitReport report)
    {
        var ranked = report.Dimensions.Where(d => d.Figure?.Value is not null).OrderByDescending(d => d.Figure!.Value!.Value).ToList();
        return ranked.Count < 2 || ranked[0].Figure!.Rounded == ranked[^1].Figure!.Rounded
            ? text["Các yếu tố"]
            : text["Cao nhất: {0}; thấp nhất: {1}", ranked[0].NameIn(text.Language), ranked[^1].NameIn(text.Language)];
    }

    public string Units(UnitReport report)
    {
        var judged = report.Units.Where(u => u.TargetMet is not null).ToList();
        return judged.Count < 2
            ? text["Các đơn vị"]
            : text["{0} trong {1} đơn vị có số liệu đạt chỉ tiêu", judged.Count(u => u.TargetMet == true), judged.Count];
    }

    private static string Movement(Difference change) => change switch
    {
        { Comparable: false } => "Cách tính đã đổi từ {0}",
        { MoreThanNoise: true, Value.Sign: > 0 } => "Cao hơn {0}",
        { MoreThanNoise: true } => "Thấp hơn {0}",
        _ => "Chưa khác rõ so với {0}",
    };

    // The target belongs to the last point only; without a figure there, nothing is said of it.
    private static string Goal(Difference change, UnitReport report) => (report.Overall.TargetMet, change) switch
    {
        (true, { MoreThanNoise: true, Value.Sign: < 0 }) => ", nhưng còn đạt chỉ tiêu",
        (true, _) => ", đã đạt chỉ tiêu",
        (false, { MoreThanNoise: true, Value.Sign: > 0 }) => ", nhưng chưa đạt chỉ tiêu",
        (false, _) => ", chưa đạt chỉ tiêu",
        _ => "",
    };
}
