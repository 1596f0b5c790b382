using System.Globalization;

namespace Survey.Core.Questionnaires;

/// <summary>What must be known of scripts to count and to mark their words.</summary>
public static class Scripts
{
    // The signs that put the next consonant below: Khmer coeng and the Burmese stacker. Unicode's own clusters end behind them.
    private const char Coeng = '\u17d2';
    private const char Stacker = '\u1039';

    /// <summary>What a reader sees as one character each, in order; together they are the text. A Khmer consonant keeps the
    /// signs below and around it.</summary>
    public static IReadOnlyList<string> Clusters(string text)
    {
        var clusters = new List<string>();
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (clusters.Count > 0 && clusters[^1][^1] is (Coeng or Stacker) && char.IsLetter(element[0]))
            {
                clusters[^1] += element;
            }
            else
            {
                clusters.Add(element);
            }
        }

        return clusters;
    }

    /// <summary>Whether the character is of a script that puts no spaces between words: Khmer, Thai, Lao, Burmese, Chinese,
    /// Japanese, and marks above that; browsers break its lines by dictionary or anywhere.</summary>
    public static bool IsWrittenWithoutSpaces(char c) => c is
        (>= '\u0e00' and <= '\u0eff') or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') or (>= '\u19e0' and <= '\u19ff') or (>= '\u2e80' and <= '\u9fff')
        or (>= '\uf900' and <= '\ufaff') or (>= '\uff00' and <= '\uffef') or (>= '\ud83c' and <= '\udfff');
}
