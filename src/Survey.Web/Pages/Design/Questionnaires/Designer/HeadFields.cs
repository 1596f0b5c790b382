using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>The heading of a questionnaire and that of a section as their forms say them.</summary>
public static class HeadFields
{
    public static Questionnaire Read(PostedFields fields, Questionnaire questionnaire) => questionnaire with
    {
        Title = fields.Text("t.title", must: true)!,
        Lead = fields.Text("t.lead", must: false),
        Thanks = fields.Text("t.thanks", must: false),
        Overall = fields.Line("overall") is { Length: > 0 } overall ? overall : null,
    };

    public static Section Read(PostedFields fields, Questionnaire questionnaire, Section section) => section with
    {
        Title = fields.Text("t.title", must: false),
        Text = fields.Text("t.text", must: false),
        ShowIf = ConditionFields.Read(fields, questionnaire, section.ShowIf),
    };
}
