using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Core.Scoring;

/// <summary>Writes a scoring scheme in the canonical form.</summary>
internal sealed class ScoringSchemeWriter
{
    private readonly CanonicalJsonWriter _json = new();

    public string Write(ScoringScheme scheme)
    {
        _json.Object(() =>
        {
            _json.Name("$schema").String("../schema/scoring.schema.json");
            _json.Name("format").Number(1);
            _json.Name("code").String(scheme.Code);
            _json.Name("version").Number(scheme.Version);
            Text("title", scheme.Title);
            Day("effectiveFrom", scheme.EffectiveFrom);
            Day("effectiveTo", scheme.EffectiveTo);
            Text("legalBasis", scheme.LegalBasis);
            Number("printedTotal", scheme.PrintedTotal);
            _json.Name("criteria").Array(scheme.Criteria, WriteCriterion);
        });
        return _json.ToString();
    }

    private void WriteCriterion(Criterion criterion) => _json.Object(() =>
    {
        _json.Name("code").String(criterion.Code);
        Text("title", criterion.Title);
        Text("note", criterion.Note);
        if (criterion is CriterionGroup group)
        {
            Number("printedMax", group.PrintedMax);
            _json.Name("criteria").Array(group.Criteria, WriteCriterion);
        }
        else if (criterion is ScoredCriterion scored)
        {
            _json.Name("max").Number(scored.Max);
            if (scored.NotApplicable != NotApplicableRule.AlwaysApplies)
            {
                _json.Name("notApplicable").String(scored.NotApplicable == NotApplicableRule.LowerBase ? "lower_base" : "full_marks");
            }

            _json.Name("formula");
            WriteFormula(scored.Formula);
        }
    });

    private void WriteFormula(Formula formula) => _json.Object(() =>
    {
        _json.Name("kind").String(FormulaWords.Kind(formula));
        switch (formula)
        {
            case LinearFormula linear:
                WriteLinear(linear);
                break;
            case StepsFormula steps:
                Input("input", steps.Input);
                _json.Name("steps").Array(steps.Steps, WriteStep);
                break;
            case RatioFormula ratio:
                Input("part", ratio.Part);
                Input("whole", ratio.Whole);
                break;
            case YearOnYearFormula year:
                WriteYears(year);
                break;
            case ChecklistFormula list:
                _json.Name("parts").Array(list.Parts, WriteOption);
                break;
            case ChoiceFormula choice:
                _json.Name("options").Array(choice.Options, WriteOption);
                break;
            case SumFormula sum:
                _json.Name("parts").Array(sum.Parts, WritePart);
                break;
            case ManualFormula manual:
                Text("guidance", manual.Guidance);
                break;
        }
    });

    private void WriteLinear(LinearFormula linear)
    {
        Input("input", linear.Input);
        if (linear.Reversed)
        {
            _json.Name("reversed").Boolean(true);
        }

        if (linear is ThresholdLinearFormula threshold)
        {
            _json.Name("threshold").Number(threshold.Threshold);
            Number("below", threshold.Below == 0 ? null : threshold.Below);
        }

        _json.Name("full").Number(linear.Full);
    }

    private void WriteYears(YearOnYearFormula year)
    {
        Input("input", year.Input);
        _json.Name("higher").Number(year.Higher);
        _json.Name("equal").Number(year.Equal);
        _json.Name("lower").Number(year.Lower);
    }

    private void WriteOption(ScoringOption option) => _json.Object(() =>
    {
        _json.Name("code").String(option.Code);
        Text("title", option.Title);
        _json.Name("points").Number(option.Points);
    });

    private void WritePart(ScoringPart part) => _json.Object(() =>
    {
        _json.Name("code").String(part.Code);
        Text("title", part.Title);
        _json.Name("max").Number(part.Max);
        _json.Name("formula");
        WriteFormula(part.Formula);
    });

    private void Input(string name, FormulaInput input) => _json.Name(name).Object(() => WriteInput(input));

    private void Number(string name, decimal? number)
    {
        if (number is { } value)
        {
            _json.Name(name).Number(value);
        }
    }

    private void WriteInput(FormulaInput input)
    {
        switch (input)
        {
            case IndexInput index:
                _json.Name("kind").String("index");
                _json.Name("index").String(index.Index);
                break;
            case TypedInput typed:
                _json.Name("kind").String("typed");
                _json.Name("name").String(typed.Name);
                break;
        }
    }

    private void WriteStep(ScoringStep step) => _json.Object(() =>
    {
        if (step.AtLeast is { } bound)
        {
            _json.Name("atLeast").Number(bound);
        }

        _json.Name("points").Number(step.Points);
    });

    private void Text(string name, LocalizedText? text)
    {
        if (text is not null)
        {
            _json.Name(name).Object(() =>
            {
                foreach (var (language, wording) in text.Entries)
                {
                    _json.Name(language).String(wording);
                }
            });
        }
    }

    private void Day(string name, DateOnly? day)
    {
        if (day is { } value)
        {
            _json.Name(name).String(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }
}
