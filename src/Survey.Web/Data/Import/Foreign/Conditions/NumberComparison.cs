using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>Comparisons of a number item: ours know "at least" and "at most", so "more than" goes one step of the item's decimals further.</summary>
internal static class NumberComparison
{
    private const decimal Largest = 1_000_000_000;
    private const int MostDecimals = 4;

    public static ConditionPart Of(NumberItem item, ForeignOperator comparison, string value)
    {
        if (ForeignVariable.Number(value) is not { } number || Math.Abs(number) > Largest - 1)
        {
            return new Sentence($"“{ConditionConverter.Short(value)}” không phải số mà câu “{item.Code}” so được.", $"'{ConditionConverter.Short(value)}' is no number that the item '{item.Code}' can be compared with.");
        }

        return comparison switch
        {
            ForeignOperator.AtLeast => new AtLeastCondition(item.Code, Shorten(number, item, up: true)),
            ForeignOperator.AtMost => new AtMostCondition(item.Code, Shorten(number, item, up: false)),
            ForeignOperator.Greater => new AtLeastCondition(item.Code, After(number, item.Decimals)),
            ForeignOperator.Less => new AtMostCondition(item.Code, Before(number, item.Decimals)),
            _ => Equal(item, number),
        };
    }

    /// <summary>The smallest number of so many decimals above the given one.</summary>
    public static decimal After(decimal number, int decimals) => Down(number, decimals) + Step(decimals);

    /// <summary>The largest number of so many decimals below the given one.</summary>
    public static decimal Before(decimal number, int decimals) => Up(number, decimals) - Step(decimals);

    private static ConditionPart Equal(NumberItem item, decimal number) => decimal.Round(number, item.Decimals) != number
        ? ConditionPart.Never(new($"Câu “{item.Code}” không bao giờ bằng {number}.", $"The item '{item.Code}' is never {number}."))
        : new AllCondition([new AtLeastCondition(item.Code, number), new AtMostCondition(item.Code, number)]);

    // A bound stays as it was written where the format can hold it.
    private static decimal Shorten(decimal number, NumberItem item, bool up) => decimal.Round(number, MostDecimals) == number ? number
        : up ? Up(number, item.Decimals) : Down(number, item.Decimals);

    public static decimal Down(decimal number, int decimals) => decimal.Round(number, decimals, MidpointRounding.ToNegativeInfinity);

    public static decimal Up(decimal number, int decimals) => decimal.Round(number, decimals, MidpointRounding.ToPositiveInfinity);

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);
}
