using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Draws the fields of one text, a column for each language.</summary>
public sealed record WordingFields(StaffPage Page, IReadOnlyList<string> Languages)
{
    public WordingField Of(WordingSlot slot, string label) => new(this, slot, label);
}

public sealed record WordingField(WordingFields Fields, WordingSlot Slot, string Label)
{
    public bool IsShort => Slot.Kind is WordingKind.Option or WordingKind.ScalePoint or WordingKind.Unit or WordingKind.SectionTitle;
}

/// <summary>The words for the kinds of items.</summary>
public static class ItemKindText
{
    public static string In(this IStringLocalizer<DesignTexts> texts, Item item) => item switch
    {
        ScaleItem => texts["thang mức độ"],
        SingleChoiceItem => texts["chọn một"],
        MultipleChoiceItem => texts["chọn nhiều"],
        NumberItem => texts["số"],
        TextItem { Multiline: true } => texts["viết đoạn"],
        _ => texts["viết ngắn"],
    };
}
