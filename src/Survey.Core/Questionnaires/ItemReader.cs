namespace Survey.Core.Questionnaires;

/// <summary>Reads what distinguishes one item; its code and condition are read before.</summary>
internal sealed class ItemReader(LocalizedTextReader texts, IReadOnlyDictionary<string, Scale?> scales)
{
    private static readonly string[] Kinds = ["scale", "single", "multiple", "number", "short_text", "long_text"];
    private static readonly string[] CommonNames = ["code", "kind", "text", "hint", "required", "showIf"];
    /// <summary>Stands in for a scale that is missing or has problems of its own.</summary>
    public static readonly Scale NoScale = new() { Code = "", Points = [] };

    public Item? Read(JsonObjectNode parts, string code, Condition? showIf)
    {
        var kind = parts.Require("kind")?.Word(Kinds);
        if (kind is null)
        {
            return null;
        }

        parts.AllowOnly([.. CommonNames, .. NamesOf(Kinds[kind.Value])]);
        var text = texts.Require(parts, "text");
        var hint = texts.Find(parts, "hint");
        var required = parts.Find("required")?.Boolean() ?? false;
        Item item = Kinds[kind.Value] switch
        {
            "scale" => new ScaleItem { Code = code, Text = text, Scale = ReadScale(parts) },
            "single" => new SingleChoiceItem { Code = code, Text = text, Options = ReadOptions(parts, 2, mayExclude: false) },
            "multiple" => ReadMultiple(parts, code, text),
            "number" => ReadNumber(parts, code, text),
            var words => new TextItem
            {
                Code = code,
                Text = text,
                Multiline = words == "long_text",
                MaxLength = parts.Require("maxLength")?.Integer(1, QuestionnaireJson.MaxAnswerLength) ?? 1,
            },
        };
        return item with { Hint = hint, Required = required, ShowIf = showIf };
    }

    private static string[] NamesOf(string kind) => kind switch
    {
        "scale" => ["scale"],
        "single" => ["options"],
        "multiple" => ["options", "maxChoices"],
        "number" => ["min", "max", "decimals", "unit", "bands"],
        _ => ["maxLength"],
    };

    private Scale ReadScale(JsonObjectNode parts)
    {
        if (parts.Require("scale") is not { } node || node.Code() is not { } code)
        {
            return NoScale;
        }

        if (!scales.TryGetValue(code, out var scale))
        {
            node.Refuse($"There is no scale \"{code}\".");
        }

        return scale ?? NoScale;
    }

    private List<ChoiceOption> ReadOptions(JsonObjectNode parts, int least, bool mayExclude)
    {
        var codes = new CodeSet("option", "item");
        return (parts.Require("options")?.Array(least, QuestionnaireJson.MaxOptions, "options") ?? [])
            .Select(n => ReadOption(n, codes, mayExclude)).OfType<ChoiceOption>().ToList();
    }

    private ChoiceOption? ReadOption(JsonNode node, CodeSet codes, bool mayExclude)
    {
        if (node.Object() is not { } option)
        {
            return null;
        }

        option.AllowOnly(mayExclude ? ["code", "label", "exclusive"] : ["code", "label"]);
        return new ChoiceOption
        {
            Code = codes.Read(option.Require("code")),
            Label = texts.Require(option, "label"),
            Exclusive = mayExclude && (option.Find("exclusive")?.Boolean() ?? false),
        };
    }

    private MultipleChoiceItem ReadMultiple(JsonObjectNode parts, string code, LocalizedText text)
    {
        var options = ReadOptions(parts, 1, mayExclude: true);
        return new MultipleChoiceItem
        {
            Code = code,
            Text = text,
            Options = options,
            MaxChoices = parts.Find("maxChoices")?.Integer(1, Math.Max(1, options.Count)),
        };
    }

    private NumberItem ReadNumber(JsonObjectNode parts, string code, LocalizedText text)
    {
        var decimals = parts.Find("decimals")?.Integer(0, 4) ?? 0;
        var min = ReadBound(parts, "min", decimals);
        var max = ReadBound(parts, "max", decimals);
        if (min > max)
        {
            parts.Find("max")!.Value.Refuse("The largest number allowed is below the smallest, \"min\".");
        }

        return new NumberItem
        {
            Code = code,
            Text = text,
            Min = min ?? 0,
            Max = max ?? 0,
            Decimals = decimals,
            Unit = texts.Find(parts, "unit"),
            Bands = ReadBands(parts),
        };
    }

    private static decimal? ReadBound(JsonObjectNode parts, string name, int decimals)
    {
        var bound = parts.Require(name)?.Number();
        if (bound is { } number && decimal.Round(number, decimals) != number)
        {
            parts.Find(name)!.Value.Refuse($"The bound has more decimals than an answer may have, {decimals} (\"decimals\").");
        }

        return bound;
    }

    private List<NumberBand> ReadBands(JsonObjectNode parts)
    {
        var codes = new CodeSet("band", "item");
        var nodes = parts.Require("bands")?.Array(1, QuestionnaireJson.MaxOptions, "bands") ?? [];
        var bands = new List<NumberBand>();
        decimal? below = null;
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Object() is not { } band)
            {
                continue;
            }

            bands.Add(ReadBand(band, codes, below, last: i == nodes.Count - 1));
            below = bands[^1].UpTo ?? below;
        }

        return bands;
    }

    private NumberBand ReadBand(JsonObjectNode band, CodeSet codes, decimal? below, bool last)
    {
        band.AllowOnly("code", "upTo", "label");
        var code = codes.Read(band.Require("code"));
        var upTo = band.Find("upTo")?.Number();
        if (last && band.Has("upTo"))
        {
            band.Find("upTo")!.Value.Refuse("The last band takes every larger number; leave its \"upTo\" out.");
        }
        else if (!last && band.Require("upTo") is { } node && upTo <= below)
        {
            node.Refuse("Bands must ascend: this \"upTo\" is not above that of the band before.");
        }

        return new NumberBand { Code = code, UpTo = upTo, Label = texts.Require(band, "label") };
    }
}
