using Survey.Web.Data.Import.Foreign.Conditions;
using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Pages and titled panels become sections; panels without a title only pass their condition on.</summary>
internal sealed class SurveyJsPages(SurveyJsNode root, SurveyJsLanguages languages, LossNotes notes, Sketch sketch, CancellationToken cancellationToken)
{
    private readonly SurveyJsItems _items = new(languages, notes);
    private SketchSection? _section;
    private (LossNote Note, Words Text)? _pending;

    /// <summary>Where elements are read into.</summary>
    /// <param name="Section">Conditions of whatever section is opened here.</param>
    /// <param name="Inner">Conditions of panels without a heading, which go to the items.</param>
    /// <param name="Owner">The section of the page or panel.</param>
    private sealed record Scope(string Path, List<SketchCondition> Section, List<SketchCondition> Inner, SketchSection? Owner)
    {
        public List<SketchCondition> All => [.. Section, .. Inner];
    }

    public void Read()
    {
        foreach (var page in root.List("pages"))
        {
            ReadPage(page);
        }

        foreach (var name in new[] { "elements", "questions" })
        {
            if (root.Has(name))
            {
                _section = null;
                ReadElements(root.List(name), new Scope(name, [], [], null));
                Flush();
            }
        }
    }

    private void ReadPage(SurveyJsNode page)
    {
        var note = notes.Open(page.Path, $"page {page.Text("name")}");
        if (!page.IsObject || IsHidden(page))
        {
            LeaveOut(page, note, page.IsObject ? SurveyJsReasons.Hidden : SurveyJsReasons.NoObject);
            return;
        }

        var conditions = Conditions(page, note);
        var section = Open(page, note, conditions, null);
        ReadElements([.. page.List("elements"), .. page.List("questions")], new Scope(page.Path, conditions, [], section));
        Flush();
    }

    private void ReadElements(IReadOnlyList<SurveyJsNode> elements, Scope scope)
    {
        foreach (var element in elements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = element.Text("type");
            if (type is "panel" or "flowpanel" || (type.Length == 0 && element.Has("elements")))
            {
                ReadPanel(element, scope);
            }
            else if (type == "html")
            {
                ReadText(element, scope);
            }
            else
            {
                ReadQuestion(element, type, scope);
            }
        }
    }

    private void ReadPanel(SurveyJsNode panel, Scope scope)
    {
        var note = notes.Open(panel.Path, $"panel {panel.Text("name")}");
        if (IsHidden(panel))
        {
            LeaveOut(panel, note, SurveyJsReasons.Hidden);
            return;
        }

        var conditions = Conditions(panel, note);
        var inside = panel.List("elements");
        if (panel.Has("title") || panel.Has("description"))
        {
            List<SketchCondition> all = [.. scope.All, .. conditions];
            var section = Open(panel, note, all, scope.Owner);
            note.Change(new("Khung có tiêu đề thành một phần riêng.", "The titled panel became a section by itself."));
            ReadElements(inside, new Scope(panel.Path, all, [], section));
            _section = null;
            return;
        }

        note.Change(new("Khung không có tiêu đề: các câu vào thẳng phần chứa nó.", "The panel has no title: its questions went into the section around it."));
        (_section ??= Continue(scope)).Followers.Add(note);
        ReadElements(inside, scope with { Inner = [.. scope.Inner, .. conditions] });
    }

    // Words alone are no item: they open the section, or become the hint of what follows.
    private void ReadText(SurveyJsNode element, Scope scope)
    {
        var note = notes.Open(element.Path, $"html {element.Text("name")}");
        var text = languages.Words(element.Find("html"), note);
        if (IsHidden(element) || element.Has("visibleIf") || scope.Inner.Count > 0 || text.IsEmpty)
        {
            var reason = text.IsEmpty ? new Sentence("Không có chữ nào để giữ.", "It holds no words to keep.")
                : IsHidden(element) ? SurveyJsReasons.Hidden
                : new("Lời dẫn có điều kiện riêng; ở đây lời dẫn luôn hiện.", "These words have a condition of their own; words are always shown here.");
            LeaveOut(element, note, reason);
            return;
        }

        var section = _section ??= Continue(scope);
        if (section.Items.Count == 0)
        {
            section.Text = Words.Join(section.Text, text, note);
            note.Change(new("Thành lời dẫn của phần.", "It became the section's introduction.")).Target = section.Name;
            section.Followers.Add(note);
        }
        else
        {
            _pending = (note, _pending is { } before ? Words.Join(before.Text, text, note) : text);
        }
    }

    private void ReadQuestion(SurveyJsNode element, string type, Scope scope)
    {
        var name = element.Text("name");
        var note = notes.Open(element.Path, $"{(type.Length > 0 ? type : "element")} {name}");
        if (!element.IsObject || IsHidden(element) || SurveyJsItems.WhyNot(element, type) is not null)
        {
            LeaveOut(element, note, !element.IsObject ? SurveyJsReasons.NoObject : IsHidden(element) ? SurveyJsReasons.Hidden : SurveyJsItems.WhyNot(element, type)!.Value);
            return;
        }

        var question = new SurveyJsQuestion(element, type, note, languages, notes, [.. scope.Inner, .. Conditions(element, note)]);
        var items = question.Conditions.Exists(c => c.Expression is ForeignExpression.Constant { Value: false }) ? [] : _items.Make(question);
        if (items.Count == 0)
        {
            LeaveOut(element, note, question.WhyNothing);
            return;
        }

        if (_pending is { } text)
        {
            items[0].Hint = Words.Join(text.Text, items[0].Hint, text.Note);
            text.Note.Change(new("Thành lời giải thích của câu sau nó.", "It became the hint of the question after it.")).Target = SourceCodes.Nearest(question.Name);
            _pending = null;
        }

        note.Target = SourceCodes.Nearest(question.Name);
        (_section ??= Continue(scope)).Items.AddRange(items);
    }

    private SketchSection Open(SurveyJsNode node, LossNote note, List<SketchCondition> conditions, SketchSection? inside)
    {
        Flush();
        var name = node.Text("name");
        _section = new SketchSection
        {
            Name = name.Length > 0 ? name : "section",
            Note = note,
            Title = languages.Words(node.Find("title"), note),
            Text = languages.Words(node.Find("description"), note),
            Conditions = [.. conditions],
            Inside = inside,
        };
        sketch.Sections.Add(_section);
        return _section;
    }

    // After a panel that became a section the page goes on in another.
    private SketchSection Continue(Scope scope)
    {
        var section = new SketchSection { Name = "section", Note = new LossNote(scope.Path, "section"), Continues = scope.Owner, Conditions = [.. scope.Section] };
        sketch.Sections.Add(section);
        return section;
    }

    // Words after which no question stands in their section go on to the next.
    private void Flush()
    {
        if (_pending is { } left)
        {
            sketch.Sections.Add(new SketchSection { Name = "text", Note = left.Note, Text = left.Text });
            _pending = null;
        }

        _section = null;
    }

    private List<SketchCondition> Conditions(SurveyJsNode node, LossNote owner) => SurveyJsQuestion.VisibleIf(node, owner, notes) is { } condition ? [condition] : [];

    private static bool IsHidden(SurveyJsNode node) => node.Text("visible") is "false" && !node.Has("visibleIf");

    private void LeaveOut(SurveyJsNode node, LossNote note, Sentence reason)
    {
        note.LeaveOut(reason);
        notes.LeaveOutBelow(note, new("Câu chứa nó đã bị bỏ.", "The question it belongs to was left out."));
        node.Settle();
    }
}
