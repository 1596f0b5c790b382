namespace Survey.Core.Questionnaires;

/// <summary>Reads one document from its root. After a problem it goes on with stand-ins, so that one reading names them all.</summary>
internal sealed class QuestionnaireReader
{
    private static readonly string[] RootNames =
        ["$schema", "format", "code", "languages", "title", "lead", "thanks", "overall", "scales", "sections", "indices"];

    private readonly Dictionary<string, Scale?> _scales = new(StringComparer.Ordinal);
    private LocalizedTextReader _texts = new([]);

    public Questionnaire? Read(JsonNode node)
    {
        if (node.Object() is not { } root)
        {
            return null;
        }

        root.AllowOnly(RootNames);
        root.Find("$schema")?.String();
        root.Require("format")?.Integer(1, 1);
        var code = root.Require("code")?.Code() ?? "";
        var languages = ReadLanguages(root);
        _texts = new LocalizedTextReader(languages);
        var title = _texts.Require(root, "title");
        var lead = _texts.Find(root, "lead");
        var thanks = _texts.Find(root, "thanks");
        var scales = ReadScales(root);
        var sections = new SectionReader(_texts, _scales);
        var read = sections.Read(root);
        return new Questionnaire
        {
            Code = code,
            Languages = languages,
            Title = title,
            Lead = lead,
            Thanks = thanks,
            Overall = ReadOverall(root, sections.Items),
            Scales = scales,
            Sections = read,
            Indices = new IndexReader(_texts, sections.Items).Read(root),
        };
    }

    private static List<string> ReadLanguages(JsonObjectNode root)
    {
        var languages = new List<string>();
        foreach (var node in root.Require("languages")?.Array(1, 50, "languages") ?? [])
        {
            var tag = node.String();
            if (tag is null)
            {
                continue;
            }

            if (tag.Length is < 2 or > 3 || !tag.All(char.IsAsciiLetterLower))
            {
                node.Refuse($"A language tag has two or three of the letters a-z, such as \"vi\"; found {JsonNode.Shown(tag)}.");
            }
            else if (languages.Contains(tag))
            {
                node.Refuse($"The language \"{tag}\" stands twice.");
            }
            else
            {
                languages.Add(tag);
            }
        }

        return languages;
    }

    private List<Scale> ReadScales(JsonObjectNode root)
    {
        var codes = new CodeSet("scale", "questionnaire");
        var scales = new List<Scale>();
        foreach (var node in root.Require("scales")?.Array(0, 100, "scales") ?? [])
        {
            var before = node.Log.Count;
            var scale = ReadScale(node, codes);
            if (scale is not null)
            {
                scales.Add(scale);
                // A broken scale keeps its name, so that items which refer to it are not blamed.
                _scales.TryAdd(scale.Code, node.Log.Count == before ? scale : null);
            }
        }

        return scales;
    }

    private Scale? ReadScale(JsonNode node, CodeSet codes)
    {
        if (node.Object() is not { } scale)
        {
            return null;
        }

        scale.AllowOnly("code", "look", "points", "notApplicable");
        var code = codes.Read(scale.Require("code"));
        var look = scale.Find("look")?.Word("plain", "faces") ?? 0;
        var pointCodes = new CodeSet("point", "scale");
        var scores = new HashSet<int>();
        var points = (scale.Require("points")?.Array(2, 11, "points") ?? [])
            .Select(n => ReadPoint(n, pointCodes, scores)).OfType<ScalePoint>().ToList();
        return new Scale
        {
            Code = code,
            Look = (ScaleLook)look,
            Points = points,
            NotApplicable = scale.Find("notApplicable") is { } na ? ReadNotApplicable(na, pointCodes) : null,
        };
    }

    private ScalePoint? ReadPoint(JsonNode node, CodeSet codes, HashSet<int> scores)
    {
        if (node.Object() is not { } point)
        {
            return null;
        }

        point.AllowOnly("code", "score", "label");
        var code = codes.Read(point.Require("code"));
        var score = point.Require("score")?.Integer(-1000, 1000);
        if (score is { } number && !scores.Add(number))
        {
            point.Find("score")!.Value.Refuse($"Another point of this scale already has the score {number}.");
        }

        return new ScalePoint { Code = code, Score = score ?? 0, Label = _texts.Require(point, "label") };
    }

    private NotApplicablePoint? ReadNotApplicable(JsonNode node, CodeSet codes)
    {
        if (node.Object() is not { } point)
        {
            return null;
        }

        point.AllowOnly("code", "label");
        return new NotApplicablePoint { Code = codes.Read(point.Require("code")), Label = _texts.Require(point, "label") };
    }

    private static string? ReadOverall(JsonObjectNode root, IReadOnlyDictionary<string, Item?> items)
    {
        if (root.Find("overall") is not { } node || node.Code() is not { } code)
        {
            return null;
        }

        if (!items.TryGetValue(code, out var item))
        {
            node.Refuse($"There is no item \"{code}\".");
        }
        else if (item is not null and not ScaleItem)
        {
            node.Refuse($"The item \"{code}\" is not answered on a scale; only a scale item says the general satisfaction.");
        }

        return code;
    }
}
