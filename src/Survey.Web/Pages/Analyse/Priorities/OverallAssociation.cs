using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>How the answers to each item of the index go with those to the overall item, counted response by response.</summary>
internal sealed class OverallAssociation
{
    private readonly List<Side> _items;
    private readonly Side _overall;
    private readonly Dictionary<(Place Place, int Column), long[,]> _counts = [];

    private OverallAssociation(IndexReading reading, ScaleItem overall)
    {
        _overall = new Side(reading, overall);
        _items = [.. reading.Items.OfType<ScaleItem>().Where(i => i.Code != overall.Code && reading.DimensionOf.ContainsKey(i.Code)).Select(i => new Side(reading, i))];
    }

    /// <summary>The place of the overall item among the reading's.</summary>
    public int OverallColumn => _overall.Column;

    public IEnumerable<int> Columns => _items.Select(i => i.Column);

    /// <summary>Null where the questionnaire names no overall item, or the index is that item alone.</summary>
    public static OverallAssociation? Of(IndexReading reading) =>
        reading.Questionnaire.Overall is { } code && reading.Questionnaire.FindItem(code) is ScaleItem overall
        && new OverallAssociation(reading, overall) is { _items.Count: > 0 } association ? association : null;

    /// <summary>Counts a response for the places it belongs to.</summary>
    public void Add(ReleasedSheet sheet, params ReadOnlySpan<Place> places)
    {
        if (_overall.PointIn(sheet) is not { } column)
        {
            return;
        }

        foreach (var item in _items)
        {
            if (item.PointIn(sheet) is { } row)
            {
                foreach (var place in places)
                {
                    CountsOf(place, item)[row, column]++;
                }
            }
        }
    }

    /// <summary>Null below ten responses, and where one of the two answers never varies.</summary>
    public AssociationFigure? Of(Place place, int column) =>
        _counts.TryGetValue((place, column), out var counts) && Association.Gamma(counts) is { Value: not null, Base: >= Suppression.MinimumBreakdown } figure
            ? figure
            : null;

    private long[,] CountsOf(Place place, Side item)
    {
        if (!_counts.TryGetValue((place, item.Column), out var counts))
        {
            _counts.Add((place, item.Column), counts = new long[item.Points, _overall.Points]);
        }

        return counts;
    }

    /// <summary>An item's points, worst first, as the index reads them.</summary>
    private sealed class Side
    {
        private readonly ItemAnswers _answers;
        private readonly Dictionary<string, int> _places;

        public Side(IndexReading reading, ScaleItem item)
        {
            _answers = new ItemAnswers(item);
            Column = reading.ColumnOfItem(reading.Items.ToList().FindIndex(i => i.Code == item.Code));
            var reversed = reading.Index.Dimensions.SelectMany(d => d.Items).FirstOrDefault(i => i.Code == item.Code) is { Reversed: true };
            var points = reversed ? item.Scale.Points.OrderByDescending(p => p.Score) : item.Scale.Points.OrderBy(p => p.Score);
            _places = points.Index().ToDictionary(p => p.Item.Code, p => p.Index, StringComparer.Ordinal);
        }

        public int Column { get; }
        public int Points => _places.Count;

        public int? PointIn(ReleasedSheet sheet) =>
            _answers.CodesIn(sheet).FirstOrDefault() is { } code && _places.TryGetValue(code, out var place) ? place : null;
    }
}
