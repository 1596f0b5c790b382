using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Crosstabs;

/// <summary>What the cells of a table show: how many responses, or a figure of the index.</summary>
internal sealed class CrossMeasure
{
    public const string Share = ".share";
    public const string Index = ".index";

    private readonly IndexReading _reading;
    private readonly List<(ItemAnswers Answers, HashSet<string>? Valid)> _items;

    private CrossMeasure(IndexReading reading, string code, CrossName name, int column, IEnumerable<string> items)
    {
        (_reading, Code, Name, Column) = (reading, code, name, column);
        // Of a scale the points count, not its "does not apply"; a number counts whatever it is.
        _items = [.. items.Select(reading.Questionnaire.FindItem).OfType<Item>()
            .Select(i => (new ItemAnswers(i), (i as ScaleItem)?.Scale.Points.Select(p => p.Code).ToHashSet(StringComparer.Ordinal)))];
    }

    public string Code { get; }
    public CrossName Name { get; }

    /// <summary>The column of the reading whose figure is shown.</summary>
    public int Column { get; }

    public bool IsShare => Code == Share;

    /// <summary>All measures of an index, those that may not be shown too.</summary>
    public static IEnumerable<CrossMeasure> Of(IndexReading reading)
    {
        var index = reading.Index;
        yield return new(reading, Index, CrossName.Of(index.Title), 0, index.Dimensions.SelectMany(d => Counted(index, d)));
        foreach (var (i, dimension) in index.Dimensions.Index())
        {
            if (index.Dimensions.Count > 1)
            {
                yield return new(reading, "." + dimension.Code, CrossName.Of(dimension.Title), 1 + i, Counted(index, dimension));
            }
        }

        foreach (var (i, item) in reading.Items.Index())
        {
            if (reading.DimensionOf.ContainsKey(item.Code))
            {
                yield return new(reading, item.Code, CrossName.Of(item.Text), reading.ColumnOfItem(i), [item.Code]);
            }
        }

        yield return new(reading, Share, new("Số phiếu và tỷ lệ theo hàng", "Responses and row percentages"), 0, []);
    }

    /// <summary>Whether a response counts: every one in a table of responses, else those with a valid answer in the measure.</summary>
    public bool Counts(ReleasedSheet sheet) =>
        IsShare || _items.Exists(i => i.Answers.CodesIn(sheet).Any(c => i.Valid?.Contains(c) ?? true));

    private static IEnumerable<string> Counted(IndexDefinition index, DimensionDefinition dimension) =>
        dimension.Counted(index.Factor).Select(i => i.Code);

    public Figure FigureOf(Tally counts, long? population) => Column == 0
        ? SatisfactionIndex.Composite(counts, _reading.Index, population)
        : Column <= _reading.Index.Dimensions.Count
            ? SatisfactionIndex.Dimension(counts, _reading.Index, _reading.Index.Dimensions[Column - 1].Code, population)
            : SatisfactionIndex.Item(counts, _reading.Index, _reading.Items[Column - _reading.ColumnOfItem(0)].Code, population);
}
