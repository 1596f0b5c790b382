using System.Text;
using System.Text.Json;
using Survey.Core.Questionnaires;

namespace Survey.Core.Responses;

/// <summary>The stored form of a sheet. Read once per response when tallies are rebuilt, so without a document tree.</summary>
internal static class AnswerSheetJson
{
    /// <exception cref="FormatException">The text is no object of strings, lists of strings and numbers.</exception>
    public static Dictionary<string, Answer> Read(string json)
    {
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = 2 });
            Expect(reader.Read() && reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var item = reader.GetString()!;
                Expect(reader.Read());
                Expect(answers.TryAdd(item, ReadAnswer(ref reader)));
            }

            Expect(!reader.Read());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException("The text is no sheet of answers.", e);
        }

        return answers;
    }

    public static string Write(IReadOnlyDictionary<string, Answer> answers)
    {
        var text = new StringBuilder("{");
        foreach (var (item, answer) in answers)
        {
            text.Append(text.Length == 1 ? "" : ",");
            CanonicalJsonWriter.Quote(text, item);
            text.Append(':');
            Append(text, answer);
        }

        return text.Append('}').ToString();
    }

    private static void Append(StringBuilder text, Answer answer)
    {
        switch (answer)
        {
            case CodeAnswer one:
                CanonicalJsonWriter.Quote(text, one.Code);
                break;
            case CodesAnswer many:
                var separator = '[';
                foreach (var code in many.Codes)
                {
                    text.Append(separator);
                    CanonicalJsonWriter.Quote(text, code);
                    separator = ',';
                }

                text.Append(']');
                break;
            case NumberAnswer number:
                text.Append(CanonicalJsonWriter.NumberText(number.Value));
                break;
        }
    }

    private static Answer ReadAnswer(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new CodeAnswer(reader.GetString()!);
            case JsonTokenType.Number:
                Expect(reader.TryGetDecimal(out var number));
                return new NumberAnswer(number);
            default:
                Expect(reader.TokenType == JsonTokenType.StartArray);
                var codes = new List<string>();
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    codes.Add(reader.GetString()!);
                }

                Expect(reader.TokenType == JsonTokenType.EndArray);
                return new CodesAnswer(codes);
        }
    }

    private static void Expect(bool holds)
    {
        if (!holds)
        {
            throw new FormatException("The text is no sheet of answers.");
        }
    }
}
