using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

/// <summary>A small questionnaire with every feature of the format, and ways to break one place of it.</summary>
internal static partial class SampleQuestionnaire
{
    public const string Json = """
        {
          "$schema": "../schema/questionnaire.schema.json",
          "format": 1,
          "code": "sample",
          "languages": ["vi", "en"],
          "title": {"vi": "Ông/bà hài lòng không? 🙂", "en": "Are you \"satisfied\"?"},
          "lead": {"vi": "Mất ba mươi giây."},
          "thanks": {"vi": "Cảm ơn."},
          "overall": "overall",
          "scales": [
            {"code": "five", "look": "faces", "points": [
              {"code": "5", "score": 5, "label": {"vi": "Rất hài lòng"}},
              {"code": "4", "score": 4, "label": {"vi": "Hài lòng"}},
              {"code": "3", "score": 3, "label": {"vi": "Bình thường"}},
              {"code": "2", "score": 2, "label": {"vi": "Không hài lòng"}},
              {"code": "1", "score": 1, "label": {"vi": "Rất không hài lòng"}}],
             "notApplicable": {"code": "na", "label": {"vi": "Không có ý kiến"}}},
            {"code": "yesno", "points": [
              {"code": "yes", "score": 1, "label": {"vi": "Có"}},
              {"code": "no", "score": 0, "label": {"vi": "Không"}}]}],
          "sections": [
            {"code": "a", "title": {"vi": "Phần một"}, "text": {"vi": "Mấy câu đầu."}, "items": [
              {"code": "overall", "kind": "scale", "text": {"vi": "Nói chung?"}, "hint": {"vi": "Chọn một."}, "required": true, "scale": "five"},
              {"code": "sex", "kind": "single", "text": {"vi": "Giới tính"}, "options": [
                {"code": "female", "label": {"vi": "Nữ"}}, {"code": "male", "label": {"vi": "Nam"}}]},
              {"code": "wishes", "kind": "multiple", "text": {"vi": "Mong muốn"}, "options": [
                {"code": "time", "label": {"vi": "Nhanh hơn"}}, {"code": "paper", "label": {"vi": "Ít giấy tờ"}},
                {"code": "place", "label": {"vi": "Gần hơn"}}, {"code": "none", "label": {"vi": "Không"}, "exclusive": true}], "maxChoices": 2},
              {"code": "trips", "kind": "number", "text": {"vi": "Mấy lần?"}, "min": 0, "max": 50, "unit": {"vi": "lần"}, "bands": [
                {"code": "once", "upTo": 1, "label": {"vi": "Một"}}, {"code": "twice", "upTo": 2, "label": {"vi": "Hai"}}, {"code": "more", "label": {"vi": "Hơn"}}]},
              {"code": "hours", "kind": "number", "text": {"vi": "Mấy giờ?"}, "min": -1.5, "max": 8.25, "decimals": 2, "bands": [{"code": "any", "label": {"vi": "Tất cả"}}]},
              {"code": "word", "kind": "short_text", "text": {"vi": "Một từ"}, "maxLength": 10}]},
            {"code": "b", "showIf": {"any": [{"item": "overall", "is": ["1", "2"]}, {"item": "trips", "atLeast": 3}]}, "items": [
              {"code": "access", "kind": "scale", "text": {"vi": "Tiếp cận"}, "required": true, "scale": "five"},
              {"code": "why", "kind": "single", "text": {"vi": "Vì sao?"}, "showIf": {"not": {"item": "access", "is": ["na"]}}, "options": [
                {"code": "x", "label": {"vi": "X"}}, {"code": "y", "label": {"vi": "Y"}}]},
              {"code": "deep", "kind": "scale", "text": {"vi": "Sâu"}, "showIf": {"all": [{"item": "why", "answered": true}, {"item": "hours", "atMost": 4.5}]}, "scale": "yesno"},
              {"code": "comment", "kind": "long_text", "text": {"vi": "Góp ý"}, "maxLength": 20}]}],
          "indices": [
            {"code": "main", "title": {"vi": "Chỉ số"}, "method": "top_two_box", "methodVersion": 1, "composite": "weighted", "rollUp": "mean_of_units", "minimumBase": 5,
             "dimensions": [
              {"code": "d1", "title": {"vi": "Một"}, "weight": 0.25, "items": [{"code": "overall", "positive": ["4", "5"]}, {"code": "access", "reversed": true}]},
              {"code": "d2", "title": {"vi": "Hai"}, "weight": 2, "items": [{"code": "deep"}]}]}]
        }
        """;

    /// <summary>The sample, read.</summary>
    public static Questionnaire Questionnaire { get; } = Read(Json);

    public static Questionnaire Read(string json)
    {
        var result = QuestionnaireJson.Read(Encoding.UTF8.GetBytes(json));
        Assert.Empty(result.Problems);
        return result.Questionnaire!;
    }

    /// <summary>The sample with the value at <paramref name="path"/> replaced or added; null takes the property out.</summary>
    public static string With(string path, string? value)
    {
        var root = JsonNode.Parse(Json)!;
        var steps = Step().Matches(path[1..]).Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value).ToList();
        var parent = steps.SkipLast(1).Aggregate(root, (node, step) => Child(node, step));
        Replace(parent, steps[^1], value);
        return root.ToJsonString();
    }

    private static JsonNode Child(JsonNode node, string step) =>
        (node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step])!;

    private static void Replace(JsonNode parent, string step, string? value)
    {
        var node = value is null ? null : JsonNode.Parse(value);
        if (parent is JsonObject o)
        {
            o.Remove(step);
            if (value is not null)
            {
                o.Add(step, node);
            }
        }
        else
        {
            var list = parent.AsArray();
            var place = int.Parse(step, CultureInfo.InvariantCulture);
            if (place == list.Count)
            {
                list.Add(node);
            }
            else
            {
                list[place] = node;
            }
        }
    }

    [GeneratedRegex(@"\.([$\w]+)|\[(\d+)\]")]
    private static partial Regex Step();
}
