using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>What the officer looks at: head, item:CODE, section:CODE, scale:CODE or index:CODE.</summary>
public sealed record Selection(string Kind, string Code)
{
    public static readonly Selection Head = new("head", "");

    /// <summary>The thing that the address names; the head where there is no such thing.</summary>
    public static Selection Of(string? at, Questionnaire questionnaire)
    {
        var colon = at?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 && new Selection(at![..colon], at[(colon + 1)..]) is var named && named.IsIn(questionnaire) ? named : Head;
    }

    /// <summary>Whether the address names a thing that is there; without one it means the head.</summary>
    public static bool IsNamed(string at, Questionnaire questionnaire, out Selection named)
    {
        named = Of(at, questionnaire);
        return at.Length == 0 || named.ToString() == at;
    }

    public bool IsIn(Questionnaire q) => Kind switch
    {
        "head" => Code.Length == 0,
        "item" => q.FindItem(Code) is not null,
        "section" => q.Sections.Any(s => s.Code == Code),
        "scale" => q.Scales.Any(s => s.Code == Code),
        "index" => q.Indices.Any(i => i.Code == Code),
        _ => false,
    };

    public bool Is(string kind, string code) => Kind == kind && Code == code;

    public override string ToString() => Code.Length == 0 ? Kind : $"{Kind}:{Code}";
}
