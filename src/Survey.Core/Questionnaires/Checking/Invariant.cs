using System.Globalization;

namespace Survey.Core.Questionnaires.Checking;

/// <summary>Numbers as arguments of findings and changes.</summary>
internal static class Invariant
{
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(decimal number) => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
