using Microsoft.AspNetCore.Html;
using Survey.Core.Indices;
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

    /// <summary>This page, with what is selected.</summary>
    public required DesignerAddress Address { get; init; }
    public required int Revision { get; init; }

    /// <summary>The officer's language.</summary>
    public required string Staff { get; init; }

    /// <summary>The language that the paper is read in.</summary>
    public string Language => Address.Language.Length == 0 ? Languages[0] : Address.Language;

    /// <summary>The live preview beside the sheet: phone, desktop, paper, or empty for none.</summary>
    public string Frame => Address.Frame;
    public required DateTime SavedAt { get; init; }
    public HistoryStep? Undo { get; init; }
    public HistoryStep? Redo { get; init; }

    /// <summary>The last steps, the latest first.</summary>
    public IReadOnlyList<HistoryStep> Steps { get; init; } = [];

    /// <summary>The draft's codes that continue one of the published version.</summary>
    public IReadOnlySet<CodePlace> Continuing { get; init; } = new HashSet<CodePlace>();

    /// <summary>Codes that were typed and not kept.</summary>
    public CodeFields? Codes { get; init; }

    /// <summary>Whether the page asks before it deletes what is selected.</summary>
    public bool Asks { get; init; }
    public Clash? Clash { get; init; }
    public IReadOnlyList<(string Field, string Words)> Problems { get; init; } = [];

    public IReadOnlyDictionary<string, ItemPlace> Places => field ??= PlacesOf(Questionnaire);

    public IReadOnlyList<string> Languages => Questionnaire.Languages;

    public string Link(string at) => (Address with { At = at }).ToString();

    public string Link(string kind, string code) => Link($"{kind}:{code}");

    /// <summary>The same page with another language or preview.</summary>
    public string LinkTo(string language, string frame) => (Address with { Language = language == Languages[0] ? "" : language, Frame = frame }).ToString();

    /// <summary>Where a form is posted to, so that the page comes back as it was.</summary>
    public string Action(string handler) => Address.Action(handler);

    public bool IsWrong(string field) => Problems.Any(p => p.Field == field);

    /// <summary>What is wrong with a field; null: nothing.</summary>
    public string? WrongOf(string field) => Problems.FirstOrDefault(p => p.Field == field).Words;

    /// <summary>Whether changing a code takes a word on what it becomes.</summary>
    /// <param name="answer">The answer's code; null: that of the selected thing itself.</param>
    public bool IsContinuing(string? answer) => At.Kind == "item" ? Continuing.Contains(new(At.Code, answer))
        : At.Kind == "scale" && answer is not null && Continuing.Any(c => c.Answer == answer && Places[c.Item].Item is ScaleItem s && s.Scale.Code == At.Code);

    /// <summary>Whether deleting what is selected ends results of the published version.</summary>
    public bool EndsResults => At.Kind == "item" ? IsContinuing(null)
        : At.Kind == "section" && Continuing.Any(c => c.Answer is null && Places[c.Item].Section.Code == At.Code);

    /// <summary>A text in the paper's language, marked where it is in another.</summary>
    public IHtmlContent Say(LocalizedText text)
    {
        var (words, language) = text.Find(Language);
        var content = new HtmlContentBuilder();
        return language == Language
            ? content.Append(words)
            : content.AppendHtml($"<span lang=\"{language}\" class=\"untranslated\">").Append(words).AppendHtml("</span>");
    }

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
