using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Groups become sections, with their questions in order.</summary>
internal sealed class LssSections(LssSurvey survey, Sketch sketch)
{
    private readonly LssConditions _conditions = new(survey);
    private readonly ILookup<string, LssRow> _attributes = survey.Document.Rows("question_attributes").ToLookup(r => r["qid"]);
    private (LssQuestion Question, Words Text)? _pending;

    public void Read()
    {
        var groups = survey.Groups.Select(g => g.Row["gid"]).ToHashSet(StringComparer.Ordinal);
        foreach (var group in survey.Groups)
        {
            ReadGroup(group, [.. survey.QuestionsByGroup[group.Row["gid"]]]);
        }

        var strays = survey.Questions.Where(q => !groups.Contains(q.Row["gid"])).ToList();
        if (strays.Count > 0)
        {
            var note = survey.Notes.Open($"line {strays[0].Row.Line}", "questions without a group").Change(new("Nhóm của các câu này không có trong tệp; xếp vào phần cuối.", "The group of these questions is not in the file; they make a last section."));
            ReadQuestions(new SketchSection { Name = "other_questions", Note = note }, strays);
        }

        _conditions.NoteOthers();
    }

    private void ReadGroup(LssPart group, List<LssPart> questions)
    {
        var section = new SketchSection
        {
            Name = $"group {group.Row["gid"]}",
            Note = group.Note,
            Title = survey.Words(group, "group_name"),
            Text = survey.Words(group, "description"),
        };
        if (group.Row["randomization_group"].Trim().Length > 0)
        {
            group.Note.Change(new("Thứ tự các phần không xáo ngẫu nhiên.", "The order of sections is not random here."));
        }

        if (LssConditions.Relevance(survey.Notes, group, group.Row["grelevance"]) is { } condition)
        {
            section.Conditions.Add(condition);
        }

        ReadQuestions(section, questions);
        if (section.Conditions.Exists(LssConditions.IsNever))
        {
            section.Items.ForEach(i => i.LeaveOut(Hidden));
        }
    }

    private void ReadQuestions(SketchSection section, List<LssPart> questions)
    {
        sketch.Sections.Add(section);
        foreach (var part in questions)
        {
            var attributes = new LssAttributes(part, _attributes[part.Row["qid"]], survey);
            var question = new LssQuestion(survey, part, attributes, _conditions.Of(part));
            ReadQuestion(section, question);
            attributes.NoteOthers();
        }

        if (_pending is { } left)
        {
            _pending = null;
            if (left.Question.Conditions.Count > 0)
            {
                LeaveOut(left.Question, Conditional);
            }
            else
            {
                sketch.Sections.Add(new SketchSection { Name = left.Question.Code, Note = left.Question.Note, Text = left.Text });
            }
        }
    }

    private void ReadQuestion(SketchSection section, LssQuestion question)
    {
        if (question.Attributes.On("hidden") || question.Conditions.Exists(LssConditions.IsNever))
        {
            LeaveOut(question, Hidden);
        }
        else if (question.Type == "X")
        {
            ReadText(section, question);
        }
        else
        {
            var items = LssItems.Make(question);
            if (items.Count == 0)
            {
                LeaveOut(question, LssItems.WhyNot(question));
            }
            else
            {
                Hint(items[0], question);
                section.Items.AddRange(items);
                // Of an array the rows have notes of their own.
                question.Note.Target ??= SourceCodes.Nearest(question.Code);
            }
        }
    }

    // Words alone are no item: they open the section, or become the hint of what follows.
    private void ReadText(SketchSection section, LssQuestion question)
    {
        var text = Words.Join(question.Text, question.Hint, question.Note);
        if (text.IsEmpty)
        {
            LeaveOut(question, new("Không có chữ nào để giữ.", "It holds no words to keep."));
        }
        else if (section.Items.Count == 0 && _pending is null && question.Conditions.Count == 0)
        {
            section.Text = Words.Join(section.Text, text, question.Note);
            question.Note.Change(new("Thành lời dẫn của phần.", "It became the section's introduction.")).Target = section.Name;
            section.Followers.Add(question.Note);
        }
        else
        {
            _pending = _pending is { } before && Same(before.Question, question) ? (question, Words.Join(before.Text, text, question.Note)) : Replace(question, text);
        }
    }

    private (LssQuestion Question, Words Text) Replace(LssQuestion question, Words text)
    {
        if (_pending is { } before)
        {
            LeaveOut(before.Question, Conditional);
        }

        return (question, text);
    }

    private void Hint(SketchItem item, LssQuestion question)
    {
        if (_pending is not { } text)
        {
            return;
        }

        _pending = null;
        if (text.Question.Conditions.Count > 0 && !Same(text.Question, question))
        {
            LeaveOut(text.Question, Conditional);
            return;
        }

        item.Hint = Words.Join(text.Text, item.Hint, text.Question.Note);
        text.Question.Note.Change(new("Thành lời giải thích của câu sau nó.", "It became the hint of the question after it.")).Target = SourceCodes.Nearest(question.Code);
        text.Question.Conditions.ForEach(c => c.Note.Target = SourceCodes.Nearest(question.Code));
    }

    private static bool Same(LssQuestion one, LssQuestion other) => one.Part.Row["relevance"].Trim() == other.Part.Row["relevance"].Trim();

    private static void LeaveOut(LssQuestion question, Sentence reason)
    {
        question.Note.LeaveOut(reason);
        var parts = question.Subquestions.Concat(question.Answers).Select(p => p.Note).Concat(question.Conditions.Select(c => c.Note));
        foreach (var note in parts)
        {
            note.LeaveOut(new("Câu chứa nó đã bị bỏ.", "The question it belongs to was left out."));
        }
    }

    private static readonly Sentence Hidden = new("Câu bị ẩn, không ai được hỏi.", "It is hidden; nobody was asked it.");
    private static readonly Sentence Conditional = new("Lời dẫn có điều kiện riêng; ở đây lời dẫn luôn hiện.", "These words have a condition of their own; words are always shown here.");
}
