namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the options of choice items. Wordings are set with <see cref="TextEdits"/> (item.CODE.option.CODE).</summary>
public static class OptionEdits
{
    /// <summary>Adds an option at the end, or before an exclusive last one; its code is proposed from the label in the source language.</summary>
    public static EditResult Add(Questionnaire q, string item, string? label, bool exclusive = false) => Change(q, item, options =>
    {
        var n = options.Count + 1;
        var text = Wording.Or(q, label, "Lựa chọn " + n, "Option " + n);
        var option = new ChoiceOption
        {
            Code = CodeProposal.From(label is null ? "lua_chon_" + n : text.In(q.Languages[0]), "muc", options.Select(o => o.Code)),
            Label = text,
            Exclusive = exclusive && q.FindItem(item) is MultipleChoiceItem,
        };
        var place = !exclusive && options.Count > 0 && options[^1].Exclusive ? options.Count - 1 : options.Count;
        return (options.InsertedAt(place, option), option.Code);
    });

    /// <summary>Takes the option away, and out of the conditions that name it. One choice keeps two options, several choices keep one.</summary>
    public static EditResult Remove(Questionnaire q, string item, string option)
    {
        if (Options(q, item) is not { } options || options.All(o => o.Code != option))
        {
            return Edited.Missing(option);
        }

        var least = q.FindItem(item) is SingleChoiceItem ? 2 : 1;
        return options.Count <= least ? Edited.TooFew("options", least)
            : Edited.FinishReconciled(q.WithItem(item, With(q.FindItem(item)!, [.. options.Where(o => o.Code != option)])));
    }

    /// <summary>Moves the option to another place, from 0; AtEdge beyond the ends.</summary>
    public static EditResult Move(Questionnaire q, string item, string option, int index)
    {
        if (Options(q, item) is not { } options || options.IndexOf(o => o.Code == option) is not (>= 0 and var from))
        {
            return Edited.Missing(option);
        }

        return options.Moved(from, index) is { } moved ? Change(q, item, _ => (moved, null)) : Edited.AtEdge(option);
    }

    /// <summary>Moves the option one place up.</summary>
    public static EditResult MoveUp(Questionnaire q, string item, string option) => MoveBy(q, item, option, -1);

    /// <summary>Moves the option one place down.</summary>
    public static EditResult MoveDown(Questionnaire q, string item, string option) => MoveBy(q, item, option, 1);

    /// <summary>Says whether the option of several choices excludes every other.</summary>
    public static EditResult SetExclusive(Questionnaire q, string item, string option, bool exclusive) =>
        q.FindItem(item) is not MultipleChoiceItem multiple || multiple.Options.All(o => o.Code != option)
            ? Edited.Missing(option)
            : Change(q, item, options => ([.. options.Select(o => o.Code == option ? o with { Exclusive = exclusive } : o)], null));

    /// <summary>Gives the option another code, in conditions, too.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="item">The item's code.</param>
    /// <param name="option">The option's code.</param>
    /// <param name="newCode">Its new code.</param>
    /// <param name="continues">Whether the new code continues the old one, see <see cref="CodeRename.Continues"/>.</param>
    public static EditResult ChangeCode(Questionnaire q, string item, string option, string newCode, bool? continues = null)
    {
        if (Options(q, item) is not { } options || options.All(o => o.Code != option))
        {
            return Edited.Missing(option);
        }

        if (option == newCode)
        {
            return EditResult.Made(q) with { Code = newCode };
        }

        if (!CodeProposal.IsCode(newCode) || options.Any(o => o.Code == newCode))
        {
            return Edited.BadCode(newCode);
        }

        IReadOnlyList<ChoiceOption> renamed = [.. options.Select(o => o.Code == option ? o with { Code = newCode } : o)];
        var items = new HashSet<string>(StringComparer.Ordinal) { item };
        var made = Edited.Finish(q.WithItem(item, With(q.FindItem(item)!, renamed))
            .MapConditions(c => ConditionTree.RenameAnswer(c, items, option, newCode)), newCode);
        return made.Questionnaire is null ? made : made with { Renames = [new CodeRename(item, option, newCode) { Continues = continues }] };
    }

    private static EditResult MoveBy(Questionnaire q, string item, string option, int by) =>
        Options(q, item)?.IndexOf(o => o.Code == option) is >= 0 and var place ? Move(q, item, option, place + by) : Edited.Missing(option);

    private static EditResult Change(
        Questionnaire q, string item, Func<IReadOnlyList<ChoiceOption>, (IReadOnlyList<ChoiceOption> Options, string? Code)> change)
    {
        if (Options(q, item) is not { } options)
        {
            return Edited.Missing(item);
        }

        var (changed, code) = change(options);
        return Edited.Finish(q.WithItem(item, With(q.FindItem(item)!, changed)), code);
    }

    private static IReadOnlyList<ChoiceOption>? Options(Questionnaire q, string item) => q.FindItem(item) switch
    {
        SingleChoiceItem single => single.Options,
        MultipleChoiceItem multiple => multiple.Options,
        _ => null,
    };

    private static Item With(Item item, IReadOnlyList<ChoiceOption> options) => item switch
    {
        SingleChoiceItem single => single with { Options = options },
        MultipleChoiceItem multiple => multiple with { Options = options },
        _ => item,
    };
}
