namespace Survey.Core.Questionnaires.Editing;

/// <summary>A text of a questionnaire with the key by which an edit names it.</summary>
/// <param name="Key">Such as item.wait.text; see <see cref="TextEdits"/>.</param>
/// <param name="Text">The wordings.</param>
public sealed record KeyedText(string Key, LocalizedText Text);

/// <summary>
/// Edits of wordings by key: title, lead, thanks; section.CODE.title, section.CODE.text; item.CODE.text, item.CODE.hint,
/// item.CODE.unit, item.CODE.option.CODE, item.CODE.band.CODE; scale.CODE.POINT (the not-applicable point, too);
/// index.CODE.title, index.CODE.dimension.CODE, index.CODE.grade.CODE, index.CODE.criterion.CODE.
/// </summary>
public static class TextEdits
{
    /// <summary>Every text that the questionnaire has, in the order of the document.</summary>
    public static IReadOnlyList<KeyedText> All(Questionnaire q)
    {
        var all = new List<KeyedText>();
        Map(q, (key, text, _) =>
        {
            if (text is not null)
            {
                all.Add(new KeyedText(key, text));
            }

            return text;
        });
        return all;
    }

    /// <summary>Sets the wording of one text in one language. Blank: a translation goes; in the source language a text that may be
    /// absent goes altogether, and one that may not is refused (BadText).</summary>
    public static EditResult Set(Questionnaire q, string key, string language, string? wording) =>
        Set(q, language, new Dictionary<string, string?> { [key] = wording });

    /// <summary>Sets several texts in one language, all or none; as <see cref="Set(Questionnaire, string, string, string?)"/>.</summary>
    public static EditResult Set(Questionnaire q, string language, IReadOnlyDictionary<string, string?> wordings)
    {
        if (!q.Languages.Contains(language))
        {
            return Edited.Missing(language);
        }

        var left = wordings.Keys.ToHashSet(StringComparer.Ordinal);
        string? bad = null;
        var edited = Map(q, (key, text, optional) =>
        {
            if (!left.Remove(key))
            {
                return text;
            }

            var ok = TryWord(text, q.Languages, language, wordings[key], optional, out var worded);
            bad ??= ok ? null : key;
            return ok ? worded : text;
        });
        return left.Count > 0 ? Edited.Missing(left.First())
            : bad is not null ? EditResult.Refused(EditRefusal.BadText, bad)
            : Edited.Finish(edited);
    }

    /// <summary>The text with one wording changed; false where the wording is missing in the source language or too long.</summary>
    internal static bool TryWord(
        LocalizedText? text, IReadOnlyList<string> languages, string language, string? typed, bool optional, out LocalizedText? worded)
    {
        var wording = Wording.Clean(typed);
        worded = text;
        if (wording.Length > QuestionnaireJson.MaxTextLength)
        {
            return false;
        }

        if (wording.Length > 0)
        {
            worded = text?.With(language, wording) ?? LocalizedText.Of(language, wording);
            return text is not null || language == languages[0];
        }

        if (language == languages[0])
        {
            worded = null;
            return optional;
        }

        worded = text is null ? null : new LocalizedText(text.Entries.Where(e => e.Key != language));
        return true;
    }

    /// <summary>What stands in the place of a text; null only where it may be absent.</summary>
    private delegate LocalizedText? Reword(string key, LocalizedText? text, bool optional);

    /// <summary>Every text, present or not, put through <paramref name="map"/>.</summary>
    private static Questionnaire Map(Questionnaire q, Reword map) => q with
    {
        Title = map("title", q.Title, false)!,
        Lead = map("lead", q.Lead, true),
        Thanks = map("thanks", q.Thanks, true),
        Scales = [.. q.Scales.Select(s => MapScale(s, map))],
        Sections = [.. q.Sections.Select(s => s with
        {
            Title = map($"section.{s.Code}.title", s.Title, true),
            Text = map($"section.{s.Code}.text", s.Text, true),
            Items = [.. s.Items.Select(i => MapItem(i, $"item.{i.Code}.", map))],
        })],
        Indices = [.. q.Indices.Select(x => x with
        {
            Title = map($"index.{x.Code}.title", x.Title, false)!,
            Dimensions = [.. x.Dimensions.Select(d => d with { Title = map($"index.{x.Code}.dimension.{d.Code}", d.Title, false)! })],
            Rating = x.Rating is { } rating ? MapRating(rating, $"index.{x.Code}.", map) : null,
        })],
    };

    private static RatingDefinition MapRating(RatingDefinition rating, string prefix, Reword map) => rating with
    {
        Grades = [.. rating.Grades.Select(g => g with { Title = map($"{prefix}grade.{g.Code}", g.Title, false)! })],
        External = [.. rating.External.Select(c => c with { Title = map($"{prefix}criterion.{c.Code}", c.Title, false)! })],
    };

    private static Scale MapScale(Scale scale, Reword map)
    {
        var prefix = $"scale.{scale.Code}.";
        return scale with
        {
            Points = [.. scale.Points.Select(p => p with { Label = map(prefix + p.Code, p.Label, false)! })],
            NotApplicable = scale.NotApplicable is { } na ? na with { Label = map(prefix + na.Code, na.Label, false)! } : null,
        };
    }

    private static Item MapItem(Item item, string prefix, Reword map)
    {
        IReadOnlyList<ChoiceOption> Options(IReadOnlyList<ChoiceOption> options) =>
            [.. options.Select(o => o with { Label = map($"{prefix}option.{o.Code}", o.Label, false)! })];
        item = item with { Text = map(prefix + "text", item.Text, false)!, Hint = map(prefix + "hint", item.Hint, true) };
        return item switch
        {
            SingleChoiceItem single => single with { Options = Options(single.Options) },
            MultipleChoiceItem multiple => multiple with { Options = Options(multiple.Options) },
            NumberItem number => number with
            {
                Unit = map(prefix + "unit", number.Unit, true),
                Bands = [.. number.Bands.Select(b => b with { Label = map($"{prefix}band.{b.Code}", b.Label, false)! })],
            },
            _ => item,
        };
    }
}
