using System.Text.Json;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Scores;

namespace Survey.Web.Pages.Analyse;

/// <summary>The codes that the scoring file uses, and the parts of a criterion.</summary>
internal static class ScoringWords
{
    // As many decimals as show where the unrounded input came from; the points are computed from the exact one.
    private const int InputDecimals = 10;

    public static string Method(IndexMethod method) => IndexWords.Of(method);

    public static string Sampling(IReadOnlyList<SamplingMode> modes) => modes.Count switch
    {
        0 => "convenience",
        1 => modes[0].ToString().ToLowerInvariant(),
        _ => "mixed",
    };

    public static decimal Bound(double bound) => Math.Round((decimal)bound, 2, MidpointRounding.AwayFromZero);

    public static string Applicability(ScoreRow row) => row.Status != ScoreStatus.NotApplicable ? "applicable"
        : row.AdjustedMax.Sign == 0 ? "lower_base" : "full_marks";

    public static string Status(ScoreRow row, ComputedSheet? stored) => stored?.Find(row.Code)?.Appraised is not null ? "appraised"
        : row.Status == ScoreStatus.MissingData ? "missing_data"
        : stored is { Sheet.State: not ScoreState.Draft } ? "self_scored" : "calculated";

    public static void Formula(Utf8JsonWriter json, ScoringScheme scheme, ScoredCriterion criterion)
    {
        json.WriteStartObject("formula");
        json.WriteString("kind", FormulaWords.Kind(criterion.Formula));
        json.WriteStartObject("parameters");
        using var written = JsonDocument.Parse(ScoringSchemeJson.Write(scheme with { Criteria = [criterion] }));
        foreach (var parameter in written.RootElement.GetProperty("criteria")[0].GetProperty("formula").EnumerateObject().Where(IsParameter))
        {
            parameter.WriteTo(json);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Inputs(Utf8JsonWriter json, ScoredCriterion criterion, ScoringDocument document)
    {
        json.WriteStartArray("raw_inputs");
        var answer = document.Facts.Answers.GetValueOrDefault(criterion.Code);
        if (criterion.Formula is SumFormula sum)
        {
            foreach (var part in sum.Parts)
            {
                Inputs(json, part.Formula, part.Code, answer?.Parts.GetValueOrDefault(part.Code), document);
            }
        }
        else
        {
            Inputs(json, criterion.Formula, FormulaWords.Kind(criterion.Formula), answer, document);
        }

        json.WriteEndArray();
    }

    private static void Inputs(Utf8JsonWriter json, Formula formula, string name, ScoreAnswer? answer, ScoringDocument document)
    {
        foreach (var input in formula.Inputs)
        {
            Number(json, input, input is IndexInput ? "index" : "typed", input.Now(document.Facts), document);
        }

        switch (formula)
        {
            case YearOnYearFormula year:
                Number(json, year.Input, "earlier", year.Input.Earlier(document.Facts), document);
                break;
            case ChecklistFormula list:
                foreach (var part in list.Parts)
                {
                    Entry(json, "tick", part.Code, () => Flag(json, answer?.Ticked?.Contains(part.Code)));
                }

                break;
            case ChoiceFormula:
                Entry(json, "choice", name, () => json.WriteString("value", answer?.Option));
                break;
            case ManualFormula:
                Entry(json, "manual", name, () => Decimal(json, answer?.Points));
                break;
        }
    }

    private static void Number(Utf8JsonWriter json, FormulaInput input, string kind, Rational? value, ScoringDocument document) => Entry(json, kind, input.Name, () =>
    {
        Decimal(json, value?.ToDecimal(InputDecimals));
        if (kind == "index")
        {
            json.WriteString("questionnaire", document.Inputs.GetValueOrDefault(input.Name)?.Questionnaire.Code);
        }
    });

    private static void Entry(Utf8JsonWriter json, string kind, string name, Action value)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("name", name);
        value();
        json.WriteEndObject();
    }

    private static void Flag(Utf8JsonWriter json, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean("value", flag);
        }
        else
        {
            json.WriteNull("value");
        }
    }

    private static void Decimal(Utf8JsonWriter json, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber("value", number);
        }
        else
        {
            json.WriteNull("value");
        }
    }

    // What it works on stands among the inputs, in full.
    private static bool IsParameter(JsonProperty property) => property.Name is not ("kind" or "input" or "part" or "whole");
}
