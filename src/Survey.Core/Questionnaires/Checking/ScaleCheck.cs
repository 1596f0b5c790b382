namespace Survey.Core.Questionnaires.Checking;

/// <summary>Scales that lean to one side, jump, or say nothing; labels that cannot be told apart.</summary>
internal static class ScaleCheck
{
    public static IEnumerable<Finding> Run(Questionnaire q) =>
        q.Scales.SelectMany(s => OfScores(s).Concat(OfWords(s, q.Languages)))
            .Concat(q.Scales.SelectMany(s => OfLabels($"scale:{s.Code}", Labels(s), q.Languages)))
            .Concat(q.Items.SelectMany(i => OfLabels($"item:{i.Code}", Labels(i), q.Languages)));

    private static IEnumerable<Finding> OfScores(Scale scale)
    {
        var place = $"scale:{scale.Code}";
        var shown = scale.Points.Select(p => p.Score).ToList();
        var steps = shown.Zip(shown.Skip(1), (a, b) => Math.Sign(b.CompareTo(a))).ToList();
        if (steps.Distinct().Count() > 1 || steps.Contains(0))
        {
            yield return Warning(FindingKind.ScaleNotMonotone, place);
        }

        var sorted = shown.Order().ToList();
        if (sorted.Zip(sorted.Skip(1), (a, b) => (long)b - a).Distinct().Count() > 1)
        {
            yield return Warning(FindingKind.ScaleUneven, place);
        }

        if (shown.Count > 0)
        {
            // Scores of both signs have their middle at zero, others half-way.
            var middle = sorted[0] < 0 && sorted[^1] > 0 ? 0 : ((long)sorted[0] + sorted[^1]) / 2m;
            var (above, below) = (shown.Count(s => s > middle), shown.Count(s => s < middle));
            if (above != below)
            {
                yield return Warning(FindingKind.ScaleUnbalanced, place, Invariant.Of(above), Invariant.Of(below));
            }
        }
    }

    private static IEnumerable<Finding> OfWords(Scale scale, IReadOnlyList<string> languages)
    {
        foreach (var language in languages.Where(l => scale.Points.Count > 0 && scale.Points.All(p => p.Label.Has(l))))
        {
            var tones = scale.Points.Select(p => WordTones.Of(p.Label.In(language), language)).ToList();
            var (good, bad) = (tones.Count(t => t == WordTone.Good), tones.Count(t => t == WordTone.Bad));
            if (!tones.Contains(WordTone.Unknown) && good != bad)
            {
                yield return Warning(FindingKind.ScaleWordsUnbalanced, $"scale:{scale.Code}", Invariant.Of(good), Invariant.Of(bad)) with { Language = language };
            }
        }
    }

    private static List<(string Key, string Code, LocalizedText Label)> Labels(Scale scale) =>
    [
        .. scale.Points.Select(p => ($"scale.{scale.Code}.{p.Code}", p.Code, p.Label)),
        .. scale.NotApplicable is { } na ? new[] { ($"scale.{scale.Code}.{na.Code}", na.Code, na.Label) } : [],
    ];

    private static List<(string Key, string Code, LocalizedText Label)> Labels(Item item) => item switch
    {
        SingleChoiceItem single => [.. single.Options.Select(o => ($"item.{item.Code}.option.{o.Code}", o.Code, o.Label))],
        MultipleChoiceItem multiple => [.. multiple.Options.Select(o => ($"item.{item.Code}.option.{o.Code}", o.Code, o.Label))],
        NumberItem number => [.. number.Bands.Select(b => ($"item.{item.Code}.band.{b.Code}", b.Code, b.Label))],
        _ => [],
    };

    private static IEnumerable<Finding> OfLabels(string place, List<(string Key, string Code, LocalizedText Label)> labels, IReadOnlyList<string> languages)
    {
        for (var l = 0; l < languages.Count; l++)
        {
            var language = languages[l];
            var here = labels.Where(x => x.Label.Has(language)).Select(x => (x.Key, x.Code, Words: x.Label.In(language).Trim())).Where(x => x.Words.Length > 0).ToList();
            // Only points of scales must speak: an option such as "18–30" says enough.
            foreach (var (key, code, _) in here.Where(x => x.Key.StartsWith("scale.", StringComparison.Ordinal) && !x.Words.Any(char.IsLetter)))
            {
                yield return Warning(FindingKind.WithoutWords, place, code) with { Language = language, TextKey = key };
            }

            foreach (var twice in here.GroupBy(x => x.Words, StringComparer.OrdinalIgnoreCase).Where(g => g.Skip(1).Any()))
            {
                var isBand = twice.First().Key.Contains(".band.", StringComparison.Ordinal);
                yield return new Finding(l == 0 && !isBand ? FindingSeverity.Error : FindingSeverity.Warning, FindingKind.DuplicateLabel, place, twice.Key)
                {
                    Language = language,
                    TextKey = twice.Last().Key,
                };
            }
        }
    }

    private static Finding Warning(FindingKind kind, string place, params string[] arguments) => new(FindingSeverity.Warning, kind, place, arguments);
}
