using System.Net;
using System.Text.RegularExpressions;
using Survey.LoadTests.Data;

namespace Survey.LoadTests.Load;

/// <summary>A counter's page as a browser without JavaScript sees it: what it says, and what its form would send.</summary>
internal sealed partial class CitizenForm
{
    private CitizenForm(string path, string html)
    {
        Html = html;
        Action = FormTag().Match(html) is { Success: true } form && Attribute(form.Value, "action") is { } action ? action : path;
        Hidden = [.. InputTag().Matches(html).Select(m => m.Value)
            .Where(tag => Attribute(tag, "type") == "hidden")
            .Select(tag => (Attribute(tag, "name") ?? "", Attribute(tag, "value") ?? ""))];
    }

    public string Html { get; }
    public string Action { get; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; }

    /// <summary>The key that this one page carries.</summary>
    public string Key => Hidden.FirstOrDefault(h => h.Name == SubmissionKeys.Field).Value
        ?? throw new InvalidOperationException($"The page {Action} carries no submission key.");

    public static async Task<CitizenForm> ReadAsync(HttpClient client, string path, CancellationToken cancellationToken) =>
        new(path, await client.GetStringAsync(new Uri(path, UriKind.Relative), cancellationToken));

    /// <summary>What a browser fetches besides the page itself: scripts, styles, pictures, and the icon unless the page brings one.</summary>
    public int OtherRequests()
    {
        var sources = SourceTag().Matches(Html).Select(m => Attribute(m.Value, "src"));
        var links = LinkTag().Matches(Html).Select(m => m.Value).Where(l => Attribute(l, "rel") is "stylesheet" or "icon" or "manifest" or "preload").ToList();
        var fetched = sources.Concat(links.Select(l => Attribute(l, "href"))).Count(a => a is not null && !a.StartsWith("data:", StringComparison.Ordinal));
        return fetched + (links.Exists(l => Attribute(l, "rel") == "icon") ? 0 : 1);
    }

    /// <summary>The form filled in, with <see cref="SubmissionKeys.Mark"/> in the key's place.</summary>
    public string Body(FilledSheet sheet) => string.Join('&', Hidden
        .Select(h => $"{h.Name}={(h.Name == SubmissionKeys.Field ? SubmissionKeys.Mark : Uri.EscapeDataString(h.Value))}")
        .Append(sheet.FormBody));

    private static string? Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"""\s{name}\s*=\s*(?:"(?<v>[^"]*)"|'(?<v>[^']*)'|(?<v>[^\s>]+))""", RegexOptions.IgnoreCase);
        return match.Success ? WebUtility.HtmlDecode(match.Groups["v"].Value) : null;
    }

    [GeneratedRegex("<form[^>]*method[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex FormTag();

    [GeneratedRegex("<input[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex InputTag();

    [GeneratedRegex("<(script|img|iframe|source|audio|video)[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex SourceTag();

    [GeneratedRegex("<link[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex LinkTag();
}
