using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Survey.Web.Pages.Respond;

/// <summary>The citizen's style and scripts as they stand inside the page, and the policy that allows exactly them.</summary>
public sealed partial class InlineAssets
{
    public static readonly InlineAssets Instance = new();

    private InlineAssets()
    {
        Style = StyleOf("respond.css");
        var form = Read("respond.js");
        Script = Shrink(form.Replace("//keep", Read("respond-keep.js"), StringComparison.Ordinal));
        SharedScript = Shrink(form.Replace("//keep", Read("respond-shared.js"), StringComparison.Ordinal));
        TrialScript = Shrink(form.Replace("//keep", "function start() {}", StringComparison.Ordinal));
        PlainPolicy = Policy("'none'", "");
        FormPolicy = Policy(Hash(Script), " connect-src 'self';");
        SharedFormPolicy = Policy(Hash(SharedScript), "");
        TrialFormPolicy = Policy(Hash(TrialScript), "");
    }

    public string Style { get; }

    /// <summary>The form's script on a citizen's own phone: draft and outbox included.</summary>
    public string Script { get; }

    /// <summary>The form's script on a device that many use: it keeps nothing.</summary>
    public string SharedScript { get; }

    /// <summary>The form's script behind a test link: it keeps nothing and clears nothing.</summary>
    public string TrialScript { get; }

    /// <summary>The policy of a page without script.</summary>
    public string PlainPolicy { get; }
    public string FormPolicy { get; }
    public string SharedFormPolicy { get; }
    public string TrialFormPolicy { get; }

    private string Policy(string script, string connect) =>
        $"default-src 'none'; style-src {Hash(Style)}; script-src {script};{connect} form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data:";

    /// <summary>A style sheet that was built into the program, as it stands inside a page.</summary>
    public static string StyleOf(string file) => Squeeze(Read(file));

    /// <summary>The source expression by which a policy allows exactly this content.</summary>
    public static string Hash(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";

    private static string Read(string name)
    {
        using var stream = typeof(InlineAssets).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} was not built into the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Squeeze(string css) =>
        Around().Replace(Blank().Replace(CssComment().Replace(css, ""), " "), "$1").Replace(";}", "}", StringComparison.Ordinal).Trim();

    // Only what cannot change the meaning: whole-line comments and indentation.
    private static string Shrink(string script) => string.Join('\n', script.Split('\n')
        .Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)));

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex CssComment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();

    [GeneratedRegex(@"\s*([{};,>])\s*")]
    private static partial Regex Around();
}
