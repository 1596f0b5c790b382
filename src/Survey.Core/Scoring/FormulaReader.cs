using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>Reads the formula of one criterion.</summary>
internal static class FormulaReader
{
    private const int MostParts = 100;

    private static readonly LinearFormula Broken = new() { Input = new TypedInput(""), Full = 1 };

    /// <param name="node">The formula, or null where it is missing (noted).</param>
    /// <param name="max">The criterion's maximum; null where it has a problem of its own.</param>
    /// <param name="withinSum">Whether it is the formula of a part, which is no sum itself.</param>
    public static Formula Read(JsonNode? node, decimal? max, bool withinSum = false)
    {
        if (node?.Object() is not { } formula || formula.Require("kind") is not { } kind)
        {
            return Broken;
        }

        // A kind that cannot be computed must not slip in: its criterion would read as "missing data" for ever.
        switch (kind.Word([.. FormulaWords.Kinds]) is { } place ? FormulaWords.Kinds[place] : "")
        {
            case "linear": return ReadLinear(formula);
            case "threshold_linear": return ReadThreshold(formula, max);
            case "steps": return ReadSteps(formula, max);
            case "ratio": return ReadRatio(formula);
            case "year_on_year": return ReadYears(formula, max);
            case "checklist": return ReadChecklist(formula, max);
            case "choice": return ReadChoice(formula, max);
            case "manual": return ReadManual(formula);
            case "sum" when !withinSum: return ReadSum(formula, max);
            case "sum": kind.Refuse("A part of a sum is no sum itself."); return Broken;
            default: return Broken;
        }
    }

    /// <summary>A number that is demanded and must be above 0.</summary>
    public static decimal? AboveZero(JsonObjectNode parent, string name)
    {
        if (parent.Require(name) is not { } node || node.Number() is not { } number)
        {
            return null;
        }

        if (number > 0)
        {
            return number;
        }

        node.Refuse("The number must be above 0.");
        return null;
    }

    private static LinearFormula ReadLinear(JsonObjectNode formula)
    {
        formula.AllowOnly("kind", "input", "reversed", "full");
        return new() { Input = ReadInput(formula), Reversed = formula.Find("reversed")?.Boolean() ?? false, Full = AboveZero(formula, "full") ?? 1 };
    }

    private static ThresholdLinearFormula ReadThreshold(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "input", "reversed", "threshold", "below", "full");
        return new()
        {
            Input = ReadInput(formula),
            Reversed = formula.Find("reversed")?.Boolean() ?? false,
            Threshold = formula.Require("threshold")?.Number() ?? 0,
            Below = formula.Has("below") ? Points(formula, "below", max) : 0,
            Full = AboveZero(formula, "full") ?? 1,
        };
    }

    private static StepsFormula ReadSteps(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "input", "steps");
        var steps = new List<ScoringStep>();
        var nodes = formula.Require("steps")?.Array(2, MostParts, "steps") ?? [];
        for (var i = 0; i < nodes.Count; i++)
        {
            if (nodes[i].Object() is { } step)
            {
                steps.Add(ReadStep(step, i == nodes.Count - 1, steps.LastOrDefault()?.AtLeast, max));
            }
        }

        return new() { Input = ReadInput(formula), Steps = steps };
    }

    private static ScoringStep ReadStep(JsonObjectNode step, bool last, decimal? previous, decimal? max)
    {
        step.AllowOnly("atLeast", "points");
        if (last && step.Find("atLeast") is { } bound)
        {
            bound.Refuse("The last step takes the rest and has no \"atLeast\".");
        }

        var atLeast = last ? null : step.Require("atLeast")?.Number();
        if (atLeast >= previous)
        {
            step.Find("atLeast")!.Value.Refuse("The bounds of the steps descend: each is below the one before.");
        }

        return new(atLeast, Points(step, "points", max));
    }

    private static RatioFormula ReadRatio(JsonObjectNode formula)
    {
        formula.AllowOnly("kind", "part", "whole");
        return new() { Part = ReadInput(formula, "part"), Whole = ReadInput(formula, "whole") };
    }

    private static YearOnYearFormula ReadYears(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "input", "higher", "equal", "lower");
        return new()
        {
            Input = ReadInput(formula),
            Higher = Points(formula, "higher", max),
            Equal = Points(formula, "equal", max),
            Lower = Points(formula, "lower", max),
        };
    }

    private static ChecklistFormula ReadChecklist(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "parts");
        var parts = ReadOptions(formula.Require("parts"), 1, max);
        if (parts.Sum(p => p.Points) > max)
        {
            formula.Find("parts")!.Value.Refuse("The points of the parts sum to more than the criterion's max.");
        }

        return new() { Parts = parts };
    }

    private static ChoiceFormula ReadChoice(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "options");
        return new() { Options = ReadOptions(formula.Require("options"), 2, max) };
    }

    private static ManualFormula ReadManual(JsonObjectNode formula)
    {
        formula.AllowOnly("kind", "guidance");
        return new() { Guidance = formula.Find("guidance") is { } guidance ? ScoringSchemeReader.Text(guidance) : null };
    }

    private static SumFormula ReadSum(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "parts");
        var (parts, codes) = (new List<ScoringPart>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var node in formula.Require("parts")?.Array(2, MostParts, "parts") ?? [])
        {
            if (node.Object() is { } part)
            {
                part.AllowOnly("code", "title", "max", "formula");
                var most = AboveZero(part, "max");
                parts.Add(new(Code(part, codes), ScoringSchemeReader.Text(part.Require("title")), most ?? 1, Read(part.Require("formula"), most, withinSum: true)));
            }
        }

        if (max is { } whole && parts.Count >= 2 && parts.Sum(p => p.Max) != whole)
        {
            formula.Find("parts")!.Value.Refuse("The maxima of the parts must add up to the criterion's max.");
        }

        return new() { Parts = parts };
    }

    private static List<ScoringOption> ReadOptions(JsonNode? node, int least, decimal? max)
    {
        var (options, codes) = (new List<ScoringOption>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in node?.Array(least, MostParts, "lines") ?? [])
        {
            if (line.Object() is { } option)
            {
                option.AllowOnly("code", "title", "points");
                options.Add(new(Code(option, codes), ScoringSchemeReader.Text(option.Require("title")), Points(option, "points", max)));
            }
        }

        return options;
    }

    private static string Code(JsonObjectNode line, HashSet<string> codes)
    {
        var code = line.Require("code")?.Code() ?? "";
        if (!codes.Add(code) && code.Length > 0)
        {
            line.Find("code")!.Value.Refuse($"Another line of the formula already has the code \"{code}\".");
        }

        return code;
    }

    private static decimal Points(JsonObjectNode parent, string name, decimal? max)
    {
        var points = parent.Require(name)?.Number();
        if (points < 0 || points > max)
        {
            parent.Find(name)!.Value.Refuse("The points are from 0 to the criterion's max.");
        }

        return points ?? 0;
    }

    private static FormulaInput ReadInput(JsonObjectNode formula, string name = "input")
    {
        if (formula.Require(name)?.Object() is not { } input)
        {
            return Broken.Input;
        }

        switch (input.Require("kind")?.Word("index", "typed"))
        {
            case 0:
                input.AllowOnly("kind", "index");
                return new IndexInput(input.Require("index")?.Code() ?? "");
            case 1:
                input.AllowOnly("kind", "name");
                return new TypedInput(input.Require("name")?.Code() ?? "");
            default:
                return Broken.Input;
        }
    }
}
