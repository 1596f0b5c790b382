using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Notes what nothing has read: other tables, rows that belong to nothing, fields of questions.</summary>
internal static class LssLeftovers
{
    private static readonly string[] Wordings = ["group_l10ns", "question_l10ns", "answer_l10ns"];
    private const int MostRows = 100;

    private static readonly string[] Read =
        ["groups", "group_l10ns", "questions", "question_l10ns", "subquestions", "answers", "answer_l10ns", "question_attributes", "conditions", "surveys_languagesettings"];

    // Written by the program for itself: numbers, order, flags that no question shows.
    private static readonly string[] Technical =
    [
        "id", "sid", "gid", "qid", "aid", "parent_qid", "type", "title", "question", "help", "question_order", "language", "scale_id", "same_default", "same_script", "encrypted", "modulename", "mandatory",
        "relevance", "question_theme_name", "other", "group_name", "group_order", "description", "randomization_group", "grelevance", "group_sortorder",
    ];

    public static void Note(LssSurvey survey, LossNotes notes)
    {
        NoteFields(survey.Questions, notes);
        NoteStrays(survey, notes);
        NoteWordings(survey, notes);
        foreach (var (name, rows) in survey.Document.Tables.Where(t => !Read.Contains(t.Key, StringComparer.OrdinalIgnoreCase)))
        {
            NoteTable(name, rows, survey.Document.Lines.GetValueOrDefault(name), notes);
        }
    }

    private static void NoteFields(IReadOnlyList<LssPart> questions, LossNotes notes)
    {
        foreach (var question in questions)
        {
            foreach (var field in question.Row.Unread.Except(Technical, StringComparer.OrdinalIgnoreCase))
            {
                notes.Open(question.Note.Place, $"{field}: {question.Row[field]}").LeaveOut(field.ToLowerInvariant() switch
                {
                    "preg" => new("Không kiểm tra câu trả lời bằng biểu thức mẫu.", "Answers are not checked by patterns."),
                    "script" => new("Không chạy mã kèm theo câu hỏi.", "No script of a question is run."),
                    _ => new("Không có gì tương ứng.", "Nothing here corresponds to it."),
                });
            }
        }
    }

    private static void NoteStrays(LssSurvey survey, LossNotes notes)
    {
        var questions = survey.Questions.Select(q => q.Row["qid"]).ToHashSet(StringComparer.Ordinal);
        var subquestions = survey.Subquestions.Select(q => q.Row["qid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var part in survey.Subquestions.Where(s => !questions.Contains(s.Row["parent_qid"])).Concat(survey.Answers.Where(a => !questions.Contains(a.Row["qid"]))))
        {
            part.Note.LeaveOut(new("Câu của nó không có trong tệp.", "Its question is not in the file."));
        }

        foreach (var part in survey.Subquestions.Concat(survey.Answers).Where(p => !p.Used))
        {
            part.Note.LeaveOut(new("Loại câu này không dùng đến nó.", "The type of its question has no use for it."));
        }

        foreach (var row in survey.Document.Rows("question_attributes").Where(r => !questions.Contains(r["qid"])))
        {
            var reason = subquestions.Contains(row["qid"])
                ? new Sentence("Thiết đặt của riêng một dòng không được giữ.", "A setting of a single row is not kept.")
                : new Sentence("Câu của nó không có trong tệp.", "Its question is not in the file.");
            notes.Open($"line {row.Line}, question {Wording.Shown(row["qid"], 40)}", $"{row["attribute"]} = {row["value"]}").LeaveOut(reason);
        }
    }

    // Wordings whose owner is missing, or in a language that the survey does not have.
    private static void NoteWordings(LssSurvey survey, LossNotes notes)
    {
        var owned = survey.Groups.Concat(survey.Questions).Concat(survey.Subquestions).Concat(survey.Answers).SelectMany(p => p.Texts.Values).ToHashSet();
        foreach (var row in Wordings.SelectMany(survey.Document.Rows).Where(r => !owned.Contains(r)))
        {
            notes.Open($"line {row.Line}, {row.Table}", $"wording in {row["language"]}").LeaveOut(new("Không có câu nào mang lời này, hoặc lời đã có.", "No question has this wording, or it has one already."));
        }

        foreach (var row in owned.Where(r => !survey.Languages.Knows(r["language"])))
        {
            notes.Open($"line {row.Line}, {row.Table}", $"wording in {row["language"]}").LeaveOut(new("Phiếu không có ngôn ngữ này.", "The survey does not have this language."));
        }
    }

    private static void NoteTable(string name, List<LssRow> rows, int line, LossNotes notes)
    {
        var reason = ReasonFor(name.ToLowerInvariant());
        if (rows.Count is 0 or > MostRows)
        {
            notes.Open($"line {line}, table {name}", $"table {name} ({rows.Count} rows)").LeaveOut(reason);
            return;
        }

        foreach (var row in rows)
        {
            notes.Open($"line {row.Line}, table {name}", $"row of {name}: {string.Join(", ", row.Unread.Take(8))}").LeaveOut(reason);
        }
    }

    private static Sentence ReasonFor(string table) => table switch
    {
        "surveys" => new("Thời hạn, thông báo, mã truy cập được đặt ở đợt khảo sát, không ở phiếu; ngôn ngữ đã lấy.", "Dates, notices and tokens belong to a wave here, not to a questionnaire; the languages were taken."),
        "defaultvalues" or "defaultvalue_l10ns" => new("Không điền sẵn câu trả lời.", "Answers are never filled in beforehand."),
        _ when table.StartsWith("quota", StringComparison.Ordinal) => new("Không có hạn mức số phiếu theo câu trả lời.", "There are no quotas by answers."),
        "assessments" => new("Điểm được tính bằng chỉ số; hãy đặt ở trang Soạn.", "Scores are computed by indices; set them in the designer."),
        _ when table.StartsWith("themes", StringComparison.Ordinal) => new("Giao diện của LimeSurvey.", "LimeSurvey's look."),
        _ => new("Bảng này không có gì tương ứng.", "Nothing here corresponds to this table."),
    };
}
