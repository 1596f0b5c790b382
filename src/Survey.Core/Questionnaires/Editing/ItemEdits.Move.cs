namespace Survey.Core.Questionnaires.Editing;

public static partial class ItemEdits
{
    /// <summary>Moves the item to a place of a section. Refused with LastItem where its section would be left empty, and with
    /// ConditionBeforeItem where a condition would look at a later item.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="code">The item.</param>
    /// <param name="sectionCode">The section it goes to.</param>
    /// <param name="index">Its place there, from 0, counted without the item itself; beyond the end: the end.</param>
    public static EditResult Move(Questionnaire q, string code, string sectionCode, int index)
    {
        if (q.FindItem(code) is not { } item)
        {
            return Edited.Missing(code);
        }

        if (q.FindSection(sectionCode) is null)
        {
            return Edited.Missing(sectionCode);
        }

        var from = q.SectionOf(code);
        if (from.Items.Count == 1 && from.Code != sectionCode)
        {
            return EditResult.Refused(EditRefusal.LastItem, from.Code);
        }

        return Edited.Finish(q with
        {
            Sections = [.. q.Sections.Select(s =>
            {
                IReadOnlyList<Item> others = [.. s.Items.Where(i => i.Code != code)];
                return s with { Items = s.Code == sectionCode ? others.InsertedAt(index, item) : others };
            })],
        });
    }

    /// <summary>Moves the item behind another one of the section; null: to the section's beginning. As <see cref="Move"/>.</summary>
    public static EditResult MoveAfter(Questionnaire q, string code, string sectionCode, string? afterItemCode)
    {
        if (q.FindSection(sectionCode) is not { } section)
        {
            return Edited.Missing(sectionCode);
        }

        var after = section.Items.Where(i => i.Code != code).ToList().IndexOf(i => i.Code == afterItemCode);
        return afterItemCode is not null && afterItemCode != code && after < 0 ? Edited.Missing(afterItemCode)
            : afterItemCode == code ? EditResult.Made(q)
            : Move(q, code, sectionCode, after + 1);
    }

    /// <summary>Moves the item one place up, from the beginning of a section to the end of the one before (AtEdge at the very top).</summary>
    public static EditResult MoveUp(Questionnaire q, string code)
    {
        var (section, place) = Find(q, code);
        if (section < 0)
        {
            return Edited.Missing(code);
        }

        return place > 0 ? Move(q, code, q.Sections[section].Code, place - 1)
            : section > 0 ? Move(q, code, q.Sections[section - 1].Code, int.MaxValue)
            : Edited.AtEdge(code);
    }

    /// <summary>Moves the item one place down, from the end of a section to the beginning of the next (AtEdge at the very bottom).</summary>
    public static EditResult MoveDown(Questionnaire q, string code)
    {
        var (section, place) = Find(q, code);
        if (section < 0)
        {
            return Edited.Missing(code);
        }

        return place < q.Sections[section].Items.Count - 1 ? Move(q, code, q.Sections[section].Code, place + 1)
            : section < q.Sections.Count - 1 ? Move(q, code, q.Sections[section + 1].Code, 0)
            : Edited.AtEdge(code);
    }

    private static (int Section, int Place) Find(Questionnaire q, string code)
    {
        var section = q.Sections.IndexOf(s => s.Items.Any(i => i.Code == code));
        return (section, section < 0 ? -1 : q.Sections[section].Items.IndexOf(i => i.Code == code));
    }
}
