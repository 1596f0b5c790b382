using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Drafts;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>What a posted form asks for.</summary>
public sealed class DesignerStep
{
    /// <param name="action">What is done, for the history.</param>
    /// <param name="target">What it is done to.</param>
    /// <param name="apply">Does it.</param>
    /// <param name="typed">The draft with what was typed, valid or not, for the page that says what is wrong.</param>
    public DesignerStep(string action, string target, Func<Questionnaire, EditResult> apply, Questionnaire typed)
    {
        Typed = typed;
        Edit = new DraftEdit(action, target, draft => Result = apply(draft));
    }

    public DraftEdit Edit { get; }

    public Questionnaire Typed { get; }

    /// <summary>What came of the edit when it was last applied.</summary>
    public EditResult? Result { get; private set; }

    /// <summary>The codes that were typed; null where the form has none.</summary>
    public CodeFields? Codes { get; init; }

    /// <summary>What is selected afterwards, given the code that the edit made; null: what was.</summary>
    public Func<string, string>? Then { get; init; }
}

/// <summary>Puts one thing of a questionnaire in the place of another, as it was typed.</summary>
public static class Replaced
{
    public static Questionnaire Item(Questionnaire q, string code, Func<Item, Item> change) => q with
    {
        Sections = [.. q.Sections.Select(s => s.Items.Any(i => i.Code == code)
            ? s with { Items = [.. s.Items.Select(i => i.Code == code ? change(i) : i)] }
            : s)],
    };

    public static Questionnaire Section(Questionnaire q, string code, Func<Section, Section> change) =>
        q with { Sections = [.. q.Sections.Select(s => s.Code == code ? change(s) : s)] };

    /// <summary>The items that are answered on the scale see the change, too.</summary>
    public static Questionnaire Scale(Questionnaire q, string code, Func<Scale, Scale> change)
    {
        if (q.Scales.FirstOrDefault(s => s.Code == code) is not { } old)
        {
            return q;
        }

        var scale = change(old);
        return q with
        {
            Scales = [.. q.Scales.Select(s => s.Code == code ? scale : s)],
            Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Select(i => i is ScaleItem x && x.Scale.Code == code ? x with { Scale = scale } : i)] })],
        };
    }

    public static Questionnaire Index(Questionnaire q, string code, Func<IndexDefinition, IndexDefinition> change) =>
        q with { Indices = [.. q.Indices.Select(i => i.Code == code ? change(i) : i)] };

    /// <summary>The questionnaire as a result: refused where a rule of the format is broken.</summary>
    public static EditResult Checked(Questionnaire q)
    {
        var read = QuestionnaireJson.Read(QuestionnaireJson.Write(q));
        return read.Questionnaire is { } sound ? EditResult.Made(sound) : EditResult.Refused(EditRefusal.Invalid, read.Problems[0].Path, read.Problems[0].Reason);
    }
}
