using System.Text;
using System.Text.Json;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Data.Drafts;

/// <summary>A draft at one revision, and whether another revision differs from it in one place.</summary>
internal sealed class DraftState
{
    /// <summary>The target of edits that move or add sections, items, scales or indices.</summary>
    public const string Order = "order";

    private DraftState(string json, Questionnaire questionnaire) => (Json, Questionnaire) = (json, questionnaire);

    public string Json { get; }
    public Questionnaire Questionnaire { get; }

    /// <exception cref="InvalidOperationException">The text is no questionnaire, which no draft may be.</exception>
    public static DraftState Of(string json)
    {
        var read = QuestionnaireJson.Read(json);
        return read.Questionnaire is { } sound
            ? new DraftState(json, sound)
            : throw new InvalidOperationException("A draft is no questionnaire: " + string.Join("; ", read.Problems));
    }

    /// <summary>Whether <paramref name="later"/> says something else in the place that an edit is made to.</summary>
    public bool DiffersAt(string target, DraftState later)
    {
        if (target == Order)
        {
            return OrderDiffers(later.Questionnaire);
        }

        if (target.StartsWith("texts:", StringComparison.Ordinal))
        {
            return TextsDiffer(Questionnaire, later.Questionnaire, target["texts:".Length..]);
        }

        using var mine = JsonDocument.Parse(Json);
        using var theirs = JsonDocument.Parse(later.Json);
        return Part(mine.RootElement, target) is not { } part || part != Part(theirs.RootElement, target);
    }

    /// <summary>Whether something that <paramref name="present"/> has otherwise than this revision would be gone in
    /// <paramref name="result"/>: deleting a section must not swallow what someone else has just written in it.</summary>
    public bool LosesWork(DraftState present, Questionnaire result)
    {
        var left = PlacesOf(result).ToHashSet(StringComparer.Ordinal);
        var gone = PlacesOf(present.Questionnaire).Where(p => !left.Contains(p)).ToList();
        if (gone.Count == 0)
        {
            return false;
        }

        using var mine = JsonDocument.Parse(Json);
        using var theirs = JsonDocument.Parse(present.Json);
        return gone.Any(p => Part(mine.RootElement, p) != Part(theirs.RootElement, p));
    }

    private static IEnumerable<string> PlacesOf(Questionnaire q) =>
        [.. q.Items.Select(i => "item:" + i.Code), .. q.Scales.Select(s => "scale:" + s.Code),
            .. q.Sections.Select(s => "section:" + s.Code), .. q.Indices.Select(x => "index:" + x.Code)];

    /// <summary>What stands there, as canonical text; null where there is no such place.</summary>
    private static string? Part(JsonElement root, string target)
    {
        var colon = target.IndexOf(':', StringComparison.Ordinal);
        var code = target[(colon + 1)..];
        return (colon < 0 ? target : target[..colon]) switch
        {
            "item" => Coded(root.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("items").EnumerateArray()), code)?.GetRawText(),
            "scale" => Coded(root.GetProperty("scales").EnumerateArray(), code)?.GetRawText(),
            "index" => Coded(root.GetProperty("indices").EnumerateArray(), code)?.GetRawText(),
            "section" => Coded(root.GetProperty("sections").EnumerateArray(), code) is { } section ? Without(section, "items") : null,
            "head" => Without(root, "scales", "sections", "indices"),
            _ => root.GetRawText(),
        };
    }

    private static JsonElement? Coded(IEnumerable<JsonElement> elements, string code)
    {
        foreach (var element in elements)
        {
            if (element.GetProperty("code").ValueEquals(code))
            {
                return element;
            }
        }

        return null;
    }

    private static string Without(JsonElement element, params ReadOnlySpan<string> names)
    {
        var text = new StringBuilder();
        foreach (var property in element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                text.Append(property.Name).Append(':').AppendLine(property.Value.GetRawText());
            }
        }

        return text.ToString();
    }

    /// <summary>Whether what both have stands in another order; what one of them has added or deleted moves nothing.</summary>
    public bool OrderDiffers(Questionnaire theirs)
    {
        var (a, b) = (OrderOf(Questionnaire), OrderOf(theirs));
        var (inA, inB) = (a.ToHashSet(), b.ToHashSet());
        if (!a.Where(inB.Contains).SequenceEqual(b.Where(inA.Contains)))
        {
            return true;
        }

        // The last item of a section and the first of the next stand alike in the row.
        var sections = theirs.Sections.SelectMany(s => s.Items.Select(i => (i.Code, Section: s.Code))).ToDictionary(x => x.Code, x => x.Section, StringComparer.Ordinal);
        return Questionnaire.Sections.Any(s => inB.Contains("section:" + s.Code)
            && s.Items.Any(i => sections.TryGetValue(i.Code, out var section) && section != s.Code));
    }

    private static List<string> OrderOf(Questionnaire q) =>
        [.. q.Sections.SelectMany(s => s.Items.Select(i => "item:" + i.Code).Prepend("section:" + s.Code))];

    private static bool TextsDiffer(Questionnaire mine, Questionnaire theirs, string language)
    {
        if (mine.Languages.Contains(language) != theirs.Languages.Contains(language))
        {
            return true;
        }

        static string? In(LocalizedText text, string language) => text.Has(language) ? text.In(language) : null;
        var texts = TextEdits.All(mine).ToDictionary(t => t.Key, t => In(t.Text, language), StringComparer.Ordinal);
        return TextEdits.All(theirs).Any(t => texts.TryGetValue(t.Key, out var text) && text != In(t.Text, language));
    }
}
