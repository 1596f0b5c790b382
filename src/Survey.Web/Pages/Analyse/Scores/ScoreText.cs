using System.Globalization;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The words and numbers of score sheets.</summary>
public static class ScoreText
{
    /// <summary>Points as S2 prints them: four decimals, rounded once.</summary>
    public static string Points(this ReportText text, Rational? points) => points is { } value ? text.Number(value.ToDecimal(4), "N4") : ReportText.Nothing;

    public static string Ratio(this ReportText text, Rational? ratio) => ratio is { } value ? text.Number((value * 100).ToDecimal(2), "N2") + "%" : ReportText.Nothing;

    /// <summary>A number as it is read: as many decimals as it needs, at most four.</summary>
    public static string Plain(this ReportText text, Rational? number) => number is { } value ? text.Number(value.ToDecimal(4), "#,##0.####") : ReportText.Nothing;

    /// <summary>A number as it stands in a field to type in.</summary>
    public static string Typed(this ReportText text, Rational? number) => number is { } value ? value.ToDecimal(10).ToString("0.##########", text.Culture) : "";

    /// <summary>A typed number, with a decimal comma or point; null where it is none within a thousand million, with at most six decimals.</summary>
    public static decimal? Read(string text) =>
        decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000m && decimal.Round(number, 6) == number ? number : null;

    public static string State(this ReportText text, ScoreState state) => state switch
    {
        ScoreState.Draft => text["đang chấm"],
        ScoreState.Submitted => text["chờ thẩm định"],
        _ => text["đã thẩm định"],
    };

    public static string StateClass(ScoreState state) => state switch { ScoreState.Draft => "off", ScoreState.Submitted => "warn", _ => "on" };

    public static string Kind(this ReportText text, string kind) => kind switch
    {
        "linear" => text["tỷ lệ thuận"],
        "threshold_linear" => text["tỷ lệ thuận từ một ngưỡng"],
        "steps" => text["theo bậc"],
        "ratio" => text["phần trên tổng (b/a)"],
        "year_on_year" => text["so với năm trước"],
        "checklist" => text["đánh dấu từng mục"],
        "choice" => text["chọn một"],
        "sum" => text["cộng các phần"],
        _ => text["chấm tay"],
    };

    public static string Warning(this ReportText text, ScoringWarning warning) => warning.Kind switch
    {
        ScoringWarningKind.Total => text["Tổng in là {0}, các tiêu chí cộng lại là {1}.", text.Plain(warning.Printed), text.Plain(warning.Computed)],
        ScoringWarningKind.PrintedParts => text["Tổng in là {0}, điểm in của các phần cộng lại là {1}.", text.Plain(warning.Printed), text.Plain(warning.Computed)],
        ScoringWarningKind.Group => text["Mục {0} in {1}, các tiêu chí bên trong cộng lại là {2}.", warning.Criterion!, text.Plain(warning.Printed), text.Plain(warning.Computed)],
        _ => text["Tiêu chí {0} tối đa {1} nhưng cách chấm chỉ cho tới {2}.", warning.Criterion!, text.Plain(warning.Printed), text.Plain(warning.Computed)],
    };

    /// <summary>The formula in a line, as an officer would say it.</summary>
    public static string Formula(this ReportText text, Formula formula, decimal max) => formula switch
    {
        ThresholdLinearFormula t => text["Từ {0} trở lên: số × {1} : {2}; dưới đó: {3} điểm", text.Plain(t.Threshold), text.Plain(max), text.Plain(t.Full), text.Plain(t.Below)],
        LinearFormula { Reversed: true } r => text["({1} − số) × {0} : {1}; số cao là xấu", text.Plain(max), text.Plain(r.Full)],
        LinearFormula l => text["số × {0} : {1}", text.Plain(max), text.Plain(l.Full)],
        StepsFormula s => string.Join("; ", s.Steps.Select(x => x.AtLeast is { } bound ? text["từ {0}: {1} điểm", text.Plain(bound), text.Plain(x.Points)] : text["còn lại: {0} điểm", text.Plain(x.Points)])),
        RatioFormula => text["b × {0} : a", text.Plain(max)],
        YearOnYearFormula y => text["cao hơn năm trước {0}, bằng {1}, thấp hơn {2}", text.Plain(y.Higher), text.Plain(y.Equal), text.Plain(y.Lower)],
        ManualFormula { Guidance: { } guidance } => text.In(guidance),
        _ => "",
    };

    public static string Plain(this ReportText text, decimal number) => text.Number(number, "#,##0.####");

    /// <summary>"Which index must reach what for the next half point".</summary>
    public static string Next(this ReportText text, NextPoints next) => next.Side switch
    {
        BoundSide.AtMost => text["còn nhiều nhất {0} thì thêm {1} điểm", text.Up(next.Bound, up: false), text.Plain(next.Gain)],
        BoundSide.Above => text["trên {0} thì thêm {1} điểm", text.Plain(next.Bound), text.Plain(next.Gain)],
        _ => text["đạt {0} thì thêm {1} điểm", text.Up(next.Bound, up: true), text.Plain(next.Gain)],
    };

    // Rounded to the side on which the bound is reached: who reaches what is printed has the points.
    private static string Up(this ReportText text, Rational bound, bool up)
    {
        var near = bound.ToDecimal(4);
        var exact = Rational.FromDecimal(near);
        return text.Plain(up && exact < bound ? near + 0.0001m : !up && exact > bound ? near - 0.0001m : near);
    }
}
