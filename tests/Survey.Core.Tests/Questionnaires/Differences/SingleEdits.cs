using System.Text;
using System.Text.Json.Nodes;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires.Differences;

/// <summary>Documents that differ from one in a single place and are still read.</summary>
internal static class SingleEdits
{
    public static IEnumerable<Questionnaire> Of(string json, ChoiceTape tape)
    {
        var places = Places(JsonNode.Parse(json)!, []).ToList();
        for (var i = 0; i < 20; i++)
        {
            var place = tape.Of(places);
            foreach (var way in Enumerable.Range(0, 3))
            {
                var root = JsonNode.Parse(json)!;
                if (Edit(root, place, way) && QuestionnaireJson.Read(Encoding.UTF8.GetBytes(root.ToJsonString())).Questionnaire is { } edited && QuestionnaireJson.Write(edited) != json)
                {
                    yield return edited;
                }
            }
        }
    }

    private static IEnumerable<object[]> Places(JsonNode node, object[] above) => node switch
    {
        JsonObject o => o.SelectMany(p => Below(p.Value!, [.. above, p.Key])),
        JsonArray a => a.SelectMany((n, i) => Below(n!, [.. above, i])),
        _ => [],
    };

    private static IEnumerable<object[]> Below(JsonNode node, object[] path) => Places(node, path).Prepend(path);

    private static bool Edit(JsonNode root, object[] place, int way)
    {
        var parent = place.SkipLast(1).Aggregate(root, (n, step) => step is int i ? n[i]! : n[(string)step]!);
        var node = place[^1] is int at ? parent[at]! : parent[(string)place[^1]]!;
        return way switch
        {
            0 => Remove(parent, place[^1]),
            1 => Change(parent, place[^1], node),
            _ => Move(parent, place[^1]),
        };
    }

    private static bool Remove(JsonNode parent, object step)
    {
        if (parent is JsonArray list)
        {
            list.RemoveAt((int)step);
            return true;
        }

        return parent.AsObject().Remove((string)step);
    }

    private static bool Change(JsonNode parent, object step, JsonNode node)
    {
        JsonNode? other = node.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.True => JsonValue.Create(false),
            System.Text.Json.JsonValueKind.Number => JsonValue.Create(node.GetValue<decimal>() + 1),
            System.Text.Json.JsonValueKind.String => JsonValue.Create(node.GetValue<string>() + "x"),
            _ => null,
        };
        if (other is null)
        {
            return false;
        }

        if (parent is JsonArray list)
        {
            list[(int)step] = other;
        }
        else
        {
            parent[(string)step] = other;
        }

        return true;
    }

    private static bool Move(JsonNode parent, object step)
    {
        if (parent is not JsonArray list || (int)step == 0)
        {
            return false;
        }

        var node = list[(int)step];
        list.RemoveAt((int)step);
        list.Insert(0, node);
        return true;
    }
}
