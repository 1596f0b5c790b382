using System.Text.Json;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>A figure as the recomputation has it: the index unrounded, its base, and the variance of one group of responses.</summary>
/// <param name="Value">Index points.</param>
/// <param name="Variance">Of the value as a part of 1; NaN where it is not reckoned.</param>
/// <param name="IsShare">Whether the variance is that of a share of responses.</param>
internal sealed record Reckoned(Fraction Value, long Base, double Variance, bool IsShare = false);

/// <summary>
/// One index of one questionnaire in one period, reckoned answer by answer from the dump. It is slow and says each rule of
/// DOMAIN.md, section 3, as plainly as it can; it shares nothing with the program's own figures.
/// </summary>
internal sealed class Recomputed
{
    private readonly Dump _dump;
    private readonly List<DumpedVersion> _versions;
    private readonly DumpedVersion _target;
    private readonly Dictionary<(long Version, string Item), string?> _items = [];
    private readonly Dictionary<(long Version, string Index, int Dimension), bool> _alike = [];
    private readonly Dictionary<(DumpedRow Row, PaperItem Item), Worth?> _worth = [];

    /// <param name="dump">What the database holds.</param>
    /// <param name="questionnaire">The questionnaire's code.</param>
    /// <param name="period">The period asked for: its latest answered version tells everything.</param>
    /// <param name="index">The index's code.</param>
    public Recomputed(Dump dump, string questionnaire, DumpedPeriod period, string index)
    {
        _dump = dump;
        _versions = [.. dump.Versions.Where(v => v.Questionnaire == questionnaire).OrderBy(v => v.Number)];
        var ids = _versions.Select(v => v.Id).ToHashSet();
        Rows = [.. dump.Rows.Where(r => ids.Contains(r.Version))];
        var answered = Rows.Where(r => period.First <= r.Day && r.Day <= period.Last).Select(r => r.Version).ToHashSet();
        _target = _versions.FindLast(v => answered.Contains(v.Id)) ?? _versions[^1];
        Index = PaperIndex.Find(_target.Model, index)!;
    }

    public List<DumpedRow> Rows { get; }

    public PaperIndex Index { get; }

    public IReadOnlyList<string> ItemCodes => [.. Index.Dimensions.SelectMany(d => d.Items).Select(i => i.Code)];

    /// <summary>The whole index (null), one of its dimensions, or an item, over some responses; by another definition where one is given.</summary>
    public Reckoned? Figure(IReadOnlyList<DumpedRow> rows, string? dimension = null, string? item = null, PaperIndex? by = null)
    {
        var index = by ?? Index;
        if (item is not null && index.Dimensions.SelectMany(d => d.Items).Single(i => i.Code == item) is { Number: null } counted)
        {
            return OfItem(rows, index, counted);
        }

        var dimensions = Enumerable.Range(0, index.Dimensions.Count)
            .Where(d => (dimension ?? (item is null ? null : index.Dimensions.Single(x => x.Items.Any(i => i.Code == item)).Code)) is not { } only || index.Dimensions[d].Code == only).ToList();
        if (!IsComparable(rows, dimension is null && item is null ? null : dimensions[0]))
        {
            return null;
        }

        var asks = dimensions.SelectMany(d => index.Counted(index.Dimensions[d]).Select(i => (Dimension: d, Item: i))).ToList();
        var answers = rows.Select(r => asks.Select(a => Worth(r, a.Item)?.By(index.Method)).ToList()).Where(a => a.Exists(x => x is not null)).ToList();
        var least = Math.Max(1, index.MinimumBase);
        if (answers.Count < least)
        {
            return null;
        }

        if (index.Method == "all_positive" || (index.Method == "top_two_box" && asks.Count == 1))
        {
            var share = (Fraction)answers.Count(a => a.TrueForAll(x => x is null || x == (Fraction)1)) / answers.Count;
            return new(100 * share, answers.Count, share.Double * (1 - share.Double) / answers.Count, IsShare: true);
        }

        var isWhole = dimension is null && item is null;
        var groups = isWhole && !index.Weighted
            ? [(Weight: (Fraction)1, Places: Enumerable.Range(0, asks.Count).ToList())]
            : Groups(index, dimensions, [.. asks.Select(a => a.Dimension)]);
        var enough = isWhole && index.Weighted
            ? dimensions.TrueForAll(d => answers.Count(a => asks.Index().Any(x => x.Item.Dimension == d && a[x.Index] is not null)) >= least)
            : true;
        var items = index.Factor == "mean_of_items" && !(isWhole && !index.Weighted) && dimensions.Exists(d => index.Dimensions[d].Items.Count > 1);
        return enough && (!items || groups.TrueForAll(g => g.Places.TrueForAll(p => answers.Count(a => a[p] is not null) >= least)))
            ? Mean(answers, groups) : null;
    }

