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
        var dimensions = index.Dimensions.Select(d => Dimension(d, "index:" + index.Code)).OfType<DimensionDefinition>().ToList();
        if (dimensions.Count > 0)
        {
            return index with { Dimensions = dimensions };
        }

        Note(ConsequenceKind.IndexDropped, "index:" + index.Code);
        return null;
    }

    private DimensionDefinition? Dimension(DimensionDefinition dimension, string index)
    {
        // A change of one scale must not throw out the others: the scores that most items have stay.
        var scores = dimension.Items.Select(i => ScaleOf(i.Code)).OfType<Scale>()
            .GroupBy(s => (s.MinScore, s.MaxScore)).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key;
        var items = new List<DimensionItem>();
        foreach (var item in dimension.Items)
        {
            if (ScaleOf(item.Code) is { } scale && (scale.MinScore, scale.MaxScore) == scores)
            {
                items.Add(Positive(item, scale, index));
            }
            else
            {
                Note(ConsequenceKind.IndexItemDropped, index, item.Code);
            }
        }

        if (items.Count > 0)
        {
            return dimension with { Items = items };
        }

        Note(ConsequenceKind.DimensionDropped, index, dimension.Code);
        return null;
    }

    private DimensionItem Positive(DimensionItem item, Scale scale, string index)
    {
        var left = item.Positive?.Where(c => scale.Points.Any(p => p.Code == c)).ToList();
        if (left is null || left.Count == item.Positive!.Count)
        {
            return item;
        }

        Note(ConsequenceKind.PositiveReduced, index, item.Code);
        return item with { Positive = left.Count == 0 ? null : left };
    }

    private Scale? ScaleOf(string item) => (_items.GetValueOrDefault(item) as ScaleItem)?.Scale;
}
