namespace Survey.Core.Indices;

/// <summary>How strongly two ordered answers go together.</summary>
/// <param name="Value">−1 to 1; null where the table says nothing (one of the answers never varies).</param>
/// <param name="Interval">95% interval, −1 to 1 (not in index points); null where there is none.</param>
/// <param name="Base">Responses in the table.</param>
public sealed record AssociationFigure(double? Value, Interval? Interval, long Base);

/// <summary>
/// Association of two items from their two-way table of counts, such as an item with the overall one: how much an item
/// matters, judged by the answers and not by what people say matters.
/// </summary>
public static class Association
{
    /// <summary>
    /// Goodman and Kruskal's gamma, (C − D)/(C + D) of concordant and discordant pairs; it uses the order of the codes
    /// only, not their scores. Interval: gamma ± 1.959964·ASE₁, clipped (L. A. Goodman and W. H. Kruskal, JASA 49, 1954
    /// and 58, 1963; the formula of M. B. Brown and J. K. Benedetti, JASA 72, 1977).
    /// </summary>
    /// <param name="counts">Responses by code of the one item (rows) and of the other (columns), both in the order of
    /// their scores, after reversal; each 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static AssociationFigure Gamma(long[,] counts)
    {
        var n = Total(counts);
        var (concordant, discordant) = (new double[counts.GetLength(0), counts.GetLength(1)], new double[counts.GetLength(0), counts.GetLength(1)]);
        double p = 0, q = 0;
        foreach (var (i, j) in Places(counts))
        {
            foreach (var (k, l) in Places(counts))
            {
                var side = Math.Sign(i - k) * Math.Sign(j - l);
                concordant[i, j] += side > 0 ? counts[k, l] : 0;
                discordant[i, j] += side < 0 ? counts[k, l] : 0;
            }

            p += counts[i, j] * concordant[i, j];
            q += counts[i, j] * discordant[i, j];
        }

        if (p + q == 0)
        {
            return new(null, null, n);
        }

        var spread = Places(counts).Sum(c => counts[c.Row, c.Column] * Square((q * concordant[c.Row, c.Column]) - (p * discordant[c.Row, c.Column])));
        var (gamma, half) = ((p - q) / (p + q), Intervals.Z * 4 / Square(p + q) * Math.Sqrt(spread));
        return new(gamma, new(Math.Max(-1, gamma - half), Math.Min(1, gamma + half)), n);
    }

    /// <summary>
    /// Pearson's correlation of the scores, with Fisher's interval tanh(artanh r ± 1.959964/√(n − 3)) (R. A. Fisher, 1921),
    /// which is absent below four responses and where |r| is 1.
    /// </summary>
    /// <param name="counts">Responses by code of the one item (rows) and of the other (columns), each 0 or more.</param>
    /// <param name="rowScores">A score for each row.</param>
    /// <param name="columnScores">A score for each column.</param>
    /// <exception cref="ArgumentException">There are more or fewer scores than rows or columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static AssociationFigure Correlation(long[,] counts, IReadOnlyList<double> rowScores, IReadOnlyList<double> columnScores)
    {
        if (rowScores.Count != counts.GetLength(0) || columnScores.Count != counts.GetLength(1))
        {
            throw new ArgumentException("Each row and each column has one score.");
        }

        var n = Total(counts);
        double x = 0, y = 0;
        foreach (var (i, j) in Places(counts))
        {
            (x, y) = (x + (counts[i, j] * rowScores[i]), y + (counts[i, j] * columnScores[j]));
        }

        double xx = 0, yy = 0, xy = 0;
        foreach (var (i, j) in Places(counts))
        {
            var (a, b) = (rowScores[i] - (x / n), columnScores[j] - (y / n));
            (xx, yy, xy) = (xx + (counts[i, j] * a * a), yy + (counts[i, j] * b * b), xy + (counts[i, j] * a * b));
        }

        if (n == 0 || xx <= 0 || yy <= 0)
        {
            return new(null, null, n);
        }

        var r = Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
        return new(r, Fisher(r, n), n);
    }

    /// <summary>Spearman's rank correlation: Pearson's of the mid-ranks, with the same interval.</summary>
    /// <param name="counts">As in <see cref="Gamma"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static AssociationFigure RankCorrelation(long[,] counts)
    {
        var (rows, columns) = (new long[counts.GetLength(0)], new long[counts.GetLength(1)]);
        foreach (var (i, j) in Places(counts))
        {
            rows[i] += counts[i, j];
            columns[j] += counts[i, j];
        }

        return Correlation(counts, MidRanks(rows), MidRanks(columns));
    }

    private static double[] MidRanks(long[] counts)
    {
        var ranks = new double[counts.Length];
        long before = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            ranks[i] = before + ((counts[i] + 1) / 2.0);
            before += counts[i];
        }

        return ranks;
    }

    private static Interval? Fisher(double r, long n)
    {
        if (n < 4 || Math.Abs(r) > 1 - 1e-12)
        {
            return null;
        }

        var half = Intervals.Z / Math.Sqrt(n - 3);
        return new(Math.Tanh(Math.Atanh(r) - half), Math.Tanh(Math.Atanh(r) + half));
    }

    private static IEnumerable<(int Row, int Column)> Places(long[,] counts)
    {
        for (var i = 0; i < counts.GetLength(0); i++)
        {
            for (var j = 0; j < counts.GetLength(1); j++)
            {
                yield return (i, j);
            }
        }
    }

    private static long Total(long[,] counts)
    {
        long n = 0;
        foreach (var count in counts)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));
            n += count;
        }

        return n;
    }

    private static double Square(double x) => x * x;
}
