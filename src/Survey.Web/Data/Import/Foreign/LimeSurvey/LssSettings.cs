using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Title, introduction and thanks out of the survey's settings by language.</summary>
internal static class LssSettings
{
    private static readonly string[] Technical = ["surveyls_survey_id", "surveyls_dateformat", "surveyls_numberformat", "surveyls_language"];

    public static Sketch Read(LssSurvey survey)
    {
        var rows = survey.Document.Rows("surveys_languagesettings");
        var texts = new Dictionary<string, LssRow>(StringComparer.OrdinalIgnoreCase);
        var notes = new List<(LssRow Row, LossNote Note)>();
        foreach (var row in rows)
        {
            var note = survey.Notes.Open($"line {row.Line}, texts in {Wording.Shown(row["surveyls_language"], 20)}", $"title, welcome and end texts in {row["surveyls_language"]}");
            notes.Add((row, note));
            if (!texts.TryAdd(row["surveyls_language"].Trim(), row))
            {
                note.LeaveOut(new("Ngôn ngữ này đã có ở một dòng trước.", "Another row before has this language."));
            }
        }

        var head = notes.Count > 0 ? notes[0].Note : survey.Notes.Open("surveys_languagesettings", "title");
        var title = survey.Languages.Words(texts, "surveyls_title", head);
        var lead = Words.Join(survey.Languages.Words(texts, "surveyls_description", head), survey.Languages.Words(texts, "surveyls_welcometext", head), head);
        var sketch = new Sketch
        {
            Languages = survey.Languages.Tags,
            Name = title.IsEmpty ? $"survey_{(survey.Document.Rows("surveys") is [var settings, ..] ? settings["sid"] : "")}" : title.In(survey.Languages.Tags[0]),
            Note = head,
            WordingSuffix = LssEquation.Shown,
            Title = title,
            Lead = lead,
            Thanks = survey.Languages.Words(texts, "surveyls_endtext", head),
        };
        notes.ForEach(n => NoteOthers(survey.Notes, n.Row, n.Note));
        return sketch;
    }

    private static void NoteOthers(LossNotes notes, LssRow row, LossNote note)
    {
        note.Target ??= "title";
        var others = row.Unread.Except(Technical, StringComparer.OrdinalIgnoreCase).Select(n => Wording.Shown(n, 40)).Take(40).ToList();
        if (others.Count > 0)
        {
            var names = string.Join(", ", others);
            notes.Open(note.Place, $"{others.Count} letters and other texts")
                .LeaveOut(new($"Thư mời và các lời khác không thuộc phiếu: {names}.", $"Letters and such are no part of a questionnaire: {names}."));
        }
    }
}
