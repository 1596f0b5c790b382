using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The numbers of a sheet and where each comes from: what was stored with it first, then the results, then last year's sheet.</summary>
internal sealed class ScoreSources
{
    private readonly StoredScoreSheet _sheet;
    private readonly StoredPeriod _period;
    private readonly StoredPeriod? _before;
    private readonly IReadOnlyDictionary<string, ScoreInput> _inputs;
    private readonly IReadOnlyDictionary<string, ScoredIndex> _then;
    private readonly ReportText _text;

    public ScoreSources(
        StoredScoreSheet sheet, StoredPeriod period, StoredPeriod? before, IReadOnlyDictionary<string, ScoreInput> inputs, IReadOnlyDictionary<string, ScoreInput> last,
        IReadOnlyDictionary<string, ScoredIndex> now, IReadOnlyDictionary<string, ScoredIndex> then, ReportText text)
    {
        (_sheet, _period, _before, _inputs, _then, _text, Indices) = (sheet, period, before, inputs, then, text, now);
        var earlierTyped = Plain(last);
        foreach (var (name, value) in Prefixed(ScoreDesk.EarlierPrefix))
        {
            earlierTyped[name] = value.ToDecimal(10);
        }

        Facts = new()
        {
            Indices = Index(now, ScoreDesk.IndexPrefix),
            Typed = Plain(inputs),
            EarlierIndices = Index(then, ScoreDesk.EarlierIndexPrefix),
            EarlierTyped = earlierTyped,
        };
    }

    public IReadOnlyDictionary<string, ScoredIndex> Indices { get; }

    /// <summary>The numbers; without answers.</summary>
    public ScoreFacts Facts { get; }

    /// <summary>The numbers that a formula works on; a sum's parts follow one another.</summary>
    public IReadOnlyList<ComputedInput> Of(Formula formula) => formula switch
    {
        SumFormula sum => [.. sum.Parts.SelectMany(p => Of(p.Formula)).DistinctBy(i => (i.Input, i.IsEarlier))],
        YearOnYearFormula year => [Now(year.Input), Earlier(year.Input)],
        _ => [.. formula.Inputs.Select(Now)],
    };

    private ComputedInput Now(FormulaInput input) => input is IndexInput index
        ? new()
        {
            Input = input,
            IsEarlier = false,
            Value = input.Now(Facts),
            Source = Indices.GetValueOrDefault(index.Index) is { } scored ? Words(scored) : "",
            Link = Indices.ContainsKey(index.Index) ? Link(Indices[index.Index], _period) : null,
        }
        : new() { Input = input, IsEarlier = false, Value = input.Now(Facts), Source = _inputs.GetValueOrDefault(input.Name)?.Source ?? "" };

    private ComputedInput Earlier(FormulaInput input)
    {
        var stored = _inputs.GetValueOrDefault((input is IndexInput ? ScoreDesk.EarlierIndexPrefix : ScoreDesk.EarlierPrefix) + input.Name);
        return new()
        {
            Input = input,
            IsEarlier = true,
            Value = input.Earlier(Facts),
            Source = stored?.Source is { Length: > 0 } source ? source : _before is null || input.Earlier(Facts) is null ? "" : _before.NameIn(_text.Language),
            Link = input is IndexInput index && _before is not null && _then.TryGetValue(index.Index, out var scored) ? Link(scored, _before) : null,
        };
    }

    private string Words(ScoredIndex scored) => $"{_text.In(scored.Report.Index.Title)} · {_text.In(scored.Questionnaire.Title)} · {_period.NameIn(_text.Language)}";

    private string Link(ScoredIndex scored, StoredPeriod period) =>
        $"/analyse/{_sheet.Unit!.Code}?period={period.Code}&q={scored.Questionnaire.Code}&index={scored.Report.Index.Code}";

    private Dictionary<string, Rational?> Index(IReadOnlyDictionary<string, ScoredIndex> live, string prefix)
    {
        // What was submitted stays as it was: only a draft follows the results.
        var values = _sheet.State == ScoreState.Draft ? live.ToDictionary(i => i.Key, i => i.Value.Figure?.Value) : [];
        if (_sheet.State != ScoreState.Draft || prefix == ScoreDesk.EarlierIndexPrefix)
        {
            // An index of a year for which there are no results may be typed.
            foreach (var (name, value) in Prefixed(prefix))
            {
                values[name] = value;
            }
        }

        return values;
    }

    private IEnumerable<(string Name, Rational Value)> Prefixed(string prefix)
    {
        foreach (var input in _inputs.Values.Where(i => i.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (StoredNumber.Read(input.Value) is { } value)
            {
                yield return (input.Name[prefix.Length..], value);
            }
        }
    }

    private static Dictionary<string, decimal> Plain(IReadOnlyDictionary<string, ScoreInput> inputs)
    {
        var numbers = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var input in inputs.Values.Where(i => !i.Name.Contains(':', StringComparison.Ordinal)))
        {
            if (StoredNumber.ReadDecimal(input.Value) is { } number)
            {
                numbers[input.Name] = number;
            }
        }

        return numbers;
    }
}
