using System.Numerics;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Indices;

/// <summary>
/// An index straight from the responses, for what counts alone do not hold: the exact interval of a mean of items (how the
/// answers to any two items go together), and definitions that no published version counts, such as the overall items of an
/// index that pools. By the same methods, rules and linearised variances as <see cref="SatisfactionIndex"/>, whose figures
/// it gives wherever that has an exact one. Moments add up; they are not stored.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class ResponseMoments
{
    private readonly Questionnaire _questionnaire;
    private readonly IndexDefinition _definition;
    private readonly CountedItem[] _items;
    private readonly long[] _vector; // of one response: valid answer (0 or 1) and x of each item
    private readonly long[] _first;
    private readonly long[,] _second;
    private readonly long[] _responses; // by dimension; the last: the whole index
    private readonly long[] _allPositive;

    /// <summary>Makes empty moments.</summary>
    /// <param name="questionnaire">The version that the responses belong to.</param>
    /// <param name="definition">Any definition over its items.</param>
    /// <exception cref="ArgumentException">The definition names an item that is missing or that its method cannot count.</exception>
    /// <exception cref="NotSupportedException">No such version of the method.</exception>
    public ResponseMoments(Questionnaire questionnaire, IndexDefinition definition)
    {
        if (!SatisfactionIndex.Supports(definition.Method, definition.MethodVersion))
        {
            throw new NotSupportedException($"There is no version {definition.MethodVersion} of the method {definition.Method}.");
        }

        (_questionnaire, _definition) = (questionnaire, definition);
        _items = [.. definition.Dimensions.SelectMany((d, place) => d.Counted(definition.Factor).Select(i => CountedItem.Of(questionnaire, definition.Method, i, place)))];
        (_vector, _first) = (new long[2 * _items.Length], new long[2 * _items.Length]);
        _second = new long[_first.Length, _first.Length];
        (_responses, _allPositive) = (new long[definition.Dimensions.Count + 1], new long[definition.Dimensions.Count + 1]);
    }

    /// <summary>Adds one response.</summary>
    /// <exception cref="ArgumentException">The sheet does not fit the version; nothing was added.</exception>
    public void Add(AnswerSheet sheet)
    {
        var shown = sheet.ShownItems(_questionnaire);
        Array.Clear(_vector);
        var whole = _responses.Length - 1;
        var (any, good) = (new bool[whole + 1], new bool[whole + 1]);
        Array.Fill(good, true);
        for (var j = 0; j < _items.Length; j++)
        {
            var item = _items[j];
            if (shown.Contains(item.Code) && sheet.Answers.TryGetValue(item.Code, out var answer) && item.ScoreOf(answer) is { } score)
            {
                (_vector[2 * j], _vector[(2 * j) + 1]) = (1, item.Numerator.At(score));
                (any[item.Dimension], any[whole]) = (true, true);
                good[item.Dimension] &= score.Positive > 0;
                good[whole] &= score.Positive > 0;
            }
        }

        for (var d = 0; d <= whole; d++)
        {
            _responses[d] += any[d] ? 1 : 0;
            _allPositive[d] += any[d] && good[d] ? 1 : 0;
        }

        AddProducts();
    }

    /// <summary>Adds the moments of other responses of the same version under the same definition.</summary>
    /// <exception cref="ArgumentException">The other moments are of something else.</exception>
    public void Add(ResponseMoments other)
    {
        if (!_items.Select(i => (i.Code, i.Dimension, i.Numerator)).SequenceEqual(other._items.Select(i => (i.Code, i.Dimension, i.Numerator))))
        {
            throw new ArgumentException("The moments are of other items or another method.", nameof(other));
        }

        Sum(_first, other._first);
        Sum(_responses, other._responses);
        Sum(_allPositive, other._allPositive);
        for (var i = 0; i < _first.Length; i++)
        {
            for (var j = i; j < _first.Length; j++)
            {
                _second[i, j] += other._second[i, j];
            }
        }
    }

    /// <summary>The whole index, as <see cref="SatisfactionIndex.Composite"/>.</summary>
    /// <param name="population">As there.</param>
    public Figure Composite(long? population = null)
    {
        var scores = _definition.Dimensions.Select((_, d) => _items.First(i => i.Dimension == d)).Select(i => (i.Lowest, i.Highest)).ToList();
        var figure = Start(_responses.Length - 1, [.. Enumerable.Range(0, _items.Length)], SatisfactionIndex.BoundsOf(_definition, scores));
        if (figure.BelowMinimumBase)
        {
            return figure;
        }

        if (SatisfactionIndex.IsShareOfResponses(_definition.Method, _items.Length))
        {
            return SatisfactionIndex.OfResponses(figure, _allPositive[^1], population);
        }

        if (!SatisfactionIndex.IsWeighted(_definition))
        {
            return Finish(figure, Pooled([.. Enumerable.Range(0, _items.Length)], Rational.One), population);
        }

        var all = _definition.Dimensions.Aggregate(Rational.Zero, (sum, d) => sum + Rational.FromDecimal(d.Weight));
        var parts = _definition.Dimensions.Select((x, d) => Part(d, Rational.FromDecimal(x.Weight) / all)).ToList();
        return parts.Contains(null) ? figure : Finish(figure, [.. parts.SelectMany(p => p!)], population);
    }

    /// <summary>One dimension, as <see cref="SatisfactionIndex.Dimension(Tally, IndexDefinition, string, long?)"/>.</summary>
    /// <param name="dimension">The dimension's code.</param>
    /// <param name="population">As there.</param>
    /// <exception cref="ArgumentException">No such dimension.</exception>
    public Figure Dimension(string dimension, long? population = null)
    {
        var place = _definition.Dimensions.Select(d => d.Code).ToList().IndexOf(dimension);
        if (place < 0)
        {
            throw new ArgumentException($"The index {_definition.Code} has no dimension {dimension}.", nameof(dimension));
        }

        var items = ItemsOf(place);
        var figure = Start(place, items, Numerator.Bounds(_definition.Method, _items[items[0]].Lowest, _items[items[0]].Highest));
        return figure.BelowMinimumBase ? figure
            : SatisfactionIndex.IsShareOfResponses(_definition.Method, items.Length) ? SatisfactionIndex.OfResponses(figure, _allPositive[place], population)
            : Part(place, Rational.One) is { } part ? Finish(figure, part, population)
            : figure;
    }

    private Figure Start(int dimension, int[] items, (double, double) bounds) =>
        SatisfactionIndex.Start(_definition, _responses[dimension], items.Sum(j => _first[2 * j]), bounds);

    private int[] ItemsOf(int dimension) => [.. Enumerable.Range(0, _items.Length).Where(j => _items[j].Dimension == dimension)];

    /// <summary>What the items of a dimension add; null where the dimension or, in a mean of items, one of them is absent.</summary>
    private List<Term>? Part(int dimension, Rational weight)
    {
        var items = ItemsOf(dimension);
        if (_responses[dimension] < SatisfactionIndex.Minimum(_definition))
        {
            return null;
        }

        if (_definition.Factor != FactorRule.MeanOfItems || items.Length == 1)
        {
            return Pooled(items, weight);
        }

        return Array.Exists(items, j => _first[2 * j] < SatisfactionIndex.Minimum(_definition))
            ? null
            : [.. items.SelectMany(j => Pooled([j], weight / items.Length))];
    }

    private List<Term> Pooled(int[] items, Rational weight)
    {
        Rational answers = items.Sum(j => _first[2 * j]);
        var sum = items.Aggregate(Rational.Zero, (s, j) => s + new Rational(_first[(2 * j) + 1], _items[j].Numerator.Divisor));
        return [.. items.Select(j => new Term(j, weight / answers / _items[j].Numerator.Divisor, weight * sum / answers / answers))];
    }

    // R = Σ α·x, z = α·x − β·a by item, and v = m/(m − 1)·Σz².
    private Figure Finish(Figure figure, List<Term> terms, long? population)
    {
        var value = terms.Aggregate(Rational.Zero, (sum, t) => sum + (t.Alpha * _first[(2 * t.Item) + 1]));
        return SatisfactionIndex.Finish(figure, value, () => Variance(terms, figure.Base), population);
    }

    private Rational Variance(List<Term> terms, long responses)
    {
        var common = terms.Aggregate(BigInteger.One, (c, t) => Multiple(Multiple(c, t.Alpha.Denominator), t.Beta.Denominator));
        var factors = new BigInteger[_first.Length];
        foreach (var term in terms)
        {
            factors[2 * term.Item] = -term.Beta.Numerator * (common / term.Beta.Denominator);
            factors[(2 * term.Item) + 1] = term.Alpha.Numerator * (common / term.Alpha.Denominator);
        }

        var sum = BigInteger.Zero;
        for (var i = 0; i < factors.Length; i++)
        {
            for (var j = i; j < factors.Length && !factors[i].IsZero; j++)
            {
                sum += (i == j ? 1 : 2) * factors[i] * factors[j] * _second[i, j];
            }
        }

        return new(sum * responses, common * common * (responses - 1));
    }

    private void AddProducts()
    {
        for (var i = 0; i < _vector.Length; i++)
        {
            _first[i] += _vector[i];
            for (var j = i; j < _vector.Length && _vector[i] != 0; j++)
            {
                _second[i, j] += _vector[i] * _vector[j];
            }
        }
    }

    private static void Sum(long[] sums, long[] terms)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += terms[i];
        }
    }

    private static BigInteger Multiple(BigInteger a, BigInteger b) => a / BigInteger.GreatestCommonDivisor(a, b) * b;

    private sealed record Term(int Item, Rational Alpha, Rational Beta);
}
