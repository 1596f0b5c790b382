using Survey.Core.Indices;

namespace Survey.Core.Questionnaires.Differences;

/// <summary>Both versions, with which codes of the older stand for which of the newer.</summary>
internal sealed class CodePairs
{
    private readonly CodeMapping _mapping;
    private readonly Dictionary<string, Item> _later = new(StringComparer.Ordinal);

    public CodePairs(Questionnaire before, Questionnaire after, CodeMapping mapping)
    {
        (Before, After, _mapping) = (before, after, mapping);
        foreach (var item in after.Items)
        {
            _later.TryAdd(item.Code, item);
        }

        Items = [.. before.Items.DistinctBy(i => i.Code).Select(i => (i, Later: ItemAfter(i.Code) is { } code ? _later.GetValueOrDefault(code) : null))
            .Where(p => p.Later is not null).Select(p => (p.i, p.Later!))];
    }

    public Questionnaire Before { get; }

    public Questionnaire After { get; }

    /// <summary>The items that are in both.</summary>
    public IReadOnlyList<(Item Before, Item After)> Items { get; }

    public string? ItemAfter(string item) => _mapping.Item(item);

    public string? AnswerAfter(string item, string code) => _mapping.Code(item, code);

    /// <summary>The later code of a scale's point; answers are mapped item by item, so the first item that says otherwise counts.</summary>
    public string? PointAfter(Scale scale, string code)
    {
        foreach (var item in Before.Items.OfType<ScaleItem>().Where(i => i.Scale.Code == scale.Code))
        {
            if (AnswerAfter(item.Code, code) is var later && later != code)
            {
                return later;
            }
        }

        return code;
    }
}
