namespace Survey.Core.Questionnaires.Editing;

/// <summary>Drops or reduces everything that refers to what an edit took away, and notes it.</summary>
internal sealed class Reconciliation
{
    private readonly List<Consequence> _found = [];
    private Dictionary<string, Item> _items = [];

    public static (Questionnaire Questionnaire, IReadOnlyList<Consequence> Found) Of(Questionnaire q)
    {
        var one = new Reconciliation();
        var done = one.Run(q);
        return (done, one._found);
    }

    private Questionnaire Run(Questionnaire q)
    {
        foreach (var empty in q.Sections.Where(s => s.Items.Count == 0))
        {
            Note(ConsequenceKind.SectionDropped, "section:" + empty.Code);
        }

        var sections = q.Sections.Where(s => s.Items.Count > 0).ToList();
        _items = sections.SelectMany(s => s.Items).ToDictionary(i => i.Code, StringComparer.Ordinal);
        var overall = q.Overall is { } code && _items.GetValueOrDefault(code) is not ScaleItem ? null : q.Overall;
        if (overall != q.Overall)
        {
            Note(ConsequenceKind.OverallCleared, "head", q.Overall!);
        }

        return q with
        {
            Overall = overall,
            Sections = [.. sections.Select(Section)],
            Indices = [.. q.Indices.Select(Index).OfType<IndexDefinition>()],
        };
    }

    private void Note(ConsequenceKind kind, string target, string detail = "") => _found.Add(new Consequence(kind, target, detail));

    private Section Section(Section section) => section with
    {
        ShowIf = Pruned(section.ShowIf, "section:" + section.Code),
        Items = [.. section.Items.Select(Item)],
    };

    private Item Item(Item item)
    {
        if (item is MultipleChoiceItem { MaxChoices: { } most } multiple && most > multiple.Options.Count)
        {
            Note(ConsequenceKind.MaxChoicesLowered, "item:" + item.Code);
            item = multiple with { MaxChoices = multiple.Options.Count };
        }

        return item.ShowIf is null ? item : item with { ShowIf = Pruned(item.ShowIf, "item:" + item.Code) };
    }

    private Condition? Pruned(Condition? condition, string target)
    {
        var left = condition is null ? null : ConditionTree.Prune(condition, _items);
        if (!ReferenceEquals(left, condition))
        {
            Note(left is null ? ConsequenceKind.ConditionDropped : ConsequenceKind.ConditionReduced, target);
        }

        return left;
    }

    private IndexDefinition? Index(IndexDefinition index)
    {
        var dimensions = index.Dimensions.Select(d => Dimension(d, index)).OfType<DimensionDefinition>().ToList();
        if (dimensions.Count == 0)
        {
            Note(ConsequenceKind.IndexDropped, "index:" + index.Code);
            return null;
        }

        // Another item must not become the one that counts without anybody having said so.
        var factor = index.Factor == FactorRule.OverallItem && dimensions.Exists(d => d.Overall is null) ? FactorRule.Pooled : index.Factor;
        return index with { Dimensions = dimensions, Factor = factor };
    }

    private DimensionDefinition? Dimension(DimensionDefinition dimension, IndexDefinition index)
    {
        // A change of one scale must not throw out the others: the scores that most items have stay.
        var scores = dimension.Items.Select(i => ScaleOf(i.Code)).OfType<Scale>()
            .GroupBy(s => (s.MinScore, s.MaxScore)).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key;
        var items = new List<DimensionItem>();
        foreach (var item in dimension.Items)
        {
            var scale = ScaleOf(item.Code);
            if (_items.GetValueOrDefault(item.Code) is { } there && IndexFit.Problem(index.Method, there) is null
                && (scale is null || (scale.MinScore, scale.MaxScore) == scores))
            {
                items.Add(scale is null ? item : Points(item, scale, "index:" + index.Code));
            }
            else
            {
                Note(ConsequenceKind.IndexItemDropped, "index:" + index.Code, item.Code);
            }
        }

        if (items.Count > 0)
        {
            return dimension with { Items = items, Overall = Overall(dimension, items, index) };
        }

        Note(ConsequenceKind.DimensionDropped, "index:" + index.Code, dimension.Code);
        return null;
    }

    private string? Overall(DimensionDefinition dimension, List<DimensionItem> items, IndexDefinition index)
    {
        if (dimension.Overall is null || items.Exists(i => i.Code == dimension.Overall))
        {
            return dimension.Overall;
        }

        Note(ConsequenceKind.OverallItemDropped, "index:" + index.Code, dimension.Overall);
        return null;
    }

    private DimensionItem Points(DimensionItem item, Scale scale, string index)
    {
        var positive = item.Positive?.Where(c => scale.Points.Any(p => p.Code == c)).ToList();
        var reduced = item with { Positive = positive?.Count == 0 ? null : positive };
        var negative = item.Negative?.Where(c => scale.Points.Any(p => p.Code == c)).Except(reduced.PositiveOn(scale)).ToList();
        if (positive?.Count == item.Positive?.Count && negative?.Count == item.Negative?.Count)
        {
            return item;
        }

        Note(ConsequenceKind.PositiveReduced, index, item.Code);
        return reduced with { Negative = negative?.Count == 0 ? null : negative };
    }

    private Scale? ScaleOf(string item) => (_items.GetValueOrDefault(item) as ScaleItem)?.Scale;
}
