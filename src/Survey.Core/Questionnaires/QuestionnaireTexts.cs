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

    /// <summary>The name of a dimension; analysts read it, citizens don't.</summary>
    DimensionTitle,
}

/// <summary>One text of a questionnaire with where it stands.</summary>
/// <param name="Key">Stable as long as codes are, such as item.age.text or scale.five.na.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Place">The part it belongs to: head, section:CODE, item:CODE, scale:CODE or index:CODE.</param>
/// <param name="Code">The code of the item, option, section, point, index or dimension it belongs to.</param>
/// <param name="Text">The wording; null where an optional text is absent.</param>
public sealed record QuestionnaireText(string Key, TextKind Kind, string Place, string Code, LocalizedText? Text)
{
    /// <summary>Whether citizens read it.</summary>
    public bool IsForCitizens => Kind is not (TextKind.Band or TextKind.IndexTitle or TextKind.DimensionTitle);
}

/// <summary>Walks through every text of a questionnaire, also of one that breaks rules of the format.</summary>
public static class QuestionnaireTexts
{
    /// <summary>The texts that are there: the head's, then section by section, then the scales', then the indices'.</summary>
    public static IReadOnlyList<QuestionnaireText> Of(Questionnaire questionnaire)
    {
        var texts = new List<QuestionnaireText>();
        Rewrite(questionnaire, text =>
        {
            if (text.Text is not null)
            {
                texts.Add(text);
            }

            return text.Text;
        });
        return [.. texts.OrderBy(t => t.Key.Split('.')[0] switch { "scale" => 1, "index" => 2, _ => 0 })];
    }

    /// <summary>The same questionnaire with other wordings; codes, scores, conditions and methods stay.</summary>
    /// <param name="questionnaire">The questionnaire.</param>
    /// <param name="reword">The text to stand in a place; null leaves an optional text out and a demanded one as it is.</param>
    public static Questionnaire Rewrite(Questionnaire questionnaire, Func<QuestionnaireText, LocalizedText?> reword) =>
        new Rewriter(reword).Apply(questionnaire);

    private sealed class Rewriter(Func<QuestionnaireText, LocalizedText?> reword)
    {
        private readonly Dictionary<string, Scale> _scales = new(StringComparer.Ordinal);

        public Questionnaire Apply(Questionnaire q)
        {
            var title = Must("title", TextKind.Title, "head", q.Code, q.Title);
            var lead = May("lead", TextKind.Lead, "head", q.Code, q.Lead);
            var thanks = May("thanks", TextKind.Thanks, "head", q.Code, q.Thanks);
            List<Scale> scales = [.. q.Scales.Select(Of)];
            foreach (var scale in scales)
            {
                _scales.TryAdd(scale.Code, scale);
            }

            return q with
            {
                Title = title,
                Lead = lead,
                Thanks = thanks,
                Scales = scales,
                Sections = [.. q.Sections.Select(Of)],
                Indices = [.. q.Indices.Select(Of)],
            };
        }

        private Section Of(Section section)
        {
            var (key, place) = ($"section.{section.Code}", $"section:{section.Code}");
            return section with
            {
                Title = May(key + ".title", TextKind.SectionTitle, place, section.Code, section.Title),
                Text = May(key + ".text", TextKind.SectionText, place, section.Code, section.Text),
                Items = [.. section.Items.Select(Of)],
            };
        }

        private Item Of(Item item)
        {
            var (key, place) = ($"item.{item.Code}", $"item:{item.Code}");
            var reworded = item with
            {
                Text = Must(key + ".text", TextKind.ItemText, place, item.Code, item.Text),
                Hint = May(key + ".hint", TextKind.Hint, place, item.Code, item.Hint),
            };
            return reworded switch
            {
                ScaleItem scale => scale with { Scale = _scales.GetValueOrDefault(scale.Scale.Code) ?? scale.Scale },
                SingleChoiceItem single => single with { Options = Of(item, single.Options) },
                MultipleChoiceItem multiple => multiple with { Options = Of(item, multiple.Options) },
                NumberItem number => number with
                {
                    Unit = May(key + ".unit", TextKind.Unit, place, item.Code, number.Unit),
                    Bands = [.. number.Bands.Select(b => b with { Label = Must($"{key}.band.{b.Code}", TextKind.Band, place, b.Code, b.Label) })],
                },
                _ => reworded,
            };
        }

        private List<ChoiceOption> Of(Item item, IReadOnlyList<ChoiceOption> options) =>
            [.. options.Select(o => o with { Label = Must($"item.{item.Code}.option.{o.Code}", TextKind.Option, $"item:{item.Code}", o.Code, o.Label) })];

        private Scale Of(Scale scale)
        {
            LocalizedText Label(string code, LocalizedText label) => Must($"scale.{scale.Code}.{code}", TextKind.ScalePoint, $"scale:{scale.Code}", code, label);
            return scale with
            {
                Points = [.. scale.Points.Select(p => p with { Label = Label(p.Code, p.Label) })],
                NotApplicable = scale.NotApplicable is { } na ? na with { Label = Label(na.Code, na.Label) } : null,
            };
        }

        private IndexDefinition Of(IndexDefinition index)
        {
            var (key, place) = ($"index.{index.Code}", $"index:{index.Code}");
            return index with
            {
                Title = Must(key + ".title", TextKind.IndexTitle, place, index.Code, index.Title),
                Dimensions = [.. index.Dimensions.Select(d => d with
                {
                    Title = Must($"{key}.dimension.{d.Code}", TextKind.DimensionTitle, place, d.Code, d.Title),
                })],
            };
        }

        private LocalizedText Must(string key, TextKind kind, string place, string code, LocalizedText text) =>
            reword(new QuestionnaireText(key, kind, place, code, text)) ?? text;

        private LocalizedText? May(string key, TextKind kind, string place, string code, LocalizedText? text) =>
            reword(new QuestionnaireText(key, kind, place, code, text));
    }
}
