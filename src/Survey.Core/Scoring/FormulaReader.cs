using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>Reads the formula of one criterion.</summary>
internal static class FormulaReader
{
    private static readonly Formula Broken = new LinearFormula { Input = new TypedInput(""), Full = 1 };

    /// <param name="node">The formula, or null where it is missing (noted).</param>
    /// <param name="max">The criterion's maximum; null where it has a problem of its own.</param>
    public static Formula Read(JsonNode? node, decimal? max)
    {
        if (node?.Object() is not { } formula)
        {
            return Broken;
        }

        // A kind that cannot be computed must not slip in: its criterion would read as "missing data" for ever.
        return formula.Require("kind")?.Word("linear", "steps") switch
        {
            0 => ReadLinear(formula),
            1 => ReadSteps(formula, max),
            _ => Broken,
        };
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
        formula.AllowOnly("kind", "input", "full");
        return new() { Input = ReadInput(formula), Full = AboveZero(formula, "full") ?? 1 };
    }

    private static StepsFormula ReadSteps(JsonObjectNode formula, decimal? max)
    {
        formula.AllowOnly("kind", "input", "steps");
        var steps = new List<ScoringStep>();
        var nodes = formula.Require("steps")?.Array(2, 100, "steps") ?? [];
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

        var points = step.Require("points")?.Number();
        if (points < 0 || points > max)
        {
            step.Find("points")!.Value.Refuse("The points of a step are from 0 to the criterion's max.");
        }

        return new(atLeast, points ?? 0);
    }

    private static FormulaInput ReadInput(JsonObjectNode formula)
    {
        if (formula.Require("input")?.Object() is not { } input)
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
