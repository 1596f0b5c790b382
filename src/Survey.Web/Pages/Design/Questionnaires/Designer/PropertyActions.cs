using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>What the forms of properties do: they keep all that was typed, and then what their button asks for.</summary>
public static class PropertyActions
{
    private const string Save = "save";

    public static DesignerStep? Item(PostedFields fields, Questionnaire draft, Selection at)
    {
        var code = at.Code;
        var (target, typed) = ("item:" + code, ItemFields.Read(fields, draft, draft.FindItem(code)!));
        var (kind, scale) = (ItemKinds.Parse(fields.Line("kind")), fields.Line("scale"));
        EditResult Keep(Questionnaire q)
        {
            if (q.FindItem(code) is not { } now)
            {
                return EditResult.Refused(EditRefusal.Missing, code);
            }

            // The scale's points are not the item's business: it keeps the scale as it is by now.
            var item = typed is ScaleItem scaled ? scaled with { Scale = q.Scales.FirstOrDefault(s => s.Code == scaled.Scale.Code) ?? (now as ScaleItem)?.Scale ?? scaled.Scale } : typed;
            var kept = Replaced.Checked(Replaced.Item(q, code, _ => item));
            return item is ScaleItem same && scale.Length > 0 && scale != same.Scale.Code ? kept.Then(x => ItemEdits.SetScale(x, code, scale)) : kept;
        }

        var (verb, part) = VerbOf(fields);
        var codes = CodeFields.Read(fields, code);
        DesignerStep Step(string action, Func<Questionnaire, EditResult>? then = null) =>
            new(action, target, then is null ? Keep : q => Keep(q).Then(then), Replaced.Item(draft, code, _ => typed));
        EditResult Recode(Questionnaire q, TypedCode c) => typed is NumberItem
            ? BandEdits.ChangeCode(q, code, c.Was, c.To, c.Continues)
            : OptionEdits.ChangeCode(q, code, c.Was, c.To, c.Continues);
        return verb switch
        {
            Save when kind is { } other && other != ItemKinds.Of(typed) => Step("item_kind_changed", q => ItemEdits.ChangeKind(q, code, other)),
            Save or "condition_removed" => Step("item_changed"),
            "option_up" => Step("options_moved", q => OptionEdits.MoveUp(q, code, part)),
            "option_down" => Step("options_moved", q => OptionEdits.MoveDown(q, code, part)),
            "option_removed" => Step("option_removed", q => OptionEdits.Remove(q, code, part)),
            "band_removed" => Step("band_removed", q => BandEdits.Remove(q, code, part)),
            "recode" => new DesignerStep("code_changed", target, q => codes.Change(Keep(q), Recode, (x, c) => ItemEdits.ChangeCode(x, code, c.To, c.Continues)), Replaced.Item(draft, code, _ => typed))
            { Codes = codes, Then = _ => "item:" + codes.Own.To },
            _ => null,
        };
    }

    public static DesignerStep? Section(PostedFields fields, Questionnaire draft, Selection at)
    {
        var code = at.Code;
        var typed = HeadFields.Read(fields, draft, draft.Sections.First(s => s.Code == code));
        var codes = CodeFields.Read(fields, code);
        EditResult Keep(Questionnaire q) => Replaced.Checked(Replaced.Section(q, code, s => s with { Title = typed.Title, Text = typed.Text, ShowIf = typed.ShowIf }));
        DesignerStep Step(string action, Func<Questionnaire, EditResult> apply, Func<string, string>? selected = null) =>
            new(action, "section:" + code, apply, Replaced.Section(draft, code, _ => typed)) { Codes = codes, Then = selected };
        return VerbOf(fields).Verb switch
        {
            Save or "condition_removed" => Step("section_changed", Keep),
            "recode" => Step("code_changed", q => Keep(q).Then(x => SectionEdits.ChangeCode(x, code, codes.Own.To)), _ => "section:" + codes.Own.To),
            _ => null,
        };
    }

    public static DesignerStep? Head(PostedFields fields, Questionnaire draft, Selection at)
    {
        var typed = HeadFields.Read(fields, draft);
        var language = fields.Line("language");
        var (verb, part) = VerbOf(fields);
        EditResult Keep(Questionnaire q) => Replaced.Checked(q with { Title = typed.Title, Lead = typed.Lead, Thanks = typed.Thanks, Overall = typed.Overall });
        return verb switch
        {
            Save => new DesignerStep("head_changed", "head", Keep, typed),
            "language_added" => new DesignerStep("language_added", "head", q => Keep(q).Then(x => HeadEdits.AddLanguage(x, language)), typed),
            "language_removed" => new DesignerStep("language_removed", "texts:" + part, q => Keep(q).Then(x => HeadEdits.RemoveLanguage(x, part)), typed),
            _ => null,
        };
    }

