using System.Text.RegularExpressions;

namespace Survey.Core.Questionnaires.Checking;

/// <summary>Whether an answer's words praise or blame.</summary>
internal enum WordTone
{
    Unknown,
    Good,
    Neutral,
    Bad,
}

/// <summary>
/// Reads the tone of a scale point's label from the common words of satisfaction scales in Vietnamese and English.
/// Anything else is unknown, and a scale with an unknown label is not judged.
/// </summary>
internal static partial class WordTones
{
    private static readonly Lexicon Vietnamese = new(
        ["hài lòng", "tốt", "đồng ý", "xuất sắc", "dễ", "dễ dàng", "nhanh", "đúng", "rõ", "rõ ràng", "tuyệt vời", "khá", "thuận tiện", "ủng hộ", "tin tưởng", "giỏi", "công bằng"],
        ["kém", "tệ", "xấu", "khó", "khó khăn", "chậm", "thất vọng", "yếu", "phản đối", "tồi", "phiền hà", "bất mãn"],
        ["bình thường", "trung bình", "trung lập", "phân vân", "lưỡng lự", "không ý kiến", "không có ý kiến", "cũng không"],
        ["không", "chưa", "chẳng", "ít"]);

    private static readonly Lexicon English = new(
        ["satisfied", "good", "excellent", "agree", "easy", "fast", "clear", "great", "helpful", "convenient", "likely", "satisfactory", "fairly treated"],
        ["dissatisfied", "unsatisfied", "poor", "bad", "terrible", "disagree", "difficult", "hard", "slow", "unclear", "unlikely", "awful", "inconvenient"],
        ["neither", "neutral", "average", "undecided", "so so", "no opinion"],
        ["not", "never", "no"]);

    private sealed record Lexicon(string[] Good, string[] Bad, string[] Neutral, string[] Negators)
    {
        public WordTone ToneOf(string words)
        {
            if (Neutral.Any(n => Says(words, n)))
            {
                return WordTone.Neutral;
            }

            var (good, bad) = (Good.Any(w => Says(words, w)), Bad.Any(w => Says(words, w)));
            return good == bad ? WordTone.Unknown
                : good != Negators.Any(n => Says(words, n)) ? WordTone.Good
                : WordTone.Bad;
        }
    }

    public static WordTone Of(string label, string language)
    {
        var words = $" {Separators().Replace(label.ToLowerInvariant(), " ").Trim()} ";
        return language switch
        {
            "vi" => Vietnamese.ToneOf(words),
            "en" => English.ToneOf(words),
            _ => WordTone.Unknown,
        };
    }

    private static bool Says(string words, string word) => words.Contains($" {word} ", StringComparison.Ordinal);

    [GeneratedRegex(@"[^\p{L}\p{M}]+")]
    private static partial Regex Separators();
}
