using System.Globalization;
using System.Text.Json;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>One value of a SurveyJS document, where it stands, and whether anything has read it.</summary>
internal sealed class SurveyJsNode
{
    private readonly JsonElement _element;
    private readonly Dictionary<string, SurveyJsNode> _properties = new(StringComparer.Ordinal);
    private readonly List<SurveyJsNode> _values = [];

    /// <summary>Properties that stand twice: the last counts, as in JavaScript.</summary>
    private readonly List<SurveyJsNode> _overridden = [];
    private bool _read;
    private bool _settled;

    private SurveyJsNode(JsonElement element, string path, string name)
    {
        (_element, Path, Key) = (element, path, name);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                var key = KeyOf(property);
                var child = new SurveyJsNode(property.Value, path.Length == 0 ? key : $"{path}.{key}", key);
                if (_properties.Remove(key, out var earlier))
                {
                    _overridden.Add(earlier);
                }

                _properties.Add(key, child);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            _values.AddRange(element.EnumerateArray().Select((e, i) => new SurveyJsNode(e, $"{path}[{i}]", $"[{i}]")));
        }
    }

    /// <summary>Where it stands: pages[0].elements[2].title.</summary>
    public string Path { get; }

    public string Key { get; }

    public bool IsObject => _element.ValueKind == JsonValueKind.Object;

    public bool IsArray => _element.ValueKind == JsonValueKind.Array;

    public bool IsScalar => !IsObject && !IsArray;

    public bool IsNull => _element.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;

    public IEnumerable<SurveyJsNode> Properties => _properties.Values;

    public IReadOnlyList<SurveyJsNode> Values => _values;

    public static SurveyJsNode Of(JsonElement root) => new(root, "", "");

    /// <summary>The property, marked as read, or null where it is missing or null.</summary>
    public SurveyJsNode? Find(string name)
    {
        if (!_properties.TryGetValue(name, out var child))
        {
            return null;
        }

        child._read = true;
        return child.IsNull ? null : child;
    }

    /// <summary>The first of several properties that is there; the format renamed some.</summary>
    public SurveyJsNode? Find(params ReadOnlySpan<string> names)
    {
        SurveyJsNode? found = null;
        foreach (var name in names)
        {
            found ??= Find(name);
        }

        return found;
    }

    public bool Has(string name) => _properties.TryGetValue(name, out var child) && !child.IsNull;

    /// <summary>A text, number or truth value as text; "" where it is something else.</summary>
    public string Text(string name) => Find(name)?.Scalar() ?? "";

    public bool True(params ReadOnlySpan<string> names) => string.Equals(Find(names)?.Scalar(), "true", StringComparison.OrdinalIgnoreCase);

    public decimal? Number(params ReadOnlySpan<string> names) => Find(names)?.AsNumber();

    public decimal? AsNumber() => IsScalar && decimal.TryParse(Scalar(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e15m ? number : null;

    /// <summary>The values of an array property.</summary>
    public IReadOnlyList<SurveyJsNode> List(params ReadOnlySpan<string> names) => Find(names)?._values ?? [];

    /// <summary>The value as the text that conditions compare with.</summary>
    public string Scalar()
    {
        _read = true;
        return _element.ValueKind switch
        {
            JsonValueKind.String => StringOf(_element),
            JsonValueKind.Number => _element.GetRawText(),
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            _ => "",
        };
    }

    /// <summary>It has an entry of its own, which speaks for everything in it.</summary>
    public void Settle() => _settled = true;

    /// <summary>Notes every property below that nothing has read.</summary>
    public void NoteUnread(LossNotes notes, Func<SurveyJsNode, Sentence> reason)
    {
        if (_settled)
        {
            return;
        }

        foreach (var twice in _overridden)
        {
            notes.Open(twice.Path, $"{twice.Key}: {twice.Brief()}").LeaveOut(new("Thuộc tính này được ghi hai lần; bản sau được lấy.", "The property stands twice; the later one was taken."));
        }

        foreach (var child in _properties.Values.Concat(_values))
        {
            if (child._read || (IsArray && !child.IsNull))
            {
                child.NoteUnread(notes, reason);
            }
            else if (!child._settled && !child.IsNull)
            {
                notes.Open(child.Path, $"{child.Key}: {child.Brief()}").LeaveOut(reason(child));
            }
        }
    }

    /// <summary>The value as the report shows it.</summary>
    public string Brief() => IsArray ? $"[{_values.Count}]" : IsObject ? $"{{{string.Join(", ", _properties.Keys.Take(4))}}}" : Peek();

    private string Peek() => _element.ValueKind == JsonValueKind.String ? StringOf(_element) : _element.ToString();

    private static string KeyOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    // Half of a surrogate pair is no text.
    private static string StringOf(JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }
}
