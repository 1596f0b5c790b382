using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Core.Indices;

/// <summary>An item as one definition counts it.</summary>
internal sealed class CountedItem
{
    private readonly Dictionary<string, PointScore> _scores = new(StringComparer.Ordinal);
    private readonly Item _item;

    private CountedItem(Item item, int dimension) => (_item, Dimension) = (item, dimension);

    public string Code => _item.Code;

    public int Dimension { get; }

    public int Lowest { get; private init; }

    public int Highest { get; private init; }

    public Numerator Numerator { get; private init; }

    public static CountedItem Of(Questionnaire q, IndexMethod method, DimensionItem counted, int dimension)
    {
        switch (q.FindItem(counted.Code))
        {
            case ScaleItem { Scale: var scale } item when IndexFit.Problem(method, item) is null:
                var made = new CountedItem(item, dimension)
                {
                    Lowest = scale.MinScore,
                    Highest = scale.MaxScore,
                    Numerator = Numerator.Of(method, scale.MinScore, scale.MaxScore),
                };
                foreach (var (point, score) in scale.Points.Zip(PointScore.Of(counted, scale)))
                {
                    made._scores.Add(point.Code, score);
                }

                return made;
            case NumberItem number when IndexFit.Problem(IndexMethod.ExpectationMet, number) is null
                && method is IndexMethod.ExpectationMet or IndexMethod.TopTwoBox or IndexMethod.AllPositive:
                return new(number, dimension)
                {
                    Lowest = (int)number.Min,
                    Highest = (int)number.Max,
                    Numerator = Numerator.Of(method, (int)number.Min, (int)number.Max),
                };
            default:
                throw new ArgumentException($"The method {method} cannot count the item {counted.Code}.");
        }
    }

    /// <summary>How an answer counts; null where it is not a valid one (not applicable).</summary>
    /// <exception cref="ArgumentException">The answer does not fit the item.</exception>
    public PointScore? ScoreOf(Answer answer) => (_item, answer) switch
    {
        (ScaleItem, CodeAnswer { Code: var code }) when _scores.TryGetValue(code, out var score) => score,
        (ScaleItem { Scale.NotApplicable.Code: var none }, CodeAnswer { Code: var code }) when code == none => null,
        (NumberItem number, NumberAnswer { Value: var value }) => PointScore.Of(number, value),
        _ => throw new ArgumentException($"The item {Code} cannot be answered so.", nameof(answer)),
    };
}
