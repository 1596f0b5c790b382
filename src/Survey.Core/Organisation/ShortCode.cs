namespace Survey.Core.Organisation;

/// <summary>
/// The eight characters of a collection point's address and poster: seven symbols of Crockford's base 32 and a check symbol.
/// With symbols d₀…d₇ as elements of GF(32), Σ αⁱ·d₇₋ᵢ = 0 holds for a right code (α a root of x⁵+x²+1). All αⁱ differ
/// and none is 0, so any one wrong symbol and any two swapped symbols break the sum.
/// </summary>
public static class ShortCode
{
    /// <summary>The number of characters.</summary>
    public const int Length = 8;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    // Longer input is no code with a few separators; it is not searched for one.
    private const int MaxTyped = 64;

    /// <summary>Makes a code from five random bytes, of which the first 35 bits count.</summary>
    /// <exception cref="ArgumentException">There are not exactly five bytes.</exception>
    public static string Create(ReadOnlySpan<byte> random5)
    {
        if (random5.Length != 5)
        {
            throw new ArgumentException("A short code is made from five bytes.", nameof(random5));
        }

        ulong bits = 0;
        foreach (var b in random5)
        {
            bits = (bits << 8) | b;
        }

        Span<char> code = stackalloc char[Length];
        var sum = 0;
        for (var i = 0; i < Length - 1; i++)
        {
            var symbol = (int)((bits >> (35 - (5 * i))) & 31);
            code[i] = Alphabet[symbol];
            sum = TimesAlpha(sum ^ symbol);
        }

        code[^1] = Alphabet[sum];
        return new string(code);
    }

    /// <summary>Reads what a person typed: any case, I and L as 1, O as 0, hyphens and white space ignored.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="code">The code in its one spelling; "" where the text is no code.</param>
    /// <returns>Whether it is a code whose check symbol is right.</returns>
    public static bool TryParse(string? text, out string code)
    {
        code = "";
        if (text is null || text.Length > MaxTyped)
        {
            return false;
        }

        Span<char> symbols = stackalloc char[Length];
        var (count, sum) = (0, 0);
        foreach (var c in text)
        {
            if (c == '-' || char.IsWhiteSpace(c))
            {
                continue;
            }

            var symbol = SymbolOf(c);
            if (symbol < 0 || count == Length)
            {
                return false;
            }

            symbols[count++] = Alphabet[symbol];
            sum = TimesAlpha(sum) ^ symbol;
        }

        if (count != Length || sum != 0)
        {
            return false;
        }

        code = new string(symbols);
        return true;
    }

    private static int SymbolOf(char c) => char.ToUpperInvariant(c) switch
    {
        _ when !char.IsAscii(c) => -1,
        'I' or 'L' => 1,
        'O' => 0,
        var upper => Alphabet.IndexOf(upper),
    };

    private static int TimesAlpha(int element)
    {
        var doubled = element << 1;
        return (doubled & 32) == 0 ? doubled : doubled ^ 0b100101;
    }
}
