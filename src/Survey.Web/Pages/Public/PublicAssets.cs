using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Public;

/// <summary>The styles of the public pages as they stand inside them, and the policies that allow exactly them.</summary>
public sealed class PublicAssets
{
    public static readonly PublicAssets Page = new("public.css");
    public static readonly PublicAssets Wall = new("wall.css");

    private PublicAssets(string file)
    {
        Style = InlineAssets.StyleOf(file);
        Policy = $"default-src 'none'; style-src {InlineAssets.Hash(Style)}; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; img-src data:";
    }

    public string Style { get; }
    public string Policy { get; }
}
