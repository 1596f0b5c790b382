using System.Text;

namespace Survey.Core.Questionnaires;

/// <summary>Reads texts by language; the source language is demanded and comes first, whatever the file's order.</summary>
internal sealed class LocalizedTextReader(IReadOnlyList<string> languages)
{
    private static readonly LocalizedText Missing = LocalizedText.Of("", "");

    public LocalizedText Require(JsonObjectNode parent, string name) =>
        parent.Require(name) is { } node ? Read(node) : Missing;

    public LocalizedText? Find(JsonObjectNode parent, string name) =>
        parent.Find(name) is { } node ? Read(node) : null;

    /// <summary>Notes what makes a string unfit to be shown to a citizen.</summary>
    public static string Wording(JsonNode node)
    {
        var text = node.String();
        if (text is null)
        {
            return "";
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            node.Refuse("The text is empty; write it or leave the language out.");
        }
        else if (text.Length > QuestionnaireJson.MaxTextLength)
        {
            node.Refuse($"The text has {text.Length} characters; at most {QuestionnaireJson.MaxTextLength} fit.");
        }
        else if (text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFFFE'))
        {
            // U+FFFE, a byte order mark read backwards, must not get as far as the normaliser, which throws on it.
            node.Refuse("The text holds a control character such as a tab or a line break; write it as one line.");
        }
        else if (!text.IsNormalized(NormalizationForm.FormC))
        {
            node.Refuse("The text is not in Unicode NFC (its diacritics are separate characters); normalise it.");
        }

        return text;
    }

    private LocalizedText Read(JsonNode node)
    {
        if (node.Object() is not { } parts)
        {
            return Missing;
        }

        var wordings = parts.Properties.ToDictionary(p => p.Key, p => Wording(p.Value), StringComparer.Ordinal);
        if (languages.Count == 0)
        {
            return Missing;
        }

        foreach (var (tag, part) in parts.Properties.Where(p => !languages.Contains(p.Key)))
        {
            part.Refuse($"{JsonNode.Shown(tag)} is not among the questionnaire's languages: {string.Join(", ", languages)}.");
        }

        if (!wordings.ContainsKey(languages[0]))
        {
            node.Refuse($"The text is missing in the source language, \"{languages[0]}\".");
        }

        var known = languages.Where(wordings.ContainsKey).Select(l => new KeyValuePair<string, string>(l, wordings[l])).ToList();
        return known.Count == 0 ? Missing : new LocalizedText(known);
    }
}
