using System.Text;
using System.Text.Json.Nodes;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>Changes to the tree of a scheme. Each gives the JSON of the whole, whose reader says what is wrong with it.</summary>
internal static class SchemeEdits
{
    /// <summary>Puts <paramref name="line"/> in the place of a line, beside it or into it.</summary>
    public static ScoringSchemeReadResult Change(ScoringScheme scheme, Action<JsonObject> change)
    {
        var document = JsonNode.Parse(ScoringSchemeJson.Write(scheme))!.AsObject();
        change(document);
        return ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString()));
    }

    public static void Replace(JsonObject document, string code, JsonObject line)
    {
        var (list, place) = Find(document, code)!.Value;
        if (list[place]!["criteria"] is { } below && !line.ContainsKey("formula"))
        {
            line["criteria"] = below.DeepClone();
        }

        list[place] = line;
    }

    /// <summary>After a criterion, or at the end of a group.</summary>
    public static void Add(JsonObject document, string code, JsonObject line)
    {
        var (list, place) = Find(document, code)!.Value;
        if (list[place]!["criteria"] is JsonArray below)
        {
            below.Add(line);
        }
        else
        {
            list.Insert(place + 1, line);
        }
    }

    public static void Remove(JsonObject document, string code)
    {
        var (list, place) = Find(document, code)!.Value;
        list.RemoveAt(place);
    }

    public static void Move(JsonObject document, string code, int by)
    {
        var (list, place) = Find(document, code)!.Value;
        var (node, to) = (list[place]!, Math.Clamp(place + by, 0, list.Count - 1));
        list.RemoveAt(place);
        list.Insert(to, node);
    }

    private static (JsonArray List, int Place)? Find(JsonNode parent, string code)
    {
        if (parent["criteria"] is not JsonArray list)
        {
            return null;
        }

        for (var i = 0; i < list.Count; i++)
        {
            if (list[i]!["code"]!.GetValue<string>() == code)
            {
                return (list, i);
            }

            if (Find(list[i]!, code) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>A text with its wordings kept in languages that the form does not ask.</summary>
    public static JsonObject Words(LocalizedText? before, string vi, string en)
    {
        var node = new JsonObject { ["vi"] = vi };
        foreach (var (language, wording) in before?.Entries ?? [])
        {
            if (language is not ("vi" or "en"))
            {
                node[language] = wording;
            }
        }

        if (en.Length > 0)
        {
            node["en"] = en;
        }

        return node;
    }
}
