namespace Survey.Web.Pages.Analyse.Trends;

/// <summary>A run of days, inclusive.</summary>
internal readonly record struct Days(DateOnly First, DateOnly Last)
{
    public bool Contains(Days other) => First <= other.First && other.Last <= Last;
}

/// <summary>A piece of time with the pieces it is cut into. A piece that is cut nowhere at one grain is the same at the next.</summary>
internal sealed class TrendPiece(Days days, TrendPiece? parent)
{
    public Days Days => days;
    public TrendPiece? Parent => parent;
    public List<TrendPiece> Children { get; } = [];

    /// <summary>The segment that the piece belongs to.</summary>
    public TrendPiece Segment => parent?.Segment ?? this;
}

/// <summary>
/// Time as a tree: segments (runs of days that no reporting period cuts) ⊃ quarters ⊃ months ⊃ weeks ⊃ days. What a boundary
/// cuts is two pieces, so every piece is a whole number of finer ones and lies in the same periods throughout. Only in a tree can
/// what is hidden at a coarse grain be hidden at every finer one.
/// </summary>
internal sealed class TrendCalendar
{
    // From coarse to fine.
    private static readonly TrendGrain[] Grains = [TrendGrain.Quarter, TrendGrain.Month, TrendGrain.Week, TrendGrain.Day];
    private readonly Dictionary<Days, TrendPiece> _pieces = [];
    private readonly List<Days> _segments;

    /// <param name="segments">Runs of days that no period cuts.</param>
    /// <param name="today">Later days are in no piece: nothing has come in on them.</param>
    public TrendCalendar(IEnumerable<Days> segments, DateOnly today)
    {
        _segments = [.. segments.Where(s => s.First <= today).Select(s => s with { Last = s.Last < today ? s.Last : today })];
        foreach (var segment in _segments)
        {
            Grow(Register(new(segment, null)), 0);
        }
    }

    /// <summary>The piece of exactly these days; null where the tree has none.</summary>
    public TrendPiece? Find(Days days) => _pieces.GetValueOrDefault(days);

    public IReadOnlyList<Days> Segments => _segments;

    /// <summary>All pieces of a grain, in order. A week never leaves its month, nor a month its segment.</summary>
    public IEnumerable<Days> PiecesOf(TrendGrain grain) => _segments.SelectMany(s =>
        Grains.TakeWhile(g => g != grain).Append(grain)
            .Aggregate(new List<Days> { s }, (pieces, g) => [.. pieces.SelectMany(p => Cut(p, g))]));

    /// <summary>The whole week, month or quarter that a day belongs to.</summary>
    public static Days Whole(DateOnly day, TrendGrain grain)
    {
        var first = StartOf(day, grain);
        var next = grain switch
        {
            TrendGrain.Week => first.AddDays(7),
            TrendGrain.Month => first.AddMonths(1),
            TrendGrain.Quarter => first.AddMonths(3),
            _ => first.AddDays(1),
        };
        return new(first, next.AddDays(-1));
    }

    /// <summary>The segments that the boundaries of periods make of some days; only those within a period.</summary>
    public static IEnumerable<Days> SegmentsOf(IReadOnlyList<Days> periods, Days within)
    {
        var starts = periods.SelectMany(p => new[] { p.First, p.Last.AddDays(1) }).Distinct().Order().ToList();
        return starts.Zip(starts.Skip(1), (first, next) => new Days(first, next.AddDays(-1)))
            .Where(s => s.Last >= within.First && s.First <= within.Last && periods.Any(p => p.Contains(s)));
    }

    private void Grow(TrendPiece piece, int level)
    {
        if (level == Grains.Length)
        {
            return;
        }

        var parts = Cut(piece.Days, Grains[level]);
        if (parts.Count == 1)
        {
            Grow(piece, level + 1);
            return;
        }

        foreach (var part in parts)
        {
            var child = Register(new(part, piece));
            piece.Children.Add(child);
            Grow(child, level + 1);
        }
    }

    private TrendPiece Register(TrendPiece piece)
    {
        _pieces.Add(piece.Days, piece);
        return piece;
    }

    private static List<Days> Cut(Days days, TrendGrain grain)
    {
        var parts = new List<Days>();
        for (var first = days.First; first <= days.Last;)
        {
            var last = Whole(first, grain).Last;
            parts.Add(new(first, last < days.Last ? last : days.Last));
            first = last.AddDays(1);
        }

        return parts;
    }

    private static DateOnly StartOf(DateOnly day, TrendGrain grain) => grain switch
    {
        TrendGrain.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TrendGrain.Month => new(day.Year, day.Month, 1),
        TrendGrain.Quarter => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => day,
    };
}
