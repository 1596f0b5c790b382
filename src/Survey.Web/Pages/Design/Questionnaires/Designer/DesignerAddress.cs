using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Where one is in the designer.</summary>
/// <param name="At">What is selected, see <see cref="Selection"/>.</param>
/// <param name="Language">The language it is read in; empty: the source.</param>
/// <param name="Frame">The live preview beside it: phone, desktop or paper; empty: none.</param>
public sealed record DesignerAddress(string At, string Language, string Frame)
{
    private static readonly string[] Frames = ["phone", "desktop", "paper"];

    /// <summary>What a request asks for, as far as there is such a language and preview.</summary>
    public static DesignerAddress Of(IQueryCollection query, Questionnaire draft)
    {
        var (language, frame) = (query["lang"].ToString(), query["frame"].ToString());
        return new(query["at"].ToString(), draft.Languages.Skip(1).Contains(language) ? language : "", Frames.Contains(frame) ? frame : "");
    }

    /// <summary>Where a form is posted to, so that the page comes back as it was.</summary>
    public string Action(string handler) => $"?handler={handler}&{Rest}";

    public override string ToString() => "?" + Rest;

    private string Rest => $"at={Uri.EscapeDataString(At).Replace("%3A", ":", StringComparison.Ordinal)}"
        + (Language.Length == 0 ? "" : "&lang=" + Language) + (Frame.Length == 0 ? "" : "&frame=" + Frame);
}
