using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The questionnaire as the officer typed it, with what is missing.</summary>
public sealed class WordingForm(IFormCollection form, Questionnaire questionnaire, IStringLocalizer<DesignTexts> texts)
{
    private const string TextPrefix = "t.";
    private const string RequiredPrefix = "required.";

    public List<(string Field, string Words)> Problems { get; } = [];

    public static bool IsField(string name) => name.StartsWith(TextPrefix, StringComparison.Ordinal) || name.StartsWith(RequiredPrefix, StringComparison.Ordinal);

    /// <summary>Whether there is a text or an item among the fields that the questionnaire does not have.</summary>
    public bool HasUnknown()
    {
        var known = Wording.SlotsOf(questionnaire).SelectMany(s => questionnaire.Languages.Select(s.FieldOf))
            .Concat(questionnaire.Items.Select(i => RequiredPrefix + i.Code)).ToHashSet(StringComparer.Ordinal);
        return form.Keys.Any(k => IsField(k) && !known.Contains(k));
    }

    public Questionnaire Read() => new Wording(Reword, item => form.ContainsKey(RequiredPrefix + item.Code)).Apply(questionnaire);

    private LocalizedText? Reword(WordingSlot slot)
    {
        var typed = questionnaire.Languages.Select(l => KeyValuePair.Create(l, TypedText.Clean(form[slot.FieldOf(l)].ToString()))).Where(e => e.Value.Length > 0).ToList();
        var source = questionnaire.Languages[0];
        if (typed.Count > 0 && typed[0].Key == source)
        {
            return new LocalizedText(typed);
        }

        if (typed.Count > 0 || !slot.Optional)
        {
            Problems.Add((slot.FieldOf(source), texts["Thiếu chữ {0} ở “{1}”.", LanguageName.Of(source, texts), slot.Text?.In(source) ?? slot.Code]));
            return slot.Text;
        }

        return null;
    }
}

/// <summary>Names of questionnaires' languages.</summary>
public static class LanguageName
{
    public static string Of(string language, IStringLocalizer<DesignTexts> texts) => language switch
    {
        "vi" => texts["tiếng Việt"],
        "en" => texts["tiếng Anh"],
        "km" => texts["tiếng Khmer"],
        "jra" => texts["tiếng Jrai"],
        "bdq" => texts["tiếng Bahnar"],
        _ => language,
    };
}
