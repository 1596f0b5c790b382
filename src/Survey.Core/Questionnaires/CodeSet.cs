namespace Survey.Core.Questionnaires;

/// <summary>Reads codes that must differ from each other, and notes those that do not.</summary>
/// <param name="owner">What the codes name, such as "item".</param>
/// <param name="scope">Where they must be unique, such as "questionnaire".</param>
internal sealed class CodeSet(string owner, string scope)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>The code, or "" where it is missing or breaks the rule of codes (noted).</summary>
    public string Read(JsonNode? node)
    {
        var code = node?.Code();
        if (code is not null && !_seen.Add(code))
        {
            node!.Value.Refuse($"Another {owner} of this {scope} already has the code \"{code}\".");
        }

        return code ?? "";
    }
}
