using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>What a method adds up over the answers to one scale item, from the counts of its codes.</summary>
/// <param name="Answers">Valid answers.</param>
/// <param name="Sum">Σx, not yet divided.</param>
/// <param name="Squares">Σx², not yet divided.</param>
/// <param name="Divisor">What x is divided by.</param>
internal readonly record struct ItemSums(long Answers, long Sum, long Squares, int Divisor)
{
    /// <summary>The item's index as a part of 1; needs an answer.</summary>
    public Rational Value => new(Sum, (System.Numerics.BigInteger)Answers * Divisor);

    /// <summary>Σz² with z = (x − R)/Σa: with m/(m − 1) before it, the variance of the item's index.</summary>
    public Rational Spread => (Squares - (Sum * (Rational)Sum / Answers)) / ((Rational)Divisor * Divisor * Answers * Answers);

    public static ItemSums Of(Tally tally, IndexSlots slots, int dimension, string item, IndexMethod method)
    {
        var numerator = Numerator.Of(method, slots, dimension);
        var places = tally.Layout.Item(item);
        long answers = 0, sum = 0, squares = 0;
        foreach (var code in places.Codes)
        {
            var position = places.PositionOf(code);
            if (places.ScoreAt(position, slots, dimension) is { } score)
            {
                var (x, count) = (numerator.At(score), tally.Counts[position]);
                answers += count;
                sum += x * count;
                squares += x * x * count;
            }
        }

        return new(answers, sum, squares, numerator.Divisor);
    }
}
