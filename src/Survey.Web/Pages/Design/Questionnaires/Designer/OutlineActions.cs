using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>What is done to things as a whole: added, moved, duplicated, deleted.</summary>
public static class OutlineActions
{
    /// <param name="fields">The form.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="at">What it is done to.</param>
    public static DesignerStep? Read(PostedFields fields, Questionnaire draft, Selection at)
    {
        var (asked, wording, preset) = (fields.Line("do"), fields.Line("wording"), fields.Line("preset"));
        var (to, after) = (fields.Line("to"), fields.Line("after"));
        DesignerStep Step(string action, string target, Func<Questionnaire, EditResult> apply, Func<string, string>? then = null) =>
            new(action, target, apply, draft) { Then = then };
        return (at.Kind, asked) switch
        {
            (_, "add_section") => Step("section_added", "order", q => SectionEdits.Add(q, wording, at.Kind == "section" ? at.Code : null), made => "section:" + made),
            (_, "add_scale") => Enum.TryParse<ScalePreset>(preset, out var ready) && Enum.IsDefined(ready)
                ? Step("scale_added", "order", q => ScaleEdits.Add(q, ready), made => "scale:" + made) : null,
            (_, "add_index") => Step("index_added", "order", q => IndexEdits.Add(q, wording), made => "index:" + made),
            ("item", "up") => Step("item_moved", "order", q => ItemEdits.MoveUp(q, at.Code)),
            ("item", "down") => Step("item_moved", "order", q => ItemEdits.MoveDown(q, at.Code)),
            ("item", "to") => Step("item_moved", "order", q => ItemEdits.Move(q, at.Code, to, int.MaxValue)),
            ("item", "place") => Step("item_moved", "order", q => ItemEdits.MoveAfter(q, at.Code, to, after.Length == 0 ? null : after)),
            ("item", "duplicate") => Step("item_duplicated", at.ToString(), q => ItemEdits.Duplicate(q, at.Code), made => "item:" + made),
            ("item", "delete") => Step("item_deleted", at.ToString(), q => ItemEdits.Delete(q, at.Code), _ => Neighbour(draft, at.Code)),
            ("section", "duplicate") => Step("section_duplicated", at.ToString(), q => SectionEdits.Duplicate(q, at.Code), made => "section:" + made),
            ("section", "up") => Step("section_moved", "order", q => SectionEdits.MoveUp(q, at.Code)),
            ("section", "down") => Step("section_moved", "order", q => SectionEdits.MoveDown(q, at.Code)),
            ("section", "delete") => Step("section_deleted", at.ToString(), q => SectionEdits.Delete(q, at.Code), _ => "head"),
            ("scale", "delete") => Step("scale_deleted", at.ToString(), q => ScaleEdits.Delete(q, at.Code), _ => "head"),
            ("index", "delete") => Step("index_deleted", at.ToString(), q => IndexEdits.Delete(q, at.Code), _ => "head"),
            _ => asked.StartsWith("add.", StringComparison.Ordinal) && ItemKinds.Parse(asked[4..]) is { } kind ? Add(fields, draft, at, kind, wording) : null,
        };
    }

    private static DesignerStep? Add(PostedFields fields, Questionnaire draft, Selection at, ItemKind kind, string wording)
    {
        if (wording.Length > QuestionnaireJson.MaxTextLength)
        {
            fields.Problems.Add(("wording", PostedProblem.TooLong));
        }

        EditResult Apply(Questionnaire q) => at.Kind == "section"
            ? ItemEdits.Add(q, kind, at.Code, wording)
            : q.Sections.FirstOrDefault(s => s.Items.Any(i => i.Code == at.Code)) is { } section
                ? ItemEdits.Add(q, kind, section.Code, wording, at.Code)
                : EditResult.Refused(EditRefusal.Missing, at.Code);
        return at.Kind is "item" or "section" ? new DesignerStep("item_added", "order", Apply, draft) { Then = made => "item:" + made } : null;
    }

    // Who deletes an item goes on with the one that takes its place.
    private static string Neighbour(Questionnaire draft, string code)
    {
        string? before = null;
        var found = false;
        foreach (var item in draft.Items)
        {
            if (found)
            {
                return "item:" + item.Code;
            }

            found = item.Code == code;
            before = found ? before : item.Code;
        }

        return before is null ? "head" : "item:" + before;
    }
}
