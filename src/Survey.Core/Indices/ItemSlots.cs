using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Indices;

/// <summary>What one code of one item adds to one dimension of one index, when it is answered.</summary>
/// <param name="Index">The index.</param>
/// <param name="Dimension">The dimension's place in the index.</param>
/// <param name="Score">How it counts.</param>
/// <param name="Counted">Whether the dimension's index counts it; else it makes the item's own figure only.</param>
internal readonly record struct Contribution(IndexSlots Index, int Dimension, PointScore Score, bool Counted);

/// <summary>The places of one item's numbers in the vector.</summary>
internal sealed class ItemSlots
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly int _firstCode;

    public ItemSlots(Item item, int position)
    {
        Item = item;
        Shown = position;
        Answered = item is MultipleChoiceItem ? position + 1 : null;
        _firstCode = position + (Answered is null ? 1 : 2);
        Codes = CodesOf(item);
        foreach (var code in Codes)
        {
            _positions.Add(code, _firstCode + _positions.Count);
        }

        NotApplicable = item is ScaleItem { Scale.NotApplicable: { } point } ? _positions[point.Code] : null;
        Contributions = new Contribution[Codes.Count][];
        Array.Fill(Contributions, []);
    }

    public Item Item { get; }

    public string Code => Item.Code;

    public int Shown { get; }

    /// <summary>Multiple choice only: who chose at least one. Elsewhere it follows from the codes' counts.</summary>
    public int? Answered { get; }

    public int? NotApplicable { get; }

    /// <summary>The codes in the vector's order: scale points, options or bands as listed, not-applicable last.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <summary>By code, in the order of <see cref="Codes"/>.</summary>
    public Contribution[][] Contributions { get; }

    /// <summary>Number items only: the dimensions that count the number itself.</summary>
    public (IndexSlots Index, int Dimension)[] Numbers { get; set; } = [];

    public int Length => _firstCode - Shown + Codes.Count;

    public int PositionOf(string code) => _positions.TryGetValue(code, out var position)
        ? position
        : throw new ArgumentException($"The item {Code} has no code {code}.", nameof(code));

    public int? FindPosition(string code) => _positions.TryGetValue(code, out var position) ? position : null;

    public ReadOnlySpan<Contribution> ContributionsAt(int position) => Contributions[position - _firstCode];

    /// <summary>How a code counts in a dimension; null where it does not.</summary>
    public PointScore? ScoreAt(int position, IndexSlots index, int dimension)
    {
        foreach (var contribution in ContributionsAt(position))
        {
            if (contribution.Dimension == dimension && ReferenceEquals(contribution.Index, index))
            {
                return contribution.Score;
            }
        }

        return null;
    }

    /// <summary>Adds the positions that an answer raises by one.</summary>
    /// <exception cref="ArgumentException">The answer does not fit the item.</exception>
    public void Touch(Answer answer, List<int> touched)
    {
        switch (Item, answer)
        {
            case (ScaleItem or SingleChoiceItem, CodeAnswer one):
                touched.Add(PositionOf(one.Code));
                break;
            case (MultipleChoiceItem, CodesAnswer many) when many.Codes.Count > 0:
                touched.Add(Answered!.Value);
                foreach (var code in many.Codes)
                {
                    touched.Add(PositionOf(code));
                }

                break;
            case (NumberItem number, NumberAnswer { Value: var value }):
                touched.Add(PositionOf(number.BandOf(value).Code));
                break;
            default:
                throw new ArgumentException($"The item {Code} cannot be answered with a {answer.GetType().Name}.", nameof(answer));
        }
    }

    public static IReadOnlyList<string> CodesOf(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => scale.NotApplicable is { } none
            ? [.. scale.Points.Select(p => p.Code), none.Code]
            : [.. scale.Points.Select(p => p.Code)],
        SingleChoiceItem single => [.. single.Options.Select(o => o.Code)],
        MultipleChoiceItem multiple => [.. multiple.Options.Select(o => o.Code)],
        NumberItem number => [.. number.Bands.Select(b => b.Code)],
        _ => [], // words are kept apart from the response and are not counted
    };
}
