using Survey.Core.Responses;

namespace Survey.Core.Questionnaires.Checking;

/// <summary>
/// Decides whether a condition can hold, by trying the answers that the items asked before it allow. Answers that no
/// condition tells apart are tried once; a search that grows too large ends with "it can", so that whatever is said to
/// be never asked really is not.
/// </summary>
internal sealed class Reachability
{
    private const int MostSteps = 50_000;
    private const int MostStepsInAll = 1_500_000;

    private readonly Dictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private readonly AnswerChoices _choices;
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private int _steps;
    private int _stepsInAll;

    public Reachability(Questionnaire q)
    {
        var conditions = q.Sections.Select(s => s.ShowIf).Concat(q.Items.Select(i => i.ShowIf)).OfType<Condition>();
        _choices = new AnswerChoices(conditions.SelectMany(Leaves));
    }

    private sealed record Asked(Item Item, Condition? ShowIf, bool Never, int Order);

    /// <summary>The parts of a condition that look at one item each.</summary>
    public static IEnumerable<Condition> Leaves(Condition condition) => condition switch
    {
        AllCondition all => all.Parts.SelectMany(Leaves),
        AnyCondition any => any.Parts.SelectMany(Leaves),
        NotCondition not => Leaves(not.Part),
        _ => [condition],
    };

    public static string ItemOf(Condition leaf) => leaf switch
    {
        IsCondition x => x.Item,
        AtLeastCondition x => x.Item,
        AtMostCondition x => x.Item,
        AnsweredCondition x => x.Item,
        _ => "",
    };

    /// <summary>Notes that the item is asked next where the condition holds.</summary>
    public void Ask(Item item, Condition? showIf, bool never) =>
        // What looks at things it may not look at is reported as such, and taken as possibly asked.
        _asked.TryAdd(item.Code, new Asked(item, showIf is not null && IsSound(showIf) ? showIf : null, never, _asked.Count));

    public bool IsUnasked(string item) => _asked.TryGetValue(item, out var asked) && asked.Never;

    /// <summary>Whether no answers to the items asked so far make the condition hold.</summary>
    public bool Never(Condition condition)
    {
        if (!IsSound(condition) || _stepsInAll > MostStepsInAll)
        {
            return false;
        }

        var items = Leaves(condition).Select(ItemOf).Distinct(StringComparer.Ordinal).Select(i => _asked[i]).ToList();
        if (items.Exists(i => ValuesOf(i) is null))
        {
            return false;
        }

        _steps = 0;
        var never = items.Exists(i => IsNeverBy(i, condition)) || !CanHold(condition, Closure(items), 0);
        _stepsInAll += _steps;
        return never;
    }

    /// <summary>Whether this one part holds for no answer of its item.</summary>
    public bool NeverHolds(Condition leaf) =>
        IsSound(leaf) && _asked[ItemOf(leaf)] is var item && ValuesOf(item) is not null && IsNeverBy(item, leaf);

    private bool IsSound(Condition condition) => Leaves(condition).All(l => _asked.TryGetValue(ItemOf(l), out var asked) && asked.Item is not TextItem);

    private List<Asked> Closure(List<Asked> items)
    {
        var closed = new Dictionary<string, Asked>(StringComparer.Ordinal);
        var open = new Queue<Asked>(items);
        while (open.TryDequeue(out var item))
        {
            if (closed.TryAdd(item.Item.Code, item) && item.ShowIf is { } condition)
            {
                foreach (var code in Leaves(condition).Select(ItemOf))
                {
                    open.Enqueue(_asked[code]);
                }
            }
        }

        return [.. closed.Values.OrderBy(i => i.Order)];
    }

    // Cheap and often enough: with every answer of one item, whatever the others are, the condition fails.
    private bool IsNeverBy(Asked item, Condition condition) =>
        ValuesOf(item)!.Concat(item.Item.Required && item.ShowIf is null && !item.Never ? [] : new Answer?[] { null })
            .All(value => With(item, value, () => Holds(condition) == false));

    private bool CanHold(Condition target, List<Asked> items, int next)
    {
        var holds = Holds(target);
        if (holds is not null || _steps > MostSteps)
        {
            return holds ?? true;
        }

        if (next == items.Count)
        {
            return true;
        }

        var item = items[next];
        var isShown = !item.Never && (item.ShowIf is null || Holds(item.ShowIf) != false);
        var values = isShown ? ValuesOf(item) : [];
        if (values is null)
        {
            return true;
        }

        // An optional item may stay blank; so does one whose answers are broken.
        var blank = !isShown || !item.Item.Required || values.Count == 0;
        return values.Concat(blank ? [null] : Array.Empty<Answer?>()).Any(v => With(item, v, () => CanHold(target, items, next + 1)));
    }

    private IReadOnlyList<Answer?>? ValuesOf(Asked item) => item.Never ? [] : _choices.Of(item.Item);

    private bool With(Asked item, Answer? value, Func<bool> test)
    {
        var code = item.Item.Code;
        _assigned.Add(code);
        if (value is not null)
        {
            _answers[code] = value;
        }

        var passed = test();
        _assigned.Remove(code);
        _answers.Remove(code);
        return passed;
    }

    // Null: not decided by the answers chosen so far.
    private bool? Holds(Condition condition)
    {
        _steps++;
        switch (condition)
        {
            case AllCondition all:
                return Worst(all.Parts.Select(Holds));
            case AnyCondition any:
                return !Worst(any.Parts.Select(p => !Holds(p)));
            case NotCondition not:
                return !Holds(not.Part);
            default:
                return _assigned.Contains(ItemOf(condition)) ? ConditionEvaluation.Holds(condition, _answers) : null;
        }
    }

    private static bool? Worst(IEnumerable<bool?> parts)
    {
        bool? worst = true;
        foreach (var part in parts)
        {
            if (part == false)
            {
                return false;
            }

            worst = part is null ? null : worst;
        }

        return worst;
    }
}
