using System.Numerics;
using System.Runtime.InteropServices;
using Survey.Core.Responses;

namespace Survey.Core.Indices;

/// <summary>
/// Counts of codes of any number of responses to one questionnaire version. Tallies add up over counters, services, days
/// and units in any order and grouping; taking out what was put in leaves nothing behind.
/// Not safe for use by several threads at once.
/// </summary>
public sealed partial class Tally
{
    private readonly long[] _counts;
    private List<int>? _touched;
    private long[]? _scratch;

    /// <summary>Makes an empty tally.</summary>
    public Tally(TallyLayout layout)
        : this(layout, new long[layout.Length])
    {
    }

    private Tally(TallyLayout layout, long[] counts) => (Layout, _counts) = (layout, counts);

    /// <summary>Which number stands where.</summary>
    public TallyLayout Layout { get; }

    /// <summary>How many responses were added, less those taken out.</summary>
    public long Responses => _counts[0];

    /// <summary>Whether every number is 0.</summary>
    public bool IsEmpty => !_counts.AsSpan().ContainsAnyExcept(0L);

    internal ReadOnlySpan<long> Counts => _counts;

    /// <summary>Makes every number 0 again.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        _incomparable = null;
    }

    /// <summary>Adds one response.</summary>
    /// <exception cref="ArgumentException">The sheet does not fit the version; nothing was added.</exception>
    public void Add(AnswerSheet sheet) => Apply(sheet, 1);

    /// <summary>Takes one response out that was added before (here or in a tally added to this one).</summary>
    /// <exception cref="ArgumentException">The sheet does not fit the version; nothing was taken out.</exception>
    public void Subtract(AnswerSheet sheet) => Apply(sheet, -1);

    /// <summary>Adds every number of another tally of the same version.</summary>
    /// <exception cref="ArgumentException">The other tally counts something else.</exception>
    public void Add(Tally other)
    {
        Accept(other);
        var sums = Vectors(_counts);
        var terms = Vectors(other._counts);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += terms[i];
        }

        for (var i = sums.Length * Vector<long>.Count; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }
    }

    /// <summary>Takes every number of another tally of the same version out.</summary>
    /// <exception cref="ArgumentException">The other tally counts something else.</exception>
    public void Subtract(Tally other)
    {
        Accept(other);
        var sums = Vectors(_counts);
        var terms = Vectors(other._counts);
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] -= terms[i];
        }

        for (var i = sums.Length * Vector<long>.Count; i < _counts.Length; i++)
        {
            _counts[i] -= other._counts[i];
        }
    }

    /// <summary>Whether no number of the other is larger: whether what it counts may all be counted here, too.</summary>
    /// <exception cref="ArgumentException">The other tally counts something else.</exception>
    public bool Covers(Tally other)
    {
        Accept(other);
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] < other._counts[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many responses hold this code in this item (number items: fall into this band).</summary>
    /// <exception cref="ArgumentException">No such item or code.</exception>
    public long Count(string item, string code) => _counts[Layout.Item(item).PositionOf(code)];

    /// <summary>How many responses were shown this item; the base of a multiple choice.</summary>
    /// <exception cref="ArgumentException">No such item.</exception>
    public long Shown(string item) => _counts[Layout.Item(item).Shown];

    /// <summary>How many responses answered "does not apply"; 0 where the item does not offer it.</summary>
    /// <exception cref="ArgumentException">No such item.</exception>
    public long NotApplicable(string item) =>
        Layout.Item(item).NotApplicable is { } position ? _counts[position] : 0;

    /// <summary>How many responses hold a valid answer to this item: blank and not-applicable left out; in a multiple
    /// choice, those that chose at least one.</summary>
    /// <exception cref="ArgumentException">No such item.</exception>
    public long Answered(string item)
    {
        var slots = Layout.Item(item);
        if (slots.Answered is { } position)
        {
            return _counts[position];
        }

        var all = slots.Codes.Sum(code => _counts[slots.PositionOf(code)]);
        return all - NotApplicable(item);
    }

    /// <summary>What a share of this item's codes is a share of: shown in a multiple choice, answered elsewhere.</summary>
    /// <exception cref="ArgumentException">No such item.</exception>
    public long Base(string item) => Layout.Item(item).Answered is null ? Answered(item) : Shown(item);

    // As many numbers at once as the processor adds at once; the few after the last whole group follow one by one.
    private static Span<Vector<long>> Vectors(long[] counts) => MemoryMarshal.Cast<long, Vector<long>>(counts.AsSpan());

    private void Accept(Tally other)
    {
        if (!Layout.Fits(other.Layout))
        {
            throw new ArgumentException("The tallies belong to different questionnaire versions.", nameof(other));
        }

        MergeIncomparable(other);
    }

    private void Apply(AnswerSheet sheet, int sign)
    {
        var shown = Layout.HasConditions ? sheet.ShownItems(Layout.Questionnaire) : null;
        // All positions are found before the first number changes: a sheet that does not fit leaves the tally as it was.
        var touched = _touched ??= [];
        touched.Clear();
        var scratch = _scratch ??= new long[Layout.ScratchLength];
        Array.Clear(scratch);
        foreach (var item in Layout.Items)
        {
            if (shown is null || shown.Contains(item.Code))
            {
                touched.Add(item.Shown);
                if (sheet.Answers.TryGetValue(item.Code, out var answer))
                {
                    Read(item, answer, touched, scratch);
                }
            }
        }

        _counts[0] += sign;
        foreach (var position in touched)
        {
            _counts[position] += sign;
        }

        foreach (var index in Layout.Indices)
        {
            AddMoments(index, scratch.AsSpan(index.Scratch, index.VectorLength), sign);
        }
    }

    private static void Read(ItemSlots item, Answer answer, List<int> touched, long[] scratch)
    {
        item.Touch(answer, touched);
        if (item.Item is Questionnaires.ScaleItem)
        {
            foreach (var (index, dimension, score, counted) in item.ContributionsAt(touched[^1]))
            {
                if (counted)
                {
                    Add(score, index, dimension, scratch);
                }
            }
        }
        else if (item.Numbers.Length > 0 && item.Item is Questionnaires.NumberItem number)
        {
            foreach (var (index, dimension) in item.Numbers)
            {
                Add(PointScore.Of(number, ((NumberAnswer)answer).Value), index, dimension, scratch);
            }
        }
    }

    private static void Add(in PointScore score, IndexSlots index, int dimension, long[] scratch)
    {
        var vector = scratch.AsSpan(index.Scratch, index.VectorLength);
        vector[dimension]++;
        vector[index.Dimensions + dimension] += score.Positive;
        vector[(2 * index.Dimensions) + dimension] += score.Points;
        vector[(3 * index.Dimensions) + dimension] += score.Negative;
    }

    private void AddMoments(IndexSlots index, ReadOnlySpan<long> vector, int sign)
    {
        if (!AddResponses(index, vector, sign))
        {
            return;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            if (vector[i] == 0)
            {
                continue;
            }

            var (family, d) = (i / index.Dimensions, i % index.Dimensions);
            _counts[index.First(family, d)] += sign * vector[i];
            for (var other = family; other <= IndexSlots.T; other++)
            {
                if (index.HasSecond(family, other))
                {
                    var from = family == other ? d : 0;
                    var row = _counts.AsSpan(index.Second(family, d, other, from), index.Dimensions - from);
                    var factors = vector.Slice((other * index.Dimensions) + from, row.Length);
                    for (var j = 0; j < row.Length; j++)
                    {
                        row[j] += sign * vector[i] * factors[j];
                    }
                }
            }
        }
    }

    // Whether the response has a valid answer in the index at all.
    private bool AddResponses(IndexSlots index, ReadOnlySpan<long> vector, int sign)
    {
        bool any = false, all = true;
        for (var d = 0; d < index.Dimensions; d++)
        {
            if (vector[d] == 0)
            {
                continue;
            }

            any = true;
            _counts[index.Responses(d)] += sign;
            if (vector[index.Dimensions + d] == vector[d])
            {
                _counts[index.AllPositiveIn(d)] += sign;
            }
            else
            {
                all = false;
            }
        }

        if (any)
        {
            _counts[index.Any] += sign;
            _counts[index.AllPositive] += all ? sign : 0;
        }

        return any;
    }
}
