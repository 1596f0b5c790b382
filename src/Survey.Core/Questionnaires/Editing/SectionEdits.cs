namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of sections. Titles and introductions are also set with <see cref="TextEdits"/>.</summary>
public static class SectionEdits
{
    /// <summary>Adds a section with one item, since a section is never empty.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="title">Its heading in the source language, from which its code is proposed; blank: a stand-in.</param>
    /// <param name="afterSectionCode">The section it follows; null: it is put at the end.</param>
    /// <param name="kind">The kind of its first item.</param>
    /// <param name="wording">The wording of its first item; blank: a stand-in.</param>
    public static EditResult Add(
        Questionnaire q, string? title, string? afterSectionCode = null, ItemKind kind = ItemKind.Scale, string? wording = null)
    {
        var after = afterSectionCode is null ? q.Sections.Count - 1 : q.Sections.IndexOf(s => s.Code == afterSectionCode);
        if (afterSectionCode is not null && after < 0)
        {
            return Edited.Missing(afterSectionCode);
        }

        var code = CodeProposal.ForSection(q, title ?? "");
        if (Wording.Clean(title).Length > QuestionnaireJson.MaxTextLength)
        {
            return EditResult.Refused(EditRefusal.BadText, $"section.{code}.title");
        }

        var itemCode = CodeProposal.ForItem(q, wording ?? "");
        if (Wording.Clean(wording).Length > QuestionnaireJson.MaxTextLength)
        {
            return EditResult.Refused(EditRefusal.BadText, $"item.{itemCode}.text");
        }

        var (with, item) = NewItem.Of(q, kind, itemCode, Wording.Or(q, wording, "Câu hỏi mới", "New question"));
        var section = new Section { Code = code, Title = Wording.Or(q, title, "Phần mới", "New section"), Items = [item] };
        return Edited.Finish(with with { Sections = q.Sections.InsertedAt(after + 1, section) }, code);
    }

    /// <summary>Moves the section to another place, from 0; AtEdge beyond the ends, ConditionBeforeItem where a condition would look
    /// at a later item.</summary>
    public static EditResult Move(Questionnaire q, string code, int index)
    {
        if (q.Sections.IndexOf(s => s.Code == code) is not (>= 0 and var from))
        {
            return Edited.Missing(code);
        }

        return q.Sections.Moved(from, index) is { } moved ? Edited.Finish(q with { Sections = moved }) : Edited.AtEdge(code);
    }

    /// <summary>Moves the section one place up.</summary>
    public static EditResult MoveUp(Questionnaire q, string code) => MoveBy(q, code, -1);

    /// <summary>Moves the section one place down.</summary>
    public static EditResult MoveDown(Questionnaire q, string code) => MoveBy(q, code, 1);

    /// <summary>Puts a copy after the section: its items under codes of their own, which no index counts, and their conditions on
    /// each other on the copies.</summary>
    public static EditResult Duplicate(Questionnaire q, string code)
    {
        if (q.FindSection(code) is not { } section)
        {
            return Edited.Missing(code);
        }

        var taken = q.Items.Select(i => i.Code).Concat(QuestionnaireJson.ReservedItemCodes).ToList();
        var codes = new List<(string Old, string New)>();
        foreach (var item in section.Items)
        {
            codes.Add((item.Code, CodeProposal.Unique(item.Code, taken)));
            taken.Add(codes[^1].New);
        }

        Condition? Copied(Condition? condition) => condition is null ? null : codes.Aggregate(condition, (c, one) => ConditionTree.RenameItem(c, one.Old, one.New));
        var copy = section with
        {
            Code = CodeProposal.Unique(code, q.Sections.Select(s => s.Code)),
            Items = [.. section.Items.Zip(codes, (item, one) => item with { Code = one.New, ShowIf = Copied(item.ShowIf) })],
        };
        return Edited.Finish(q with { Sections = q.Sections.InsertedAt(q.Sections.IndexOf(s => s.Code == code) + 1, copy) }, copy.Code);
    }

    /// <summary>Deletes the section with its items and everything that refers to them, told as <see cref="EditResult.Consequences"/>.
    /// The only section can't be deleted (TooFew).</summary>
    public static EditResult Delete(Questionnaire q, string code)
    {
        if (q.FindSection(code) is not { } section)
        {
            return Edited.Missing(code);
        }

        return q.Sections.Count == 1 ? Edited.TooFew("sections", 1) : Edited.FinishReconciled(
            q with { Sections = [.. q.Sections.Where(s => s.Code != code)] },
            section.Items.Select(i => new Consequence(ConsequenceKind.ItemDropped, "item:" + i.Code)));
    }

    /// <summary>What deleting the section would take with it; empty where it can't be deleted.</summary>
    public static IReadOnlyList<Consequence> Consequences(Questionnaire q, string code) => Delete(q, code).Consequences;

    /// <summary>Sets heading and introduction in one language (null leaves one as it is, blank takes it away; in the source language
    /// with its translations).</summary>
    public static EditResult SetTexts(Questionnaire q, string code, string language, string? title, string? text)
    {
        if (q.FindSection(code) is null)
        {
            return Edited.Missing(code);
        }

        var wordings = new Dictionary<string, string?>();
        if (title is not null)
        {
            wordings[$"section.{code}.title"] = title;
        }

        if (text is not null)
        {
            wordings[$"section.{code}.text"] = text;
        }

        return TextEdits.Set(q, language, wordings);
    }

    /// <summary>Sets the condition under which the section is asked; null: always.</summary>
    public static EditResult SetShowIf(Questionnaire q, string code, Condition? showIf) =>
        q.FindSection(code) is { } section ? Edited.Finish(q.WithSection(code, section with { ShowIf = showIf })) : Edited.Missing(code);

    /// <summary>Gives the section another code; nothing stored refers to it.</summary>
    public static EditResult ChangeCode(Questionnaire q, string code, string newCode) =>
        q.FindSection(code) is not { } section ? Edited.Missing(code)
        : code == newCode ? EditResult.Made(q) with { Code = code }
        : !CodeProposal.IsCode(newCode) || q.FindSection(newCode) is not null ? Edited.BadCode(newCode)
        : Edited.Finish(q.WithSection(code, section with { Code = newCode }), newCode);

    private static EditResult MoveBy(Questionnaire q, string code, int by) =>
        q.Sections.IndexOf(s => s.Code == code) is >= 0 and var place ? Move(q, code, place + by) : Edited.Missing(code);
}
