namespace Survey.Core.Feedback;

/// <summary>
/// The code by which a citizen reads the answer to a piece of feedback: sixteen symbols of Crockford's base 32, so 80 random
/// bits, shown in four groups. Nobody can find one by trying, and no letter of it is taken for a digit.
/// </summary>
public static class ReplyCode
{
    /// <summary>The number of symbols.</summary>
    public const int Length = 16;

    /// <summary>The number of random bytes that make a code.</summary>
    public const int Bytes = 10;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int MaxTyped = 64;
    private const int Group = 4;

    /// <summary>Makes a code from ten random bytes.</summary>
    /// <exception cref="ArgumentException">There are not exactly ten bytes.</exception>
    public static string Create(ReadOnlySpan<byte> random10)
    {
        if (random10.Length != Bytes)
        {
            throw new ArgumentException("A reply code is made from ten bytes.", nameof(random10));
        }

        Span<char> code = stackalloc char[Length];
        var (bits, held, next) = (0u, 0, 0);
        foreach (var b in random10)
        {
            bits = (bits << 8) | b;
            for (held += 8; held >= 5; held -= 5)
            {
                code[next++] = Alphabet[(int)((bits >> (held - 5)) & 31)];
            }
        }

        return new string(code);
    }

    /// <summary>The code as it is shown: ABCD-EFGH-JKMN-PQRS.</summary>
    public static string Grouped(string code) => string.Join('-', code.Chunk(Group).Select(g => new string(g)));

    /// <summary>Reads what a person typed: any case, I and L as 1, O as 0, hyphens, dots and white space ignored.</summary>
    /// <param name="text">The typed text.</param>
    /// <param name="code">The code in its one spelling; "" where the text is no code.</param>
    /// <returns>Whether it can be a code. Whether there is such a code only the store knows.</returns>
    public static bool TryParse(string? text, out string code)
    {
        code = "";
        if (text is null || text.Length > MaxTyped)
        {
            return false;
        }

        Span<char> symbols = stackalloc char[Length];
        var count = 0;
        foreach (var c in text)
        {
            if (c is '-' or '.' or '–' || char.IsWhiteSpace(c))
            {
                continue;
            }

            var symbol = char.ToUpperInvariant(c) switch { 'I' or 'L' => '1', 'O' => '0', var other => other };
            if (count == Length || !Alphabet.Contains(symbol))
            {
                return false;
            }

            symbols[count++] = symbol;
        }

        code = count == Length ? new string(symbols) : "";
        return count == Length;
    }
}
