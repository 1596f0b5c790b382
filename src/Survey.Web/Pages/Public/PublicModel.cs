using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Public;

/// <summary>What all public pages share: their language, and how they write numbers and days.</summary>
public abstract record PublicModel
{
    public static readonly IReadOnlyList<string> AllLanguages = ["vi", "en"];

    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public required string Language { get; init; }

    /// <summary>The page's address without its language.</summary>
    public required string Path { get; init; }
    public required string Title { get; init; }

    /// <summary>Whether the page only shows an officer what would come out.</summary>
    public bool IsPreview { get; init; }

    public CultureInfo Culture => Language == "en" ? English : Vietnamese;

    public string Say(LocalizedText text, params object[] values) => string.Format(Culture, text.In(Language), values);

    public string Index(decimal value) => value.ToString("N2", Culture);

    public string Count(long value) => value.ToString("N0", Culture);

    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public string Link(string path) => Language == "en" ? path + "?lang=en" : path;

    /// <summary>A width or place in a picture that is a hundred wide.</summary>
    public static string Svg(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>/public/{unit}</summary>
public sealed record UnitPageModel : PublicModel
{
    public required string Code { get; init; }
    public required string Name { get; init; }
    public required bool ShowsResults { get; init; }
    public required bool ShowsAnswers { get; init; }

    /// <summary>The latest period first.</summary>
    public required IReadOnlyList<ReleaseDocument> Releases { get; init; }
    public required IReadOnlyList<PublicAnswer> Answers { get; init; }

    /// <summary>Codes of the units that have a page of their own.</summary>
    public required IReadOnlySet<string> Open { get; init; }
    public ReleaseDocument? Latest => Releases.Count > 0 ? Releases[0] : null;

    /// <summary>The local day on which the latest came out.</summary>
    public required string ReleasedOn { get; init; }
}

/// <summary>A table of units or counters of the latest release.</summary>
public sealed record RowsModel(UnitPageModel Page, LocalizedText Title, LocalizedText Head, IReadOnlyList<ReleasedRow> Rows)
{
    /// <summary>The page of a unit that has one.</summary>
    public string? AddressOf(ReleasedRow row) => ReferenceEquals(Head, PublicTexts.Unit) && Page.Open.Contains(row.Code) ? Page.Link("/public/" + row.Code) : null;
}

/// <summary>/public</summary>
public sealed record ListPageModel : PublicModel
{
    public required IReadOnlyList<(string Code, string Name, int Depth)> Units { get; init; }
}

/// <summary>A page that says one thing.</summary>
public sealed record SayingPageModel : PublicModel
{
    public required string Words { get; init; }
}

/// <summary>/wall/{unit}</summary>
public sealed record WallPageModel : PublicModel
{
    public const int RefreshSeconds = 300;

    public required string Name { get; init; }
    public required ReleaseDocument? Latest { get; init; }

    /// <summary>The code that leads to the unit's page, as SVG; null where it has none.</summary>
    public required string? Qr { get; init; }

    /// <summary>"dark", "light", or "" as the screen says.</summary>
    public required string Theme { get; init; }
}
