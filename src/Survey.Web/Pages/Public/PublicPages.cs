using System.Text;
using System.Text.RegularExpressions;
using Survey.Web.Pages.Design.Points;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Public;

/// <summary>Draws the public pages.</summary>
public sealed partial class PublicPages(RazorRenderer renderer, PublicDesk desk, PublicAddress address, LocalCalendar calendar)
{
    public static string LanguageOf(HttpRequest request) => request.Query["lang"] == "en" ? "en" : "vi";

    public async Task<byte[]> UnitAsync(PublicUnit found, string language, CancellationToken cancellationToken)
    {
        var page = found.Page;
        var listed = page.ShowsResults ? await desk.ListAsync(cancellationToken) : [];
        var releases = page.ShowsResults ? await desk.ReleasesAsync(page, cancellationToken) : [];
        return await DrawAsync("_Unit", new UnitPageModel
        {
            Language = language,
            Path = $"/public/{found.Unit.Code}",
            Title = found.Unit.NameIn(language),
            Code = found.Unit.Code,
            Name = found.Unit.NameIn(language),
            ShowsResults = page.ShowsResults,
            ShowsAnswers = page.ShowsAnswers,
            Releases = releases,
            ReleasedOn = releases.Count > 0 ? PublicModel.Day(calendar.DayOf(releases[0].ReleasedAt)) : "",
            Answers = page.ShowsAnswers ? await desk.AnswersAsync(found.Unit, cancellationToken) : [],
            Open = listed.Select(u => u.Unit.Code).ToHashSet(StringComparer.Ordinal),
        });
    }

    /// <summary>The unit's page as it would be with this release.</summary>
    public async Task<byte[]> PreviewAsync(PublicUnit found, ReleaseDocument? release, string language, CancellationToken cancellationToken) =>
        await DrawAsync("_Unit", new UnitPageModel
        {
            Language = language,
            Path = $"/analyse/{found.Unit.Code}/publish/preview",
            Title = found.Unit.NameIn(language),
            IsPreview = true,
            Code = found.Unit.Code,
            Name = found.Unit.NameIn(language),
            ShowsResults = true,
            ShowsAnswers = true,
            Releases = release is null ? [] : [release],
            ReleasedOn = "",
            Answers = await desk.AnswersAsync(found.Unit, cancellationToken),
            Open = new HashSet<string>(),
        });

    public async Task<byte[]> ListAsync(string language, CancellationToken cancellationToken)
    {
        var units = await desk.ListAsync(cancellationToken);
        var top = units.Count == 0 ? 0 : units.Min(u => DepthOf(u.Unit.Path));
        return await DrawAsync("_List", new ListPageModel
        {
            Language = language,
            Path = "/public",
            Title = PublicTexts.ListTitle.In(language),
            Units = [.. units.Select(u => (u.Unit.Code, u.Unit.NameIn(language), Math.Min(3, DepthOf(u.Unit.Path) - top)))],
        });
    }

    public async Task<byte[]> WallAsync(PublicUnit found, string language, string theme, CancellationToken cancellationToken)
    {
        var releases = await desk.ReleasesAsync(found.Page, cancellationToken);
        return await DrawAsync("_Wall", new WallPageModel
        {
            Language = language,
            Path = $"/wall/{found.Unit.Code}",
            Title = found.Unit.NameIn(language),
            Name = found.Unit.NameIn(language),
            Latest = releases.Count > 0 ? releases[0] : null,
            Qr = found.HasPage ? Poster.QrOf(address.Of($"/public/{found.Unit.Code}")) : null,
            Theme = theme is "dark" or "light" ? theme : "",
        });
    }

    /// <summary>The same page whatever is missing and why.</summary>
    public Task<byte[]> MissingAsync(string language) => DrawAsync("_Saying", new SayingPageModel
    {
        Language = language,
        Path = "/public",
        Title = PublicTexts.MissingTitle.In(language),
        Words = PublicTexts.Missing.In(language),
    });

    public Task<byte[]> AwayAsync(string language) => DrawAsync("_Saying", new SayingPageModel
    {
        Language = language,
        Path = "/public",
        Title = PublicTexts.AwayTitle.In(language),
        Words = PublicTexts.Away.In(language),
    });

    private async Task<byte[]> DrawAsync<TModel>(string view, TModel model)
        where TModel : PublicModel =>
        Encoding.UTF8.GetBytes(LineBetweenTags().Replace(await renderer.RenderAsync($"/Pages/Public/{view}.cshtml", model), ">\n<"));

    private static int DepthOf(string path) => path.Count(c => c == '/');

    [GeneratedRegex(@">\s*\n\s*<")]
    private static partial Regex LineBetweenTags();
}
