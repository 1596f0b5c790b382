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
            _json.Name("criteria").Array(scheme.Criteria, WriteCriterion);
        });
        return _json.ToString();
    }

    private void WriteCriterion(Criterion criterion) => _json.Object(() =>
    {
        _json.Name("code").String(criterion.Code);
        Text("title", criterion.Title);
        if (criterion is CriterionGroup group)
        {
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
        _json.Name("kind").String(formula is LinearFormula ? "linear" : "steps");
        _json.Name("input").Object(() => WriteInput(formula.Input));
        switch (formula)
        {
            case LinearFormula linear:
                _json.Name("full").Number(linear.Full);
                break;
            case StepsFormula steps:
                _json.Name("steps").Array(steps.Steps, WriteStep);
                break;
            default:
                throw new ArgumentException($"The format has no kind for {formula.GetType().Name}.", nameof(formula));
        }
    });

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
