namespace Survey.Core.Questionnaires;

/// <summary>Reads the items of one index's dimensions, and checks that the index's method can count them.</summary>
/// <param name="items">All items by code; null where an item has problems of its own.</param>
/// <param name="method">The index's method.</param>
internal sealed class IndexItemReader(IReadOnlyDictionary<string, Item?> items, IndexMethod method)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    public List<DimensionItem> Read(JsonObjectNode dimension)
    {
        var read = new List<DimensionItem>();
        Scale? first = null;
        foreach (var node in dimension.Require("items")?.Array(1, QuestionnaireJson.MaxItems, "items") ?? [])
        {
            if (node.Object() is not { } parts)
            {
                continue;
            }

            parts.AllowOnly("code", "positive", "negative", "reversed");
            var (code, item) = ReadCode(parts);
            var scale = (item as ScaleItem)?.Scale;
            if (scale is not null)
            {
                first ??= scale;
                CheckRange(parts.Find("code")!.Value, scale, first);
            }

            read.Add(ReadItem(parts, code, scale));
            CheckNumber(parts, item, read.Count);
        }

        return read;
    }

    private static DimensionItem ReadItem(JsonObjectNode parts, string code, Scale? scale)
    {
        var item = new DimensionItem
        {
            Code = code,
            Positive = parts.Find("positive") is { } positive ? ReadCodes(positive, scale, []) : null,
            Reversed = parts.Find("reversed")?.Boolean() ?? false,
        };
        return parts.Find("negative") is { } negative
            ? item with { Negative = ReadCodes(negative, scale, scale is null ? [] : item.PositiveOn(scale)) }
            : item;
    }

    private (string Code, Item? Item) ReadCode(JsonObjectNode parts)
    {
        if (parts.Require("code") is not { } node || node.Code() is not { } code)
        {
            return ("", null);
        }

        if (!_used.Add(code))
        {
            node.Refuse($"The item \"{code}\" already counts in this index.");
        }

        if (!items.TryGetValue(code, out var item))
        {
            node.Refuse($"There is no item \"{code}\".");
        }
        else if (item is not null && IndexFit.Problem(method, item) is { } problem)
        {
            node.Refuse(problem);
        }

        return (code, item);
    }

    private static void CheckRange(JsonNode node, Scale scale, Scale first)
    {
        if (scale.MinScore != first.MinScore || scale.MaxScore != first.MaxScore)
        {
            node.Refuse($"Its scores run from {scale.MinScore} to {scale.MaxScore}, those of the dimension's first item " +
                $"from {first.MinScore} to {first.MaxScore}; the items of a dimension share lowest and highest score.");
        }
    }

    private static void CheckNumber(JsonObjectNode parts, Item? item, int place)
    {
        if (item is not NumberItem)
        {
            return;
        }

        foreach (var name in new[] { "positive", "negative", "reversed" })
        {
            parts.Find(name)?.Refuse("A number has no points to choose from or to turn around; leave this out.");
        }

        if (place > 1)
        {
            parts.Find("code")!.Value.Refuse("A dimension counts one number item; give this item a dimension of its own.");
        }
    }

    private static List<string> ReadCodes(JsonNode node, Scale? scale, IReadOnlyList<string> others)
    {
        var codes = new List<string>();
        foreach (var part in node.Array(1, 11, "codes"))
        {
            if (part.Code() is not { } code)
            {
                continue;
            }

            if (codes.Contains(code))
            {
                part.Refuse($"The code \"{code}\" stands twice.");
            }
            else if (scale is not null && scale.Points.All(p => p.Code != code))
            {
                part.Refuse($"The scale \"{scale.Code}\" has no point \"{code}\"; it has: {string.Join(", ", scale.Points.Select(p => p.Code))}.");
            }
            else if (others.Contains(code))
            {
                part.Refuse($"The point \"{code}\" counts as positive; no point is both positive and negative.");
            }

            codes.Add(code);
        }

        return codes;
    }
}
