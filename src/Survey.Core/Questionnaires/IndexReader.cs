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

        index.AllowOnly("code", "title", "method", "methodVersion", "composite", "factor", "rollUp", "minimumBase", "dimensions", "rating");
        var method = (IndexMethod)(index.Require("method")?.Word(IndexWords.Methods) ?? 0);
        var factor = (FactorRule)(index.Find("factor")?.Word(IndexWords.Factors) ?? 0);
        var made = new IndexDefinition
        {
            Code = codes.Read(index.Require("code")),
            Title = texts.Require(index, "title"),
            Method = method,
            // A version that this programme cannot compute must not slip in as if it were version 1.
            MethodVersion = index.Require("methodVersion")?.Integer(1, 1) ?? 1,
            Composite = (CompositeRule)(index.Require("composite")?.Word(IndexWords.Composites) ?? 0),
            Factor = factor,
            RollUp = (RollUpRule)(index.Require("rollUp")?.Word(IndexWords.RollUps) ?? 0),
            MinimumBase = index.Require("minimumBase")?.Integer(1, 1_000_000) ?? 1,
            Dimensions = ReadDimensions(index, method, factor),
        };
        return made with { Rating = index.Find("rating") is { } rating ? new RatingReader(texts).Read(rating, made) : null };
    }

    private List<DimensionDefinition> ReadDimensions(JsonObjectNode index, IndexMethod method, FactorRule factor)
    {
        var codes = new CodeSet("dimension", "index");
        var reader = new IndexItemReader(items, method);
        return (index.Require("dimensions")?.Array(1, 20, "dimensions") ?? [])
            .Select(n => ReadDimension(n, codes, reader, factor)).OfType<DimensionDefinition>().ToList();
    }

    private DimensionDefinition? ReadDimension(JsonNode node, CodeSet codes, IndexItemReader reader, FactorRule factor)
    {
        if (node.Object() is not { } dimension)
        {
            return null;
        }

        dimension.AllowOnly("code", "title", "weight", "overall", "items");
        var weight = dimension.Require("weight")?.Number();
        if (weight <= 0)
        {
            dimension.Find("weight")!.Value.Refuse("A weight is above 0.");
        }

        var read = reader.Read(dimension);
        return new DimensionDefinition
        {
            Code = codes.Read(dimension.Require("code")),
            Title = texts.Require(dimension, "title"),
            Weight = weight ?? 1,
            Items = read,
            Overall = ReadOverall(node, dimension, read, factor),
        };
    }

    private static string? ReadOverall(JsonNode node, JsonObjectNode dimension, List<DimensionItem> read, FactorRule factor)
    {
        if (dimension.Find("overall") is not { } overall)
        {
            if (factor == FactorRule.OverallItem)
            {
                node.Refuse("Where the overall item alone counts, each dimension names it: \"overall\" is missing.");
            }

            return null;
        }

        var code = overall.Code();
        if (code is not null && read.TrueForAll(i => i.Code != code))
        {
            overall.Refuse($"\"{code}\" is no item of this dimension; the overall item is one of its items.");
        }

        return code;
    }
}
