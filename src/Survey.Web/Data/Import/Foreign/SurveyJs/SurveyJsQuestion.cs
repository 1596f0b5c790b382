using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>One question of a SurveyJS document and the ways its parts become parts of a sketch.</summary>
internal sealed class SurveyJsQuestion(SurveyJsNode node, string type, LossNote note, SurveyJsLanguages languages, LossNotes notes, List<SketchCondition> conditions)
{
    private readonly Lazy<Words> _text = new(() => TextOf(node, note, languages));

    public SurveyJsNode Node => node;

    public string Type => type;

    public LossNote Note => note;

    public LossNotes Notes => notes;

    public SurveyJsLanguages Languages => languages;

    public List<SketchCondition> Conditions => conditions;

    public string Name => node.Text("name") is { Length: > 0 } name ? name : "item";

    /// <summary>The title; where there is none, SurveyJS shows the name.</summary>
    public Words Text => _text.Value;

    /// <summary>Why it came to nothing.</summary>
    public Sentence WhyNothing { get; set; } = SurveyJsReasons.Hidden;

    public SketchItem Item(SketchKind kind, List<SketchOption>? options = null, bool faces = false) => new()
    {
        Name = Name,
        Variables = node.Has("valueName") ? [Name, node.Text("valueName")] : [Name],
        Kind = kind,
        Text = Text,
        Note = note,
        Hint = languages.Words(node.Find("description"), note),
        Required = node.True("isRequired"),
        Options = options ?? [],
        Conditions = [.. conditions],
        Faces = faces,
    };

    /// <summary>An item of one row or field; the question's wording stands before its own.</summary>
    public SketchItem Part(string key, Words label, LossNote partNote, SketchKind kind, bool first, List<SketchOption>? options = null) => new()
    {
        Name = $"{Name}_{key}",
        Variables = [$"{Name}.{key}"],
        Kind = kind,
        Text = Words.Join(Text, label, languages.Tags[0], partNote),
        Note = partNote.Change(new("Dòng này thành một câu riêng, có lời hỏi chung ở trước.", "It became an item by itself, with the question's wording before its own.")),
        Hint = first ? languages.Words(node.Find("description"), note) : new Words(),
        Options = options ?? [],
        Conditions = [.. conditions],
    };

    /// <summary>An item in words that goes with the question's own.</summary>
    public SketchItem Extra(string suffix, Words label, bool multiline, (SketchItem, string)? follows)
    {
        var extra = notes.Open($"{node.Path}.{suffix}", $"field {suffix} of {Name}").Change(new("Ô ghi thêm thành một câu riêng.", "The field became an item by itself."));
        return new SketchItem
        {
            Name = $"{Name}_{suffix}",
            Variables = [$"{Name}-Comment"],
            Kind = multiline ? SketchKind.LongText : SketchKind.ShortText,
            Text = Words.Join(Text, label, languages.Tags[0], extra),
            Note = extra,
            Conditions = [.. conditions],
            Follows = follows,
        };
    }

    /// <summary>The condition of visibleIf; null where there is none or it can't be read, which is noted.</summary>
    public static SketchCondition? VisibleIf(SurveyJsNode node, LossNote owner, LossNotes notes)
    {
        var text = node.Text("visibleIf").Trim();
        if (text.Length == 0)
        {
            return null;
        }

        var note = notes.Open($"{node.Path}.visibleIf", $"visibleIf: {text}");
        var (expression, problem) = SurveyJsExpression.Parse(text);
        if (problem is { } why)
        {
            note.LeaveOut(why);
            SketchConditions.AskedAlways(owner);
        }

        return expression is null ? null : new SketchCondition(note, expression);
    }

    private static Words TextOf(SurveyJsNode node, LossNote note, SurveyJsLanguages languages)
    {
        var text = languages.Words(node.Find("title"), note);
        return text.IsEmpty ? new Words().With(languages.Tags[0], Wording.Line(node.Text("name"))) : text;
    }
}
