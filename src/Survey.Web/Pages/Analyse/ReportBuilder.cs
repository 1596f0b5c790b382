using System.Globalization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>Makes the report of one unit from counts that are already read.</summary>
internal sealed class ReportBuilder
{
    private static readonly StringComparer Vietnamese = StringComparer.Create(CultureInfo.GetCultureInfo("vi-VN"), ignoreCase: true);

    private readonly ResultsChain _chain;
    private readonly ReportQuery _query;
    private readonly Place _place;
    private readonly Facet _facet;
    private readonly ReportFigures _now;
    private readonly ReportFigures? _before;
    private readonly Dictionary<PeriodCounts, ReportFigures> _figures = [];

    public ReportBuilder(ResultsChain chain, ReportQuery query, Place place, Facet facet)
    {
        (_chain, _query, _place, _facet) = (chain, query, place, facet);
        _now = Figures(chain.Periods[^1]);
        _before = chain.Periods.Count > 1 ? Figures(chain.Periods[^2]) : null;
        _figures[chain.Periods[^1]] = _now;
        if (_before is not null)
        {
            _figures[chain.Periods[^2]] = _before;
        }
    }

    private IndexReading Reading => _chain.Reading;

    private PeriodCounts Counts => _now.Counts;

    public UnitReport Build()
    {
        var units = _place.Children.Where(c => c.Unit is not null).Select(UnitRow).OfType<ReportRow>().ToList();
        return new UnitReport
        {
            Query = _query,
            Unit = UnitOf(_place),
            Ancestors = [.. _place.Ancestors.Select(UnitOf)],
            Period = Counts.Period,
            Before = _before?.Counts.Period,
            QuestionnaireTitle = Reading.Questionnaire.Title,
            Told = Reading.Questionnaire,
            Versions = VersionsIn(),
            Together = Together(),
            Index = Reading.Index,
            OtherIndices = [.. Reading.Questionnaire.Indices.Where(i => i.Code != Reading.Index.Code)],
            Synthetic = _chain.Periods.Any(p => p.CellsOf(_place).Any(c => c.Wave.Synthetic && _facet.Matches(c))),
            Sampling = IsShown ? [.. CellsIn().Select(c => c.Wave.Sampling).Distinct().Order()] : [],
            Modes = [.. ModeRows()],
            Classes = [.. ClassRows()],
            FoldedAt = _chain.World.FoldedAt,
            NotYetReleased = null,
            Overall = Row((_place.Code, _place.Name, _place.NameEn), _place, _facet),
            Dimensions = [.. Reading.Index.Dimensions.Select(DimensionRow)],
            Items = [.. Reading.Items.Select(ItemRow)],
            Units = units,
            MeanOfUnits = MeanOf(units),
            Services = [.. ServiceRows()],
            Points = [.. _place.Subtree().Where(p => p.Point is not null).Select(UnitRow).OfType<ReportRow>()],
            Channels = [.. ChannelRows()],
            Trend = [.. _chain.Periods.Select(p => new TrendPoint(p.Period, Trend(p)))],
        };
    }

    private bool IsShown => Counts.Disclosure.IsShown(_place, _facet);

    /// <summary>Whether the selection is large enough for tables.</summary>
    private bool IsBrokenDown => Counts.Disclosure.IsBrokenDown(_place, _facet);

    private IEnumerable<CountedCell> CellsIn() => Counts.CellsOf(_place).Where(_facet.Matches);

    private List<int> VersionsIn()
    {
        var ids = IsShown ? CellsIn().Select(c => c.Wave.VersionId).ToHashSet() : [];
        var numbers = _chain.World.Versions.Where(v => ids.Contains(v.Id)).Select(v => v.Number).Order().ToList();
        return numbers.Count > 0 ? numbers : [Reading.Number];
    }

    private VersionsTogether Together()
    {
        var shown = _chain.Periods.Where(p => p.Disclosure.IsShown(_place, _facet)).Select(FiguresOf).ToList();
        var ids = shown.SelectMany(f => f.Counts.CellsOf(_place)).Where(_facet.Matches).Select(c => c.Wave.VersionId).ToHashSet();
        var earlier = shown.Where(f => f.Counts != Counts).ToList();
        return new VersionsTogether(
            [.. _chain.World.Versions.Where(v => ids.Contains(v.Id)).Select(v => v.Number).Order()],
            !IsShown || _now.IsComparable(_place, _facet),
            earlier.TrueForAll(f => f.IsComparable(_place, _facet)),
            [.. Reading.Index.Dimensions.Where((_, i) => shown.Exists(f => !f.IsComparable(_place, _facet, 1 + i))).Select(d => d.Code)]);
    }

