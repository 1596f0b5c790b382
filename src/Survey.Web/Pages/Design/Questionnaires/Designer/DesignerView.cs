using Microsoft.AspNetCore.Html;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Where an item stands: its number over the whole questionnaire and its section.</summary>
public readonly record struct ItemPlace(int Number, Item Item, Section Section);

/// <summary>A step that can be taken back or made again.</summary>
/// <param name="Words">What it was.</param>
/// <param name="Who">Whose it was; null: one's own.</param>
/// <param name="At">When.</param>
public sealed record HistoryStep(string Words, string? Who, DateTime At);

/// <summary>What someone else saved at the place that one was working on.</summary>
public sealed record Clash(string? Who, DateTime At, IReadOnlyList<(string Theirs, string Mine)> Differences, bool IsGone);

/// <summary>All that the panels of the designer draw from.</summary>
public sealed record DesignerView
{
    public required long Id { get; init; }

    /// <summary>The draft as it is kept.</summary>
    public required Questionnaire Questionnaire { get; init; }

    /// <summary>The draft with what was typed and not kept; the properties show this one.</summary>
    public required Questionnaire Shown { get; init; }
    public required Selection At { get; init; }
    public required int Revision { get; init; }

    /// <summary>The officer's language.</summary>
    public required string Staff { get; init; }

    /// <summary>The language that the paper is read in.</summary>
    public required string Language { get; init; }

    /// <summary>The live preview beside the paper: phone, desktop, or empty for none.</summary>
    public required string Frame { get; init; }
    public required DateTime SavedAt { get; init; }
    public HistoryStep? Undo { get; init; }
    public HistoryStep? Redo { get; init; }

    /// <summary>The last steps, the latest first.</summary>
    public IReadOnlyList<HistoryStep> Steps { get; init; } = [];

    /// <summary>Whether a published version has the code of what is selected.</summary>
    public bool IsPublished { get; init; }

    /// <summary>Whether the page asks before it deletes what is selected.</summary>
    public bool Asks { get; init; }
    public Clash? Clash { get; init; }
    public IReadOnlyList<(string Field, string Words)> Problems { get; init; } = [];

    public IReadOnlyDictionary<string, ItemPlace> Places => field ??= PlacesOf(Questionnaire);

    public IReadOnlyList<string> Languages => Questionnaire.Languages;

    public string Link(string at) => $"?at={at}{Rest}";

    public string Link(string kind, string code) => $"?at={kind}:{code}{Rest}";

    /// <summary>The same page with another language or preview.</summary>
    public string LinkTo(string language, string frame) => $"?at={At}{(this with { Language = language, Frame = frame }).Rest}";

    /// <summary>Where a form is posted to, so that the page comes back as it was.</summary>
    public string Action(string handler) => $"?handler={handler}&at={At}{Rest}";

    public bool IsWrong(string field) => Problems.Any(p => p.Field == field);

    /// <summary>A text in the paper's language, marked where it is in another.</summary>
    public IHtmlContent Say(LocalizedText text)
    {
        var (words, language) = text.Find(Language);
        var content = new HtmlContentBuilder();
        return language == Language
            ? content.Append(words)
            : content.AppendHtml($"<span lang=\"{language}\" class=\"untranslated\">").Append(words).AppendHtml("</span>");
    }

    private string Rest => (Language == Languages[0] ? "" : "&lang=" + Language) + (Frame.Length == 0 ? "" : "&frame=" + Frame);

    public static IReadOnlyDictionary<string, ItemPlace> PlacesOf(Questionnaire questionnaire)
    {
        var places = new Dictionary<string, ItemPlace>(StringComparer.Ordinal);
        foreach (var section in questionnaire.Sections)
        {
            foreach (var item in section.Items)
            {
                places.TryAdd(item.Code, new ItemPlace(places.Count + 1, item, section));
            }
        }

        return places;
    }
}
