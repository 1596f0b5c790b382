using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Respond;

/// <summary>What all citizens' pages share.</summary>
public abstract record CitizenModel
{
    public required string Language { get; init; }

    /// <summary>The languages one may switch to, with the address of this page in each.</summary>
    public required IReadOnlyList<(string Language, string Url)> Languages { get; init; }

    /// <summary>The point; null where the code leads nowhere.</summary>
    public RespondPoint? Point { get; init; }

    /// <summary>The service that the citizen picked among several.</summary>
    public OfferedService? Service { get; init; }
    public required LocalizedText Title { get; init; }

    /// <summary>Said before the title in the browser's tab.</summary>
    public LocalizedText? TitlePrefix { get; init; }

    /// <summary>After how many seconds and to where the page moves on by itself; only on shared devices.</summary>
    public string? Refresh { get; init; }

    /// <summary>Whether the page belongs to a test link: it says so at the top, always.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The words in the page's language, marked with their own where they only stand in another.</summary>
    public IHtmlContent Say(LocalizedText text, params object[] values)
    {
        var (words, language) = text.Find(Language);
        var filled = values.Length == 0 ? words : string.Format(CultureInfo.GetCultureInfo(language == "vi" ? "vi-VN" : "en"), words, values);
        var encoded = Encoder.Encode(filled);
        return new HtmlString(language == Language ? encoded : $"<span lang=\"{language}\">{encoded}</span>");
    }

    /// <summary>The words alone, for attributes and titles.</summary>
    public string Words(LocalizedText text) => text.In(Language);

    /// <summary>The language of the words where it is not the page's own.</summary>
    public string? Foreign(LocalizedText text) => text.Find(Language).Language is var found && found != Language ? found : null;

    /// <summary>A data attribute, or nothing where there is no value: Razor would write an empty one.</summary>
    public static IHtmlContent Data(string name, string? value) =>
        value is null ? HtmlString.Empty : new HtmlString($" data-{name}=\"{Encoder.Encode(value)}\"");

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
}

/// <summary>The page on which a citizen picks one of the counter's services.</summary>
public sealed record PickerModel : CitizenModel
{
    public required IReadOnlyList<(LocalizedText Name, string Url)> Choices { get; init; }
}

/// <summary>A page that says one thing: thanks, closed, unknown, retired …</summary>
public sealed record NoticeModel : CitizenModel
{
    public required LocalizedText Text { get; init; }
    public LocalizedText? More { get; init; }

    /// <summary>A large tick: something was achieved.</summary>
    public bool Done { get; init; }

    /// <summary>Where to go on: words and address.</summary>
    public IReadOnlyList<(LocalizedText Name, LocalizedText? Detail, string Url)> Links { get; init; } = [];
    public bool ShowFeedback { get; init; }

    /// <summary>Where a citizen asks for an answer; null on shared devices, which keep nobody's name.</summary>
    public string? ContactUrl { get; init; }

    /// <summary>The address for feedback where it is one that may be followed.</summary>
    public Uri? FeedbackUri => Uri.TryCreate(Point?.Feedback, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : null;
}
