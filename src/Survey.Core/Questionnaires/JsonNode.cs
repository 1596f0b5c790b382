using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Survey.Core.Questionnaires;

/// <summary>One value of a JSON document and where it stands. Reading it notes what is wrong and never throws.</summary>
internal readonly struct JsonNode(JsonElement element, string path, ProblemLog log)
{
    /// <summary>Numbers further from zero are refused: a browser and a spreadsheet must keep them exactly.</summary>
    public const decimal LargestNumber = 1_000_000_000m;

    private const int MaxCodeLength = 32;

    public string Path => path;

    public ProblemLog Log => log;

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    /// <summary>Opens a document, or notes why its bytes are no JSON that this format takes.</summary>
    public static JsonDocument? Open(ReadOnlyMemory<byte> utf8, int maxBytes, ProblemLog log)
    {
        if (utf8.Length > maxBytes)
        {
            log.Add("$", $"The file has {utf8.Length} bytes; at most {maxBytes} are read.");
        }
        else if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            log.Add("$", "The file starts with a byte order mark; save it as UTF-8 without one.");
        }
        else if (!System.Text.Unicode.Utf8.IsValid(utf8.Span))
        {
            log.Add("$", "The file is not valid UTF-8; save it as UTF-8.");
        }
        else
        {
            return Parse(utf8, log);
        }

        return null;
    }

    public void Refuse(string reason) => log.Add(path, reason);

    /// <summary>The object's properties, duplicates noted; null where it is no object.</summary>
    public JsonObjectNode? Object()
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new JsonObjectNode(element, path, log);
        }

        Refuse($"Expected an object in braces, found {Found()}.");
        return null;
    }

    /// <summary>The array's values; what is noted as wrong is left out.</summary>
    public IReadOnlyList<JsonNode> Array(int min, int max, string what)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            Refuse($"Expected a list in square brackets, found {Found()}.");
            return [];
        }

        var length = element.GetArrayLength();
        if (length < min || length > max)
        {
            Refuse(length < min
                ? $"There must be at least {min} {what} here; there are {length}."
                : $"There may be at most {max} {what} here; there are {length}.");
        }

        var (place, notes) = (path, log);
        return element.EnumerateArray().Take(max).Select((e, i) => new JsonNode(e, $"{place}[{i}]", notes)).ToList();
    }

    public string? String()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            Refuse($"Expected text in quotes, found {Found()}.");
            return null;
        }

        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            Refuse("The text holds half of a surrogate pair, which is no character; type it again.");
            return null;
        }
    }

    public bool Boolean()
    {
        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse($"Expected true or false, found {Found()}.");
        }

        return element.ValueKind == JsonValueKind.True;
    }

    public int? Integer(int min, int max)
    {
        if (element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Refuse($"Expected a whole number from {min} to {max}, found {Found()}.");
        return null;
    }

    /// <summary>A number with at most four decimals, without trailing zeros.</summary>
    public decimal? Number()
    {
        if (element.ValueKind == JsonValueKind.Number
            && element.TryGetDecimal(out var number)
            && Math.Abs(number) <= LargestNumber
            && decimal.Round(number, 4) == number)
        {
            return CanonicalJsonWriter.Normalize(number);
        }

        Refuse($"Expected a number from -1000000000 to 1000000000 with at most four decimals, found {Found()}.");
        return null;
    }

    /// <summary>A code, or null where it breaks the rule of codes.</summary>
    public string? Code()
    {
        var code = String();
        if (code is null || IsCode(code))
        {
            return code;
        }

        Refuse($"A code has 1 to {MaxCodeLength} of the characters a-z, 0-9 and _; found {Shown(code)}.");
        return null;
    }

    /// <summary>One of a few words, as its place among them; null where it is none of them.</summary>
    public int? Word(params ReadOnlySpan<string> words)
    {
        var word = String();
        var place = word is null ? -1 : words.IndexOf(word);
        if (word is not null && place < 0)
        {
            Refuse($"{Shown(word)} is not known here; use one of: {string.Join(", ", words.ToArray())}.");
        }

        return place < 0 ? null : place;
    }

    public static bool IsCode(string text) =>
        text.Length is >= 1 and <= MaxCodeLength && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    /// <summary>A value as a reason quotes it: short, on one line.</summary>
    public static string Shown(string value)
    {
        var shown = new StringBuilder("\"");
        foreach (var rune in value.EnumerateRunes().Take(40))
        {
            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.Append(value.EnumerateRunes().Skip(40).Any() ? "…\"" : "\"").ToString();
    }

    private string Found() => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => Shown(element.GetRawText()).Trim('"'),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    [SuppressMessage("Reliability", "CA2000", Justification = "The caller disposes the document.")]
    private static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, ProblemLog log)
    {
        try
        {
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow });
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var at = ((e.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            log.Add("$", $"Line {line}, byte {at}: this is not JSON without comments and at most 64 levels deep.");
            return null;
        }
    }
}
