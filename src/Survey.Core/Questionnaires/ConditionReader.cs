namespace Survey.Core.Questionnaires;

/// <summary>Reads one condition tree over the items asked before it.</summary>
/// <param name="earlier">Those items by code; null where an item has problems of its own.</param>
internal sealed class ConditionReader(IReadOnlyDictionary<string, Item?> earlier)
{
    private static readonly Condition Broken = new AnsweredCondition("", true);
    private static readonly string[] Forms = ["all", "any", "not", "is", "atLeast", "atMost", "answered"];
    private int _nodes;

    public Condition Read(JsonNode node) => ReadPart(node, 1);

    private Condition ReadPart(JsonNode node, int depth)
    {
        _nodes++;
        if (depth > Condition.MaxDepth || _nodes > Condition.MaxNodes)
        {
            if (depth > Condition.MaxDepth || _nodes == Condition.MaxNodes + 1)
            {
                node.Refuse($"The condition is too large: at most {Condition.MaxDepth} levels and {Condition.MaxNodes} parts.");
            }

            return Broken;
        }

        if (node.Object() is not { } parts)
        {
            return Broken;
        }

        var forms = Forms.Where(parts.Has).ToList();
        if (forms.Count != 1)
        {
            parts.Refuse($"A condition has exactly one of: {string.Join(", ", Forms)}.");
            return Broken;
        }

        return ReadForm(parts, forms[0], depth);
    }

    private Condition ReadForm(JsonObjectNode parts, string form, int depth)
    {
        var content = parts.Find(form)!.Value;
        if (form is "all" or "any" or "not")
        {
            parts.AllowOnly(form);
            return form switch
            {
                "all" => new AllCondition(ReadParts(content, depth)),
                "any" => new AnyCondition(ReadParts(content, depth)),
                _ => new NotCondition(ReadPart(content, depth + 1)),
            };
        }

        parts.AllowOnly("item", form);
        var (code, item) = ReadItem(parts);
        return form switch
        {
            "is" => new IsCondition(code, ReadCodes(content, item)),
            "atLeast" => new AtLeastCondition(code, ReadBound(content, item)),
            "atMost" => new AtMostCondition(code, ReadBound(content, item)),
            _ => new AnsweredCondition(code, content.Boolean()),
        };
    }

    private List<Condition> ReadParts(JsonNode node, int depth) =>
        node.Array(1, Condition.MaxNodes - 1, "conditions").Select(n => ReadPart(n, depth + 1)).ToList();

    private (string Code, Item? Item) ReadItem(JsonObjectNode parts)
    {
        if (parts.Require("item") is not { } node || node.Code() is not { } code)
        {
            return ("", null);
        }

        if (!earlier.TryGetValue(code, out var item))
        {
            node.Refuse($"No item \"{code}\" is asked before this place; a condition looks at earlier items only.");
        }
        else if (item is TextItem)
        {
            node.Refuse($"The item \"{code}\" is answered in words, which are kept apart; a condition cannot look at it.");
        }

        return (code, item);
    }

    private static List<string> ReadCodes(JsonNode node, Item? item)
    {
        if (item is NumberItem)
        {
            node.Refuse($"The item \"{item.Code}\" is answered with a number; use \"atLeast\" or \"atMost\".");
        }

        var known = item is null ? null : AnswerCodes.Of(item);
        var codes = new List<string>();
        foreach (var part in node.Array(1, QuestionnaireJson.MaxOptions, "codes"))
        {
            if (part.Code() is not { } code)
            {
                continue;
            }

            if (codes.Contains(code))
            {
                part.Refuse($"The code \"{code}\" stands twice.");
            }
            else if (known is { Count: > 0 } && !known.Contains(code))
            {
                part.Refuse($"The item \"{item!.Code}\" has no answer \"{code}\"; it has: {string.Join(", ", known)}.");
            }

            codes.Add(code);
        }

        return codes;
    }

    private static decimal ReadBound(JsonNode node, Item? item)
    {
        if (item is not null and not NumberItem and not TextItem)
        {
            node.Refuse($"The item \"{item.Code}\" is not answered with a number; use \"is\".");
        }

        return node.Number() ?? 0;
    }
}
