namespace Survey.Core.Questionnaires.Editing;

/// <summary>What an officer sets of one item at once. Null leaves a thing as it is; what the item's kind does not have is ignored.</summary>
public sealed record ItemSettings
{
    /// <summary>The language of the texts below; null: the source language.</summary>
    public string? Language { get; init; }

    /// <summary>The wording.</summary>
    public string? Text { get; init; }

    /// <summary>The hint; blank takes it away.</summary>
    public string? Hint { get; init; }

    /// <summary>Whether an answer is demanded.</summary>
    public bool? Required { get; init; }

    /// <summary>The code of a scale item's scale.</summary>
    public string? Scale { get; init; }

    /// <summary>The most options one may choose; 0: any number.</summary>
    public int? MaxChoices { get; init; }

    /// <summary>The smallest number allowed.</summary>
    public decimal? Min { get; init; }

    /// <summary>The largest number allowed.</summary>
    public decimal? Max { get; init; }

    /// <summary>Decimal places, 0 to 4.</summary>
    public int? Decimals { get; init; }

    /// <summary>The unit of a number; blank takes it away.</summary>
    public string? Unit { get; init; }

    /// <summary>The most characters of an answer in words, 1 to 4000.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Whether an answer in words has several lines.</summary>
    public bool? Multiline { get; init; }
}

public static partial class ItemEdits
{
    /// <summary>Sets what an officer changed of the item. Another scale takes away what referred to the points of the old one
    /// (told as <see cref="EditResult.Consequences"/>).</summary>
    public static EditResult Set(Questionnaire q, string code, ItemSettings settings)
    {
        if (q.FindItem(code) is not { } item)
        {
            return Edited.Missing(code);
        }

        var language = settings.Language ?? q.Languages[0];
        if (!q.Languages.Contains(language))
        {
            return Edited.Missing(language);
        }

        if (settings.Scale is { } scale && item is ScaleItem && q.FindScale(scale) is null)
        {
            return Edited.Missing(scale);
        }

        if (BadNumber(item, settings) is { } bad)
        {
            return bad;
        }

        item = Answers(q, item, settings) with { Required = settings.Required ?? item.Required };
        if (Worded(q, item, language, settings, out var badText) is not { } worded)
        {
            return EditResult.Refused(EditRefusal.BadText, $"item.{code}.{badText}");
        }

        var edited = q.WithItem(code, worded);
        return settings.Scale is null ? Edited.Finish(edited) : Edited.FinishReconciled(edited);
    }

    /// <summary>Gives the scale item another scale; as <see cref="Set"/>. NoScaleItem for other kinds.</summary>
    public static EditResult SetScale(Questionnaire q, string code, string scaleCode) => q.FindItem(code) is { } item and not ScaleItem
        ? EditResult.Refused(EditRefusal.NoScaleItem, item.Code)
        : Set(q, code, new ItemSettings { Scale = scaleCode });

    private static EditResult? BadNumber(Item item, ItemSettings s)
    {
        switch (item)
        {
            case MultipleChoiceItem multiple when s.MaxChoices < 0 || s.MaxChoices > multiple.Options.Count:
                return Edited.BadNumber("maxChoices", 1, multiple.Options.Count);
            case TextItem when s.MaxLength is < 1 or > QuestionnaireJson.MaxAnswerLength:
                return Edited.BadNumber("maxLength", 1, QuestionnaireJson.MaxAnswerLength);
            case NumberItem when s.Decimals is < 0 or > 4:
                return Edited.BadNumber("decimals", 0, 4);
            case NumberItem number:
                var decimals = s.Decimals ?? number.Decimals;
                var (min, max) = (s.Min ?? number.Min, s.Max ?? number.Max);
                bool Fits(decimal n) => Edited.Fits(n) && decimal.Round(n, decimals) == n;
                return !Fits(min) ? Edited.BadNumber("min", -JsonNode.LargestNumber, max)
                    : !Fits(max) || max < min ? Edited.BadNumber("max", min, JsonNode.LargestNumber)
                    : null;
            default:
                return null;
        }
    }

    private static Item Answers(Questionnaire q, Item item, ItemSettings s) => item switch
    {
        ScaleItem scaled when s.Scale is not null => scaled with { Scale = q.FindScale(s.Scale)! },
        MultipleChoiceItem multiple when s.MaxChoices is { } most => multiple with { MaxChoices = most == 0 ? null : most },
        NumberItem number => number with
        {
            Min = s.Min ?? number.Min,
            Max = s.Max ?? number.Max,
            Decimals = s.Decimals ?? number.Decimals,
        },
        TextItem text => text with { MaxLength = s.MaxLength ?? text.MaxLength, Multiline = s.Multiline ?? text.Multiline },
        _ => item,
    };

    private static Item? Worded(Questionnaire q, Item item, string language, ItemSettings s, out string bad)
    {
        bad = "text";
        var text = item.Text;
        if (s.Text is not null && !TextEdits.TryWord(item.Text, q.Languages, language, s.Text, optional: false, out text!))
        {
            return null;
        }

        bad = "hint";
        var hint = item.Hint;
        if (s.Hint is not null && !TextEdits.TryWord(item.Hint, q.Languages, language, s.Hint, optional: true, out hint))
        {
            return null;
        }

        bad = "unit";
        var unit = (item as NumberItem)?.Unit;
        if (s.Unit is not null && item is NumberItem && !TextEdits.TryWord(unit, q.Languages, language, s.Unit, optional: true, out unit))
        {
            return null;
        }

        item = item with { Text = text, Hint = hint };
        return item is NumberItem number ? number with { Unit = unit } : item;
    }
}
