using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Questionnaires;

public enum WordingKind
{
    Title,
    Lead,
    Thanks,
    SectionTitle,
    SectionText,
    ItemText,
    Hint,
    Unit,
    Option,
    ScalePoint,
}

/// <summary>One text that an officer may word.</summary>
/// <param name="Key">Where it stands; stable as long as codes are.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Code">The code of the item, option, section or point it belongs to.</param>
/// <param name="Text">The wording now; null where an optional text is absent.</param>
public sealed record WordingSlot(string Key, WordingKind Kind, string Code, LocalizedText? Text)
{
    public bool Optional => Kind is WordingKind.Lead or WordingKind.Thanks or WordingKind.SectionTitle or WordingKind.SectionText or WordingKind.Hint or WordingKind.Unit;

    public string FieldOf(string language) => $"t.{Key}.{language}";
}

/// <summary>
/// Walks through the texts of a questionnaire and puts others in their place; codes, scores, conditions and
/// indices stay as they are. The form is drawn by the same walk, so that it can miss nothing.
/// </summary>
/// <param name="reword">The text to stand in a slot; null leaves an optional one out.</param>
/// <param name="isRequired">Whether the item must be answered.</param>
public sealed class Wording(Func<WordingSlot, LocalizedText?> reword, Func<Item, bool> isRequired)
{
    public static IReadOnlyList<WordingSlot> SlotsOf(Questionnaire questionnaire)
    {
        var slots = new List<WordingSlot>();
        new Wording(slot =>
        {
            slots.Add(slot);
            return slot.Text;
        }, item => item.Required).Apply(questionnaire);
        return slots;
    }

    public Questionnaire Apply(Questionnaire q)
    {
        var title = Must("title", WordingKind.Title, q.Code, q.Title);
        var lead = May("lead", WordingKind.Lead, q.Code, q.Lead);
        var thanks = May("thanks", WordingKind.Thanks, q.Code, q.Thanks);
        var scales = q.Scales.ToDictionary(s => s.Code, Scale, StringComparer.Ordinal);
        return q with
        {
            Title = title,
            Lead = lead,
            Thanks = thanks,
            Scales = [.. q.Scales.Select(s => scales[s.Code])],
            Sections = [.. q.Sections.Select(s => Section(s, scales))],
        };
    }

    private Section Section(Section section, Dictionary<string, Scale> scales) => section with
    {
        Title = May($"section.{section.Code}.title", WordingKind.SectionTitle, section.Code, section.Title),
        Text = May($"section.{section.Code}.text", WordingKind.SectionText, section.Code, section.Text),
        Items = [.. section.Items.Select(i => Item(i, scales))],
    };

    private Item Item(Item item, Dictionary<string, Scale> scales)
    {
        var reworded = item with
        {
            Text = Must($"item.{item.Code}.text", WordingKind.ItemText, item.Code, item.Text),
            Hint = May($"item.{item.Code}.hint", WordingKind.Hint, item.Code, item.Hint),
            Required = isRequired(item),
        };
        return reworded switch
        {
            ScaleItem scale => scale with { Scale = scales[scale.Scale.Code] },
            SingleChoiceItem single => single with { Options = Options(item, single.Options) },
            MultipleChoiceItem multiple => multiple with { Options = Options(item, multiple.Options) },
            NumberItem number => number with { Unit = May($"item.{item.Code}.unit", WordingKind.Unit, item.Code, number.Unit) },
            _ => reworded,
        };
    }

    private List<ChoiceOption> Options(Item item, IReadOnlyList<ChoiceOption> options) =>
        [.. options.Select(o => o with { Label = Must($"item.{item.Code}.option.{o.Code}", WordingKind.Option, o.Code, o.Label) })];

    private Scale Scale(Scale scale) => scale with
    {
        Points = [.. scale.Points.Select(p => p with { Label = Must($"scale.{scale.Code}.{p.Code}", WordingKind.ScalePoint, p.Code, p.Label) })],
        NotApplicable = scale.NotApplicable is { } na
            ? na with { Label = Must($"scale.{scale.Code}.{na.Code}", WordingKind.ScalePoint, na.Code, na.Label) }
            : null,
    };

    private LocalizedText Must(string key, WordingKind kind, string code, LocalizedText text) => reword(new WordingSlot(key, kind, code, text)) ?? text;

    private LocalizedText? May(string key, WordingKind kind, string code, LocalizedText? text) => reword(new WordingSlot(key, kind, code, text));
}
