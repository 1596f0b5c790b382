using System.Globalization;

namespace Survey.Core.Questionnaires.Editing;

/// <summary>Scales that stand ready.</summary>
public enum ScalePreset
{
    /// <summary>Very satisfied to very dissatisfied, with a not-applicable point.</summary>
    Satisfaction5,

    /// <summary>Fully agree to fully disagree.</summary>
    Agreement5,

    /// <summary>Far above to far below what was expected.</summary>
    Expectation5,

    /// <summary>Yes, no.</summary>
    YesNo2,

    /// <summary>Met, partly met, not met: 2, 1, 0.</summary>
    Points0To2,

    /// <summary>10 to 0, words at both ends.</summary>
    Points0To10,
}

/// <summary>Makes the scales that stand ready, with words in Vietnamese and English.</summary>
internal static class ScalePresets
{
    private static readonly (string Vi, string En)[] Satisfaction =
        [("Rất hài lòng", "Very satisfied"), ("Hài lòng", "Satisfied"), ("Bình thường", "Neutral"),
            ("Không hài lòng", "Dissatisfied"), ("Rất không hài lòng", "Very dissatisfied")];

    private static readonly (string Vi, string En)[] Agreement =
        [("Hoàn toàn đồng ý", "Strongly agree"), ("Đồng ý", "Agree"), ("Phân vân", "Neither agree nor disagree"),
            ("Không đồng ý", "Disagree"), ("Hoàn toàn không đồng ý", "Strongly disagree")];

    private static readonly (string Vi, string En)[] Expectation =
        [("Tốt hơn nhiều so với mong đợi", "Much better than expected"), ("Tốt hơn mong đợi", "Better than expected"),
            ("Đúng như mong đợi", "As expected"), ("Kém hơn mong đợi", "Worse than expected"),
            ("Kém hơn nhiều so với mong đợi", "Much worse than expected")];

    private static readonly (string Vi, string En)[] Met =
        [("Đạt", "Met"), ("Đạt một phần", "Partly met"), ("Không đạt", "Not met")];

    /// <summary>The scale, with a code that this questionnaire has not yet.</summary>
    public static Scale Make(Questionnaire q, ScalePreset preset)
    {
        var (code, points) = preset switch
        {
            ScalePreset.Agreement5 => ("agreement5", Points(q, Agreement, 1)),
            ScalePreset.Expectation5 => ("expectation5", Points(q, Expectation, 1)),
            ScalePreset.YesNo2 => ("yes_no", YesNo(q)),
            ScalePreset.Points0To2 => ("points0_2", Points(q, Met, 0)),
            ScalePreset.Points0To10 => ("points0_10", Ten(q)),
            _ => ("satisfaction5", Points(q, Satisfaction, 1)),
        };
        return new Scale
        {
            Code = CodeProposal.ForScale(q, code),
            Points = points,
            NotApplicable = preset == ScalePreset.Satisfaction5 ? NotApplicable(q) : null,
        };
    }

    /// <summary>The usual not-applicable point.</summary>
    public static NotApplicablePoint NotApplicable(Questionnaire q, string code = "na") =>
        new() { Code = code, Label = Wording.Of(q, "Không ý kiến", "No opinion") };

    private static IReadOnlyList<ScalePoint> Points(Questionnaire q, (string Vi, string En)[] words, int lowest) =>
        [.. words.Select((w, i) => Point(q, lowest + words.Length - 1 - i, w.Vi, w.En))];

    private static IReadOnlyList<ScalePoint> YesNo(Questionnaire q) =>
        [Point(q, 1, "Có", "Yes") with { Code = "yes" }, Point(q, 0, "Không", "No") with { Code = "no" }];

    private static IReadOnlyList<ScalePoint> Ten(Questionnaire q) => [.. Enumerable.Range(0, 11).Select(i => 10 - i).Select(n => n switch
    {
        10 => Point(q, 10, "10 – Rất tốt", "10 – Very good"),
        0 => Point(q, 0, "0 – Rất kém", "0 – Very poor"),
        _ => Point(q, n, n.ToString(CultureInfo.InvariantCulture), n.ToString(CultureInfo.InvariantCulture)),
    })];

    private static ScalePoint Point(Questionnaire q, int score, string vi, string en) =>
        new() { Code = score.ToString(CultureInfo.InvariantCulture), Score = score, Label = Wording.Of(q, vi, en) };
}
