using Survey.Core.Questionnaires;
using Survey.Web.Data.Import.Foreign.Conditions;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Makes items of rows.</summary>
internal sealed class FormItems(FormContext form)
{
    public const int ShortText = 500;
    private static readonly string[] Yes = ["yes", "true", "true()", "1", "y", "có", "required"];
    private static readonly string[] No = ["no", "false", "false()", "0", "n", "không"];
    private static readonly string[] Multiline = ["multiline", "multi-line", "textarea"];

    /// <summary>The item of the row and what follows from it, such as the words beside "other"; none where it is left out.</summary>
    /// <param name="scoreList">The list of the table of scores in which the row stands; "" outside.</param>
    public IReadOnlyList<Item> Make(FormRow row, FormType type, string scoreList)
    {
        var list = type.Kind == FormKind.ScoreRow ? scoreList : type.List;
        if (type.Kind is FormKind.SelectOne or FormKind.SelectMultiple or FormKind.ScoreRow && form.Choices.Take(list).Count == 0)
        {
            form.LeaveOut(row, new($"Không có danh mục “{list}” trong trang choices.", $"There is no list '{list}' in the sheet choices."));
            return [];
        }

        var changes = new List<Sentence>();
        var code = form.TakeCode(row, changes);
        var showIf = form.ConditionOf(row, code).Condition;
        var item = Bare(row, type, list, code, changes);
        var (text, hint) = WordsOf(row, changes);
        item = item with { Text = text, Hint = hint, Required = IsRequired(row, code), ShowIf = showIf };
        LogUnused(row, item);
        form.LogRow(row, code, changes);
        var name = form.NameOf(row);
        form.Variables.TryAdd(name, Variable(item, list));
        return type.OrOther && item is SingleChoiceItem or MultipleChoiceItem ? WithOther(row, type, item, name, list) : [item];
    }

    private static readonly LocalizedText NoText = LocalizedText.Of("vi", "");

    private Item Bare(FormRow row, FormType type, string list, string code, List<Sentence> changes) => type.Kind switch
    {
        FormKind.SelectOne or FormKind.ScoreRow => SelectOne(row, type, list, code, changes),
        FormKind.SelectMultiple => SelectMultiple(row, type, list, code, changes),
        FormKind.Acknowledge => Acknowledge(code, changes),
        FormKind.Text => Text(row, code),
        _ => new FormNumbers(form).Make(row, type, code, changes),
    };

    private Item SelectOne(FormRow row, FormType type, string list, string code, List<Sentence> changes)
    {
        if (form.ScaleLists.Contains(list) && !type.OrOther)
        {
            return new ScaleItem { Code = code, Text = NoText, Scale = form.Scales.Take(list) };
        }

        if (IsLikert(row) || type.Kind == FormKind.ScoreRow)
        {
            changes.Add(new("Danh mục không hợp thành thang đo (2 đến 11 mức); thành câu chọn một.", "The list makes no scale (2 to 11 points); it became a single choice."));
        }

        var options = Options(list);
        if (options.Count == 1 && !type.OrOther)
        {
            changes.Add(new("Chỉ có một đáp án; thành ô đánh dấu.", "There is one choice only; it became a box to tick."));
            return new MultipleChoiceItem { Code = code, Text = NoText, Options = options };
        }

        return options.Count > Most(type) ? TooMany(code, changes) : new SingleChoiceItem { Code = code, Text = NoText, Options = options };
    }

    private Item SelectMultiple(FormRow row, FormType type, string list, string code, List<Sentence> changes)
    {
        var options = Options(list);
        if (options.Count > Most(type))
        {
            return TooMany(code, changes);
        }

        var demands = new FormConstraint(form, row, code).Read(c => [c.MaxChoices is null ? null : "MaxChoices", c.Exclusive.Count == 0 ? null : "Exclusive"]);
        var exclusive = (demands?.Exclusive ?? []).ToHashSet(StringComparer.Ordinal);
        var sources = form.Choices.Take(list).Where(c => exclusive.Contains(c.Source)).Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        return new MultipleChoiceItem
        {
            Code = code,
            Text = NoText,
            Options = [.. options.Select(o => o with { Exclusive = sources.Contains(o.Code) })],
            MaxChoices = demands?.MaxChoices is { } most && most >= 1 ? Math.Min(most, options.Count) : null,
        };
    }

    private static int Most(FormType type) => QuestionnaireJson.MaxOptions - (type.OrOther ? 1 : 0);

    private static TextItem TooMany(string code, List<Sentence> changes)
    {
        changes.Add(new($"Quá {QuestionnaireJson.MaxOptions} đáp án; thành câu trả lời bằng lời.", $"It has more than {QuestionnaireJson.MaxOptions} choices and became an answer in words."));
        return new TextItem { Code = code, Text = NoText, Multiline = false, MaxLength = ShortText };
    }

    private MultipleChoiceItem Acknowledge(string code, List<Sentence> changes)
    {
        changes.Add(new("Thành câu có một ô đánh dấu.", "It became an item with one box to tick."));
        return new MultipleChoiceItem { Code = code, Text = NoText, Options = [new ChoiceOption { Code = "ok", Label = form.Texts.Of("Đồng ý", "OK") }] };
    }

