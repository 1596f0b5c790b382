using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>Numbers as citizens type them.</summary>
internal static class AnswerNumber
{
    private const int MaxTyped = 30;

    /// <summary>Reads a number with a dot or a comma as the decimal sign. More typed decimals than the item takes are
    /// no number, zeros included: "1.000" may mean a thousand, and must not be stored as one.</summary>
    public static AnswerProblemKind? Read(NumberItem item, string typed, out decimal number)
    {
        var text = typed.Replace(',', '.').Replace('\u2212', '-');
        var point = text.IndexOf('.', StringComparison.Ordinal);
        number = 0;
        if (text.Length > MaxTyped
            || (point >= 0 && text.Length - point - 1 > item.Decimals)
            || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            return AnswerProblemKind.NotANumber;
        }

        number = CanonicalJsonWriter.Normalize(number);
        return number < item.Min || number > item.Max ? AnswerProblemKind.OutOfRange : null;
    }

    /// <summary>Whether the item takes this number.</summary>
    public static bool Fits(NumberItem item, decimal number) =>
        number >= item.Min && number <= item.Max && decimal.Round(number, item.Decimals) == number;
}
