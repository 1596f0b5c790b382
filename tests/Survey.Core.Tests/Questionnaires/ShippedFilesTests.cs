using System.Text;
using CsCheck;
using NJsonSchema;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

/// <summary>The library that is shipped, and that the schema editors use says what the reader says.</summary>
public sealed class ShippedFilesTests
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "surveys");
    private static readonly Lazy<Task<JsonSchema>> Schema = new(() => SchemaOf("questionnaire"));

    public static TheoryData<string> Questionnaires => [.. FilesIn("questionnaires")];

    public static TheoryData<string> Schemes => [.. FilesIn("scoring")];

    public static TheoryData<string> Schemas => [.. FilesIn("schema")];

    [Theory]
    [MemberData(nameof(Questionnaires))]
    public async Task Questionnaire_AsShipped_IsReadWrittenTheSameAndFitsTheSchema(string file)
    {
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Library, "questionnaires", file), TestContext.Current.CancellationToken);
        var result = QuestionnaireJson.Read(bytes);
        Assert.Empty(result.Problems);
        Assert.Equal(Path.GetFileNameWithoutExtension(file), result.Questionnaire!.Code);
        Assert.Equal(Encoding.UTF8.GetString(bytes), QuestionnaireJson.Write(result.Questionnaire));
        Assert.Empty((await Schema.Value).Validate(Encoding.UTF8.GetString(bytes)));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Scheme_AsShipped_FitsTheSchema(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Library, "scoring", file), TestContext.Current.CancellationToken);
        var schema = await SchemaOf("scoring");
        Assert.Empty(schema.Validate(text));
        Assert.NotEmpty(schema.Validate(text.Replace("\"kind\": \"", "\"kind\": \"no_", StringComparison.Ordinal)));
        Assert.NotEmpty(schema.Validate(text.Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Schema_AsShipped_UsesOnlyWhatItsValidatorKnows(string file)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Library, "schema", file), TestContext.Current.CancellationToken);
        Assert.StartsWith("{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\"", text, StringComparison.Ordinal);
        foreach (var unknown in (string[])["\"const\":", "\"$defs\":", "\"if\":", "\"propertyNames\":", "\"unevaluatedProperties\":", "\"minContains\":"])
        {
            Assert.DoesNotContain(unknown, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("$.format", "2")]
    [InlineData("$.format", null)]
    [InlineData("$.code", "\"Bad Code\"")]
    [InlineData("$.colour", "1")]
    [InlineData("$.languages", "[]")]
    [InlineData("$.title", "\"Chào\"")]
    [InlineData("$.title", "{}")]
    [InlineData("$.title.vi", "\" \"")]
    [InlineData("$.title.EN", "\"Hello\"")]
    [InlineData("$.scales[0].look", "\"stars\"")]
    [InlineData("$.scales[0].points[0].score", "1001")]
    [InlineData("$.scales[0].points[0].score", "1.5")]
    [InlineData("$.sections", "[]")]
    [InlineData("$.sections[0].items", "[]")]
    [InlineData("$.sections[0].items[0].kind", "\"stars\"")]
    [InlineData("$.sections[0].items[0].kind", "\"single\"")]
    [InlineData("$.sections[0].items[0].scale", null)]
    [InlineData("$.sections[0].items[0].options", "[]")]
    [InlineData("$.sections[0].items[5].code", "\"wave\"")]
    [InlineData("$.sections[0].items[1].options[0].exclusive", "true")]
    [InlineData("$.sections[0].items[2].maxChoices", "0")]
    [InlineData("$.sections[0].items[3].decimals", "5")]
    [InlineData("$.sections[0].items[3].max", "1000000001")]
    [InlineData("$.sections[0].items[5].maxLength", "4001")]
    [InlineData("$.sections[1].showIf", "{}")]
    [InlineData("$.sections[1].showIf", "{\"item\": \"sex\", \"is\": []}")]
    [InlineData("$.sections[1].showIf", "{\"item\": \"trips\", \"atLeast\": 1, \"atMost\": 2}")]
    [InlineData("$.sections[1].showIf", "{\"not\": []}")]
    [InlineData("$.indices[0].method", "\"magic\"")]
    [InlineData("$.indices[0].methodVersion", "2")]
    [InlineData("$.indices[0].minimumBase", "0")]
    [InlineData("$.indices[0].dimensions", "[]")]
    [InlineData("$.indices[0].dimensions[0].weight", "0")]
    [InlineData("$.indices[0].dimensions[0].items[0].positive", "[]")]
    public async Task BrokenDocument_IsRefusedBySchemaAndReader(string place, string? value)
    {
        var schema = await Schema.Value;
        Assert.Empty(schema.Validate(SampleQuestionnaire.Json));
        var broken = SampleQuestionnaire.With(place, value);
        Assert.NotEmpty(schema.Validate(broken));
        Assert.NotEmpty(QuestionnaireJson.Read(Encoding.UTF8.GetBytes(broken)).Problems);
    }

    [Fact]
    public async Task Schema_TakesWhateverTheWriterWrites()
    {
        var schema = await Schema.Value;
        QuestionnaireGenerator.Questionnaires.Sample(q => Assert.Empty(schema.Validate(QuestionnaireJson.Write(q))), iter: 60);
    }

    [Theory]
    [InlineData(true, """{"suppressed": false, "valid": 9, "counts": [], "not_applicable": 0, "value": 87.5}""")]
    [InlineData(true, """{"suppressed": true, "valid": null, "counts": null, "not_applicable": null, "value": null}""")]
    [InlineData(false, """{"suppressed": true, "valid": null, "counts": null, "not_applicable": null, "value": 87.5}""")]
    [InlineData(false, """{"suppressed": true, "valid": 3, "counts": null, "not_applicable": null, "value": null}""")]
    [InlineData(false, """{"suppressed": false, "valid": 9, "counts": [], "not_applicable": 0, "value": null}""")]
    public async Task ScoringFileSchema_WithSuppressedDimension_TakesNoFigures(bool fits, string dimension)
    {
        var schema = (await SchemaOf("scoring-file")).Definitions["dimension"];
        var whole = dimension.Replace("{", """{"code": "d", "title": "D", "weight": 1, """, StringComparison.Ordinal);
        Assert.Equal(fits, schema.Validate(whole).Count == 0);
    }

    private static Task<JsonSchema> SchemaOf(string name) =>
        JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Library, "schema", name + ".schema.json")), TestContext.Current.CancellationToken);

    /// <summary>The names of the files; none would let every test above pass without looking at anything.</summary>
    private static IEnumerable<string> FilesIn(string folder)
    {
        var files = Directory.GetFiles(Path.Combine(Library, folder), "*.json");
        Assert.NotEmpty(files);
        return files.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
    }
}
