using System.Globalization;
using System.Text.Json;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Comparisons;

namespace Survey.Web.Tests.Analyse.Recomputation;

/// <summary>A filter, as the recomputation applies it.</summary>
internal sealed record PaperFilter
{
    public Service? Service { get; init; }
    public bool NoService { get; init; }
    public Channel? Channel { get; init; }
    public SamplingMode? Sampling { get; init; }
    public ChannelClass? Filled { get; init; }

    // Paper and interviews were written down by somebody else.
    public bool Holds(DumpedRow row) => (Service is null || row.Service == Service.Id) && (!NoService || row.Service == 0)
        && (Channel is null || row.Channel == (int)Channel) && (Sampling is null || row.Mode == Sampling.ToString())
        && (Filled is null || row.Channel is 5 or 6 == (Filled == ChannelClass.Recorded));
}

/// <summary>Counts agreements and keeps what differs.</summary>
internal sealed class FigureCheck
{
    private readonly List<string> _wrong = [];
    private int _shown;

    public void Figure(string what, Figure? shown, Reckoned? reckoned, (double Low, double High)? interval = null, bool hasInterval = false)
    {
        if (shown?.Value is null)
        {
            return;
        }

        _shown++;
        if (reckoned is null || shown.Rounded!.Value.ToString("0.00", CultureInfo.InvariantCulture) != reckoned.Value.Printed(2) || shown.Base != reckoned.Base)
        {
            _wrong.Add($"{what}: shown {shown.Rounded} of {shown.Base}, reckoned {reckoned?.Value.Printed(2) ?? "nothing"} of {reckoned?.Base}");
        }
        else if (hasInterval && !Agrees(shown, interval))
        {
            _wrong.Add($"{what}: shown {shown.Rounded} {shown.Interval}{(shown.IntervalIsBound ? " at most" : "")}, reckoned {interval}");
        }
    }

    public void Text(string what, string? shown, string? reckoned)
    {
        _shown++;
        if (shown != reckoned)
        {
            _wrong.Add($"{what}: shown {shown}, reckoned {reckoned}");
        }
    }

    public void AgreesOn(int least)
    {
        Assert.True(_wrong.Count == 0, $"{_wrong.Count} of {_shown} differ, such as\n{string.Join('\n', _wrong.Take(20))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{_shown}");
        Assert.True(_shown >= least, $"Only {_shown} figures were shown.");
    }

    // A bound is as wide as the exact interval or wider.
    private static bool Agrees(Figure shown, (double Low, double High)? interval) => (shown.Interval, interval) switch
    {
        (null, null) => true,
        ({ } a, { } b) => shown.IntervalIsBound
            ? a.Low <= b.Low + 1e-6 && a.High >= b.High - 1e-6
            : Math.Abs(a.Low - b.Low) < 1e-6 && Math.Abs(a.High - b.High) < 1e-6,
        _ => false,
    };
}

/// <summary>The figures of a report and of those of the units below, reckoned.</summary>
internal sealed class PaperReport
{
    private readonly Recomputed _recomputed;
    private readonly PaperPlaces _places;
    private readonly PaperFilter _filter;
    private readonly Dump _dump;
    private readonly string _period;
    private readonly string _name;
    private readonly ResultsChain _chain;
    private readonly Facet _facet;
    private readonly Dictionary<(string Unit, Part Part, string Period, PaperIndex? By), (Reckoned?, bool)> _figures = [];
    private readonly Dictionary<(string Unit, string Period), List<DumpedRow>> _rows = [];

    public PaperReport(Dump dump, ReportQuery query, PaperFilter filter, ResultsChain chain, Facet facet)
    {
        var (questionnaire, index, period, asOf) = (query.Questionnaire, query.Index!, query.Period, query.AsOf);
        (_chain, _facet) = (chain, facet);
        _recomputed = new(dump, questionnaire, dump.Periods[period], index);
        (_places, _filter, _dump, _period) = (new(dump, asOf), filter, dump, period);
        _name = $"{questionnaire} {index} {period} {(asOf is null ? "then" : "now")} {_recomputed.Index.Method}/{_recomputed.Index.Factor}/{_recomputed.Index.RollUp} {filter}";
    }

