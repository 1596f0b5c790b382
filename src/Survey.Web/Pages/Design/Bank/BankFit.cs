using Survey.Core.Questionnaires;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Makes what comes from the bank speak the languages of the questionnaire it goes into: others are left out, and
/// where the source language is missing the first one stands in for it.</summary>
public sealed class BankFit(IReadOnlyList<string> languages)
{
    public Item Of(Item item)
    {
        var fitted = item with { Text = Of(item.Text), Hint = Maybe(item.Hint) };
        return fitted switch
        {
            ScaleItem s => s with { Scale = Of(s.Scale) },
            SingleChoiceItem s => s with { Options = [.. s.Options.Select(Of)] },
            MultipleChoiceItem m => m with { Options = [.. m.Options.Select(Of)] },
            NumberItem n => n with { Unit = Maybe(n.Unit), Bands = [.. n.Bands.Select(b => b with { Label = Of(b.Label) })] },
            _ => fitted,
        };
    }

    public Scale Of(Scale scale) => scale with
    {
        Points = [.. scale.Points.Select(p => p with { Label = Of(p.Label) })],
        NotApplicable = scale.NotApplicable is { } none ? none with { Label = Of(none.Label) } : null,
    };

    private ChoiceOption Of(ChoiceOption option) => option with { Label = Of(option.Label) };

    private LocalizedText? Maybe(LocalizedText? text) => text is null ? null : Of(text);

    private LocalizedText Of(LocalizedText text) => new(languages.Where((l, i) => i == 0 || text.Has(l)).Select(l => KeyValuePair.Create(l, text.In(l))));
}