    private TextItem Text(FormRow row, string code)
    {
        var many = Array.Exists(Multiline, w => form.Cell(row, "appearance").Contains(w, StringComparison.OrdinalIgnoreCase));
        var demands = new FormConstraint(form, row, code).Read(c => [c.MaxLength is null ? null : "MaxLength"]);
        var most = demands?.MaxLength is { } length && length >= 1 ? Math.Min(length, QuestionnaireJson.MaxAnswerLength) : many ? QuestionnaireJson.MaxAnswerLength : ShortText;
        return new TextItem { Code = code, Text = NoText, Multiline = many, MaxLength = most };
    }

    private (LocalizedText Text, LocalizedText? Hint) WordsOf(FormRow row, List<Sentence> changes)
    {
        var label = form.Texts.Read(form.Sheet, row, "label", changes.Add);
        var hint = form.Texts.Read(form.Sheet, row, "hint", changes.Add);
        if (label is not null)
        {
            return (label, hint);
        }

        changes.Add(hint is null ? new("Không có lời; dùng tên thay lời.", "It has no label; its name stands in its place.") : new("Không có lời; dùng gợi ý làm lời.", "It has no label; its hint became the wording."));
        return (hint ?? form.Texts.Of(form.NameOf(row)), null);
    }

    private bool IsRequired(FormRow row, string code)
    {
        var (text, place) = (form.Cell(row, "required"), form.Place(row, "required"));
        if (text.Length == 0)
        {
            return false;
        }

        var word = text.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal);
        if (Yes.Contains(word) || No.Contains(word))
        {
            form.Log.Kept(place, $"required {text}", code);
        }
        else
        {
            form.Log.LeftOut(place, $"required {text}", new("Bắt buộc có điều kiện không dùng được; câu thành không bắt buộc.", "Whether an answer is required cannot depend on others; it became optional."));
        }

        return Yes.Contains(word);
    }

    private void LogUnused(FormRow row, Item item)
    {
        if (form.Cell(row, "constraint") is { Length: > 0 } constraint && item is not (NumberItem or TextItem) and not MultipleChoiceItem { Options.Count: > 1 })
        {
            form.Log.LeftOut(form.Place(row, "constraint"), $"constraint {constraint}", new("Loại câu này không có ràng buộc.", "Items of this kind have no constraint."));
        }

        if (form.Cell(row, "parameters") is { Length: > 0 } parameters && item is not NumberItem)
        {
            form.Log.LeftOut(form.Place(row, "parameters"), $"parameters {parameters}", new("Không dùng tham số này.", "These parameters are not used."));
        }

        if (form.Cell(row, "appearance") is not { Length: > 0 } appearance)
        {
            return;
        }

        var kept = (IsLikert(row) && item is ScaleItem) || item is TextItem { Multiline: true };
        var place = form.Place(row, "appearance");
        if (kept && !appearance.Contains(' ', StringComparison.Ordinal))
        {
            form.Log.Kept(place, $"appearance {appearance}", item.Code);
        }
        else if (kept)
        {
            form.Log.Changed(place, $"appearance {appearance}", item.Code, Drawn);
        }
        else
        {
            form.Log.LeftOut(place, $"appearance {appearance}", Drawn);
        }
    }

    /// <summary>Why a cell of a row that nobody answers, a note or a group, is left out.</summary>
    public static Sentence WhyOf(string column) => column is "required" or "constraint"
        ? new("Ghi chú và nhóm không có gì để trả lời nên không bắt buộc hay ràng buộc được.", "Notes and groups are not answered, so nothing is required of them.")
        : Drawn;

    public static Sentence Drawn { get; } = new("Cách bày câu hỏi do phiếu tự lo.", "How an item is laid out is the questionnaire's own affair.");

    public bool IsLikert(FormRow row) => form.Cell(row, "appearance").Contains("likert", StringComparison.OrdinalIgnoreCase);

    private IReadOnlyList<Item> WithOther(FormRow row, FormType type, Item item, string name, string list)
    {
        var taken = SourceCodes.Plain();
        var options = item is SingleChoiceItem single ? single.Options : ((MultipleChoiceItem)item).Options;
        foreach (var option in options)
        {
            taken.Take(option.Code, "");
        }

        var other = new ChoiceOption { Code = taken.Take("other", "other"), Label = form.Texts.Of("Khác", "Other") };
        var whole = item is SingleChoiceItem s ? s with { Options = [.. options, other] } : (Item)((MultipleChoiceItem)item with { Options = [.. options, other] });
        var words = new TextItem
        {
            Code = form.TakeCode($"{item.Code}_other"),
            Text = form.Texts.Of("Xin ghi rõ", "Please specify"),
            Multiline = false,
            MaxLength = ShortText,
            ShowIf = new IsCondition(item.Code, [other.Code]),
        };
        var variable = Variable(whole, list);
        form.Variables[name] = variable with { Answers = [.. variable.Answers, ("other", other.Code)] };
        form.Variables.TryAdd($"{name}_other", ForeignVariable.Of(words));
        form.Log.Changed(form.Place(row, "type"), $"or_other {name}", words.Code, new($"Thêm đáp án “{other.Label}” và câu ghi rõ “{words.Code}”.", $"An option '{other.Label}' and the item '{words.Code}' for its words were added."));
        return [whole, words];
    }

    private ForeignVariable Variable(Item item, string list) => list.Length == 0 || item is TextItem
        ? ForeignVariable.Of(item)
        : new ForeignVariable { Item = item, Answers = [.. form.Choices.Take(list).Select(c => (c.Source, c.Code))] };

    private IReadOnlyList<ChoiceOption> Options(string list) => [.. form.Choices.Take(list).Select(c => new ChoiceOption { Code = c.Code, Label = c.Label })];
}
