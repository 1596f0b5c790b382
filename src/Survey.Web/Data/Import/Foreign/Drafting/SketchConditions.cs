using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Converts conditions in the order in which items are asked, so that each sees the items before it only.</summary>
/// <param name="wording">What the source appends to a name where the answer's wording is meant; "" where it cannot ask for that.</param>
internal sealed class SketchConditions(StringComparer names, string wording)
{
    private readonly Dictionary<string, ForeignVariable> _variables = new(names);

    public Condition? Of(SketchSection section) => Of(section.Conditions, null, section.Note);

    public Condition? Of(SketchItem item)
    {
        // A name that no source can write leads to the item it goes with.
        var follows = item.Follows is { } f ? new ForeignExpression.Selected($"\0{f.Item.Note.Target}", f.Option) : null;
        return Of(item.Conditions, follows, item.Note);
    }

    /// <summary>From here on conditions may ask about the item.</summary>
    public void Add(SketchItem item, Item record)
    {
        List<(string, string)> answers = [.. item.Options.Select(o => (o.Source, o.Code))];
        var whole = new ForeignVariable { Item = record, Answers = answers };
        _variables[$"\0{record.Code}"] = whole;
        foreach (var name in item.Variables)
        {
            _variables.TryAdd(name, whole);
            if (wording.Length > 0)
            {
                _variables.TryAdd(name + wording, whole.Worded());
            }
        }

        foreach (var option in item.Options)
        {
            foreach (var name in option.Variables)
            {
                var box = whole with { Option = option.Code };
                _variables.TryAdd(name, box);
                if (wording.Length > 0)
                {
                    _variables.TryAdd(name + wording, box);
                }
            }
        }
    }

    private Condition? Of(List<SketchCondition> conditions, ForeignExpression? follows, LossNote owner)
    {
        var converter = new ConditionConverter(_variables);
        var sound = new List<ForeignExpression>();
        foreach (var condition in conditions)
        {
            if (converter.Convert(condition.Expression).Problem is { } why)
            {
                condition.Note.LeaveOut(why);
                AskedAlways(owner);
            }
            else
            {
                condition.Note.Target ??= owner.Target;
                sound.Add(condition.Expression);
            }
        }

        if (follows is not null)
        {
            sound.Add(follows);
        }

        var whole = sound.Count == 0 ? default : converter.Convert(ForeignExpression.All(sound));
        if (whole.Problem is { } problem)
        {
            conditions.ForEach(c => c.Note.LeaveOut(problem));
            AskedAlways(owner);
        }

        return whole.Condition;
    }

    public static void AskedAlways(LossNote owner) => owner.Change(new(
        "Luôn được hỏi, vì điều kiện hiện câu không mang sang được.",
        "It is always asked, since the condition under which it was shown could not be brought in."));
}
