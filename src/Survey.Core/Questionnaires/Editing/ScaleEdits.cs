namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the scales that items share; what changes here changes in every item. Wordings are set with
/// <see cref="TextEdits"/> (scale.CODE.POINT).</summary>
public static partial class ScaleEdits
{
    /// <summary>Adds a scale that stands ready.</summary>
    public static EditResult Add(Questionnaire q, ScalePreset preset) => AddScale(q, ScalePresets.Make(q, preset));

    /// <summary>Adds a scale made elsewhere, such as one from the bank; a taken code is made unique.</summary>
    public static EditResult Insert(Questionnaire q, Scale scale) => AddScale(q, scale with { Code = CodeProposal.ForScale(q, scale.Code) });

    /// <summary>Adds a copy of the scale with a code of its own.</summary>
    public static EditResult Duplicate(Questionnaire q, string code) =>
        q.FindScale(code) is { } scale ? AddScale(q, scale with { Code = CodeProposal.Unique(code, q.Scales.Select(s => s.Code)) }) : Edited.Missing(code);

    /// <summary>Deletes a scale that no item is answered on (StillUsed otherwise).</summary>
    public static EditResult Delete(Questionnaire q, string code)
    {
        if (q.FindScale(code) is null)
        {
            return Edited.Missing(code);
        }

        var users = UsersOf(q, code);
        return users.Count > 0
            ? EditResult.Refused(EditRefusal.StillUsed, code, string.Join(", ", users))
            : Edited.Finish(q with { Scales = [.. q.Scales.Where(s => s.Code != code)] });
    }

    /// <summary>The codes of the items answered on the scale.</summary>
    public static IReadOnlyList<string> UsersOf(Questionnaire q, string code) =>
        [.. q.Items.OfType<ScaleItem>().Where(i => i.Scale.Code == code).Select(i => i.Code)];

    /// <summary>Gives the scale another code; nothing stored refers to it.</summary>
    public static EditResult ChangeCode(Questionnaire q, string code, string newCode) =>
        q.FindScale(code) is not { } scale ? Edited.Missing(code)
        : code == newCode ? EditResult.Made(q) with { Code = code }
        : !CodeProposal.IsCode(newCode) || q.FindScale(newCode) is not null ? Edited.BadCode(newCode)
        : Edited.Finish(q.WithScale(code, scale with { Code = newCode }), newCode);

    /// <summary>Shows the points with words only or with a face beside each.</summary>
    public static EditResult SetLook(Questionnaire q, string code, ScaleLook look) =>
        q.FindScale(code) is { } scale ? Edited.Finish(q.WithScale(code, scale with { Look = look })) : Edited.Missing(code);

    /// <summary>Gives the scale a not-applicable point (labelled as typed, else "Không ý kiến") or takes it away, with what refers to it.</summary>
    public static EditResult SetNotApplicable(Questionnaire q, string code, bool has, string? label = null)
    {
        if (q.FindScale(code) is not { } scale)
        {
            return Edited.Missing(code);
        }

        if (has && scale.NotApplicable is not null)
        {
            return EditResult.Made(q);
        }

        var made = ScalePresets.NotApplicable(q, CodeProposal.Unique("na", scale.Points.Select(p => p.Code)));
        made = Wording.Clean(label).Length > 0 ? made with { Label = Wording.Or(q, label, "", "") } : made;
        return Edited.FinishReconciled(q.WithScale(code, scale with { NotApplicable = has ? made : null }));
    }

    /// <summary>The questionnaire's scale with this code where it has the same points, else this one added under a code of its own.</summary>
    internal static (Questionnaire Questionnaire, Scale Scale) Share(Questionnaire q, Scale scale)
    {
        var own = q.Scales.FirstOrDefault(s => s.Code == scale.Code && s.NotApplicable?.Code == scale.NotApplicable?.Code
            && s.Points.Select(p => (p.Code, p.Score)).SequenceEqual(scale.Points.Select(p => (p.Code, p.Score))));
        if (own is not null)
        {
            return (q, own);
        }

        scale = scale with { Code = CodeProposal.ForScale(q, scale.Code) };
        return (q with { Scales = [.. q.Scales, scale] }, scale);
    }

    private static EditResult AddScale(Questionnaire q, Scale scale) => Edited.Finish(q with { Scales = [.. q.Scales, scale] }, scale.Code);
}