    private Figure? Trend(PeriodCounts period) => FiguresOf(period).Figure(_place, _facet);

    private ReportFigures FiguresOf(PeriodCounts period) => _figures.TryGetValue(period, out var known)
        ? known
        : _figures[period] = new ReportFigures(period, _chain.Transactions);

    /// <summary>A child unit or a point; null where it neither existed in the period nor has anything to show.</summary>
    private ReportRow? UnitRow(Place place)
    {
        var row = Part((place.Code, place.Name, place.NameEn), place, _facet);
        return row.Figure is null && !place.ExistsIn(Counts.Period) ? null : row;
    }

    private IEnumerable<ReportRow> ServiceRows()
    {
        var offered = _place.Subtree().Where(p => p.Point is not null && p.ExistsIn(Counts.Period)).SelectMany(p => _chain.World.Offered[p.Id]).ToHashSet();
        var ids = _facet.Service is { } only ? [only] : offered.Union(CellsIn().Select(c => c.ServiceId)).ToList();
        return ids.Select(id => (Id: id, Name: ServiceName(_chain.World, id))).OrderBy(s => s.Name.Vi, Vietnamese)
            .Select(s => (s.Id, Row: Part(s.Name, _place, _facet with { Service = s.Id })))
            .Where(s => s.Row.Figure is not null || offered.Contains(s.Id)).Select(s => s.Row);
    }

    internal static (string Code, string Vi, string En) ServiceName(ResultsWorld world, long id) => world.Services.TryGetValue(id, out var service)
        ? (service.Code, service.Name, service.NameEn)
        : (ResultsQuery.NoService, "Không chọn dịch vụ", "No service chosen");

    private IEnumerable<ReportRow> ChannelRows() => Enum.GetValues<Channel>()
        .Where(c => _facet.Channel is null || _facet.Channel == c)
        .Select(c => Part(NameOf(c), _place, _facet with { Channel = c }))
        .Where(r => r.Figure is not null);

    internal static (string Code, string Vi, string En) NameOf(Channel channel) => channel switch
    {
        Channel.Qr => ("qr", "Mã QR", "QR code"),
        Channel.Link => ("link", "Đường dẫn", "Link"),
        Channel.Kiosk => ("kiosk", "Máy đặt tại quầy", "Kiosk"),
        Channel.Receipt => ("receipt", "Giấy hẹn, biên nhận", "Receipt"),
        Channel.Paper => ("paper", "Phiếu giấy", "Paper"),
        _ => ("interview", "Phỏng vấn", "Interview"),
    };

    // A mode alone is a row of a table, too: nothing where the whole is too small for tables.
    private IEnumerable<ModeRow> ModeRows()
    {
        var all = _facet with { Sampling = null };
        var modes = Counts.Disclosure.IsShown(_place, all)
            ? Counts.CellsOf(_place).Where(all.Matches).Select(c => c.Wave.Sampling).Distinct().Order().ToList() : [];
        return modes.Count < 2 ? [] : modes.Select(m => new ModeRow(m, PartOf(all, _facet with { Sampling = m })));
    }

    private IEnumerable<ClassRow> ClassRows()
    {
        var all = _facet with { Filled = null };
        var classes = all.Channel is null && Counts.Disclosure.IsShown(_place, all)
            ? Counts.CellsOf(_place).Where(all.Matches).Select(c => Facet.ClassOf(c.Channel)).Distinct().Order().ToList() : [];
        return classes.Count < 2 ? [] : classes.Select(c => new ClassRow(c, PartOf(all, _facet with { Filled = c })));
    }

    private Figure? PartOf(Facet whole, Facet part) => Counts.Disclosure.IsBrokenDown(_place, whole) ? _now.Figure(_place, part) : null;

    private ReportRow DimensionRow(DimensionDefinition dimension, int place) => Row(
        (dimension.Code, dimension.Title.In("vi"), dimension.Title.In("en")), _place, _facet, column: 1 + place);

    /// <summary>A row of a table: nothing where the whole is too small for tables, now or before.</summary>
    private ReportRow Part((string Code, string Vi, string En) name, Place place, Facet facet)
    {
        var row = Row(name, place, facet);
        var before = _before?.Counts.Disclosure.IsBrokenDown(_place, _facet) == true ? row : row with { Before = null, Difference = null };
        return IsBrokenDown ? before : before with { Figure = null, Difference = null, TargetMet = null, Distribution = null };
    }

