using System.Text.Json;

namespace Survey.Core.Questionnaires;

/// <summary>The properties of one JSON object. Names that stand twice or that nobody allows are noted.</summary>
internal sealed class JsonObjectNode
{
    private readonly Dictionary<string, JsonNode> _properties = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public JsonObjectNode(JsonElement element, string path, ProblemLog log)
    {
        Path = path;
        Log = log;
        foreach (var property in element.EnumerateObject())
        {
            Take(property);
        }
    }

    public string Path { get; }

    public ProblemLog Log { get; }

    /// <summary>The properties in the order they stand, each name once.</summary>
    public IEnumerable<KeyValuePair<string, JsonNode>> Properties =>
        _names.Select(n => new KeyValuePair<string, JsonNode>(n, _properties[n]));

    public void Refuse(string reason) => Log.Add(Path, reason);

    public JsonNode? Find(string name) => _properties.TryGetValue(name, out var node) ? node : null;

    public bool Has(string name) => _properties.ContainsKey(name);

    public JsonNode? Require(string name)
    {
        var node = Find(name);
        if (node is null)
        {
            Refuse($"The property \"{name}\" is missing.");
        }

        return node;
    }

    /// <summary>Notes each property that is none of <paramref name="known"/>.</summary>
    public void AllowOnly(params ReadOnlySpan<string> known)
    {
        foreach (var name in _names)
        {
            if (!known.Contains(name))
            {
                _properties[name].Refuse($"The property {JsonNode.Shown(name)} is not known here; known are: {string.Join(", ", known.ToArray())}.");
            }
        }
    }

    private void Take(JsonProperty property)
    {
        string name;
        try
        {
            name = property.Name;
        }
        catch (InvalidOperationException)
        {
            Refuse("The name of a property holds half of a surrogate pair, which is no character.");
            return;
        }

        var node = new JsonNode(property.Value, PathOf(name), Log);
        if (_properties.TryAdd(name, node))
        {
            _names.Add(name);
        }
        else
        {
            node.Refuse("The property stands twice; leave one.");
        }
    }

    private string PathOf(string name) =>
        name.Length is >= 1 and <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')
            ? $"{Path}.{name}"
            : $"{Path}[{JsonNode.Shown(name)}]";
}
