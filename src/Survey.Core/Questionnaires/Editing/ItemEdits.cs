namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of items. Each gives a valid questionnaire or says why it can't be made; a code that is not there is Missing.</summary>
public static partial class ItemEdits
{
    /// <summary>Adds an item that can be asked as it stands: a scale item takes the scale that most items have (or five points
    /// of satisfaction), a choice has two options, a number runs from 0 to 100.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="kind">The kind of item.</param>
    /// <param name="sectionCode">The section it is put into.</param>
    /// <param name="wording">Its wording in the source language, from which its code is proposed; blank: a stand-in.</param>
    /// <param name="afterItemCode">The item of that section it follows; null: it is put at the end.</param>
    /// <returns>The new item's code as <see cref="EditResult.Code"/>.</returns>
    public static EditResult Add(Questionnaire q, ItemKind kind, string sectionCode, string? wording, string? afterItemCode = null)
    {
        if (q.FindSection(sectionCode) is not { } section)
        {
            return Edited.Missing(sectionCode);
        }

        var after = afterItemCode is null ? section.Items.Count - 1 : section.Items.IndexOf(i => i.Code == afterItemCode);
        if (afterItemCode is not null && after < 0)
        {
            return Edited.Missing(afterItemCode);
        }

        var code = CodeProposal.ForItem(q, wording ?? "");
        if (Wording.Clean(wording).Length > QuestionnaireJson.MaxTextLength)
        {
            return EditResult.Refused(EditRefusal.BadText, $"item.{code}.text");
        }

        var (with, item) = NewItem.Of(q, kind, code, Wording.Or(q, wording, "Câu hỏi mới", "New question"));
        return Edited.Finish(with.WithSection(sectionCode, section with { Items = section.Items.InsertedAt(after + 1, item) }), code);
    }

    /// <summary>Adds an item made elsewhere, such as one from the bank, with the scale it is answered on: a scale of the same
    /// code and points is shared, another of the same code gets a new code. A taken code of the item is made unique; its condition goes.</summary>
    public static EditResult Insert(Questionnaire q, Item item, string sectionCode, string? afterItemCode = null)
    {
        if (q.FindSection(sectionCode) is not { } section)
        {
            return Edited.Missing(sectionCode);
        }

        var after = afterItemCode is null ? section.Items.Count - 1 : section.Items.IndexOf(i => i.Code == afterItemCode);
        if (afterItemCode is not null && after < 0)
        {
            return Edited.Missing(afterItemCode);
        }

        var code = CodeProposal.Unique(item.Code, q.Items.Select(i => i.Code).Concat(QuestionnaireJson.ReservedItemCodes));
        item = item with { Code = code, ShowIf = null };
        if (item is ScaleItem scaled)
        {
            (q, var scale) = ScaleEdits.Share(q, scaled.Scale);
            item = scaled with { Scale = scale };
        }

        return Edited.Finish(q.WithSection(sectionCode, section with { Items = section.Items.InsertedAt(after + 1, item) }), code);
    }

    /// <summary>Puts a copy after the item, with a code of its own; no index counts it.</summary>
    public static EditResult Duplicate(Questionnaire q, string code)
    {
        if (q.FindItem(code) is not { } item)
        {
            return Edited.Missing(code);
        }

        var copy = item with { Code = CodeProposal.Unique(code, q.Items.Select(i => i.Code).Concat(QuestionnaireJson.ReservedItemCodes)) };
        var section = q.SectionOf(code);
        var place = section.Items.IndexOf(i => i.Code == code) + 1;
        return Edited.Finish(q.WithSection(section.Code, section with { Items = section.Items.InsertedAt(place, copy) }), copy.Code);
    }

    /// <summary>Deletes the item with everything that refers to it, told as <see cref="EditResult.Consequences"/>: conditions on
    /// it, its places in indices, the general satisfaction, and its section where no other item is left in it.
    /// The only item of a questionnaire can't be deleted (TooFew).</summary>
    public static EditResult Delete(Questionnaire q, string code)
    {
        if (q.FindItem(code) is null)
        {
            return Edited.Missing(code);
        }

        var left = q with { Sections = [.. q.Sections.Select(s => s with { Items = [.. s.Items.Where(i => i.Code != code)] })] };
        return left.Items.Any() ? Edited.FinishReconciled(left) : Edited.TooFew("items", 1);
    }

    /// <summary>What deleting the item would take with it; empty where nothing, or where it can't be deleted.</summary>
    public static IReadOnlyList<Consequence> Consequences(Questionnaire q, string code) => Delete(q, code).Consequences;

    /// <summary>Gives the item another code, in conditions, indices and as the general satisfaction, too.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="code">The item's code.</param>
    /// <param name="newCode">Its new code.</param>
    /// <param name="continues">Whether the new code continues the old one, see <see cref="CodeRename.Continues"/>.</param>
    public static EditResult ChangeCode(Questionnaire q, string code, string newCode, bool? continues = null)
    {
        if (q.FindItem(code) is null)
        {
            return Edited.Missing(code);
        }

        if (code == newCode)
        {
            return EditResult.Made(q) with { Code = code };
        }

        if (!CodeProposal.IsCode(newCode) || q.FindItem(newCode) is not null || QuestionnaireJson.ReservedItemCodes.Contains(newCode))
        {
            return Edited.BadCode(newCode);
        }

        var renamed = (q with { Overall = q.Overall == code ? newCode : q.Overall })
            .MapItems(i => i.Code == code ? i with { Code = newCode } : i)
            .MapConditions(c => ConditionTree.RenameItem(c, code, newCode))
            .MapDimensionItems(d => d.Code == code ? d with { Code = newCode } : d)
            .MapDimensions(d => d.Overall == code ? d with { Overall = newCode } : d);
        return Edited.Finish(renamed, newCode) is var made && made.Questionnaire is null ? made
            : made with { Renames = [new CodeRename(code, null, newCode) { Continues = continues }] };
    }

    /// <summary>Says whether a sheet without this answer is refused.</summary>
    public static EditResult SetRequired(Questionnaire q, string code, bool required) => Change(q, code, i => i with { Required = required });

    /// <summary>Sets the condition under which the item is asked; null: always.</summary>
    public static EditResult SetShowIf(Questionnaire q, string code, Condition? showIf) => Change(q, code, i => i with { ShowIf = showIf });

    private static EditResult Change(Questionnaire q, string code, Func<Item, Item> change) =>
        q.FindItem(code) is { } item ? Edited.Finish(q.WithItem(code, change(item))) : Edited.Missing(code);
}