    public static DesignerStep? Scale(PostedFields fields, Questionnaire draft, Selection at)
    {
        var code = at.Code;
        var (target, stored) = ("scale:" + code, draft.Scales.First(s => s.Code == code));
        var typed = ScaleFields.Read(fields, stored);
        EditResult Keep(Questionnaire q)
        {
            // Taking the point away takes away what refers to it, too; that is an edit of its own.
            var now = q.Scales.FirstOrDefault(s => s.Code == code)?.NotApplicable;
            var dropped = typed.NotApplicable is null && now is not null;
            var kept = Replaced.Checked(Replaced.Scale(q, code, _ => dropped ? typed with { NotApplicable = now } : typed));
            return dropped ? kept.Then(x => ScaleEdits.SetNotApplicable(x, code, has: false)) : kept;
        }

        var (verb, part) = VerbOf(fields);
        var codes = CodeFields.Read(fields, code);
        DesignerStep Step(string action, Func<Questionnaire, EditResult>? then = null, Func<string, string>? selected = null) =>
            new(action, target, then is null ? Keep : q => Keep(q).Then(then), Replaced.Scale(draft, code, _ => typed)) { Codes = codes, Then = selected };
        return verb switch
        {
            Save => Step("scale_changed"),
            "point_up" => Step("points_moved", q => ScaleEdits.MovePointUp(q, code, part)),
            "point_down" => Step("points_moved", q => ScaleEdits.MovePointDown(q, code, part)),
            "point_removed" => Step("point_removed", q => ScaleEdits.RemovePoint(q, code, part)),
            "duplicate" => Step("scale_added", q => ScaleEdits.Duplicate(q, code), made => "scale:" + made),
            "recode" => Step("code_changed", q => codes.Change(EditResult.Made(q), (x, c) => ScaleEdits.ChangePointCode(x, code, c.Was, c.To, c.Continues),
                (x, c) => ScaleEdits.ChangeCode(x, code, c.To)), _ => "scale:" + codes.Own.To),
            _ => null,
        };
    }

    public static DesignerStep? Index(PostedFields fields, Questionnaire draft, Selection at)
    {
        var code = at.Code;
        var target = "index:" + code;
        var typed = IndexFields.Read(fields, draft.Indices.First(i => i.Code == code));
        EditResult Keep(Questionnaire q) => Replaced.Checked(Replaced.Index(q, code, _ => typed));
        var (verb, part) = VerbOf(fields);
        var codes = CodeFields.Read(fields, code);
        DesignerStep Step(string action, Func<Questionnaire, EditResult>? then = null, Func<string, string>? selected = null) =>
            new(action, target, then is null ? Keep : q => Keep(q).Then(then), Replaced.Index(draft, code, _ => typed)) { Codes = codes, Then = selected };
        return verb switch
        {
            Save => Step("index_changed"),
            "dimension_up" => Step("dimensions_moved", q => DimensionEdits.MoveUp(q, code, part)),
            "dimension_down" => Step("dimensions_moved", q => DimensionEdits.MoveDown(q, code, part)),
            "dimension_removed" => Step("dimension_removed", q => DimensionEdits.Remove(q, code, part)),
            "grade_removed" => Step("grade_removed", q => GradeEdits.Remove(q, code, part)),
            "leaf_removed" => Step("index_item_removed", q => DimensionEdits.RemoveItem(q, code, part)),
            "recode" => Step("code_changed", q => codes.Change(EditResult.Made(q), (x, c) => DimensionEdits.ChangeCode(x, code, c.Was, c.To),
                (x, c) => IndexEdits.ChangeCode(x, code, c.To)), _ => "index:" + codes.Own.To),
            _ => null,
        };
    }

    private static (string Verb, string Part) VerbOf(PostedFields fields)
    {
        var asked = fields.Line("do");
        var dot = asked.IndexOf('.', StringComparison.Ordinal);
        return asked.Length == 0 ? (Save, "") : dot < 0 ? (asked, "") : (asked[..dot], asked[(dot + 1)..]);
    }
}
