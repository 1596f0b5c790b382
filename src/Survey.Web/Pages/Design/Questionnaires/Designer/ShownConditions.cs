using System.Globalization;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Says a condition as an officer would.</summary>
public sealed class ShownConditions(IReadOnlyDictionary<string, ItemPlace> places, string language, IStringLocalizer<DesignTexts> texts)
{
    public string Of(Condition condition) => condition switch
    {
        IsCondition x => texts["câu {0} là {1}", NumberOf(x.Item), LabelsOf(x)],
        NotCondition { Part: IsCondition x } => texts["câu {0} không phải {1}", NumberOf(x.Item), LabelsOf(x)],
        AtLeastCondition x => texts["câu {0} từ {1} trở lên", NumberOf(x.Item), NumberText.Of(x.Value)],
        AtMostCondition x => texts["câu {0} không quá {1}", NumberOf(x.Item), NumberText.Of(x.Value)],
        AnsweredCondition { Answered: true } x => texts["câu {0} đã trả lời", NumberOf(x.Item)],
        AnsweredCondition x => texts["câu {0} chưa trả lời", NumberOf(x.Item)],
        AllCondition x => string.Join($" {texts["và"]} ", x.Parts.Select(Part)),
        AnyCondition x => string.Join($" {texts["hoặc"]} ", x.Parts.Select(Part)),
        NotCondition x => texts["không đúng rằng ({0})", Of(x.Part)],
        _ => "",
    };

    public string NumberOf(string item) => places.TryGetValue(item, out var place) ? place.Number.ToString(CultureInfo.InvariantCulture) : $"“{item}”";

    private string Part(Condition part) => part is AllCondition or AnyCondition ? $"({Of(part)})" : Of(part);

    private string LabelsOf(IsCondition condition)
    {
        var labels = places.TryGetValue(condition.Item, out var place) ? Answers.Of(place.Item) : [];
        return string.Join($" {texts["hoặc"]} ", condition.Codes.Select(c => $"“{labels.FirstOrDefault(l => l.Code == c).Label?.In(language) ?? c}”"));
    }
}

/// <summary>The answers that an item offers, in their order.</summary>
public static class Answers
{
    public static IReadOnlyList<(string Code, LocalizedText Label)> Of(Item item) => item switch
    {
        ScaleItem { Scale: var s } => [.. s.Points.Select(p => (p.Code, p.Label)), .. s.NotApplicable is { } na ? [(na.Code, na.Label)] : Array.Empty<(string, LocalizedText)>()],
        SingleChoiceItem s => [.. s.Options.Select(o => (o.Code, o.Label))],
        MultipleChoiceItem m => [.. m.Options.Select(o => (o.Code, o.Label))],
        _ => [],
    };

    /// <summary>The answers whose codes belong to the item itself: options and bands, not the points of a shared scale.</summary>
    public static IReadOnlyList<(string Code, LocalizedText Label)> Coded(Item item) => item switch
    {
        ScaleItem => [],
        NumberItem n => [.. n.Bands.Select(b => (b.Code, b.Label))],
        _ => Of(item),
    };
}

/// <summary>Numbers in forms: a comma or a point before the decimals, no separators of thousands.</summary>
public static class NumberText
{
    public static string Of(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', ',');

    public static decimal? Read(string text) =>
        decimal.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= 1_000_000_000_000m ? number : null;
}
