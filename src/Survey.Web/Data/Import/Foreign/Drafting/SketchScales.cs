using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Makes scales of lists of answers; equal lists share one.</summary>
internal sealed class SketchScales(IReadOnlyList<string> languages)
{
    public const int MostPoints = 11;
    private const int MostScales = 100;

    private static readonly string[] NoOpinion =
    [
        "n/a", "na", "not applicable", "does not apply", "not relevant", "no opinion", "no answer", "don't know", "dont know", "do not know", "don’t know", "prefer not to say",
        "prefer not to answer", "refuse to answer", "khong ap dung", "khong biet", "khong ro", "khong co y kien", "khong lien quan", "khong tra loi", "tu choi tra loi", "kho tra loi",
        "keine angabe", "weiß nicht", "weiss nicht", "nicht zutreffend", "sans avis", "sans objet", "sans opinion", "ne sait pas", "ne sais pas", "non concerne", "no aplica", "no sabe", "no contesta", "ns/nc",
    ];

    private readonly Dictionary<string, Scale> _byContent = new(StringComparer.Ordinal);
    private readonly SourceCodes _codes = SourceCodes.Plain();

    public List<Scale> Scales { get; } = [];

    /// <summary>The scale of the item's answers, or null where they make none.</summary>
    public Scale? Of(SketchItem item)
    {
        var (points, notApplicable) = Split(item.Options);
        if (points.Count is < 2 or > MostPoints || points.Any(p => p.Exclusive))
        {
            return null;
        }

        var key = Key(item);
        if (!_byContent.TryGetValue(key, out var scale) && Scales.Count < MostScales)
        {
            scale = Make(item, points, notApplicable);
            Scales.Add(scale);
            _byContent.Add(key, scale);
        }

        if (scale is not null && notApplicable is not null)
        {
            notApplicable.Note.Change(new(
                "Được xếp thành mức “không có ý kiến”, đứng ngoài mọi mẫu số; hãy xem lại.",
                "It became the point that says no opinion and leaves every denominator; please check."));
        }

        return scale;
    }

    /// <summary>A scale that was already made of the same answers.</summary>
    public Scale? Known(SketchItem item) => _byContent.GetValueOrDefault(Key(item));

    /// <summary>Whether the answers of a choice go from good to bad or back, half of them on each side: then it is a scale in all but name.</summary>
    public bool IsLadder(SketchItem item)
    {
        var (points, _) = Split(item.Options);
        if (points.Count is < 4 or > MostPoints)
        {
            return false;
        }

        var leanings = points.Select(Leaning).ToList();
        var half = points.Count / 2;
        return leanings[0] != 0 && leanings.Take(half).All(l => l == leanings[0]) && leanings.TakeLast(half).All(l => l == -leanings[0]);
    }

    private Scale Make(SketchItem item, List<SketchOption> points, SketchOption? notApplicable)
    {
        var scores = ScoresOf(item, points);
        return new Scale
        {
            Code = _codes.Take($"scale{points.Count}", "scale"),
            Look = item.Faces ? ScaleLook.Faces : ScaleLook.Plain,
            Points = [.. points.Select((p, i) => new ScalePoint { Code = p.Code, Score = scores[i], Label = SketchDraft.Label(p, languages) })],
            NotApplicable = notApplicable is null ? null : new NotApplicablePoint { Code = notApplicable.Code, Label = SketchDraft.Label(notApplicable, languages) },
        };
    }

    private List<int> ScoresOf(SketchItem item, List<SketchOption> points)
    {
        if (Distinct(points.Select(p => p.Score)) is { } given)
        {
            return given;
        }

        var (first, last) = (Leaning(points[0]), Leaning(points[^1]));
        if (Distinct(points.Select(p => Number(p.Source))) is { } numbers)
        {
            if (first != last && first * (numbers[0] - numbers[^1]) < 0)
            {
                item.Note.Change(new(
                    "Điểm lấy theo mã số, nhưng mức tốt nhất có mã nhỏ nhất: hãy đánh dấu đảo chiều trong chỉ số.",
                    "Scores are the numeric codes, but the best answer has the lowest: mark the items as reversed in the index."));
            }

            return numbers;
        }

        var falling = first > last;
        var guess = falling
            ? new Sentence($"Điểm được đoán theo thứ tự: mức đầu tốt nhất, {points.Count} đến 1.", $"Scores were guessed from the order: the first answer is the best, {points.Count} to 1.")
            : new Sentence($"Điểm được đoán theo thứ tự: 1 đến {points.Count}, mức cuối tốt nhất.", $"Scores were guessed from the order: 1 to {points.Count}, the last answer is the best.");
        item.Note.Change(guess);
        return [.. points.Select((_, i) => falling ? points.Count - i : i + 1)];
    }

    private int Leaning(SketchOption point) => AnswerLeaning.Of(PlainText.Of(point.Label.In(languages[0])));

    private static List<int>? Distinct(IEnumerable<int?> scores)
    {
        var list = scores.ToList();
        return list.All(s => s is >= -1000 and <= 1000) && list.Distinct().Count() == list.Count ? [.. list.Select(s => s!.Value)] : null;
    }

    private static int? Number(string source) => int.TryParse(source.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (List<SketchOption> Points, SketchOption? NotApplicable) Split(List<SketchOption> options)
    {
        var none = options.Count > 2 ? options.LastOrDefault(IsNoOpinion) : null;
        return ([.. options.Where(o => o != none)], none);
    }

    private static bool IsNoOpinion(SketchOption option) =>
        option.Label.Entries.Any(e => NoOpinion.Contains(PlainText.Of(e.Value).Trim(' ', '.', '(', ')')));

    private static string Key(SketchItem item) =>
        string.Join('\n', item.Options.Select(o => $"{o.Code}\t{o.Score}\t{string.Join('\t', o.Label.Entries.Select(e => $"{e.Key}={e.Value}"))}").Append(item.Faces ? "faces" : ""));
}

/// <summary>Whether an answer's words are good news (1), bad (−1) or neither (0), for guessing which end of a scale is the best.</summary>
internal static class AnswerLeaning
{
    private static readonly string[] Bad =
    [
        "khong", "chua", "kem", "te", "xau", "thap", "hiem", "it khi", "not ", "dis", "un", "poor", "bad", "worst", "never", "rarely", "low", "none", "weak", "decrease", "terrible", "awful",
        "nicht", "schlecht", "nie", "unzufrieden", "pas ", "jamais", "mauvais", "insatisf", "mal", "nunca", "nada", "no ", "no",
    ];

    private static readonly string[] Good =
    [
        "hai long", "dong y", "tot", "cao", "luon", "thuong xuyen", "nhanh", "de dang", "quan trong", "xuat sac", "co", "satisf", "agree", "good", "excellent", "always", "often", "best", "high", "yes",
        "likely", "important", "easy", "great", "increase", "strong", "zufrieden", "stimme", "gut", "immer", "ja", "d'accord", "bon", "bien", "toujours", "oui", "acuerdo", "siempre", "si", "very", "extremely", "completely",
    ];

    /// <param name="plain">In lower case without diacritics.</param>
    public static int Of(string plain)
    {
        var words = " " + plain;
        return Array.Exists(Bad, w => words.Contains(" " + w, StringComparison.Ordinal)) ? -1
            : Array.Exists(Good, w => words.Contains(" " + w, StringComparison.Ordinal)) ? 1 : 0;
    }
}
