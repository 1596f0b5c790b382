using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A condition as the JSON of the questionnaire format, beside the expression that other programs read.</summary>
internal static class OwnCondition
{
    public static string Write(Condition condition) => JsonSerializer.Serialize(Shape(condition));

    /// <summary>The condition; null where it is none.</summary>
    public static Condition? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 3 * Condition.MaxDepth });
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    public static IEnumerable<string> Items(Condition condition) => condition switch
    {
        IsCondition c => [c.Item],
        AtLeastCondition c => [c.Item],
        AtMostCondition c => [c.Item],
        AnsweredCondition c => [c.Item],
        AllCondition c => c.Parts.SelectMany(Items),
        AnyCondition c => c.Parts.SelectMany(Items),
        NotCondition c => Items(c.Part),
        _ => [],
    };

    public static Func<string, bool> Several(IReadOnlyDictionary<string, ForeignVariable> variables) =>
        code => variables.TryGetValue(code, out var variable) && variable.Item is MultipleChoiceItem;

    private static object Shape(Condition condition) => condition switch
    {
        IsCondition c => new { item = c.Item, @is = c.Codes },
        AtLeastCondition c => new { item = c.Item, atLeast = c.Value },
        AtMostCondition c => new { item = c.Item, atMost = c.Value },
        AnsweredCondition c => new { item = c.Item, answered = c.Answered },
        AllCondition c => new { all = c.Parts.Select(Shape) },
        AnyCondition c => new { any = c.Parts.Select(Shape) },
        NotCondition c => new { not = Shape(c.Part) },
        _ => throw new ArgumentException($"Unknown condition {condition.GetType().Name}.", nameof(condition)),
    };

    private static Condition Read(JsonElement e) =>
        e.TryGetProperty("all", out var all) ? new AllCondition([.. all.EnumerateArray().Select(Read)])
        : e.TryGetProperty("any", out var any) ? new AnyCondition([.. any.EnumerateArray().Select(Read)])
        : e.TryGetProperty("not", out var not) ? new NotCondition(Read(not))
        : ReadLeaf(e, e.GetProperty("item").GetString() ?? "");

    private static Condition ReadLeaf(JsonElement e, string item) =>
        e.TryGetProperty("is", out var codes) ? new IsCondition(item, [.. codes.EnumerateArray().Select(c => c.GetString() ?? "")])
        : e.TryGetProperty("atLeast", out var least) ? new AtLeastCondition(item, least.GetDecimal())
        : e.TryGetProperty("atMost", out var most) ? new AtMostCondition(item, most.GetDecimal())
        : new AnsweredCondition(item, e.GetProperty("answered").GetBoolean());
}
