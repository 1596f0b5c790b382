using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

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

    public static string Status(ScoreRow row) => row.Status == ScoreStatus.MissingData ? "missing_data" : "calculated";

    public static void Formula(Utf8JsonWriter json, Formula formula)
    {
        json.WriteStartObject("formula");
        json.WriteString("kind", Kind(formula));
        json.WriteStartObject("parameters");
        if (formula is LinearFormula linear)
        {
            json.WriteNumber("full", linear.Full);
        }
        else if (formula is StepsFormula steps)
        {
            json.WriteStartArray("steps");
            foreach (var step in steps.Steps)
            {
                json.WriteStartObject();
                if (step.AtLeast is { } bound)
                {
                    json.WriteNumber("atLeast", bound);
                }

                json.WriteNumber("points", step.Points);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void Inputs(Utf8JsonWriter json, FormulaInput input, ScoreRow row, ScoringDocument document)
    {
        var (kind, name) = input switch
        {
            IndexInput i => ("index", i.Index),
            TypedInput t => ("typed", t.Name),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input, "An input without a code."),
        };
        json.WriteStartArray("raw_inputs");
        json.WriteStartObject();
        json.WriteString("kind", kind);
        json.WriteString("name", name);
        if (row.Input is { } value)
        {
            json.WriteNumber("value", value.ToDecimal(InputDecimals));
        }
        else
        {
            json.WriteNull("value");
        }

        if (kind == "index")
        {
            json.WriteString("questionnaire", document.Inputs.GetValueOrDefault(name)?.Questionnaire.Code);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static string Kind(Formula formula) => formula switch
    {
        LinearFormula => "linear",
        StepsFormula => "steps",
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "A formula without a code."),
    };
}