    private static List<(Fraction Weight, List<int> Places)> Groups(PaperIndex index, List<int> dimensions, List<int> dimensionOf)
    {
        var all = Fraction.Sum(dimensions.Select(d => index.Dimensions[d].Weight));
        return [.. dimensions.SelectMany(d =>
        {
            var places = Enumerable.Range(0, dimensionOf.Count).Where(p => dimensionOf[p] == d).ToList();
            var weight = index.Dimensions[d].Weight / all;
            return index.Factor == "mean_of_items" ? places.Select(p => (weight / places.Count, new List<int> { p })) : [(weight, places)];
        })];
    }

    // Each group's plain mean, weighted; the variance from what each response moves (m/(m − 1)·Σz²).
    private static Reckoned Mean(List<List<Fraction?>> answers, List<(Fraction Weight, List<int> Places)> groups)
    {
        var value = (Fraction)0;
        var moved = new double[answers.Count];
        foreach (var (weight, places) in groups)
        {
            var given = answers.SelectMany(a => places.Select(p => a[p]).OfType<Fraction>()).ToList();
            var mean = Fraction.Sum(given.CountBy(x => x).Select(x => x.Value * x.Key)) / given.Count;
            value += weight * mean;
            for (var i = 0; i < moved.Length; i++)
            {
                moved[i] += weight.Double * places.Sum(p => answers[i][p] is { } x ? x.Double - mean.Double : 0) / given.Count;
            }
        }

        var m = answers.Count;
        return new(100 * value, m, m < 2 ? double.NaN : m / (m - 1.0) * moved.Sum(z => z * z));
    }

    private Reckoned? OfItem(IReadOnlyList<DumpedRow> rows, PaperIndex index, PaperItem item)
    {
        var answers = rows.Select(r => Worth(r, item)?.By(index.Method)).Where(x => x is not null).Select(x => new List<Fraction?> { x }).ToList();
        if (answers.Count < Math.Max(1, index.MinimumBase))
        {
            return null;
        }

        var mean = Mean(answers, [(1, [0])]);
        return index.Method is "all_positive" or "top_two_box"
            ? mean with { Variance = mean.Value.Double / 100 * (1 - (mean.Value.Double / 100)) / answers.Count, IsShare = true }
            : mean;
    }

    private Worth? Worth(DumpedRow row, PaperItem item) =>
        _worth.TryGetValue((row, item), out var known) ? known : _worth[(row, item)] = Read(row, item);

    /// <summary>What the response says to an item, told in the latest version's codes; null: nothing that counts.</summary>
    private Worth? Read(DumpedRow row, PaperItem item)
    {
        var source = SourceOf(row.Version, item.Code);
        return source is null || !row.Answers.TryGetValue(source, out var answer) ? null
            : item.Number is not null ? item.Of(answer)
            : Told(row.Version, source, answer.GetString()!) is { } code ? item.Of(code) : null;
    }

    /// <summary>The code that the response gives to a scale item, told in the latest version's codes; null: none.</summary>
    public string? Code(DumpedRow row, PaperItem item) => SourceOf(row.Version, item.Code) is { } source && row.Answers.TryGetValue(source, out var answer)
        ? Told(row.Version, source, answer.GetString()!) : null;

