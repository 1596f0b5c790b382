namespace Survey.Core.Questionnaires;

/// <summary>What must be known of scripts to count and to mark their words.</summary>
public static class Scripts
{
    /// <summary>Whether the character is of a script that puts no spaces between words: Khmer, Thai, Lao, Burmese, Chinese,
    /// Japanese, and marks above that; browsers break its lines by dictionary or anywhere.</summary>
    public static bool IsWrittenWithoutSpaces(char c) => c is
        (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') or (>= '\u19e0' and <= '\u19ff') or (>= '\u2e80' and <= '\u9fff')
        or (>= '\uf900' and <= '\ufaff') or (>= '\uff00' and <= '\uffef') or (>= '\ud83c' and <= '\udfff');
}
