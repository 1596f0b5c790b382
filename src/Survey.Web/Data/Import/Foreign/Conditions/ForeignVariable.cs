using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Conditions;

/// <summary>What a name in a foreign expression stands for: an item that is asked earlier, or one option of it.</summary>
internal sealed record ForeignVariable
{
    public required Item Item { get; init; }

    /// <summary>The code of the one option that the name asks about (a box that is ticked or not); null: the whole item.</summary>
    public string? Option { get; init; }

    /// <summary>What the source calls the answers, in their order, with our codes.</summary>
    public required IReadOnlyList<(string Source, string Code)> Answers { get; init; }

    /// <summary>Whether the answers are called by their wordings, which have no size.</summary>
    public bool ByWording { get; init; }

    /// <summary>An item whose answers the source calls as we do.</summary>
    public static ForeignVariable Of(Item item) => new() { Item = item, Answers = [.. CodesOf(item).Select(c => (c, c))] };

    /// <summary>The same where the source asks for the answer's wording, in any language; a wording that two answers share is none.</summary>
    public ForeignVariable Worded() => this with
    {
        ByWording = true,
        Answers = [.. LabelsOf(Item).SelectMany(l => l.Label.Entries.Select(e => (Source: e.Value, l.Code))).Distinct()
            .GroupBy(a => a.Source, StringComparer.Ordinal).Where(g => g.Count() == 1).Select(g => g.First())],
    };

    /// <summary>Our code of the answer that the source calls so; numbers match by value, so that 01 is 1.</summary>
    public string? Find(string value)
    {
        var exact = Answers.FirstOrDefault(a => a.Source == value).Code;
        return exact ?? (Number(value) is { } number ? Answers.FirstOrDefault(a => Number(a.Source) == number).Code : null);
    }

    /// <summary>The answers as numbers: their names where any is a number, else the scores of the scale.</summary>
    public IReadOnlyList<(decimal Number, string Code)> Numbers()
    {
        var named = Answers.Select(a => (Number: Number(a.Source), a.Code)).Where(a => a.Number is not null).Select(a => (a.Number!.Value, a.Code)).ToList();
        return named.Count > 0 || ByWording || Item is not ScaleItem scale ? named : [.. scale.Scale.Points.Select(p => ((decimal)p.Score, p.Code))];
    }

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<string> CodesOf(Item item) => LabelsOf(item).Select(l => l.Code);

    private static IEnumerable<(string Code, LocalizedText Label)> LabelsOf(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => scale.Points.Select(p => (p.Code, p.Label)).Concat(scale.NotApplicable is { } na ? [(na.Code, na.Label)] : []),
        SingleChoiceItem single => single.Options.Select(o => (o.Code, o.Label)),
        MultipleChoiceItem multiple => multiple.Options.Select(o => (o.Code, o.Label)),
        _ => [],
    };
}
