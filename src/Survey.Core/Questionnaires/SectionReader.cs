namespace Survey.Core.Questionnaires;

/// <summary>Reads the sections and their items in the order they are asked.</summary>
internal sealed class SectionReader(LocalizedTextReader texts, IReadOnlyDictionary<string, Scale?> scales)
{
    private readonly Dictionary<string, Item?> _items = new(StringComparer.Ordinal);
    private readonly CodeSet _itemCodes = new("item", "questionnaire");
    private int _count;

    /// <summary>The items read so far by code; null where an item has problems of its own.</summary>
    public IReadOnlyDictionary<string, Item?> Items => _items;

    public List<Section> Read(JsonObjectNode root)
    {
        var codes = new CodeSet("section", "questionnaire");
        return (root.Require("sections")?.Array(1, QuestionnaireJson.MaxSections, "sections") ?? [])
            .Select(n => ReadSection(n, codes)).OfType<Section>().ToList();
    }

    private Section? ReadSection(JsonNode node, CodeSet codes)
    {
        if (node.Object() is not { } section)
        {
            return null;
        }

        section.AllowOnly("code", "title", "text", "showIf", "items");
        return new Section
        {
            Code = codes.Read(section.Require("code")),
            Title = texts.Find(section, "title"),
            Text = texts.Find(section, "text"),
            ShowIf = ReadShowIf(section),
            Items = ReadItems(section),
        };
    }

    private List<Item> ReadItems(JsonObjectNode section)
    {
        var read = new List<Item>();
        var nodes = section.Require("items")?.Array(1, QuestionnaireJson.MaxItems, "items") ?? [];
        foreach (var node in nodes)
        {
            if (++_count == QuestionnaireJson.MaxItems + 1)
            {
                node.Refuse($"This is one item too many: a questionnaire has at most {QuestionnaireJson.MaxItems}.");
            }

            if (_count <= QuestionnaireJson.MaxItems && ReadItem(node) is { } item)
            {
                read.Add(item);
            }
        }

        return read;
    }

    private Item? ReadItem(JsonNode node)
    {
        var before = node.Log.Count;
        if (node.Object() is not { } parts)
        {
            return null;
        }

        var code = ReadCode(parts);
        var item = new ItemReader(texts, scales).Read(parts, code, ReadShowIf(parts));
        var sound = node.Log.Count == before && !(item is ScaleItem scaled && ReferenceEquals(scaled.Scale, ItemReader.NoScale));
        // An item with problems keeps its name: what refers to it is not blamed as well.
        _items.TryAdd(code, sound ? item : null);
        return item;
    }

    private string ReadCode(JsonObjectNode parts)
    {
        var node = parts.Require("code");
        var code = _itemCodes.Read(node);
        if (QuestionnaireJson.ReservedItemCodes.Contains(code))
        {
            node!.Value.Refuse($"The form uses the name \"{code}\" itself; choose another code.");
        }

        return code;
    }

    private Condition? ReadShowIf(JsonObjectNode parts) =>
        parts.Find("showIf") is { } node ? new ConditionReader(_items).Read(node) : null;
}
