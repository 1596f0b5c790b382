using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>A text with a field for each language, the source first.</summary>
/// <param name="View">Where it stands.</param>
/// <param name="Name">The fields are named so, with the language behind.</param>
/// <param name="Label">What it is called; read out with each language.</param>
/// <param name="Text">The wording now.</param>
public sealed record TextField(DesignerView View, string Name, string Label, LocalizedText? Text)
{
    /// <summary>Whether it takes a sentence or more.</summary>
    public bool IsLong { get; init; }

    /// <summary>Whether the label is only read out, since the place says it.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Whether it adds something: it is kept when the field is left, since its code is made of the whole wording.</summary>
    public bool IsNew { get; init; }
    public string? Hint { get; init; }

    public string In(string language) => Text is { } text && text.Has(language) ? text.In(language) : "";
}
