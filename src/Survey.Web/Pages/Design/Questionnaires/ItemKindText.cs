using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Design.Questionnaires.Designer;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The words for the kinds of items.</summary>
public static class ItemKindText
{
    public static string In(this IStringLocalizer<DesignTexts> texts, Item item) => KindWords.Of(KindWords.Of(item), texts);
}