    public PaperIndex Index => _recomputed.Index;

    public void Check(FigureCheck check, UnitReport report)
    {
        var unit = _places[report.Unit.Code];
        var name = $"{_name} {unit.Code}";
        Row(check, $"{name} whole", report.Overall.Figure, unit, new());
        foreach (var (i, dimension) in report.Dimensions.Index())
        {
            Row(check, $"{name} {dimension.Code}", dimension.Figure, unit, new(Dimension: i));
        }

        foreach (var item in report.Items.Where(i => i.Figure is not null))
        {
            Row(check, $"{name} item {item.Code}", item.Figure, unit, new(Item: item.Code));
        }

        foreach (var child in report.Units.Where(u => u.Figure is not null))
        {
            check.Figure($"{name} child {child.Code}", child.Figure, Of(_places[child.Code], new()).Figure);
        }

        Trend(check, name, report, unit);
        Difference(check, name, report);
        MeanOfUnits(check, name, report);
        if (Index.RollUp == "pooled")
        {
            Tables(check, name, report, unit);
        }
    }

    /// <summary>The second figures beside a report's.</summary>
    public void CheckOther(FigureCheck check, UnitReport report, OtherWay? other, Choices choice)
    {
        if (other is null)
        {
            return;
        }

        JsonElement? weights = other.Weights is null ? null : JsonDocument.Parse(other.Weights.Weights).RootElement;
        var by = Index with
        {
            Method = choice.Method ?? Index.Method,
            Factor = choice.Factor ?? Index.Factor,
            Weighted = other.Weights is not null || Index.IsWeightedFile || (choice.Method ?? Index.Method) == "points",
            Dimensions = weights is not { } set ? Index.Dimensions
                : [.. Index.Dimensions.Select(d => d with { Weight = Fraction.Of(decimal.Parse(set.GetProperty(d.Code).GetString()!, CultureInfo.InvariantCulture)) })],
        };
        var unit = _places[report.Unit.Code];
        var name = $"{_name} {unit.Code} by {choice.Method}{choice.Factor}{choice.Weights}";
        check.Figure($"{name} whole", other.Overall.Other, Of(unit, new(), by: by).Figure);
        foreach (var (i, dimension) in other.Dimensions.Index())
        {
            check.Figure($"{name} dimension {i}", dimension.Other, Of(unit, new(Dimension: i), by: by).Figure);
        }

        foreach (var (child, figure) in report.Units.Zip(other.Units))
        {
            check.Figure($"{name} child {child.Code}", figure.Other, Of(_places[child.Code], new(), by: by).Figure);
        }
    }

    /// <summary>A figure of a unit: of its responses together, or of its child units that have one that is shown.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="part">What of the index.</param>
    /// <param name="period">The period; null: the report's.</param>
    /// <param name="by">Another definition; null: the index's own.</param>
    public (Reckoned? Figure, bool IsRolledUp) Of(DumpedUnit unit, Part part, string? period = null, PaperIndex? by = null)
    {
        var key = (unit.Code, part, period ?? _period, by);
        return _figures.TryGetValue(key, out var known) ? known : _figures[key] = Reckon(unit, part, period ?? _period, by);
    }

    private (Reckoned? Figure, bool IsRolledUp) Reckon(DumpedUnit unit, Part part, string at, PaperIndex? by)
    {
        if (Index.RollUp != "pooled")
        {
            var children = _places.Children(unit).Where(c => IsShown(c, part, at)).Select(c => (Unit: c, Of(c, part, at, by).Figure))
                .Select(c => (c.Figure, Weight: Index.RollUp == "mean_of_units" ? 1 : _places.Transactions(c.Unit, at, _filter.NoService ? 0 : _filter.Service?.Id)))
                .Where(c => c.Figure is { Base: >= 5 } && c.Weight > 0).ToList();
            if (children.Count > 0)
            {
                var all = (Fraction)children.Sum(c => c.Weight);
                return (new(Fraction.Sum(children.Select(c => c.Weight * c.Figure!.Value)) / all, children.Sum(c => c.Figure!.Base), double.NaN), true);
            }
        }

        return (_recomputed.Figure(RowsOf(unit, at), part.Dimension is { } d ? Index.Dimensions[d].Code : null, part.Item, by), false);
    }

