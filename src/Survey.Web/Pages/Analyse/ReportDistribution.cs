using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse;

/// <summary>Counts of answers by code, in the order a reader expects.</summary>
internal static class ReportDistribution
{
    /// <summary>The answers to several items together, best first; null where their scales differ.</summary>
    public static IReadOnlyList<PointCount>? Of(Tally tally, Questionnaire questionnaire, IEnumerable<DimensionItem> items)
    {
        var list = items.ToList();
        var scales = list.Select(i => (questionnaire.FindItem(i.Code) as ScaleItem)?.Scale).OfType<Scale>().ToList();
        if (scales.Count < list.Count)
        {
            return list.Count == 1 ? Of(tally, questionnaire.FindItem(list[0].Code)!) : null;
        }

        var first = scales[0];
        if (!scales.TrueForAll(s => Codes(s).SequenceEqual(Codes(first))) || list.Exists(i => i.Reversed != list[0].Reversed))
        {
            return null;
        }

        var best = list[0].Reversed ? first.Points.OrderBy(p => p.Score) : first.Points.OrderByDescending(p => p.Score);
        return [.. best.Select(p => new PointCount(p.Code, p.Label, list.Sum(i => tally.Count(i.Code, p.Code))))];
    }

    /// <summary>The answers to one item: scale points best first, options and bands as they are asked.</summary>
    public static IReadOnlyList<PointCount> Of(Tally tally, Item item)
    {
        IEnumerable<(string Code, LocalizedText Label)> codes = item switch
        {
            ScaleItem scale => scale.Scale.Points.OrderByDescending(p => p.Score).Select(p => (p.Code, p.Label)),
            SingleChoiceItem single => single.Options.Select(o => (o.Code, o.Label)),
            MultipleChoiceItem multiple => multiple.Options.Select(o => (o.Code, o.Label)),
            NumberItem number => number.Bands.Select(b => (b.Code, b.Label)),
            _ => [],
        };
        return [.. codes.Select(c => new PointCount(c.Code, c.Label, tally.Count(item.Code, c.Code)))];
    }

    private static IEnumerable<(string, int)> Codes(Scale scale) => scale.Points.Select(p => (p.Code, p.Score));
}
