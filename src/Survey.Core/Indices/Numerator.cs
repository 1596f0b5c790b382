using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>What one method adds up over the valid answers of one dimension: x = (Answers·1 + Positive·[positive] +
/// Points·points + Negative·[negative])/Divisor for each answer, so that Σx/Σa is the index from −1 to 1 (0 to 1 for all but
/// the net share). This is the only place in which methods differ, but for all-answers-positive, which counts responses.</summary>
internal readonly record struct Numerator(int Answers, int Positive, int Points, int Negative, int Divisor)
{
    /// <param name="method">The method.</param>
    /// <param name="lowest">Lowest score of the dimension's scales; of a number item the smallest number.</param>
    /// <param name="highest">Highest score of the dimension's scales; of a number item the largest number.</param>
    public static Numerator Of(IndexMethod method, int lowest, int highest) => method switch
    {
        IndexMethod.TopTwoBox or IndexMethod.AllPositive => new(0, 1, 0, 0, 1),
        IndexMethod.MeanScore or IndexMethod.Points => new(0, 0, 1, 0, highest - lowest),
        IndexMethod.MeanOfMaximum => new(lowest, 0, 1, 0, highest),
        IndexMethod.ExpectationMet => new(lowest, 0, 1, 0, 100),
        IndexMethod.NetShare => new(0, 1, 0, -1, 1),
        _ => throw new NotSupportedException($"There is no method {method}."),
    };

    public static Numerator Of(IndexMethod method, IndexSlots slots, int dimension) =>
        Of(method, slots.Lowest[dimension], slots.Highest[dimension]);

    /// <summary>The least and the most that the method can give, as parts of 1.</summary>
    public static (double Low, double High) Bounds(IndexMethod method, int lowest, int highest) => method switch
    {
        IndexMethod.NetShare => (-1, 1),
        IndexMethod.MeanOfMaximum => ((double)lowest / highest, 1),
        IndexMethod.ExpectationMet => (lowest / 100.0, highest / 100.0),
        _ => (0, 1),
    };

    /// <summary>What one answer adds, not yet divided.</summary>
    public long At(in PointScore score) =>
        Answers + ((long)Positive * score.Positive) + ((long)Points * score.Points) + ((long)Negative * score.Negative);

    /// <summary>The factor of an element of the response vector: of the valid answers, the positive, the points, the negative.</summary>
    public int Factor(int family) => family switch
    {
        IndexSlots.A => Answers,
        IndexSlots.P => Positive,
        IndexSlots.S => Points,
        _ => Negative,
    };
}
