namespace Survey.Core.Indices;

/// <summary>
/// Which rows of a breakdown are not shown, so that no small group can be singled out. Counted are responses with at
/// least one valid answer in the figure (<see cref="Figure.Base"/>), not answers. Primary and complementary suppression
/// as in A. Hundepool et al., Statistical Disclosure Control, 2012, chapter 4.
/// </summary>
public static class Suppression
{
    /// <summary>A figure on fewer responses is not shown.</summary>
    public const int MinimumShown = 5;

    /// <summary>A group with fewer responses is not broken down, and its comments are not shown.</summary>
    public const int MinimumBreakdown = 10;

    /// <summary>
    /// Says for each row whether it is hidden. Empty rows are hidden like small ones, so that the two look the same.
    /// <list type="number">
    /// <item>Fewer than ten responses over all rows: every row is hidden.</item>
    /// <item>A row with fewer than five is hidden.</item>
    /// <item>Where the total stands beside the rows, total − shown gives the sum of the hidden rows. So the hidden rows
    /// that are not empty must be none, or at least two with five responses together; else the smallest shown row is
    /// hidden too (of equal ones the first), until it holds.</item>
    /// <item>Where only one row is left beside hidden ones that are not empty, it is hidden as well: a breakdown into one
    /// row and the rest says little, and whether a row was hidden for itself or for another would show.</item>
    /// </list>
    /// A reader who knows these rules may still narrow down how many responses a hidden row has, never what they say.
    /// </summary>
    /// <param name="bases">Responses by row, each 0 or more. The rows share no response and together make the total.</param>
    /// <param name="totalIsShown">Whether a reader also sees the total (in the table or anywhere else).</param>
    /// <param name="alsoHidden">Rows that are hidden for a reason outside this breakdown; null: none.</param>
    /// <param name="least">The fewest responses of a row, and of hidden rows together; <see cref="MinimumShown"/>, or
    /// <see cref="MinimumBreakdown"/> where what is shown is itself a breakdown.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public static bool[] Hidden(IReadOnlyList<long> bases, bool totalIsShown, IReadOnlyList<bool>? alsoHidden = null, int least = MinimumShown)
    {
        foreach (var n in bases)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(n, nameof(bases));
        }

        if (bases.Sum() < MinimumBreakdown)
        {
            return [.. bases.Select(_ => true)];
        }

        bool[] hidden = [.. bases.Select((n, i) => n < least || alsoHidden?[i] == true)];
        return totalIsShown ? Complement(bases, hidden, least) : hidden;
    }

    private static bool[] Complement(IReadOnlyList<long> bases, bool[] hidden, int least)
    {
        // The total is ten or more, so a hidden remainder below five (or ten) always leaves a shown row to hide.
        while (GivesAway(bases, hidden, least) && SmallestShown(bases, hidden) is >= 0 and var row)
        {
            hidden[row] = true;
        }

        if (hidden.Count(h => !h) == 1 && bases.Where((n, i) => hidden[i] && n > 0).Any())
        {
            Array.Fill(hidden, true);
        }

        return hidden;
    }

    private static bool GivesAway(IReadOnlyList<long> bases, bool[] hidden, int least)
    {
        long rows = 0, sum = 0;
        for (var i = 0; i < hidden.Length; i++)
        {
            if (hidden[i] && bases[i] > 0)
            {
                rows++;
                sum += bases[i];
            }
        }

        return rows == 1 || (rows > 1 && sum < least);
    }

    private static int SmallestShown(IReadOnlyList<long> bases, bool[] hidden)
    {
        var smallest = -1;
        for (var i = 0; i < hidden.Length; i++)
        {
            if (!hidden[i] && (smallest < 0 || bases[i] < bases[smallest]))
            {
                smallest = i;
            }
        }

        return smallest;
    }
}