    private ReportRow Row((string Code, string Vi, string En) name, Place place, Facet facet, int column = 0)
    {
        var figure = _now.Figure(place, facet, column);
        var before = _before?.Figure(place, facet, column);
        var target = column == 0 ? TargetOf(place) : null;
        return new ReportRow
        {
            Code = name.Code,
            Name = name.Vi,
            NameEn = name.En,
            Figure = figure,
            Before = before,
            Difference = figure is null ? null
                : before is not null ? SatisfactionIndex.Compare(figure, before)
                : _before?.IsComparable(place, facet, column) == false ? new Difference { Comparable = false } : null,
            Target = target,
            TargetMet = figure?.Value is { } value && target is not null ? Meets(value, target) : null,
            Distribution = figure is null || !Counts.Disclosure.IsBrokenDown(place, facet, column) ? null : Distribution(place, facet, column),
        };
    }

    private IReadOnlyList<PointCount>? Distribution(Place place, Facet facet, int column) => ReportDistribution.Of(
        _now.Sum(place, facet), Reading.Questionnaire,
        column == 0 ? Reading.Index.Dimensions.SelectMany(d => d.Items) : Reading.Index.Dimensions[column - 1].Items);

    private ItemRow ItemRow(Item item, int place)
    {
        var column = Reading.ColumnOfItem(place);
        var dimension = Reading.DimensionOf.GetValueOrDefault(item.Code);
        var shown = Counts.Disclosure.IsShown(_place, _facet, column);
        var sum = shown ? _now.Sum(_place, _facet) : null;
        return new ItemRow
        {
            Code = item.Code,
            Text = item.Text,
            Dimension = dimension,
            Figure = dimension is null ? null : _now.Figure(_place, _facet, column),
            Distribution = sum is not null && Counts.Disclosure.IsBrokenDown(_place, _facet, column) ? ReportDistribution.Of(sum, item) : null,
            Base = sum?.Base(item.Code) ?? 0,
            NotApplicable = sum?.NotApplicable(item.Code) ?? 0,
        };
    }

    /// <summary>A unit that is hidden in the table is left out here, too: otherwise the mean would give it away.</summary>
    private static MeanOfUnits? MeanOf(List<ReportRow> units)
    {
        var counted = units.Where(u => u.Figure is not null).ToList();
        var mean = SatisfactionIndex.MeanOfUnits([.. counted.Select(u => u.Figure!)]);
        return mean.Figure.Value is null
            ? null
            : new MeanOfUnits(mean.Figure, [.. units.Where(u => u.Figure is null).Concat(mean.LeftOut.Select(i => counted[i])).Select(u => u.Name)]);
    }

    private Target? TargetOf(Place place)
    {
        var targets = _chain.World.Targets.Where(t => t.IndexCode == Reading.Index.Code && t.Year == Counts.Period.Year).ToList();
        return targets.Find(t => t.UnitId == place.NearestUnit.Id) ?? targets.Find(t => t.UnitId is null);
    }

    private static bool Meets(Rational value, Target target)
    {
        var wanted = new Rational(target.ValueHundredths, 100);
        return target.Operator == TargetOperator.Above ? value > wanted : value >= wanted;
    }

    private static ReportUnit UnitOf(Place place) =>
        new(place.Code, place.Name, place.NameEn, place.Unit!.Level, place.Unit.Feedback);

    /// <summary>The figures of a period, with the sums of all rows of this report made in one pass over its cells.</summary>
    private ReportFigures Figures(PeriodCounts counts)
    {
        var figures = new ReportFigures(counts, _chain.Transactions);
        var sums = new RowSums<(Place, Facet)>(Reading);
        foreach (var child in _place.Children)
        {
            foreach (var point in child.Subtree().Where(p => p.Point is not null))
            {
                foreach (var cell in counts.CellsOf(point).Where(_facet.Matches))
                {
                    sums.Add(cell, new HashSet<(Place, Facet)>
                    {
                        (_place, _facet),
                        (_place, _facet with { Service = cell.ServiceId }),
                        (_place, _facet with { Channel = cell.Channel }),
                        (child, _facet),
                        (point, _facet),
                    });
                }
            }
        }

        foreach (var row in sums.Rows)
        {
            figures.Know(row.Item1, row.Item2, sums.Of(row));
        }

        return figures;
    }
}
