using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Analyse.Priorities;

/// <summary>
/// The item in which people say what they expect to get better, and what each of its options is about. Codes say it: an
/// option is about the item or dimension of its own code; else about the items whose code ends with it (papers:
/// procedure_papers); else about those with a part that begins with it (skill: officer_skilled). Others are about nothing
/// that the index measures.
/// </summary>
internal sealed class Expectations
{
    private const int ShortestBeginning = 4;
    private readonly IndexReading _reading;

    private Expectations(IndexReading reading, MultipleChoiceItem item)
    {
        (_reading, Item) = (reading, item);
        Columns = item.Options.Where(o => !o.Exclusive).ToDictionary(o => o.Code, o => (IReadOnlyList<int>)ColumnsOf(o.Code), StringComparer.Ordinal);
    }

    public MultipleChoiceItem Item { get; }

    /// <summary>The place of the item among the reading's.</summary>
    public int Column => _reading.ColumnOfItem(_reading.Items.ToList().IndexOf(Item));

    /// <summary>Option → columns of the reading that it is about.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> Columns { get; }

    /// <summary>The multiple choice with the most options about the index; null where none has two.</summary>
    public static Expectations? Of(IndexReading reading) => reading.Items.OfType<MultipleChoiceItem>()
        .Select(i => new Expectations(reading, i)).Where(e => e.Matched > 1).MaxBy(e => e.Matched);

    private int Matched => Columns.Count(c => c.Value.Count > 0);

    private List<int> ColumnsOf(string option)
    {
        var items = _reading.Items.Index().Where(i => _reading.DimensionOf.ContainsKey(i.Item.Code)).ToList();
        var dimension = _reading.Index.Dimensions.Index().Where(d => d.Item.Code == option).Select(d => 1 + d.Index).ToList();
        Func<string, bool>[] rules =
        [
            code => code == option,
            code => code.EndsWith("_" + option, StringComparison.Ordinal),
            code => option.Length >= ShortestBeginning && code.Split('_').Skip(1).Any(p => p.StartsWith(option, StringComparison.Ordinal)),
        ];
        foreach (var (i, rule) in rules.Index())
        {
            var found = items.Where(x => rule(x.Item.Code)).Select(x => _reading.ColumnOfItem(x.Index)).ToList();
            if (found.Count > 0)
            {
                return found;
            }

            if (i == 0 && dimension.Count > 0)
            {
                return dimension;
            }
        }

        return [];
    }
}
