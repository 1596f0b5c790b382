namespace Survey.Core.Questionnaires.Editing;

public static partial class ItemEdits
{
    /// <summary>Makes the item one of another kind. Its wording, hint and condition stay; so do options and their codes where
    /// both kinds choose (the points of a scale become options). What no longer fits goes: <see cref="EditResult.Consequences"/>.</summary>
    public static EditResult ChangeKind(Questionnaire q, string code, ItemKind kind)
    {
        if (q.FindItem(code) is not { } item)
        {
            return Edited.Missing(code);
        }

        if (ItemKinds.Of(item) == kind)
        {
            return EditResult.Made(q);
        }

        var (with, made) = NewItem.Of(q, kind, code, item.Text);
        made = made switch
        {
            SingleChoiceItem single => single with { Options = OptionsOf(q, item, 2, exclusive: false) },
            MultipleChoiceItem multiple => multiple with { Options = OptionsOf(q, item, 1, exclusive: true) },
            _ => made,
        };
        return Edited.FinishReconciled(with.WithItem(code, made with { Hint = item.Hint, Required = item.Required, ShowIf = item.ShowIf }));
    }

    private static IReadOnlyList<ChoiceOption> OptionsOf(Questionnaire q, Item item, int least, bool exclusive)
    {
        IReadOnlyList<ChoiceOption> options = item switch
        {
            ScaleItem { Scale: var scale } => [.. scale.Points.Select(p => new ChoiceOption { Code = p.Code, Label = p.Label }),
                .. scale.NotApplicable is { } na ? [new ChoiceOption { Code = na.Code, Label = na.Label, Exclusive = true }] : Array.Empty<ChoiceOption>()],
            SingleChoiceItem single => single.Options,
            MultipleChoiceItem multiple => multiple.Options,
            _ => NewItem.Options(q, 2),
        };
        if (options.Count < least)
        {
            options = [.. options, .. NewItem.Options(q, 2).Where(o => o.Code != options[0].Code).Take(1)];
        }

        return [.. options.Select(o => o with { Exclusive = exclusive && o.Exclusive })];
    }
}
