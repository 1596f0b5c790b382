using Survey.Core.Responses;

namespace Survey.Core.Questionnaires.Checking;

/// <summary>The answers of an item that conditions tell apart, one for each way of telling.</summary>
internal sealed class AnswerChoices(IEnumerable<Condition> leaves)
{
    private const int MostOptionSorts = 8;
    private readonly ILookup<string, Condition> _leaves = leaves.ToLookup(Reachability.ItemOf, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Answer?>?> _known = new(StringComparer.Ordinal);

    /// <summary>The answers, without the blank one; null where there are too many to try.</summary>
    public IReadOnlyList<Answer?>? Of(Item item)
    {
        if (!_known.TryGetValue(item.Code, out var answers))
        {
            answers = item switch
            {
                MultipleChoiceItem multiple => Sets(multiple),
                NumberItem number => Distinct(item, Numbers(number).Select(n => new NumberAnswer(n))),
                _ => Distinct(item, AnswerCodes.Of(item).Select(c => new CodeAnswer(c))),
            };
            _known.Add(item.Code, answers);
        }

        return answers;
    }

    private List<Answer?> Distinct(Item item, IEnumerable<Answer> answers) => [.. answers.DistinctBy(a => Signature(item, a))];

    private string Signature(Item item, Answer answer)
    {
        var one = new Dictionary<string, Answer>(StringComparer.Ordinal) { [item.Code] = answer };
        return string.Concat(_leaves[item.Code].Select(l => ConditionEvaluation.Holds(l, one) ? '1' : '0'));
    }

    private List<Answer?>? Sets(MultipleChoiceItem item)
    {
        var sorts = item.Options.Where(o => !o.Exclusive).Select(o => o.Code).DistinctBy(c => Signature(item, new CodesAnswer([c]))).ToList();
        if (sorts.Count > MostOptionSorts)
        {
            return null;
        }

        var most = Math.Max(1, item.MaxChoices ?? sorts.Count);
        var sets = Enumerable.Range(1, (1 << sorts.Count) - 1)
            .Select(bits => sorts.Where((_, i) => (bits >> i & 1) == 1).ToList()).Where(s => s.Count <= most)
            .Concat(item.Options.Where(o => o.Exclusive).Select(o => new List<string> { o.Code }));
        return Distinct(item, sets.Select(s => new CodesAnswer([.. s.Order(StringComparer.Ordinal)])));
    }

    // The bounds, and the numbers on both sides of each number that a condition names.
    private IEnumerable<decimal> Numbers(NumberItem item)
    {
        const decimal Countable = 1_000_000_000_000m;
        if (item.Min > item.Max)
        {
            return [];
        }

        var step = 1m;
        for (var i = 0; i < Math.Clamp(item.Decimals, 0, 4); i++)
        {
            step /= 10;
        }

        var named = _leaves[item.Code].Select(l => l switch { AtLeastCondition x => x.Value, AtMostCondition x => x.Value, _ => item.Min })
            .Where(v => Math.Abs(v) < Countable).SelectMany(v => (decimal[])[Math.Floor(v / step) * step, Math.Ceiling(v / step) * step])
            .SelectMany(v => (decimal[])[v - step, v, v + step]);
        return named.Append(item.Min).Append(item.Max).Where(v => v >= item.Min && v <= item.Max).Distinct();
    }
}
