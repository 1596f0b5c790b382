using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Title, introduction and thanks.</summary>
internal static class SurveyJsHead
{
    public static Sketch Read(SurveyJsNode root, SurveyJsLanguages languages, LossNotes notes)
    {
        var note = notes.Open("title", "title");
        var title = languages.Words(root.Find("title"), note);
        var lead = root.Has("description") ? languages.Words(root.Find("description"), Named("description", "lead", notes)) : new Words();
        var thanks = root.Has("completedHtml") ? languages.Words(root.Find("completedHtml"), Named("completedHtml", "thanks", notes)) : new Words();
        return new Sketch
        {
            Languages = languages.Tags,
            Name = title.IsEmpty ? "survey" : title.In(languages.Tags[0]),
            Note = note,
            Title = title,
            Lead = lead,
            Thanks = thanks,
        };
    }

    private static LossNote Named(string name, string target, LossNotes notes)
    {
        var note = notes.Open(name, name);
        note.Target = target;
        return note;
    }
}
