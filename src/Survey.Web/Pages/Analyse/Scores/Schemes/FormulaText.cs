using System.Globalization;
using System.Text.Json.Nodes;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;

namespace Survey.Web.Pages.Analyse.Scores.Schemes;

/// <summary>
/// A formula as lines of words, as a workbook's cell and the editor hold it, such as "số liệu: chỉ số sipas" and "đủ: 100".
/// What is read becomes the JSON of the format, whose reader says what is wrong with it.
/// </summary>
internal static class FormulaText
{
    private const string LanguageMark = " // ";

    private static readonly (string Kind, string Words)[] Kinds =
    [
        ("linear", "tỷ lệ thuận"), ("threshold_linear", "tỷ lệ thuận từ một ngưỡng"), ("steps", "theo bậc"), ("ratio", "phần trên tổng"),
        ("year_on_year", "so với năm trước"), ("checklist", "đánh dấu từng mục"), ("choice", "chọn một"), ("sum", "cộng các phần"), ("manual", "chấm tay"),
    ];

    private static readonly Dictionary<string, string> Keys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["số liệu"] = "input",
        ["đủ"] = "full",
        ["ngưỡng"] = "threshold",
        ["dưới ngưỡng"] = "below",
        ["cao là xấu"] = "reversed",
        ["phần"] = "part",
        ["tổng"] = "whole",
        ["cao hơn"] = "higher",
        ["bằng"] = "equal",
        ["thấp hơn"] = "lower",
        ["hướng dẫn"] = "guidance",
    };

    public static IReadOnlyList<(string Kind, string Words)> AllKinds => Kinds;

    public static string KindWords(Formula formula) => Kinds.First(k => k.Kind == FormulaWords.Kind(formula)).Words;

    /// <summary>The kind's code by its words or code; null where there is none.</summary>
    public static string? KindOf(string words) =>
        Kinds.FirstOrDefault(k => string.Equals(k.Kind, words, StringComparison.OrdinalIgnoreCase) || string.Equals(k.Words, words, StringComparison.OrdinalIgnoreCase)).Kind;

    public static string Write(Formula formula) => string.Join('\n', formula switch
    {
        ThresholdLinearFormula t => [.. Linear(t), $"ngưỡng: {Number(t.Threshold)}", $"dưới ngưỡng: {Number(t.Below)}"],
        LinearFormula l => Linear(l),
        StepsFormula s => [$"số liệu: {Input(s.Input)}", .. s.Steps.Select(x => x.AtLeast is { } bound ? $"từ {Number(bound)}: {Number(x.Points)}" : $"còn lại: {Number(x.Points)}")],
        RatioFormula r => [$"phần: {Input(r.Part)}", $"tổng: {Input(r.Whole)}"],
        YearOnYearFormula y => [$"số liệu: {Input(y.Input)}", $"cao hơn: {Number(y.Higher)}", $"bằng: {Number(y.Equal)}", $"thấp hơn: {Number(y.Lower)}"],
        ChecklistFormula c => c.Parts.Select(Option),
        ChoiceFormula c => c.Options.Select(Option),
        SumFormula s => s.Parts.SelectMany(p => Write(p.Formula).Split('\n', StringSplitOptions.RemoveEmptyEntries).Prepend($"[{p.Code}] {Text(p.Title)} | {Number(p.Max)} | {KindWords(p.Formula)}")),
        ManualFormula { Guidance: { } guidance } => [$"hướng dẫn: {Text(guidance)}"],
        _ => [],
    });

    /// <summary>The formula as JSON, right or wrong: its reader says.</summary>
    public static JsonObject Read(string kind, string text)
    {
        var code = KindOf(kind.Trim()) ?? kind.Trim();
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var formula = new JsonObject { ["kind"] = code };
        switch (code)
        {
            case "checklist":
                formula["parts"] = Options(lines);
                break;
            case "choice":
                formula["options"] = Options(lines);
                break;
            case "sum":
                formula["parts"] = Parts(lines);
                break;
            default:
                ReadLines(formula, code, lines);
                break;
        }

        return formula;
    }

    public static JsonObject Text(string words)
    {
        var at = words.IndexOf(LanguageMark, StringComparison.Ordinal);
        return at < 0 ? new() { ["vi"] = words.Trim() } : new() { ["vi"] = words[..at].Trim(), ["en"] = words[(at + LanguageMark.Length)..].Trim() };
    }

    public static JsonNode NumberNode(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number) : JsonValue.Create(text.Trim());

    public static string Number(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static void ReadLines(JsonObject formula, string kind, string[] lines)
    {
        foreach (var line in lines)
        {
            var colon = line.LastIndexOf(':');
            var (key, value) = colon < 0 ? (line, "") : (line[..colon].Trim(), line[(colon + 1)..].Trim());
            if (line.StartsWith("hướng dẫn:", StringComparison.OrdinalIgnoreCase))
            {
                formula["guidance"] = Text(line["hướng dẫn:".Length..]);
            }
            else if (kind == "steps" && (key.StartsWith("từ ", StringComparison.OrdinalIgnoreCase) || string.Equals(key, "còn lại", StringComparison.OrdinalIgnoreCase)))
            {
                var step = new JsonObject();
                if (key.StartsWith("từ ", StringComparison.OrdinalIgnoreCase))
                {
                    step["atLeast"] = NumberNode(key[3..]);
                }

                step["points"] = NumberNode(value);
                ((JsonArray)(formula["steps"] ??= new JsonArray())).Add(step);
            }
            else
            {
                var name = Keys.GetValueOrDefault(key, key.Length == 0 ? line : key);
                formula[name] = name is "input" or "part" or "whole" ? InputNode(value)
                    : name == "reversed" ? JsonValue.Create(string.Equals(value, "có", StringComparison.OrdinalIgnoreCase))
                    : NumberNode(value);
            }
        }

        // As the format orders them.
        foreach (var name in new[] { "steps", "threshold", "below", "full" })
        {
            if (formula.Remove(name, out var node))
            {
                formula[name] = node;
            }
        }
    }

    private static JsonArray Options(IEnumerable<string> lines) => new([.. lines.Select(line =>
    {
        var cells = line.Split('|');
        return (JsonNode)new JsonObject { ["code"] = cells[0].Trim(), ["title"] = Text(cells.ElementAtOrDefault(1) ?? ""), ["points"] = NumberNode(cells.ElementAtOrDefault(2) ?? "") };
    })]);

    private static JsonArray Parts(string[] lines)
    {
        var parts = new JsonArray();
        for (var i = 0; i < lines.Length;)
        {
            var (head, body) = (lines[i++], new List<string>());
            while (i < lines.Length && !lines[i].StartsWith('['))
            {
                body.Add(lines[i++]);
            }

            var close = head.IndexOf(']', StringComparison.Ordinal);
            var cells = (close < 0 ? head : head[(close + 1)..]).Split('|');
            var kind = cells.ElementAtOrDefault(2)?.Trim() ?? "";
            parts.Add(new JsonObject
            {
                ["code"] = close < 1 ? "" : head[1..close].Trim(),
                ["title"] = Text(cells[0]),
                ["max"] = NumberNode(cells.ElementAtOrDefault(1) ?? ""),
                ["formula"] = KindOf(kind) == "sum" ? new JsonObject { ["kind"] = "sum" } : Read(kind, string.Join('\n', body)),
            });
        }

        return parts;
    }

    private static JsonObject InputNode(string value) => value.StartsWith("chỉ số ", StringComparison.OrdinalIgnoreCase)
        ? new() { ["kind"] = "index", ["index"] = value["chỉ số ".Length..].Trim() }
        : new() { ["kind"] = "typed", ["name"] = (value.StartsWith("nhập ", StringComparison.OrdinalIgnoreCase) ? value["nhập ".Length..] : value).Trim() };

    private static IEnumerable<string> Linear(LinearFormula linear) => linear.Reversed
        ? [$"số liệu: {Input(linear.Input)}", "cao là xấu: có", $"đủ: {Number(linear.Full)}"]
        : [$"số liệu: {Input(linear.Input)}", $"đủ: {Number(linear.Full)}"];

    private static string Input(FormulaInput input) => (input is IndexInput ? "chỉ số " : "nhập ") + input.Name;

    private static string Option(ScoringOption option) => $"{option.Code} | {Text(option.Title)} | {Number(option.Points)}";

    public static string Text(LocalizedText text) => text.Has("en") ? text.In("vi") + LanguageMark + text.In("en") : text.In("vi");
}
