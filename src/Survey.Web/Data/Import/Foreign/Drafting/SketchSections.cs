using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Settles the sections: none without an item, no more than fit, each with a code.</summary>
internal static class SketchSections
{
    public static void Settle(Sketch sketch)
    {
        foreach (var section in sketch.Sections)
        {
            section.Items.RemoveAll(i => i.Note.IsLeftOut);
        }

        DropEmpty(sketch);
        while (sketch.Sections.Count > QuestionnaireJson.MaxSections)
        {
            Merge(sketch);
        }

        var codes = SourceCodes.Plain();
        foreach (var section in sketch.Sections)
        {
            section.Note.Target = codes.Take(section.Title.IsEmpty ? section.Name : section.Title.In(sketch.Languages[0]), "section");
            section.Followers.ForEach(n => n.Target = section.Note.Target);
        }
    }

    private static void DropEmpty(Sketch sketch)
    {
        for (var i = 0; i < sketch.Sections.Count; i++)
        {
            if (sketch.Sections[i].Items.Count == 0)
            {
                Bequeath(sketch.Sections[i], sketch, i + 1);
            }
        }

        sketch.Sections.RemoveAll(s => s.Items.Count == 0);
    }

    // Words that stood alone (a welcome page) go before the next section's own; those under a condition would be shown to everyone.
    private static void Bequeath(SketchSection section, Sketch sketch, int after)
    {
        var sections = sketch.Sections;
        var next = after < sections.Count ? sections[after] : null;
        var heir = section.Title.IsEmpty ? null : sections.Skip(after).FirstOrDefault(s => s.Continues == section && s.Items.Count > 0 && s.Title.IsEmpty);
        if (heir is not null)
        {
            heir.Title = section.Title;
            Carry(section, section.Text, heir);
        }
        else if (next?.Inside == section && !(section.Title.IsEmpty && section.Text.IsEmpty))
        {
            Carry(section, Words.Join(section.Title, section.Text, section.Note), next);
            section.Note.Change(new("Phần này chỉ chứa các phần khác; lời của nó chuyển sang phần đầu bên trong.", "The section only holds others; its words went to the first of them."));
        }
        else if (next is not null && !section.Text.IsEmpty && section.Conditions.Count == 0 && next.Conditions.Count == 0)
        {
            Carry(section, section.Text, next);
            section.Note.Change(new("Phần không có câu hỏi; lời của nó chuyển sang phần sau.", "The section has no question; its text went to the next one."));
        }
        else if (next is null && !section.Text.IsEmpty && section.Conditions.Count == 0)
        {
            Close(section, sketch);
        }
        else
        {
            LeaveOut(section);
        }
    }

    // Words after the last question stand where the closing sentence does.
    private static void Close(SketchSection section, Sketch sketch)
    {
        sketch.Thanks = Words.Join(section.Text, sketch.Thanks, section.Note);
        foreach (var note in section.Followers.Append(section.Note))
        {
            note.Change(new("Đứng sau câu cuối cùng nên thành lời cảm ơn.", "It stands after the last question and became the closing sentence.")).Target = "thanks";
        }
    }

    private static void LeaveOut(SketchSection section)
    {
        section.Note.LeaveOut(new("Phần không có câu nào mang sang được.", "The section has no question that could be brought in."));
        foreach (var note in section.Followers.Concat(section.Conditions.Select(c => c.Note)))
        {
            note.LeaveOut(new("Phần của nó đã bị bỏ.", "Its section was left out."));
        }
    }

    private static void Carry(SketchSection section, Words words, SketchSection into)
    {
        into.Text = Words.Join(words, into.Text, section.Note);
        into.Followers.Add(section.Note);
        into.Followers.AddRange(section.Followers);
    }

    // The last section without words of its own joins the one before; where all have words, the last does.
    private static void Merge(Sketch sketch)
    {
        var bare = sketch.Sections.FindLastIndex(s => s.Title.IsEmpty && s.Text.IsEmpty);
        var index = bare > 0 ? bare : sketch.Sections.Count - 1;
        var (into, section) = (sketch.Sections[index - 1], sketch.Sections[index]);
        if (into.Conditions.Count > 0)
        {
            Push(into);
        }

        Push(section);
        var heading = Words.Join(section.Title, section.Text, section.Note);
        section.Items[0].Hint = Words.Join(heading, section.Items[0].Hint, section.Note);
        into.Items.AddRange(section.Items);
        into.Followers.Add(section.Note);
        into.Followers.AddRange(section.Followers);
        sketch.Sections.RemoveAt(index);
        section.Note.Change(new(
            $"Phiếu có nhiều nhất {QuestionnaireJson.MaxSections} phần; phần này nhập vào phần trước.",
            $"A questionnaire has at most {QuestionnaireJson.MaxSections} sections; this one joined the one before."));
    }

    private static void Push(SketchSection section)
    {
        foreach (var item in section.Items)
        {
            item.Conditions.InsertRange(0, section.Conditions);
        }

        section.Conditions.Clear();
    }
}
