namespace Survey.Core.Questionnaires.Editing;

/// <summary>Rebuilds a questionnaire with one place of it changed.</summary>
internal static class Tree
{
    public static Questionnaire MapItems(this Questionnaire q, Func<Item, Item> map) =>
        q with { Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Select(map)] })] };

    public static Questionnaire WithItem(this Questionnaire q, string code, Item item) => q.MapItems(i => i.Code == code ? item : i);

    public static Questionnaire WithSection(this Questionnaire q, string code, Section section) =>
        q with { Sections = [.. q.Sections.Select(s => s.Code == code ? section : s)] };

    public static Questionnaire WithIndex(this Questionnaire q, string code, IndexDefinition index) =>
        q with { Indices = [.. q.Indices.Select(i => i.Code == code ? index : i)] };

    /// <summary>The scale changed, in the items that are answered on it, too.</summary>
    public static Questionnaire WithScale(this Questionnaire q, string code, Scale scale) =>
        (q with { Scales = [.. q.Scales.Select(s => s.Code == code ? scale : s)] })
        .MapItems(i => i is ScaleItem s && s.Scale.Code == code ? s with { Scale = scale } : i);

    public static Questionnaire MapConditions(this Questionnaire q, Func<Condition, Condition> map)
    {
        Condition? Changed(Condition? c) => c is null ? null : map(c);
        return q with
        {
            Sections = [.. q.Sections.Select(s => s with
            {
                ShowIf = Changed(s.ShowIf),
                Items = [.. s.Items.Select(i => i.ShowIf is null ? i : i with { ShowIf = Changed(i.ShowIf) })],
            })],
        };
    }

    public static Questionnaire MapDimensions(this Questionnaire q, Func<DimensionDefinition, DimensionDefinition> map) =>
        q with { Indices = [.. q.Indices.Select(x => x with { Dimensions = [.. x.Dimensions.Select(map)] })] };

    public static Questionnaire MapDimensionItems(this Questionnaire q, Func<DimensionItem, DimensionItem> map) =>
        q.MapDimensions(d => d with { Items = [.. d.Items.Select(map)] });

    public static Section? FindSection(this Questionnaire q, string code) => q.Sections.FirstOrDefault(s => s.Code == code);

    public static Section SectionOf(this Questionnaire q, string item) => q.Sections.First(s => s.Items.Any(i => i.Code == item));

    public static Scale? FindScale(this Questionnaire q, string code) => q.Scales.FirstOrDefault(s => s.Code == code);

    public static IndexDefinition? FindIndex(this Questionnaire q, string code) => q.Indices.FirstOrDefault(x => x.Code == code);

    public static int IndexOf<T>(this IReadOnlyList<T> list, Func<T, bool> is_)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (is_(list[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The list with the value at this place put at another, counted without it; null where that is no place.</summary>
    public static IReadOnlyList<T>? Moved<T>(this IReadOnlyList<T> list, int from, int to)
    {
        if (to < 0 || to >= list.Count)
        {
            return null;
        }

        var moved = list.ToList();
        moved.RemoveAt(from);
        moved.Insert(to, list[from]);
        return moved;
    }

    public static IReadOnlyList<T> InsertedAt<T>(this IReadOnlyList<T> list, int index, T value)
    {
        var longer = list.ToList();
        longer.Insert(Math.Clamp(index, 0, list.Count), value);
        return longer;
    }
}
