using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>One row of a condition as the form shows it.</summary>
/// <param name="Item">The item asked about; null where the row can't be edited by lists.</param>
/// <param name="Operator">is, not, from, upto, answered or unanswered.</param>
public sealed record ShownCondition(string? Item, string Operator, IReadOnlyList<string> Codes, decimal? Value, Condition Whole);

/// <summary>Show-if conditions as rows that hold all together or each alone.</summary>
public static class ConditionFields
{
    public static bool IsAny(Condition? condition) => condition is AnyCondition;

    public static IReadOnlyList<ShownCondition> RowsOf(Condition? condition) => condition switch
    {
        null => [],
        AllCondition x => [.. x.Parts.Select(RowOf)],
        AnyCondition x => [.. x.Parts.Select(RowOf)],
        _ => [RowOf(condition)],
    };

    /// <summary>The items that a condition at this place may ask about: what is asked before and not answered in words.</summary>
    /// <param name="at">The item; null: the section's first.</param>
    public static IReadOnlyList<Item> Askable(Questionnaire questionnaire, string section, string? at)
    {
        var askable = new List<Item>();
        foreach (var one in questionnaire.Sections)
        {
            if (at is null && one.Code == section)
            {
                break;
            }

            foreach (var item in one.Items)
            {
                if (item.Code == at)
                {
                    return askable;
                }

                if (item is not TextItem)
                {
                    askable.Add(item);
                }
            }
        }

        return askable;
    }

    /// <summary>The condition as the rows say it; rows that no list can say stay as they were.</summary>
    public static Condition? Read(PostedFields fields, Questionnaire questionnaire, Condition? was)
    {
        var old = RowsOf(was);
        var parts = new List<Condition>();
        var removed = fields.Line("do") is var step && step.StartsWith("condition_removed.", StringComparison.Ordinal) ? step[18..] : "";
        foreach (var n in fields.Rows("c"))
        {
            var part = fields.Has($"c.{n}.keep") ? (n < old.Count ? old[n].Whole : null) : Part(fields, questionnaire, n);
            if (part is not null && removed != n.ToString(CultureInfo.InvariantCulture))
            {
                parts.Add(part);
            }
        }

        if (fields.Line("c.new") is { Length: > 0 } added)
        {
            parts.Add(new AnsweredCondition(added, true));
        }

        var any = fields.Line("c.join") == "any";
        return parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => any ? new AnyCondition(parts) : new AllCondition(parts),
        };
    }

    private static Condition? Part(PostedFields fields, Questionnaire questionnaire, int n)
    {
        var (item, was) = (fields.Line($"c.{n}.item"), fields.Line($"c.{n}.was"));
        var (word, codes, value) = (fields.Line($"c.{n}.op"), fields.All($"c.{n}.code"), fields.Line($"c.{n}.value"));
        if (item.Length == 0)
        {
            return null;
        }

        var known = questionnaire.FindItem(item) is { } asked ? Answers.Of(asked) : [];
        var ticked = codes.Where(c => known.Any(k => k.Code == c)).Distinct(StringComparer.Ordinal).ToList();
        // Who ticks an answer means it, also where the word beside it still says "answered".
        var says = word is "answered" && was is "answered" && ticked.Count > 0 ? "is" : word;
        return says switch
        {
            "is" when ticked.Count > 0 => new IsCondition(item, ticked),
            "not" when ticked.Count > 0 => new NotCondition(new IsCondition(item, ticked)),
            "from" when NumberText.Read(value) is { } number => new AtLeastCondition(item, number),
            "upto" when NumberText.Read(value) is { } number => new AtMostCondition(item, number),
            "unanswered" => new AnsweredCondition(item, false),
            _ => new AnsweredCondition(item, true),
        };
    }

    private static ShownCondition RowOf(Condition condition) => condition switch
    {
        IsCondition x => new ShownCondition(x.Item, "is", x.Codes, null, condition),
        NotCondition { Part: IsCondition x } => new ShownCondition(x.Item, "not", x.Codes, null, condition),
        AtLeastCondition x => new ShownCondition(x.Item, "from", [], x.Value, condition),
        AtMostCondition x => new ShownCondition(x.Item, "upto", [], x.Value, condition),
        AnsweredCondition x => new ShownCondition(x.Item, x.Answered ? "answered" : "unanswered", [], null, condition),
        _ => new ShownCondition(null, "", [], null, condition),
    };
}
