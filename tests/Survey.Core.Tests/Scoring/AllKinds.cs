using System.Globalization;
using System.Text;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Xunit;

namespace Survey.Core.Tests.Scoring;

/// <summary>A scheme with a criterion of every kind.</summary>
internal static class AllKinds
{
    public const string Json = """
        {"format":1,"code":"kinds","version":1,"title":{"vi":"B"},"effectiveFrom":"2022-01-01","printedTotal":12,
         "criteria":[
          {"code":"G","title":{"vi":"g"},"note":{"vi":"ghi chú"},"printedMax":11,"criteria":[
           {"code":"G.L","title":{"vi":"l"},"max":2,"notApplicable":"lower_base","formula":{"kind":"linear","input":{"kind":"typed","name":"x"},"full":100}},
           {"code":"G.R","title":{"vi":"r"},"max":0.5,"formula":{"kind":"linear","input":{"kind":"typed","name":"x"},"reversed":true,"full":100}},
           {"code":"G.T","title":{"vi":"t"},"max":0.5,"formula":{"kind":"threshold_linear","input":{"kind":"typed","name":"x"},"threshold":95,"full":100}},
           {"code":"G.B","title":{"vi":"b"},"max":0.5,"formula":{"kind":"threshold_linear","input":{"kind":"typed","name":"x"},"threshold":95,"below":0.1,"full":100}},
           {"code":"G.S","title":{"vi":"s"},"max":0.5,"formula":{"kind":"steps","input":{"kind":"typed","name":"x"},"steps":[{"atLeast":100,"points":0.5},{"atLeast":80,"points":0.25},{"points":0}]}},
           {"code":"G.Q","title":{"vi":"q"},"max":1,"formula":{"kind":"ratio","part":{"kind":"typed","name":"b"},"whole":{"kind":"typed","name":"a"}}},
           {"code":"G.Y","title":{"vi":"y"},"max":1,"formula":{"kind":"year_on_year","input":{"kind":"typed","name":"p"},"higher":1,"equal":0.5,"lower":0}},
           {"code":"G.C","title":{"vi":"c"},"max":0.5,"notApplicable":"full_marks","formula":{"kind":"checklist","parts":[
             {"code":"q1_time","title":{"vi":"1"},"points":0.125},{"code":"q1_content","title":{"vi":"2"},"points":0.125},{"code":"q3_time","title":{"vi":"3"},"points":0.125}]}},
           {"code":"G.O","title":{"vi":"o"},"max":0.5,"formula":{"kind":"choice","options":[{"code":"yes","title":{"vi":"có"},"points":0.5},{"code":"no","title":{"vi":"không"},"points":0}]}},
           {"code":"G.M","title":{"vi":"m"},"max":1,"formula":{"kind":"manual","guidance":{"vi":"xem"}}},
           {"code":"G.U","title":{"vi":"u"},"max":2,"formula":{"kind":"sum","parts":[
             {"code":"joined","title":{"vi":"1"},"max":0.5,"formula":{"kind":"choice","options":[{"code":"yes","title":{"vi":"có"},"points":0.5},{"code":"no","title":{"vi":"không"},"points":0}]}},
             {"code":"right","title":{"vi":"2"},"max":1,"formula":{"kind":"linear","input":{"kind":"typed","name":"x"},"full":100}},
             {"code":"prize","title":{"vi":"3"},"max":0.5,"formula":{"kind":"choice","options":[{"code":"yes","title":{"vi":"có"},"points":0.5},{"code":"no","title":{"vi":"không"},"points":0}]}}]}}]}]}
        """;

    public static ScoringScheme Scheme { get; } = Read(Json);

    public static ScoringScheme Read(string json)
    {
        var result = ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(result.Problems);
        return result.Scheme!;
    }

    /// <summary>Facts from a line such as "x=87.345;last p=85".</summary>
    public static ScoreFacts Facts(string numbers)
    {
        var pairs = numbers.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => decimal.Parse(p[1], CultureInfo.InvariantCulture));
        return new()
        {
            Typed = pairs.Where(p => !p.Key.StartsWith("last ", StringComparison.Ordinal)).ToDictionary(),
            EarlierTyped = pairs.Where(p => p.Key.StartsWith("last ", StringComparison.Ordinal)).ToDictionary(p => p.Key[5..], p => p.Value),
        };
    }

    public static ScoredCriterion Criterion(string code) => Scheme.All.OfType<ScoredCriterion>().Single(c => c.Code == code);

    public static Rational? Points(string code, ScoreFacts facts, string? answer)
    {
        var criterion = Criterion(code);
        return criterion.Formula.Points(facts, ScoreAnswer.Read(criterion.Formula, answer), Rational.FromDecimal(criterion.Max));
    }
}
