using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>How one answer of one item counts.</summary>
/// <param name="Positive">1 where it is positive, else 0.</param>
/// <param name="Points">Score after reversal less the scale's lowest; of a number, the number less the smallest allowed.</param>
/// <param name="Negative">1 where it is negative, else 0.</param>
internal readonly record struct PointScore(int Positive, int Points, int Negative)
{
    /// <summary>From here on a stated percentage says that expectations were met.</summary>
    private const int Met = 100;

    /// <summary>Of each point of the scale, in its order.</summary>
    public static PointScore[] Of(DimensionItem item, Scale scale)
    {
        var (positive, negative) = (item.PositiveOn(scale), item.NegativeOn(scale));
        // min + max − score for a reversed item, and min taken off: max − score.
        return [.. scale.Points.Select(p => new PointScore(
            positive.Contains(p.Code) ? 1 : 0,
            item.Reversed ? scale.MaxScore - p.Score : p.Score - scale.MinScore,
            negative.Contains(p.Code) ? 1 : 0))];
    }

    /// <summary>Of a number.</summary>
    /// <exception cref="ArgumentException">The item does not take the number, or it is no whole one.</exception>
    public static PointScore Of(NumberItem item, decimal number) =>
        number >= item.Min && number <= item.Max && decimal.Truncate(number) == number
            ? new(number >= Met ? 1 : 0, (int)(number - item.Min), 0)
            : throw new ArgumentException($"The item {item.Code} takes whole numbers from {item.Min} to {item.Max}.", nameof(number));
}
