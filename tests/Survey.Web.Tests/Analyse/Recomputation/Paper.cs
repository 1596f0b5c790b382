using System.Text.Json;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>How one answer counts: whether it is positive and negative, its score after reversal, and the range of its scale.</summary>
internal readonly record struct Worth(bool Positive, bool Negative, long Score, long Lowest, long Highest)
{
    /// <summary>What the method takes of the answer, as a part of 1.</summary>
    public Fraction By(string method) => method switch
    {
        "top_two_box" or "all_positive" => Positive ? 1 : 0,
        "net_share" => (Positive ? 1 : 0) - (Negative ? 1 : 0),
        "mean_score" or "points" => (Fraction)(Score - Lowest) / (Highest - Lowest),
        "mean_of_maximum" => (Fraction)Score / Highest,
        "expectation_met" => (Fraction)Score / 100,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such method."),
    };
}

/// <summary>One item of a dimension as its file writes it: what each code is worth; nothing for "does not apply".</summary>
internal sealed class PaperItem
{
    private readonly Dictionary<string, Worth?> _worth = [];
    private readonly Dictionary<string, long> _asked = [];
    private readonly (long Lowest, long Highest)? _number;

    public PaperItem(JsonElement model, JsonElement counted)
    {
        Code = counted.GetProperty("code").GetString()!;
        var item = model.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray())
            .Single(i => i.GetProperty("code").GetString() == Code);
        if (item.GetProperty("kind").GetString() == "number")
        {
            _number = (item.GetProperty("min").GetInt64(), item.GetProperty("max").GetInt64());
            return;
        }

        var scale = model.GetProperty("scales").EnumerateArray().Single(s => s.GetProperty("code").GetString() == item.GetProperty("scale").GetString());
        var points = scale.GetProperty("points").EnumerateArray().Select(p => (Code: p.GetProperty("code").GetString()!, Score: p.GetProperty("score").GetInt64())).ToList();
        var (lowest, highest) = (points.Min(p => p.Score), points.Max(p => p.Score));
        var reversed = counted.TryGetProperty("reversed", out var r) && r.GetBoolean();
        var best = points.Select(p => (p.Code, Score: reversed ? lowest + highest - p.Score : p.Score)).OrderByDescending(p => p.Score).ToList();
        var positive = Named(counted, "positive") ?? [.. best.Take(2).Select(p => p.Code)];
        var negative = Named(counted, "negative") ?? [.. best.TakeLast(2).Select(p => p.Code).Where(c => !positive.Contains(c))];
        foreach (var (code, score) in best)
        {
            _asked[code] = reversed ? lowest + highest - score : score;
            _worth[code] = new Worth(positive.Contains(code), negative.Contains(code), score, lowest, highest);
        }

        if (scale.TryGetProperty("notApplicable", out var none))
        {
            _worth[none.GetProperty("code").GetString()!] = null;
        }
    }

    public string Code { get; }

    public IEnumerable<string> Codes => _worth.Keys;

    public (long Lowest, long Highest)? Number => _number;

    public bool Has(string code) => _worth.ContainsKey(code);

    /// <summary>The score that the scale gives, before any reversal.</summary>
    public long AskedScore(string code) => _asked[code];

    public Worth? Of(string code) => _worth.GetValueOrDefault(code);

    /// <summary>Of a stored answer that is already told in this version's codes.</summary>
    public Worth? Of(JsonElement answer) => _number is var (lowest, highest)
        ? new Worth(answer.GetInt64() >= 100, false, answer.GetInt64(), lowest, highest)
        : Of(answer.GetString()!);

    private static string[]? Named(JsonElement counted, string name) =>
        counted.TryGetProperty(name, out var codes) ? [.. codes.EnumerateArray().Select(c => c.GetString()!)] : null;
}

internal sealed record PaperDimension(string Code, Fraction Weight, IReadOnlyList<PaperItem> Items, string? Overall);

/// <summary>An index as its file writes it.</summary>
internal sealed record PaperIndex
{
    public required string Code { get; init; }
    public required string Method { get; init; }
    public required string Factor { get; init; }
    public required bool Weighted { get; init; }

    /// <summary>Whether the file asks for the weighted mean of the dimensions.</summary>
    public required bool IsWeightedFile { get; init; }
    public required string RollUp { get; init; }
    public required int MinimumBase { get; init; }
    public required IReadOnlyList<PaperDimension> Dimensions { get; init; }

    /// <summary>The items that a dimension counts.</summary>
    public IReadOnlyList<PaperItem> Counted(PaperDimension dimension) =>
        Factor == "overall_item" ? [.. dimension.Items.Where(i => i.Code == dimension.Overall)] : dimension.Items;

    public static PaperIndex? Find(JsonElement model, string code)
    {
        var index = model.GetProperty("indices").EnumerateArray().FirstOrDefault(i => i.GetProperty("code").GetString() == code);
        return index.ValueKind == JsonValueKind.Undefined ? null : new PaperIndex
        {
            Code = code,
            Method = index.GetProperty("method").GetString()!,
            Factor = index.TryGetProperty("factor", out var factor) ? factor.GetString()! : "pooled",
            // Points add up over the criteria, whatever the file says of a composite.
            Weighted = index.GetProperty("composite").GetString() == "weighted" || index.GetProperty("method").GetString() == "points",
            IsWeightedFile = index.GetProperty("composite").GetString() == "weighted",
            RollUp = index.GetProperty("rollUp").GetString()!,
            MinimumBase = index.GetProperty("minimumBase").GetInt32(),
            Dimensions = [.. index.GetProperty("dimensions").EnumerateArray().Select(d => new PaperDimension(
                d.GetProperty("code").GetString()!, Fraction.Of(d.GetProperty("weight").GetDecimal()),
                [.. d.GetProperty("items").EnumerateArray().Select(i => new PaperItem(model, i))],
                d.TryGetProperty("overall", out var overall) ? overall.GetString() : null))],
        };
    }
}
