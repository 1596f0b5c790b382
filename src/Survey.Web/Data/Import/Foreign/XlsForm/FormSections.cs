using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Makes sections of groups, and of what stands between them: groups within groups become sections one after another.</summary>
internal sealed class FormSections(FormContext form)
{
    private static readonly string[] Meaningless = ["appearance", "hint", "required", "constraint", "parameters"];
    private readonly SourceCodes _codes = SourceCodes.Plain();
    private readonly List<FormPart> _parts = [];
    private readonly Stack<FormFrame> _frames = new([new FormFrame(null, "main", null, null, "")]);
    private readonly FormNotes _notes = new(form);

    /// <summary>The list of the table of scores that is open; "" outside of one.</summary>
    public string ScoreList => _frames.Peek().ScoreList;

    /// <summary>The closing sentence, made of the notes after the last item; null: none.</summary>
    public LocalizedText? Thanks { get; private set; }

    public void Begin(FormRow row)
    {
        var name = form.NameOf(row);
        var changes = new List<Sentence>();
        var title = form.Texts.Read(form.Sheet, row, "label", changes.Add);
        var outer = _frames.Peek().ShowIf;
        var both = ConditionConverter.Both(outer, form.ConditionOf(row, name).Condition);
        if (both.Problem is { } why)
        {
            form.Log.LeftOut(form.Place(row, "relevant"), "relevant", why);
        }

        var code = form.Cell(row, "survey::code") is { Length: > 0 } own ? own : name;
        var list = form.Cell(row, "kobo_score_choices");
        _frames.Push(new FormFrame(row, code, title, both.Condition ?? outer, list, changes));
        LogLayout(row);
        if (list.Length > 0)
        {
            form.Log.Kept(form.Place(row, "kobo_score_choices"), $"list {list}", code);
        }
    }

    public void End(FormRow row)
    {
        if (_frames.Count == 1)
        {
            form.LeaveOut(row, new("Không có nhóm nào đang mở.", "No group is open here."));
            return;
        }

        form.LogRow(row, _frames.Peek().Section ?? "", []);
        Close(_frames.Pop());
    }

    public void AddNote(FormRow row) => _notes.Add(row, _frames.Peek());

    public void Add(IReadOnlyList<Item> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        var frame = _frames.Peek();
        var opens = _parts.Count == 0 || _parts[^1].Frame != frame || _notes.AskForSection(frame, items[0], _parts.Count);
        if (opens)
        {
            Open(frame);
        }

        var part = _parts[^1];
        part.Items.Add(_notes.Attach(part, items[0]));
        part.Items.AddRange(items.Skip(1));
    }

    /// <summary>The sections; at most as many as a questionnaire may have.</summary>
    public IReadOnlyList<Section> Finish()
    {
        while (_frames.Count > 1)
        {
            Close(_frames.Pop());
        }

        Thanks = _notes.Finish();
        while (_parts.Count > QuestionnaireJson.MaxSections)
        {
            var first = Enumerable.Range(0, _parts.Count - 1).MinBy(i => _parts[i].Items.Count + _parts[i + 1].Items.Count);
            Merge(_parts[first], _parts[first + 1]);
            _parts.RemoveAt(first + 1);
        }

        return [.. _parts.Select(p => new Section { Code = p.Code, Title = p.Title, Text = p.Text, ShowIf = p.ShowIf, Items = p.Items })];
    }

    private void Open(FormFrame frame)
    {
        var unused = _frames.Reverse().Where(f => f.Section is null || f == frame).ToList();
        var code = _codes.Take(frame.Code, "section");
        foreach (var one in unused)
        {
            one.Section ??= code;
            one.Changed |= one.Section != one.Code;
        }

        frame.Changed |= _frames.Count > 2;
        _parts.Add(new FormPart(frame, code, TitleOf(unused), frame.ShowIf));
    }

    // The heading of an outer group that holds no item of its own before this one goes along.
    private static LocalizedText? TitleOf(List<FormFrame> frames)
    {
        var titles = frames.Select(f => f.Title).OfType<LocalizedText>().ToList();
        return titles.Count == 0 ? null : titles.Aggregate((outer, inner) => FormNotes.Join(outer, inner, " – ") ?? inner);
    }

    private void Close(FormFrame frame)
    {
        var row = frame.Row!;
        if (frame.Section is null)
        {
            form.LeaveOut(row, new("Trong nhóm không còn câu hỏi nào.", "No item remained in the group."));
            return;
        }

        if (frame.Changed)
        {
            frame.Changes.Add(_frames.Count > 1
                ? new("Nhóm trong nhóm thành các phần nối tiếp nhau, điều kiện gộp lại.", "Groups within groups became sections one after another with their conditions together.")
                : new($"Thành phần “{frame.Section}”.", $"It became the section '{frame.Section}'."));
        }

        form.LogRow(row, frame.Section, frame.Changes);
    }

    private void LogLayout(FormRow row)
    {
        foreach (var column in Meaningless.Where(c => form.Cell(row, c).Length > 0))
        {
            form.Log.LeftOut(form.Place(row, column), $"{column} {form.Cell(row, column)}", FormItems.WhyOf(column));
        }
    }

    private void Merge(FormPart into, FormPart part)
    {
        form.Log.Changed(part.Frame.Row is { } row ? form.Sheet.PlaceOf(row) : form.Sheet.Name, $"section {part.Code}", into.Code, new(
            $"Nhiều hơn {QuestionnaireJson.MaxSections} phần; phần này nhập vào phần trước, bỏ tên phần.", $"There are more than {QuestionnaireJson.MaxSections} sections; this one joined the one before without its heading."));
        var items = into.Items.Select(i => Within(i, into.ShowIf)).Concat(part.Items.Select(i => Within(i, part.ShowIf))).ToList();
        into.Items.Clear();
        into.Items.AddRange(items);
        into.ShowIf = null;
    }

    private static Item Within(Item item, Condition? section) => section is null ? item : item with { ShowIf = ConditionConverter.Both(section, item.ShowIf).Condition ?? section };
}

/// <summary>A group that is open.</summary>
internal sealed class FormFrame(FormRow? row, string code, LocalizedText? title, Condition? showIf, string scoreList, List<Sentence>? changes = null)
{
    public FormRow? Row => row;
    public string Code => code;
    public LocalizedText? Title => title;
    public Condition? ShowIf => showIf;
    public string ScoreList => scoreList;
    public List<Sentence> Changes { get; } = changes ?? [];

    /// <summary>The first section that it became; null as long as it holds no item.</summary>
    public string? Section { get; set; }

    /// <summary>Whether the section is not just the group.</summary>
    public bool Changed { get; set; }
}

/// <summary>A section on its way.</summary>
internal sealed class FormPart(FormFrame frame, string code, LocalizedText? title, Condition? showIf)
{
    public FormFrame Frame => frame;
    public string Code => code;
    public LocalizedText? Title => title;
    public LocalizedText? Text { get; set; }
    public Condition? ShowIf { get; set; } = showIf;
    public List<Item> Items { get; } = [];
}
