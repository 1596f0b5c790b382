using System.Text.Json.Nodes;

namespace Survey.Web.Tests.Respond;

/// <summary>
/// A questionnaire of many items in Vietnamese and English with every kind of answer, hints and conditions. The words are drawn
/// (always the same ones), so they compress worse than what a person writes.
/// </summary>
public static class HugeQuestionnaire
{
    private static readonly string[] Words = ("anh chị có thấy nơi làm việc của cơ quan sạch sẽ thoáng mát thuận tiện khi đến nộp hồ sơ không cán bộ tiếp nhận giải thích rõ ràng "
        + "từng loại giấy tờ cần chuẩn bị thời gian chờ đợi trước quầy bao lâu kết quả trả đúng ngày hẹn trên phiếu phí lệ phí được niêm yết công khai dễ hiểu hướng dẫn tận tình "
        + "lịch sự lắng nghe ý kiến phản ánh kiến nghị qua điện thoại cổng dịch vụ trực tuyến bưu chính người cao tuổi khuyết tật hỗ trợ máy lấy số ghế ngồi nước uống bãi xe").Split(' ');

    private static readonly string[] English = ("how satisfied were you with waiting room staff guidance papers required fees charged promised day result complete website phone feedback answer "
        + "clear polite quick fair helpful older disabled visitors parking seats water numbers machine opening hours office service").Split(' ');

    /// <summary>The questionnaire as JSON; <paramref name="code"/> is its code.</summary>
    public static string Json(int items, string code)
    {
        var random = new Random(20_261_122);
        var sections = new JsonArray();
        for (var first = 0; first < items; first += 10)
        {
            var asked = Enumerable.Range(first, Math.Min(10, items - first)).Select(i => (JsonNode)Item(i, random)).ToArray();
            sections.Add(new JsonObject { ["code"] = $"part_{first / 10}", ["title"] = Text(random, 4), ["items"] = new JsonArray(asked) });
        }

        return new JsonObject
        {
            ["format"] = 1,
            ["code"] = code,
            ["languages"] = new JsonArray("vi", "en"),
            ["title"] = Text(random, 9),
            ["lead"] = Text(random, 16),
            ["overall"] = "item_0",
            ["scales"] = new JsonArray(Scale()),
            ["sections"] = sections,
            ["indices"] = new JsonArray(),
        }.ToJsonString();
    }

    private static JsonObject Item(int number, Random random)
    {
        var item = new JsonObject { ["code"] = $"item_{number}", ["text"] = Text(random, random.Next(6, 15)) };
        if (random.Next(6) == 0)
        {
            item["hint"] = Text(random, 10);
        }

        // Every tenth item is a scale, so that the nine after it can ask for its answer.
        if (number % 10 > 0 && random.Next(4) == 0)
        {
            item["showIf"] = new JsonObject { ["item"] = $"item_{number / 10 * 10}", ["is"] = new JsonArray("1", "2") };
        }

        AddAnswers(item, number % 10 == 0 ? 0 : random.Next(10), random);
        return item;
    }

    private static void AddAnswers(JsonObject item, int draw, Random random)
    {
        item["kind"] = draw switch { < 6 => "scale", 6 => "single", 7 => "multiple", 8 => "number", _ => "long_text" };
        switch (draw)
        {
            case < 6:
                item["scale"] = "satisfaction5";
                break;
            case 6 or 7:
                item["options"] = new JsonArray([.. Enumerable.Range(1, random.Next(3, 8)).Select(o => new JsonObject { ["code"] = $"o{o}", ["label"] = Text(random, 4) })]);
                break;
            case 8:
                (item["min"], item["max"], item["unit"]) = (0, 99, Text(random, 1));
                item["bands"] = new JsonArray(new JsonObject { ["code"] = "few", ["upTo"] = 9, ["label"] = Text(random, 2) }, new JsonObject { ["code"] = "many", ["label"] = Text(random, 2) });
                break;
            default:
                item["maxLength"] = 500;
                break;
        }
    }

    private static JsonObject Scale()
    {
        string[] labels = ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"];
        return new JsonObject
        {
            ["code"] = "satisfaction5",
            ["look"] = "faces",
            ["points"] = new JsonArray([.. labels.Select((label, i) => new JsonObject
            {
                ["code"] = $"{i + 1}",
                ["score"] = i + 1,
                ["label"] = new JsonObject { ["vi"] = label, ["en"] = $"Grade {i + 1}" },
            }).Reverse()]),
        };
    }

    private static JsonObject Text(Random random, int words) => new() { ["vi"] = Sentence(Words, random, words), ["en"] = Sentence(English, random, words) };

    private static string Sentence(string[] from, Random random, int words)
    {
        var sentence = string.Join(' ', Enumerable.Range(0, words).Select(_ => from[random.Next(from.Length)]));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}
