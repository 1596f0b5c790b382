using System.Text;
using Survey.Core.Questionnaires;

namespace Survey.Core.Indices;

/// <summary>A code mapping as it is stored beside a draft and with a published version.</summary>
public static class CodeMappingJson
{
    /// <summary>The largest text that is read, in bytes of UTF-8: 1 MiB.</summary>
    public const int MaxBytes = QuestionnaireJson.MaxBytes;

    // An item has at most sixty options; a mapping may name a few more that came and went.
    private const int MaxAnswers = 4 * QuestionnaireJson.MaxOptions;

    private const int MaxItems = 4 * QuestionnaireJson.MaxItems;

    /// <summary>Reads a mapping; null or nothing means that every code was kept. Never throws, whatever the text.</summary>
    /// <returns>The mapping, or null where the text is no mapping.</returns>
    public static CodeMapping? Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return CodeMapping.Same;
        }

        if (json.Length > MaxBytes)
        {
            return null;
        }

        var log = new ProblemLog();
        using var document = JsonNode.Open(Encoding.UTF8.GetBytes(json), MaxBytes, log);
        var mapping = document is null ? null : Mapping(new JsonNode(document.RootElement, "$", log));
        return log.Count == 0 ? mapping : null;
    }

    /// <summary>Writes the canonical text: codes in the order of their characters, what keeps its code left out. The same
    /// mapping always gives the same text, and reading it gives the mapping again.</summary>
    /// <returns>The text; null where every code was kept.</returns>
    public static string? Write(CodeMapping mapping)
    {
        var plain = mapping.Then(CodeMapping.Same);
        if (plain.Items.Count == 0 && plain.Codes.Count == 0)
        {
            return null;
        }

        var json = new CanonicalJsonWriter();
        json.Object(() =>
        {
            if (plain.Items.Count > 0)
            {
                json.Name("items");
                Write(json, plain.Items);
            }

            if (plain.Codes.Count > 0)
            {
                json.Name("codes").Object(() =>
                {
                    foreach (var (item, answers) in plain.Codes.OrderBy(c => c.Key, StringComparer.Ordinal))
                    {
                        json.Name(item);
                        Write(json, answers);
                    }
                });
            }
        });
        return json.ToString();
    }

    private static void Write(CanonicalJsonWriter json, IReadOnlyDictionary<string, string?> targets) => json.Object(() =>
    {
        foreach (var (old, now) in targets.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            json.Name(old);
            if (now is null)
            {
                json.Null();
            }
            else
            {
                json.String(now);
            }
        }
    });

    private static CodeMapping Mapping(JsonNode node)
    {
        if (node.Object() is not { } root)
        {
            return CodeMapping.Same;
        }

        root.AllowOnly("items", "codes");
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        if (root.Find("codes") is { } answers && answers.Object() is { } items && IsSmall(items, MaxItems))
        {
            foreach (var (item, targets) in items.Properties)
            {
                codes.Add(Code(item, targets), Targets(targets, MaxAnswers));
            }
        }

        return new CodeMapping { Items = root.Find("items") is { } named ? Targets(named, MaxItems) : new Dictionary<string, string?>(), Codes = codes };
    }

    private static Dictionary<string, string?> Targets(JsonNode node, int most)
    {
        var targets = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (node.Object() is { } named && IsSmall(named, most))
        {
            foreach (var (old, now) in named.Properties)
            {
                targets.Add(Code(old, now), now.IsNull ? null : now.Code());
            }
        }

        return targets;
    }

    private static string Code(string name, JsonNode node)
    {
        if (!JsonNode.IsCode(name))
        {
            node.Refuse("The name is no code.");
        }

        return name;
    }

    private static bool IsSmall(JsonObjectNode node, int most)
    {
        if (node.Properties.Count() <= most)
        {
            return true;
        }

        node.Refuse($"There may be at most {most} names here.");
        return false;
    }
}
