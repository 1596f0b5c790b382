using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>One question, subquestion, answer or group with its wordings in every language, whichever layout the file has.</summary>
internal sealed class LssPart
{
    public required LssRow Row { get; init; }

    /// <summary>What the program calls it: a question's title, an answer's code.</summary>
    public required string Code { get; init; }
    public required LossNote Note { get; init; }

    /// <summary>Whether it became an item or an answer.</summary>
    public bool Used { get; set; }

    /// <summary>The rows with wordings, by the file's language codes.</summary>
    public required IReadOnlyDictionary<string, LssRow> Texts { get; init; }
}

/// <summary>The tables joined: groups, questions, subquestions and answers with the rows that hold their wordings.</summary>
internal sealed class LssSurvey
{
    private readonly LssDocument _document;
    private readonly LossNotes _notes;

    public LssSurvey(LssDocument document, LossNotes notes)
    {
        (_document, _notes) = (document, notes);
        Languages = LssLanguages.Read(document, notes);
        Groups = [.. Join("groups", "group_l10ns", r => r["gid"], r => r["gid"], (r, t) => $"group {Name(t, "group_name", r["gid"])}").OrderBy(g => g.Row.Number("group_order"))];
        var all = Join("questions", "question_l10ns", r => r["qid"], r => r["title"], (r, _) => $"question {r["title"]} (type {r["type"]})");
        var rows = Join("subquestions", "question_l10ns", r => r["qid"], r => r["title"], (r, t) => $"subquestion {r["title"]}: {Name(t, "question", "")}");
        Questions = [.. all.Where(q => q.Row.Number("parent_qid") == 0).OrderBy(q => q.Row.Number("question_order"))];
        Subquestions = [.. rows.Concat(all.Where(q => q.Row.Number("parent_qid") != 0)).OrderBy(q => q.Row.Number("question_order"))];
        Answers = [.. Join("answers", "answer_l10ns", AnswerKey, r => r["code"], (r, t) => $"answer {r["code"]}: {Name(t, "answer", "")}", "aid").OrderBy(a => a.Row.Number("sortorder"))];
        QuestionsByGroup = Questions.ToLookup(q => q.Row["gid"]);
        QuestionsByCode = Questions.ToLookup(q => q.Code);
        SubquestionsByQuestion = Subquestions.ToLookup(s => s.Row["parent_qid"]);
        AnswersByQuestion = Answers.ToLookup(a => a.Row["qid"]);
    }

    public LssLanguages Languages { get; }

    public IReadOnlyList<LssPart> Groups { get; }

    public IReadOnlyList<LssPart> Questions { get; }

    public IReadOnlyList<LssPart> Subquestions { get; }

    public IReadOnlyList<LssPart> Answers { get; }

    public ILookup<string, LssPart> QuestionsByGroup { get; }

    public ILookup<string, LssPart> QuestionsByCode { get; }

    public ILookup<string, LssPart> SubquestionsByQuestion { get; }

    public ILookup<string, LssPart> AnswersByQuestion { get; }

    public LossNotes Notes => _notes;

    public LssDocument Document => _document;

    /// <summary>The wordings of a field in the questionnaire's languages.</summary>
    public Words Words(LssPart part, string field, LossNote? note = null) => Languages.Words(part.Texts, field, note ?? part.Note);

    private static string AnswerKey(LssRow row) => row.Has("aid") && row["aid"].Length > 0 ? "aid " + row["aid"] : $"{row["qid"]} {row["scale_id"]} {row["code"]}";

    // A row of the older layout is repeated for each language; the newer has one row, and its wordings in a table beside.
    private List<LssPart> Join(string table, string wordings, Func<LssRow, string> keyOf, Func<LssRow, string> codeOf, Func<LssRow, LssRow?, string> nameOf, string? link = null)
    {
        var beside = _document.Rows(wordings).ToLookup(r => link is null ? keyOf(r) : "aid " + r[link]);
        var parts = new List<LssPart>();
        foreach (var group in _document.Rows(table).GroupBy(keyOf))
        {
            var texts = new Dictionary<string, LssRow>(StringComparer.OrdinalIgnoreCase);
            var first = group.First();
            foreach (var row in beside[group.Key])
            {
                texts.TryAdd(row["language"], row);
            }

            var twice = new List<LssRow>();
            foreach (var row in group)
            {
                if (row.Has("language") ? !texts.TryAdd(row["language"], row) : row != first)
                {
                    twice.Add(row);
                }
            }

            if (texts.Count == 0)
            {
                texts.Add("", first);
            }

            var part = new LssPart
            {
                Row = first,
                Code = codeOf(first),
                Note = _notes.Open(Place(first, table, codeOf(first)), nameOf(first, texts.Values.FirstOrDefault())),
                Texts = texts,
            };
            parts.Add(part);
            twice.ForEach(r => _notes.Open(Place(r, table, codeOf(r)), nameOf(r, r)).LeaveOut(Twice));
        }

        return parts;
    }

    private static string Place(LssRow row, string table, string code) => $"line {row.Line}, {table[..^1]} {Wording.Shown(code, 40)}";

    private static string Name(LssRow? row, string field, string otherwise) => row?[field] is { Length: > 0 } name ? name : otherwise;

    private static readonly Sentence Twice = new("Số hiệu này đã có ở một dòng trước.", "Another row before has the same number.");
}