    /// <summary>The item's code in an older version; null where there was none, or where two would be one.</summary>
    private string? SourceOf(long version, string item)
    {
        if (!_items.TryGetValue((version, item), out var source))
        {
            var model = _versions.Single(v => v.Id == version).Model;
            var became = model.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray())
                .Where(i => Became(version, i.GetProperty("code").GetString()!) == item).ToList();
            source = became.Count == 1 && became[0].GetProperty("kind").GetString() == Kind(item) ? became[0].GetProperty("code").GetString() : null;
            _items[(version, item)] = source;
        }

        return source;
    }

    private string? Kind(string item) => _target.Model.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray())
        .Where(i => i.GetProperty("code").GetString() == item).Select(i => i.GetProperty("kind").GetString()).SingleOrDefault();

    private IEnumerable<DumpedVersion> Since(long version) =>
        _versions.Where(v => v.Number > _versions.Single(x => x.Id == version).Number && v.Number <= _target.Number);

    // Published mapping after published mapping; what is not named keeps its code.
    private string? Became(long version, string item)
    {
        string? code = item;
        foreach (var next in Since(version))
        {
            code = code is null ? null : Next(next.Mapping, "items", code);
        }

        return code;
    }

    private string? Told(long version, string item, string answer)
    {
        var (at, code) = ((string?)item, (string?)answer);
        foreach (var next in Since(version))
        {
            code = code is null || at is null ? null
                : next.Mapping is { } mapping && mapping.TryGetProperty("codes", out var codes) && codes.TryGetProperty(at, out var ofItem) ? Next(ofItem, code) : code;
            at = at is null ? null : Next(next.Mapping, "items", at);
        }

        return code;
    }

    private static string? Next(JsonElement? mapping, string part, string code) =>
        mapping is { } m && m.TryGetProperty(part, out var names) ? Next(names, code) : code;

    private static string? Next(JsonElement names, string code) => names.TryGetProperty(code, out var became) ? became.GetString() : code;

    /// <summary>Whether every version among the responses counted in the dimension (or in the whole index) just what the latest counts.</summary>
    private bool IsComparable(IReadOnlyList<DumpedRow> rows, int? dimension) => rows.Select(r => r.Version).Distinct().Where(v => v != _target.Id).All(version =>
    {
        var old = PaperIndex.Find(_versions.Single(v => v.Id == version).Model, Index.Code);
        return old is not null && (dimension is { } d ? IsAlike(version, old, d)
            : old.Dimensions.Count == Index.Dimensions.Count && Enumerable.Range(0, Index.Dimensions.Count).All(x => IsAlike(version, old, x)));
    });

    private bool IsAlike(long version, PaperIndex old, int dimension)
    {
        if (!_alike.TryGetValue((version, old.Code, dimension), out var alike))
        {
            var now = Index.Counted(Index.Dimensions[dimension]);
            alike = old.Dimensions.Any(before => old.Counted(before) is var items && items.Count == now.Count
                && now.All(n => SourceOf(version, n.Code) is { } source && items.FirstOrDefault(i => i.Code == source) is { } was && IsAlike(version, was, n)));
            _alike[(version, old.Code, dimension)] = alike;
        }

        return alike;
    }

    private bool IsAlike(long version, PaperItem was, PaperItem now)
    {
        if (was.Number is { } number)
        {
            return now.Number == number;
        }

        return was.Codes.All(code => Told(version, was.Code, code) is { } told && now.Has(told) && (was.Of(code), now.Of(told)) switch
        {
            (null, null) => true,
            ({ } a, { } b) => a.Positive == b.Positive && a.Negative == b.Negative && a.Score - a.Lowest == b.Score - b.Lowest && a.Highest - a.Lowest == b.Highest - b.Lowest,
            _ => false,
        });
    }
}