    /// <summary>Whether the answers to each scale item may be told.</summary>
    public bool TellsEachItem(DumpedUnit unit, int? dimension) => _chain.World.UnitsByCode[unit.Code] is var place && Asked(dimension).TrueForAll(i =>
        _chain.Periods[^1].Disclosure.IsBrokenDown(place, _facet, _chain.Reading.ColumnOfItem(_chain.Reading.Items.Index().First(k => k.Item.Code == i.Code).Index)));

    /// <summary>How often each point of a scale was chosen, as it was asked.</summary>
    public (Dictionary<(string Code, long Score), long> Points, long None, long Positive) Told(DumpedUnit unit, int? dimension)
    {
        var points = new Dictionary<(string Code, long Score), long>();
        var (none, positive) = (0L, 0L);
        foreach (var item in Asked(dimension))
        {
            var codes = RowsOf(unit, _period).Select(r => _recomputed.Code(r, item)).OfType<string>().ToList();
            foreach (var code in item.Codes.Where(c => item.Of(c) is not null))
            {
                var count = codes.Count(c => c == code);
                points[(code, item.AskedScore(code))] = points.GetValueOrDefault((code, item.AskedScore(code))) + count;
                positive += item.Of(code)!.Value.Positive ? count : 0;
            }

            none += codes.Count(c => item.Has(c) && item.Of(c) is null);
        }

        return (points, none, positive);
    }

    private List<PaperItem> Asked(int? dimension) =>
        [.. Index.Dimensions.Where((_, i) => dimension is null || dimension == i).SelectMany(d => d.Items).Where(i => i.Number is null)];

    private void Row(FigureCheck check, string name, Figure? shown, DumpedUnit unit, Part part)
    {
        var (reckoned, isRolledUp) = Of(unit, part);
        var hasInterval = reckoned is not null && !isRolledUp;
        check.Figure(name, shown, reckoned, hasInterval ? Interval(reckoned!, RowsOf(unit, _period), part, Population(unit)) : null, hasInterval);
    }

    private (double Low, double High)? Interval(Reckoned reckoned, List<DumpedRow> rows, Part part, Func<List<DumpedRow>, long?> population)
    {
        var ranges = Index.Dimensions.Select(RangeOf).ToList();
        var (low, high) = part.Item is { } item ? RangeOf(Index.Dimensions.Single(d => d.Items.Any(i => i.Code == item)))
            : part.Dimension is { } d ? ranges[d]
            : Index.Weighted ? (Weighted(r => r.Low), Weighted(r => r.High))
            : (ranges.Min(r => r.Low), ranges.Max(r => r.High));
        return PaperInterval.Of(reckoned, low, high, population(rows));

        double Weighted(Func<(double Low, double High), double> bound) =>
            ranges.Zip(Index.Dimensions, (r, x) => bound(r) * x.Weight.Double).Sum() / Index.Dimensions.Sum(x => x.Weight.Double);
    }

    /// <summary>The least and the most that the method can give a dimension.</summary>
    private (double Low, double High) RangeOf(PaperDimension dimension)
    {
        var item = dimension.Items[0];
        var (low, high) = item.Number ?? item.Codes.Select(item.Of).OfType<Worth>().Select(w => (w.Lowest, w.Highest)).First();
        return Index.Method switch
        {
            "net_share" => (-1, 1),
            "mean_of_maximum" => ((double)low / high, 1),
            "expectation_met" => (low / 100.0, high / 100.0),
            _ => (0, 1),
        };
    }

    // Everyone was asked: nothing is left to chance. A random sample: out of the transactions.
    private Func<List<DumpedRow>, long?> Population(DumpedUnit? unit) => rows => rows.Select(r => r.Mode).Distinct().ToList() switch
    {
        ["Census"] => 0,
        ["Probability"] when unit is not null && _filter is { Channel: null, Filled: null }
            && _places.Transactions(unit, _period, _filter.NoService ? 0 : _filter.Service?.Id) is > 0 and var all => all,
        _ => null,
    };

