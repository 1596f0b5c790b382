using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Finds a place for notes: the text of a section, the hint of the item that follows, or the closing sentence.</summary>
internal sealed class FormNotes(FormContext form)
{
    private static readonly string[] Meaningless = ["appearance", "required", "constraint", "parameters"];
    // Beyond so many sections a note goes into a hint instead of opening one more.
    private const int EnoughSections = 40;
    private readonly List<Note> _waiting = [];

    private sealed record Note(FormRow Row, LocalizedText Text, Condition? ShowIf, FormFrame Frame);

    public void Add(FormRow row, FormFrame frame)
    {
        var changes = new List<Sentence>();
        var text = form.Texts.Read(form.Sheet, row, "label", changes.Add) is { } label
            ? form.Texts.Read(form.Sheet, row, "hint", changes.Add) is { } hint ? Join(label, hint, " ") ?? label : label
            : form.Texts.Read(form.Sheet, row, "hint", changes.Add);
        if (text is null)
        {
            form.LeaveOut(row, new("Ghi chú không có lời.", "The note has no words."));
            return;
        }

        var condition = form.ConditionOf(row, form.NameOf(row));
        LogLayout(row);
        if (condition.Problem is not null)
        {
            form.LeaveOut(row, new("Ghi chú chỉ hiện khi có điều kiện mà phiếu không diễn đạt được.", "The note depends on a condition that cannot be said."));
            return;
        }

        _waiting.Add(new Note(row, text, condition.Condition, frame));
    }

    /// <summary>Whether a note in the midst of a section should open the next one.</summary>
    public bool AskForSection(FormFrame frame, Item next, int sections) =>
        sections < EnoughSections && _waiting.Exists(n => n.ShowIf is null && n.Frame == frame);

    /// <summary>Gives the waiting notes to the section where it begins, else to its next item, which is returned.</summary>
    public Item Attach(FormPart part, Item item)
    {
        foreach (var note in _waiting)
        {
            if (note.ShowIf is null && part.Items.Count == 0 && (part.Text is null ? note.Text : Join(part.Text, note.Text, " ")) is { } text)
            {
                part.Text = text;
                Log(note, part.Code, new($"Thành lời dẫn của phần “{part.Code}”.", $"It became the text of the section '{part.Code}'."), isPlain: true);
            }
            else if (Same(note.ShowIf, item.ShowIf) && Same(note.Frame.ShowIf, part.ShowIf) && (item.Hint is null ? note.Text : Join(note.Text, item.Hint, " ")) is { } hint)
            {
                item = item with { Hint = hint };
                Log(note, item.Code, new($"Thành gợi ý của câu “{item.Code}”.", $"It became the hint of the item '{item.Code}'."));
            }
            else
            {
                form.LeaveOut(note.Row, new("Ghi chú có điều kiện riêng, khác câu đi sau.", "The note has a condition of its own, which the item after it does not share."));
            }
        }

        _waiting.Clear();
        return item;
    }

    /// <summary>The closing sentence made of what stands after the last item.</summary>
    public LocalizedText? Finish()
    {
        LocalizedText? thanks = null;
        foreach (var note in _waiting)
        {
            if (note.ShowIf is null && note.Frame.ShowIf is null && (thanks is null ? note.Text : Join(thanks, note.Text, " ")) is { } text)
            {
                thanks = text;
                Log(note, "thanks", new("Thành lời cảm ơn.", "It became the closing sentence."));
            }
            else
            {
                form.LeaveOut(note.Row, new("Không có câu nào đi sau ghi chú có điều kiện này.", "No item follows this note, which depends on a condition."));
            }
        }

        return thanks;
    }

    /// <summary>Two texts as one in every language of the first; null where it gets too long.</summary>
    public static LocalizedText? Join(LocalizedText first, LocalizedText second, string between)
    {
        var joined = first.Entries.Select(e => KeyValuePair.Create(e.Key, second.Has(e.Key) ? e.Value + between + second.In(e.Key) : e.Value)).ToList();
        return joined.Exists(e => e.Value.Length > QuestionnaireJson.MaxTextLength) ? null : new LocalizedText(joined);
    }

    private static bool Same(Condition? a, Condition? b) => (a is null ? "" : XPathWriter.Of(a)) == (b is null ? "" : XPathWriter.Of(b));

    // The text of a section is what our own export writes as a note.
    private void Log(Note note, string target, Sentence became, bool isPlain = false) => form.LogRow(note.Row, target, isPlain && form.Own.IsOwn ? [] : [became]);

    private void LogLayout(FormRow row)
    {
        foreach (var column in Meaningless.Where(c => form.Cell(row, c).Length > 0))
        {
            form.Log.LeftOut(form.Place(row, column), $"{column} {form.Cell(row, column)}", FormItems.WhyOf(column));
        }
    }
}
