using System.Collections;
using System.Globalization;
using System.Text;
using CsCheck;
using Survey.Core.Questionnaires;

namespace Survey.Core.Tests.Questionnaires;

public sealed class QuestionnaireJsonWriteTests
{
    [Fact]
    public void Read_OfWrite_GivesTheQuestionnaireAgain()
    {
        QuestionnaireGenerator.Questionnaires.Sample(
            q =>
            {
                var text = QuestionnaireJson.Write(q);
                var read = SampleQuestionnaire.Read(text);
                Assert.Equal(Dump(q), Dump(read));
                Assert.Equal(text, QuestionnaireJson.Write(read));
            },
            iter: 300);
    }

    [Fact]
    public void Write_OfTheSmallestQuestionnaire_IsLaidOutAsJsonStringifyDoes()
    {
        var q = SampleQuestionnaire.Read("""
            {"indices": [], "format": 1, "code": "tiny", "languages": ["vi", "en"], "title": {"en": "Why \u0041\/B?", "vi": "Vì sao 🙂?"}, "scales": [],
             "sections": [{"items": [{"maxLength": 5, "kind": "short_text", "required": false, "text": {"vi": "\"Gì\""}, "code": "what"},
               {"code": "n", "kind": "number", "text": {"vi": "n"}, "min": -0.0, "max": 1.50e1, "decimals": 0, "bands": [{"code": "all", "label": {"vi": "x"}}]}], "code": "s"}]}
            """);
        Assert.Equal(
            """
            {
              "$schema": "../schema/questionnaire.schema.json",
              "format": 1,
              "code": "tiny",
              "languages": [
                "vi",
                "en"
              ],
              "title": {
                "vi": "Vì sao 🙂?",
                "en": "Why A/B?"
              },
              "scales": [],
              "sections": [
                {
                  "code": "s",
                  "items": [
                    {
                      "code": "what",
                      "kind": "short_text",
                      "text": {
                        "vi": "\"Gì\""
                      },
                      "maxLength": 5
                    },
                    {
                      "code": "n",
                      "kind": "number",
                      "text": {
                        "vi": "n"
                      },
                      "min": 0,
                      "max": 15,
                      "bands": [
                        {
                          "code": "all",
                          "label": {
                            "vi": "x"
                          }
                        }
                      ]
                    }
                  ]
                }
              ],
              "indices": []
            }

            """.ReplaceLineEndings("\n"),
            QuestionnaireJson.Write(q));
    }

    [Fact]
    public void Read_WithTranslationBeforeTheSource_PutsTheSourceFirst()
    {
        var q = SampleQuestionnaire.Read(SampleQuestionnaire.With("$.title", "{\"en\": \"Hello\", \"vi\": \"Chào\"}"));
        Assert.Equal("Chào", q.Title.In("km"));
    }

    /// <summary>Every public property, recursively: records compare their lists by reference.</summary>
    internal static string Dump(object? value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, object? value, int depth)
    {
        Assert.True(depth < 40);
        switch (value)
        {
            case null or string or bool or int or Enum:
                text.Append(CultureInfo.InvariantCulture, $"{value ?? "null"};");
                break;
            case decimal number:
                text.Append(CultureInfo.InvariantCulture, $"{number:0.############};");
                break;
            case IEnumerable list:
                text.Append('[');
                foreach (var part in list)
                {
                    Append(text, part, depth + 1);
                }

                text.Append(']');
                break;
            default:
                text.Append(value.GetType().Name).Append('(');
                foreach (var property in value.GetType().GetProperties().OrderBy(p => p.Name, StringComparer.Ordinal))
                {
                    text.Append(property.Name).Append('=');
                    Append(text, property.GetValue(value), depth + 1);
                }

                text.Append(")\n");
                break;
        }
    }
}
