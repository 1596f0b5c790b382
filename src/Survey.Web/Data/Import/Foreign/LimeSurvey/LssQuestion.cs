using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>One question with all that belongs to it, and the ways its parts become parts of a sketch.</summary>
internal sealed class LssQuestion
{
    private readonly LssSurvey _survey;

    public LssQuestion(LssSurvey survey, LssPart part, LssAttributes attributes, List<SketchCondition> conditions)
    {
        (_survey, Part, Attributes, Conditions) = (survey, part, attributes, conditions);
        var id = part.Row["qid"];
        var rows = survey.SubquestionsByQuestion[id].ToLookup(r => LssConditions.IsNever(r.Row["relevance"]));
        Subquestions = [.. rows[false]];
        LeaveOut(rows[true]);
        Answers = [.. survey.AnswersByQuestion[id]];
        Text = survey.Words(part, "question");
        Hint = survey.Words(part, "help");
        Required = part.Row["mandatory"].Trim() is "Y";
        if (part.Row["mandatory"].Trim() is "S")
        {
            Note.Change(new("Trong tệp chỉ nhắc khi bỏ trống; ở đây không bắt buộc.", "The file only reminds of an empty answer; here it is not required."));
        }
    }

    public LssPart Part { get; }

    public LssAttributes Attributes { get; }

    public List<SketchCondition> Conditions { get; }

    public IReadOnlyList<LssPart> Subquestions { get; }

    public IReadOnlyList<LssPart> Answers { get; }

    public Words Text { get; }

    public Words Hint { get; }

    public bool Required { get; }

    public LssNames Names => new(Code, Part.Row["qid"]);

    public string Code => Part.Code.Length > 0 ? Part.Code : $"q{Part.Row["qid"]}";

    public string Type => Part.Row["type"].Trim();

    public LossNote Note => Part.Note;

    public IReadOnlyList<string> Languages => _survey.Languages.Tags;

    public LssSurvey Survey => _survey;

    public bool HasOther => Part.Row["other"].Trim() is "Y";

    /// <summary>An item of the whole question.</summary>
    public SketchItem Item(SketchKind kind, List<SketchOption>? options = null) => new()
    {
        Name = Code,
        Variables = Names.Whole,
        Kind = kind,
        Text = Text,
        Note = Note,
        Hint = Hint,
        Required = Required,
        Options = options ?? [],
        Conditions = [.. Conditions],
    };

    /// <summary>An item of one row; the question's wording stands before the row's.</summary>
    public SketchItem RowItem(LssPart row, SketchKind kind, List<SketchOption>? options, string suffix = "", Words? more = null)
    {
        row.Used = true;
        var wording = _survey.Words(row, "question");
        var text = Words.Join(Text, wording, Languages[0], row.Note);
        var first = row == Subquestions[0] && suffix.Length == 0;
        row.Note.Change(new("Dòng của bảng thành một câu riêng, có lời hỏi chung ở trước.", "The row became an item by itself, with the question's wording before its own."));
        return new SketchItem
        {
            Name = $"{Code}_{row.Code}{suffix}",
            Variables = Names.Row(row, suffix),
            Kind = kind,
            Text = more is null ? text : Words.Join(text, more, Languages[0], row.Note),
            Note = suffix.Length == 0 ? row.Note : _survey.Notes.Open(row.Note.Place, $"{row.Code}{suffix}"),
            Hint = first ? Hint : new Words(),
            Required = Required,
            Options = options ?? [],
            Conditions = [.. Conditions, .. RowConditions(row)],
        };
    }

    /// <summary>The answers of one of the question's scales.</summary>
    public List<SketchOption> OptionsOf(int scale = 0, bool scored = true)
    {
        var valued = scored && IsScored;
        return [.. Answers.Where(a => a.Row.Number("scale_id") == scale).Select(a => Option(a, "answer", valued ? a.Row.Number("assessment_value") : null))];
    }

    /// <summary>An answer, or a subquestion that is one.</summary>
    public SketchOption Option(LssPart part, string field, int? score = null, List<string>? variables = null, bool exclusive = false)
    {
        part.Used = true;
        return new SketchOption
        {
            Source = part.Code,
            Variables = variables ?? [],
            Label = _survey.Words(part, field),
            Note = part.Note,
            Score = score,
            Exclusive = exclusive,
        };
    }

    /// <summary>Whether the answers have values that tell them apart; LimeSurvey writes 0 or 1 everywhere where nobody set them.</summary>
    public bool IsScored => Answers.Count > 2 && Answers.GroupBy(a => a.Row["scale_id"]).All(g => g.Select(a => a.Row.Number("assessment_value")).Distinct().Count() == g.Count());

    /// <summary>An answer that LimeSurvey shows by itself; it stands nowhere in the file.</summary>
    public SketchOption BuiltIn(string source, Words label, int? score = null, string? name = null, List<string>? variables = null) => new()
    {
        Source = source,
        Name = name,
        Variables = variables ?? [],
        Label = label,
        Note = new LossNote(Note.Place, source),
        Score = score,
    };

    private void LeaveOut(IEnumerable<LssPart> rows)
    {
        foreach (var row in rows)
        {
            row.Note.LeaveOut(new("Dòng bị ẩn, không ai được hỏi.", "The row is hidden; nobody was asked it."));
            LssConditions.Relevance(_survey.Notes, row, row.Row["relevance"])?.Note.LeaveOut(new("Dòng của nó đã bị bỏ.", "Its row was left out."));
        }
    }

    private IEnumerable<SketchCondition> RowConditions(LssPart row)
    {
        var condition = LssConditions.Relevance(_survey.Notes, row, row.Row["relevance"]);
        return condition is null ? [] : [condition];
    }
}

/// <summary>What equations call a question and its parts: by title, by field name (normalised), by number.</summary>
internal readonly record struct LssNames(string Code, string Id)
{
    public List<string> Whole => [Code, $"X{Id}", $"Q{Id}"];

    public List<string> Part(string suffix) => [$"{Code}_{suffix}", $"X{Id}{suffix}"];

    public List<string> Row(LssPart row, string suffix) =>
        [$"{Code}_{row.Code}{suffix}", $"X{Id}{row.Code}{suffix.Replace("_", suffix is "_0" or "_1" ? "#" : "_", StringComparison.Ordinal)}", $"Q{Id}_S{row.Row["qid"]}{suffix.Replace('_', '#')}"];
}