    // Which units count above them is told by what may be shown of them; that is not reckoned here.
    private bool IsShown(DumpedUnit unit, Part part, string period) => _chain.World.UnitsByCode.TryGetValue(unit.Code, out var place)
        && _chain.Periods.Single(p => p.Period.Code == period).Disclosure.IsShown(place, _facet, part.Dimension is { } d ? 1 + d
            : part.Item is { } item ? _chain.Reading.ColumnOfItem(_chain.Reading.Items.Index().First(i => i.Item.Code == item).Index) : 0);

    private List<DumpedRow> RowsOf(DumpedUnit unit, string period)
    {
        if (!_rows.TryGetValue((unit.Code, period), out var rows))
        {
            _rows[(unit.Code, period)] = rows = _places.Rows(In(period), unit);
        }

        return rows;
    }

    private IEnumerable<DumpedRow> In(string period)
    {
        var (_, first, last) = _dump.Periods[period];
        return _recomputed.Rows.Where(r => first <= r.Day && r.Day <= last && _filter.Holds(r));
    }

    private void Trend(FigureCheck check, string name, UnitReport report, DumpedUnit unit)
    {
        foreach (var (period, figure) in report.Trend)
        {
            check.Figure($"{name} trend {period.Code}", figure, Of(unit, new(), period.Code).Figure);
        }
    }

    private void Difference(FigureCheck check, string name, UnitReport report)
    {
        if (report.Overall.Difference is { Comparable: true, Rounded: { } shown })
        {
            var unit = _places[report.Unit.Code];
            var (now, before) = (Of(unit, new()).Figure, Of(unit, new(), report.Before!.Code).Figure);
            check.Text($"{name} difference", shown.ToString("0.00", CultureInfo.InvariantCulture), now is null || before is null ? null : (now.Value - before.Value).Printed(2));
        }
    }

    private void MeanOfUnits(FigureCheck check, string name, UnitReport report)
    {
        if (report.MeanOfUnits is { } mean)
        {
            var counted = report.Units.Where(u => u.Figure is not null).Select(u => Of(_places[u.Code], new()).Figure!).Where(f => f.Base >= 5).ToList();
            check.Figure($"{name} mean of units", mean.Figure, new(Fraction.Sum(counted.Select(f => f.Value)) / counted.Count, counted.Sum(f => f.Base), double.NaN));
        }
    }

    private void Tables(FigureCheck check, string name, UnitReport report, DumpedUnit unit)
    {
        var rows = RowsOf(unit, _period);
        foreach (var (row, of) in report.Services.Select(s => (s, rows.Where(r => r.Service == _dump.Services.GetValueOrDefault(s.Code)).ToList()))
            .Concat(report.Channels.Select(c => (c, rows.Where(r => ((Channel)r.Channel).ToString().Equals(c.Code, StringComparison.OrdinalIgnoreCase)).ToList())))
            .Where(r => r.Item1.Figure is not null))
        {
            check.Figure($"{name} row {row.Code}", row.Figure, _recomputed.Figure(of));
        }

        foreach (var mode in report.Modes.Where(m => m.Figure is not null))
        {
            var all = _places.Rows(_recomputed.Rows.Where(r => InPeriod(r) && (_filter with { Sampling = mode.Mode }).Holds(r)), unit);
            check.Figure($"{name} mode {mode.Mode}", mode.Figure, _recomputed.Figure(all));
        }

        foreach (var kind in report.Classes.Where(m => m.Figure is not null))
        {
            var all = _places.Rows(_recomputed.Rows.Where(r => InPeriod(r) && (_filter with { Filled = kind.Class }).Holds(r)), unit);
            check.Figure($"{name} class {kind.Class}", kind.Figure, _recomputed.Figure(all));
        }
    }

    private bool InPeriod(DumpedRow row) => _dump.Periods[_period].First <= row.Day && row.Day <= _dump.Periods[_period].Last;
}

/// <summary>The whole index, a dimension by its place, or an item.</summary>
internal sealed record Part(int? Dimension = null, string? Item = null);
