using Survey.Core.Questionnaires.Editing;

namespace Survey.Core.Questionnaires;

/// <summary>What a text of a questionnaire is.</summary>
public enum TextKind
{
    /// <summary>The heading of the questionnaire.</summary>
    Title,

    /// <summary>The sentence under the heading.</summary>
    Lead,

    /// <summary>The sentence of the thank-you page.</summary>
    Thanks,

    /// <summary>The heading of a section.</summary>
    SectionTitle,

    /// <summary>The introduction of a section.</summary>
    SectionText,

    /// <summary>The wording of an item.</summary>
    ItemText,

    /// <summary>The help under an item.</summary>
    Hint,

    /// <summary>The unit beside a number's field.</summary>
    Unit,

    /// <summary>The label of an option.</summary>
    Option,

    /// <summary>The label of a band of numbers; analysts read it, citizens don't.</summary>
    Band,

    /// <summary>The label of a scale's point, or of its not-applicable point.</summary>
    ScalePoint,

    /// <summary>The name of an index; analysts read it, citizens don't.</summary>
    IndexTitle,

    /// <summary>The name of a dimension, or of a rating's grade or outside criterion; analysts read it, citizens don't.</summary>
    DimensionTitle,
}

/// <summary>One text of a questionnaire with where it stands.</summary>
/// <param name="Key">Stable as long as codes are, such as item.age.text or scale.five.na.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">The part it belongs to: head, section:CODE, item:CODE, scale:CODE or index:CODE.</param>
/// <param name="Code">The code of the item, option, section, point, index or dimension it belongs to.</param>
/// <param name="Text">The wording.</param>
public sealed record QuestionnaireText(string Key, TextKind Kind, string Place, string Code, LocalizedText Text)
{
    /// <summary>Whether citizens read it.</summary>
    public bool IsForCitizens => Kind is not (TextKind.Band or TextKind.IndexTitle or TextKind.DimensionTitle);
}

/// <summary>The texts of a questionnaire with what each is and where it stands; also of one that breaks rules of the format.</summary>
public static class QuestionnaireTexts
{
    /// <summary>The texts that are there: the head's, then section by section, then the scales', then the indices'.</summary>
    public static IReadOnlyList<QuestionnaireText> Of(Questionnaire questionnaire) =>
        [.. TextEdits.All(questionnaire).Select(t => Of(questionnaire, t)).OrderBy(t => t.Place.Split(':')[0] switch { "scale" => 1, "index" => 2, _ => 0 })];

    private static QuestionnaireText Of(Questionnaire q, KeyedText text)
    {
        var parts = text.Key.Split('.');
        var (kind, code) = parts switch
        {
            ["title"] => (TextKind.Title, q.Code),
            ["lead"] => (TextKind.Lead, q.Code),
            ["thanks"] => (TextKind.Thanks, q.Code),
            ["section", var c, "title"] => (TextKind.SectionTitle, c),
            ["section", var c, ..] => (TextKind.SectionText, c),
            ["item", _, "option", var c] => (TextKind.Option, c),
            ["item", _, "band", var c] => (TextKind.Band, c),
            ["item", var c, "hint"] => (TextKind.Hint, c),
            ["item", var c, "unit"] => (TextKind.Unit, c),
            ["item", var c, ..] => (TextKind.ItemText, c),
            ["scale", _, var c, ..] => (TextKind.ScalePoint, c),
            ["index", _, "dimension" or "grade" or "criterion", var c] => (TextKind.DimensionTitle, c),
            _ => (TextKind.IndexTitle, parts.Length > 1 ? parts[1] : ""),
        };
        return new QuestionnaireText(text.Key, kind, parts.Length == 1 ? "head" : $"{parts[0]}:{parts[1]}", code, text.Text);
    }
}
