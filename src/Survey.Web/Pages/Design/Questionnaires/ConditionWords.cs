using System.Globalization;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A condition as a sentence an officer reads.</summary>
public sealed class ConditionWords(Questionnaire questionnaire, IStringLocalizer<DesignTexts> texts)
{
    private readonly PlaceWords _places = new(questionnaire, texts);

    public string Of(Condition? condition) => condition switch
    {
        null => texts["luôn hỏi"],
        IsCondition x => texts["“{0}” là {1}", _places.OfItem(x.Item), string.Join($" {texts["hoặc"]} ", x.Codes.Select(c => Label(x.Item, c)))],
        AtLeastCondition x => texts["“{0}” từ {1} trở lên", _places.OfItem(x.Item), Number(x.Value)],
        AtMostCondition x => texts["“{0}” không quá {1}", _places.OfItem(x.Item), Number(x.Value)],
        AnsweredCondition { Answered: true } x => texts["“{0}” có trả lời", _places.OfItem(x.Item)],
        AnsweredCondition x => texts["“{0}” bỏ trống", _places.OfItem(x.Item)],
        AllCondition x => string.Join($"; {texts["và"]} ", x.Parts.Select(Part)),
        AnyCondition x => string.Join($"; {texts["hoặc"]} ", x.Parts.Select(Part)),
        NotCondition x => texts["không phải ({0})", Of(x.Part)],
        _ => "",
    };

    private string Part(Condition part) => part is AllCondition { Parts.Count: > 1 } or AnyCondition { Parts.Count: > 1 } ? $"({Of(part)})" : Of(part);

    private string Label(string item, string code)
    {
        var label = questionnaire.FindItem(item) switch
        {
            ScaleItem s => s.Scale.Points.FirstOrDefault(p => p.Code == code)?.Label ?? s.Scale.NotApplicable?.Label,
            SingleChoiceItem s => s.Options.FirstOrDefault(o => o.Code == code)?.Label,
            MultipleChoiceItem m => m.Options.FirstOrDefault(o => o.Code == code)?.Label,
            _ => null,
        };
        return label is null ? code : $"“{PlaceWords.Shortened(label.In(questionnaire.Languages[0]))}”";
    }

    private static string Number(decimal value) => value.ToString("0.####", CultureInfo.CurrentCulture);
}
