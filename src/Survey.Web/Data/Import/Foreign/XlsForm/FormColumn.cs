using System.Text.RegularExpressions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>A column of a form's sheet.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Header">As it stands.</param>
/// <param name="Name">The usual name, whatever its spelling: label, relevant, image.</param>
/// <param name="Language">What the heading calls the language; null: none.</param>
internal sealed partial record FormColumn(int Number, string Header, string Name, string? Language)
{
    /// <summary>Columns that only our own export writes.</summary>
    public const string Own = "survey::";

    private static readonly string[] Translated = ["label", "hint", "guidance_hint", "constraint_message", "required_message", "image", "audio", "video", "big_image", "media"];

    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["relevance"] = "relevant",
        ["calculate"] = "calculation",
        ["caption"] = "label",
        ["command"] = "type",
        ["value"] = "name",
        ["list"] = "list_name",
        ["constraint_msg"] = "constraint_message",
        ["constraining_message"] = "constraint_message",
        ["jr:constraintmsg"] = "constraint_message",
        ["jr:requiredmsg"] = "required_message",
        ["readonly"] = "read_only",
        ["title"] = "form_title",
        ["id_string"] = "form_id",
        ["$autoname"] = "autoname",
    };

    /// <summary>Whether the heading is the usual name itself, in whatever case.</summary>
    public bool IsHeadedSo { get; } = Blanks().Replace(Header.ToLowerInvariant(), "_") == Name;

    public static FormColumn Of(int number, string header)
    {
        var text = header.Trim();
        if (text.StartsWith(Own, StringComparison.OrdinalIgnoreCase))
        {
            var rest = text[Own.Length..].Split("::", 2);
            return new(number, text, Own + rest[0].Trim().ToLowerInvariant(), rest.Length > 1 ? rest[1].Trim() : null);
        }

        var parts = Prefix().Replace(text, "").Split("::", 2);
        if (parts.Length == 1 && text.Split(':', 2) is [var name, var language] && Translated.Contains(NameOf(name)))
        {
            parts = [name, language];
        }

        return new(number, text, NameOf(parts[0]), parts.Length > 1 && parts[1].Trim().Length > 0 ? parts[1].Trim() : null);
    }

    private static string NameOf(string text)
    {
        var name = Blanks().Replace(text.Trim().ToLowerInvariant(), "_");
        return Aliases.GetValueOrDefault(name, name);
    }

    [GeneratedRegex(@"^\s*(bind|body|control|media)\s*::?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"[\s\-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Blanks();
}
