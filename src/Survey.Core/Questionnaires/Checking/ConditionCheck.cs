namespace Survey.Core.Questionnaires.Checking;

/// <summary>Conditions that look at the wrong items, and what is never asked because of its condition.</summary>
internal sealed class ConditionCheck
{
    private readonly Questionnaire _q;
    private readonly Reachability _reach;
    private readonly Dictionary<string, int> _order = new(StringComparer.Ordinal);
    private readonly List<Finding> _found = [];

    private ConditionCheck(Questionnaire q)
    {
        _q = q;
        _reach = new Reachability(q);
        foreach (var item in q.Items)
        {
            _order.TryAdd(item.Code, _order.Count);
        }
    }

    public static IReadOnlyList<Finding> Run(Questionnaire q)
    {
        var check = new ConditionCheck(q);
        check.Walk();
        return check._found;
    }

    private void Walk()
    {
        var asked = 0;
        foreach (var section in _q.Sections)
        {
            CheckReferences(section.ShowIf, $"section:{section.Code}", asked);
            var isNever = section.ShowIf is { } condition && Never(condition, condition, $"section:{section.Code}");
            foreach (var item in section.Items)
            {
                var place = $"item:{item.Code}";
                CheckReferences(item.ShowIf, place, asked++);
                var both = Both(section.ShowIf, item.ShowIf);
                var never = isNever || (item.ShowIf is { } own && Never(both!, own, place));
                _reach.Ask(item, both, never);
            }
        }
    }

    private static Condition? Both(Condition? section, Condition? item) =>
        section is null ? item : item is null ? section : new AllCondition([section, item]);

    private bool Never(Condition condition, Condition own, string place)
    {
        if (!_reach.Never(condition))
        {
            _found.AddRange(Reachability.Leaves(own).Where(_reach.NeverHolds)
                .Select(l => new Finding(FindingSeverity.Warning, FindingKind.UnreachablePart, place, Reachability.ItemOf(l))));
            return false;
        }

        var unasked = Reachability.Leaves(condition).Select(Reachability.ItemOf).FirstOrDefault(_reach.IsUnasked);
        _found.Add(unasked is null
            ? new(FindingSeverity.Error, FindingKind.Unreachable, place)
            : new(FindingSeverity.Error, FindingKind.DependsOnUnreachable, place, unasked));
        return true;
    }

    private void CheckReferences(Condition? condition, string place, int asked)
    {
        if (condition is null)
        {
            return;
        }

        foreach (var group in Reachability.Leaves(condition).GroupBy(Reachability.ItemOf, StringComparer.Ordinal))
        {
            if (!_order.TryGetValue(group.Key, out var order))
            {
                _found.Add(new(FindingSeverity.Error, FindingKind.ConditionOnMissingItem, place, group.Key));
            }
            else if (order >= asked)
            {
                _found.Add(new(FindingSeverity.Error, FindingKind.ConditionOnLaterItem, place, group.Key));
            }
            else if (_q.FindItem(group.Key) is TextItem)
            {
                _found.Add(new(FindingSeverity.Error, FindingKind.ConditionOnWords, place, group.Key));
            }
            else
            {
                CheckAnswers(group, place);
            }
        }
    }

    private void CheckAnswers(IGrouping<string, Condition> leaves, string place)
    {
        var known = AnswerCodes.Of(_q.FindItem(leaves.Key)!);
        var strange = leaves.OfType<IsCondition>().SelectMany(l => l.Codes).Except(known);
        _found.AddRange(strange.Select(c => new Finding(FindingSeverity.Error, FindingKind.ConditionOnMissingAnswer, place, leaves.Key, c)));
    }
}
