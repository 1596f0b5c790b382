namespace Survey.Core.Questionnaires;

/// <summary>Reads the index definitions over the items of the questionnaire.</summary>
/// <param name="texts">Reads the titles.</param>
/// <param name="items">All items by code; null where an item has problems of its own.</param>
internal sealed class IndexReader(LocalizedTextReader texts, IReadOnlyDictionary<string, Item?> items)
{
    public List<IndexDefinition> Read(JsonObjectNode root)
    {
        var codes = new CodeSet("index", "questionnaire");
        return (root.Require("indices")?.Array(0, 20, "indices") ?? [])
            .Select(n => ReadIndex(n, codes)).OfType<IndexDefinition>().ToList();
    }

    private IndexDefinition? ReadIndex(JsonNode node, CodeSet codes)
    {
        if (node.Object() is not { } index)
        {
            return null;
        }

        index.AllowOnly("code", "title", "method", "methodVersion", "composite", "rollUp", "minimumBase", "dimensions");
        return new IndexDefinition
        {
            Code = codes.Read(index.Require("code")),
            Title = texts.Require(index, "title"),
            Method = (IndexMethod)(index.Require("method")?.Word("top_two_box", "mean_score") ?? 0),
            // A version that this programme cannot compute must not slip in as if it were version 1.
            MethodVersion = index.Require("methodVersion")?.Integer(1, 1) ?? 1,
            Composite = (CompositeRule)(index.Require("composite")?.Word("pooled", "weighted") ?? 0),
            RollUp = (RollUpRule)(index.Require("rollUp")?.Word("pooled", "mean_of_units", "weighted_by_transactions") ?? 0),
            MinimumBase = index.Require("minimumBase")?.Integer(1, 1_000_000) ?? 1,
            Dimensions = ReadDimensions(index),
        };
    }

    private List<DimensionDefinition> ReadDimensions(JsonObjectNode index)
    {
        var codes = new CodeSet("dimension", "index");
        var used = new HashSet<string>(StringComparer.Ordinal);
        return (index.Require("dimensions")?.Array(1, 20, "dimensions") ?? [])
            .Select(n => ReadDimension(n, codes, used)).OfType<DimensionDefinition>().ToList();
    }

    private DimensionDefinition? ReadDimension(JsonNode node, CodeSet codes, HashSet<string> used)
    {
        if (node.Object() is not { } dimension)
        {
            return null;
        }

        dimension.AllowOnly("code", "title", "weight", "items");
        var weight = dimension.Require("weight")?.Number();
        if (weight <= 0)
        {
            dimension.Find("weight")!.Value.Refuse("A weight is above 0.");
        }

        return new DimensionDefinition
        {
            Code = codes.Read(dimension.Require("code")),
            Title = texts.Require(dimension, "title"),
            Weight = weight ?? 1,
            Items = ReadItems(dimension, used),
        };
    }

    private List<DimensionItem> ReadItems(JsonObjectNode dimension, HashSet<string> used)
    {
        var read = new List<DimensionItem>();
        Scale? first = null;
        foreach (var node in dimension.Require("items")?.Array(1, QuestionnaireJson.MaxItems, "items") ?? [])
        {
            if (node.Object() is not { } parts)
            {
                continue;
            }

            parts.AllowOnly("code", "positive", "reversed");
            var (code, scale) = ReadCode(parts, used);
            if (scale is not null)
            {
                first ??= scale;
                CheckRange(parts.Find("code")!.Value, scale, first);
            }

            read.Add(new DimensionItem
            {
                Code = code,
                Positive = parts.Find("positive") is { } positive ? ReadPositive(positive, scale) : null,
                Reversed = parts.Find("reversed")?.Boolean() ?? false,
            });
        }

        return read;
    }

    private (string Code, Scale? Scale) ReadCode(JsonObjectNode parts, HashSet<string> used)
    {
        if (parts.Require("code") is not { } node || node.Code() is not { } code)
        {
            return ("", null);
        }

        if (!used.Add(code))
        {
            node.Refuse($"The item \"{code}\" already counts in this index.");
        }

        if (!items.TryGetValue(code, out var item))
        {
            node.Refuse($"There is no item \"{code}\".");
        }
        else if (item is not null and not ScaleItem)
        {
            node.Refuse($"The item \"{code}\" is not answered on a scale; an index counts scale items only.");
        }

        return (code, (item as ScaleItem)?.Scale);
    }

    private static void CheckRange(JsonNode node, Scale scale, Scale first)
    {
        if (scale.MinScore != first.MinScore || scale.MaxScore != first.MaxScore)
        {
            node.Refuse($"Its scores run from {scale.MinScore} to {scale.MaxScore}, those of the dimension's first item " +
                $"from {first.MinScore} to {first.MaxScore}; the items of a dimension share lowest and highest score.");
        }
    }

    private static List<string> ReadPositive(JsonNode node, Scale? scale)
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

            codes.Add(code);
        }

        return codes;
    }
}
