namespace Survey.Core.Indices;

/// <summary>Student's t distribution with a whole number of degrees of freedom.</summary>
public static class StudentT
{
    // From here on four terms of the expansion around the normal quantile err by less than 1e-11.
    private const long ExpansionFrom = 200;

    // Φ⁻¹(0.975) to double precision; the printed 1.959964 belongs to Wilson's interval alone.
    private const double Normal = 1.959963984540054;

    // 0: not computed yet. Several threads may compute the same quantile; a double is written at once.
    private static readonly double[] Known = new double[ExpansionFrom];

    /// <summary>The 0.975 quantile: half of a two-sided 95% interval, in standard errors.</summary>
    /// <remarks>Up to 199 degrees the exact distribution function is inverted (Abramowitz and Stegun, 26.7.3 and
    /// 26.7.4); above, the asymptotic expansion 26.7.5.</remarks>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public static double Quantile975(long degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        if (degrees >= ExpansionFrom)
        {
            return Expansion(degrees);
        }

        if (Known[degrees] == 0)
        {
            Known[degrees] = Invert((int)degrees);
        }

        return Known[degrees];
    }

    /// <summary>P(|T| ≤ t), 0 to 1.</summary>
    /// <param name="t">0 or more.</param>
    /// <param name="degrees">Degrees of freedom, 1 or more.</param>
    public static double Central(double t, int degrees)
    {
        var angle = Math.Atan(t / Math.Sqrt(degrees));
        var (sin, cos) = Math.SinCos(angle);
        var odd = degrees % 2 == 1;
        double term = odd ? cos : 1, sum = odd && degrees == 1 ? 0 : term;
        // odd: cos + 2/3·cos³ + 2·4/(3·5)·cos⁵ + … + cos^(ν−2); even: 1 + 1/2·cos² + 1·3/(2·4)·cos⁴ + … + cos^(ν−2)
        for (var k = odd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= cos * cos * (k - 1) / k;
            sum += term;
        }

        return odd ? (angle + (sin * sum)) * 2 / Math.PI : sin * sum;
    }

    private static double Invert(int degrees)
    {
        double low = 1.9, high = 13;
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (Central(middle, degrees) < 0.95)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    private static double Expansion(long degrees)
    {
        const double x = Normal, x2 = x * x;
        double n = degrees;
        var g1 = (x2 + 1) * x / 4;
        var g2 = ((((5 * x2) + 16) * x2) + 3) * x / 96;
        var g3 = ((((((3 * x2) + 19) * x2) + 17) * x2) - 15) * x / 384;
        var g4 = ((((((((79 * x2) + 776) * x2) + 1482) * x2) - 1920) * x2) - 945) * x / 92160;
        return x + (g1 / n) + (g2 / (n * n)) + (g3 / (n * n * n)) + (g4 / (n * n * n * n));
    }
}
