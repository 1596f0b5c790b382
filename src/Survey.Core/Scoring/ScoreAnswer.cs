using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>What a unit says to one criterion where its formula asks for more than numbers.</summary>
public sealed record ScoreAnswer
{
    /// <summary>The chosen option's code.</summary>
    public string? Option { get; init; }

    /// <summary>The codes that are ticked; null: nobody has looked yet, which is not "none".</summary>
    public IReadOnlySet<string>? Ticked { get; init; }

    /// <summary>Points typed by hand.</summary>
    public decimal? Points { get; init; }

    /// <summary>The answers to the parts of a sum by their codes.</summary>
    public IReadOnlyDictionary<string, ScoreAnswer> Parts { get; init; } = FrozenDictionary<string, ScoreAnswer>.Empty;

    /// <summary>The answer in one line as it is stored: an option's code, a sorted JSON array of codes, a number, or for a sum a
    /// JSON object of these by part; null where nothing is answered.</summary>
    public string? Write() => Option ?? (Ticked is { } ticked ? WriteTicked(ticked) : Points is { } points ? CanonicalJsonWriter.NumberText(points) : WriteParts());

    /// <summary>Reads what <see cref="Write"/> wrote for a formula. What the formula no longer knows is left out; never throws.</summary>
    public static ScoreAnswer? Read(Formula formula, string? text) => text is null ? null : formula switch
    {
        ChoiceFormula choice => choice.Options.Any(o => o.Code == text) ? new() { Option = text } : null,
        ChecklistFormula list => Codes(text) is { } codes ? new() { Ticked = codes.Where(c => list.Parts.Any(p => p.Code == c)).ToFrozenSet() } : null,
        ManualFormula => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points) ? new() { Points = points } : null,
        SumFormula sum => ReadParts(sum, text),
        _ => null,
    };

    private static string WriteTicked(IReadOnlySet<string> ticked) => JsonSerializer.Serialize(ticked.Order(StringComparer.Ordinal));

    private string? WriteParts()
    {
        var parts = Parts.Select(p => (p.Key, Text: p.Value.Write())).Where(p => p.Text is not null).OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        return parts.Count == 0 ? null : new JsonObject(parts.Select(p => new KeyValuePair<string, System.Text.Json.Nodes.JsonNode?>(p.Key, p.Text))).ToJsonString();
    }

    private static ScoreAnswer? ReadParts(SumFormula sum, string text)
    {
        if (Parse<Dictionary<string, string>>(text) is not { } texts)
        {
            return null;
        }

        var answers = new Dictionary<string, ScoreAnswer>(StringComparer.Ordinal);
        foreach (var part in sum.Parts.Where(p => p.Formula is not SumFormula))
        {
            if (Read(part.Formula, texts.GetValueOrDefault(part.Code)) is { } answer)
            {
                answers.Add(part.Code, answer);
            }
        }

        return answers.Count == 0 ? null : new() { Parts = answers };
    }

    private static List<string>? Codes(string text) => Parse<List<string>>(text);

    private static T? Parse<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
