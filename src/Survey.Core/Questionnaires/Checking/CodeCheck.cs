namespace Survey.Core.Questionnaires.Checking;

/// <summary>Codes that stand twice, and parts with nothing in them.</summary>
internal static class CodeCheck
{
    public static IEnumerable<Finding> Run(Questionnaire q) =>
        Twice(q.Sections.Select(s => s.Code), "section", c => $"section:{c}")
            .Concat(Twice(q.Items.Select(i => i.Code), "item", c => $"item:{c}"))
            .Concat(Twice(q.Scales.Select(s => s.Code), "scale", c => $"scale:{c}"))
            .Concat(Twice(q.Indices.Select(i => i.Code), "index", c => $"index:{c}"))
            .Concat(q.Scales.SelectMany(OfScale))
            .Concat(q.Sections.Where(s => s.Items.Count == 0).Select(s => Empty($"section:{s.Code}")))
            .Concat(q.Items.SelectMany(i => OfItem(q, i)))
            .Concat(q.Indices.SelectMany(OfIndex));

    private static IEnumerable<Finding> OfScale(Scale scale)
    {
        var place = $"scale:{scale.Code}";
        var codes = scale.Points.Select(p => p.Code);
        return Twice(scale.NotApplicable is { } na ? codes.Append(na.Code) : codes, "point", _ => place)
            .Concat(scale.Points.Count < 2 ? [Empty(place)] : []);
    }

    private static IEnumerable<Finding> OfItem(Questionnaire q, Item item)
    {
        var place = $"item:{item.Code}";
        return item switch
        {
            ScaleItem { Scale.Code: var scale } when q.Scales.All(s => s.Code != scale) => [new(FindingSeverity.Error, FindingKind.UnknownScale, place, scale)],
            SingleChoiceItem single => OfOptions(place, single.Options, 2),
            MultipleChoiceItem multiple => OfOptions(place, multiple.Options, 1),
            NumberItem number => Twice(number.Bands.Select(b => b.Code), "band", _ => place).Concat(OfBands(place, number)),
            _ => [],
        };
    }

    private static IEnumerable<Finding> OfOptions(string place, IReadOnlyList<ChoiceOption> options, int least) =>
        Twice(options.Select(o => o.Code), "option", _ => place).Concat(options.Count < least ? [Empty(place)] : []);

    private static IEnumerable<Finding> OfBands(string place, NumberItem item)
    {
        if (item.Bands.Count == 0 || item.Min > item.Max)
        {
            yield return Empty(place);
        }

        decimal? below = null;
        foreach (var band in item.Bands)
        {
            if (band.UpTo < item.Min || below >= item.Max)
            {
                yield return new(FindingSeverity.Warning, FindingKind.UnusedBand, place, band.Code);
            }

            below = band.UpTo ?? below;
        }
    }

    private static IEnumerable<Finding> OfIndex(IndexDefinition index)
    {
        var place = $"index:{index.Code}";
        return Twice(index.Dimensions.Select(d => d.Code), "dimension", _ => place)
            .Concat(index.Dimensions.Count == 0 || index.Dimensions.Any(d => d.Items.Count == 0) ? [Empty(place)] : []);
    }

    private static IEnumerable<Finding> Twice(IEnumerable<string> codes, string sort, Func<string, string> place) =>
        codes.GroupBy(c => c, StringComparer.Ordinal).Where(g => g.Skip(1).Any())
            .Select(g => new Finding(FindingSeverity.Error, FindingKind.DuplicateCode, place(g.Key), g.Key, sort));

    private static Finding Empty(string place) => new(FindingSeverity.Error, FindingKind.Empty, place);
}
