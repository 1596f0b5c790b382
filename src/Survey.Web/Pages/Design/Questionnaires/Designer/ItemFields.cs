using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>An item as its form says it.</summary>
public static class ItemFields
{
    /// <summary>The most digits before the decimals that a bound may have.</summary>
    public const decimal Largest = 1_000_000_000m;

    /// <summary>The item as typed. The form says all of it, so that it holds whatever the draft is by then.</summary>
    /// <param name="item">The item as the form was drawn from it, as far as its fields do not say it.</param>
    public static Item Read(PostedFields fields, Questionnaire questionnaire, Item item)
    {
        var typed = OfKind(fields, questionnaire, item, fields.Text("t.text", must: true)!);
        return typed with
        {
            Hint = fields.Text("t.hint", must: false),
            Required = fields.Has("required"),
            ShowIf = ConditionFields.Read(fields, questionnaire, item.ShowIf),
        };
    }

    private static Item OfKind(PostedFields fields, Questionnaire questionnaire, Item item, LocalizedText text) => fields.Line("was") switch
    {
        "scale" => new ScaleItem { Code = item.Code, Text = text, Scale = (item as ScaleItem)?.Scale ?? questionnaire.Scales[0] },
        "single" => new SingleChoiceItem { Code = item.Code, Text = text, Options = Options(fields) },
        "multiple" => Multiple(fields, item.Code, text),
        "number" => Number(fields, item, text),
        "short_text" => Words(fields, item, text, multiline: false),
        "long_text" => Words(fields, item, text, multiline: true),
        _ => item with { Text = text },
    };

    private static MultipleChoiceItem Multiple(PostedFields fields, string code, LocalizedText text)
    {
        var options = Options(fields);
        return new MultipleChoiceItem { Code = code, Text = text, Options = options, MaxChoices = (int?)fields.Number("most", 1, options.Count, must: false) };
    }

    private static TextItem Words(PostedFields fields, Item item, LocalizedText text, bool multiline) => new()
    {
        Code = item.Code,
        Text = text,
        Multiline = multiline,
        MaxLength = (int?)fields.Number("length", 1, QuestionnaireJson.MaxAnswerLength) ?? (item as TextItem)?.MaxLength ?? 1000,
    };

    private static NumberItem Number(PostedFields fields, Item item, LocalizedText text)
    {
        var was = item as NumberItem;
        var decimals = (int?)fields.Number("decimals", 0, 4) ?? was?.Decimals ?? 0;
        return new NumberItem
        {
            Code = item.Code,
            Text = text,
            Decimals = decimals,
            Min = fields.Number("min", -Largest, Largest, decimals) ?? was?.Min ?? 0,
            Max = fields.Number("max", -Largest, Largest, decimals) ?? was?.Max ?? 100,
            Unit = fields.Text("t.unit", must: false),
            Bands = Bands(fields),
        };
    }

    private static List<ChoiceOption> Options(PostedFields fields)
    {
        var options = fields.Rows("o").Select(n => new ChoiceOption
        {
            Code = fields.Line($"o.{n}.code"),
            Label = fields.Text($"o.{n}.t", must: true)!,
            Exclusive = fields.Has($"o.{n}.exclusive"),
        }).ToList();
        if (fields.NewText("o.new") is { } label)
        {
            options.Add(new ChoiceOption { Code = CodeProposal.From(label.Entries[0].Value, "y", options.Select(o => o.Code)), Label = label });
        }

        return options;
    }

    // A new band stands before the last one, which has no upper bound.
    private static List<NumberBand> Bands(PostedFields fields)
    {
        var rows = fields.Rows("b");
        var bands = rows.Select((n, i) => new NumberBand
        {
            Code = fields.Line($"b.{n}.code"),
            UpTo = i == rows.Count - 1 ? null : fields.Number($"b.{n}.to", -Largest, Largest, 4) ?? 0,
            Label = fields.Text($"b.{n}.t", must: true)!,
        }).ToList();
        var label = fields.NewText("b.new");
        if (fields.Number("b.new.to", -Largest, Largest, 4, must: label is not null) is { } upTo && label is not null)
        {
            var code = CodeProposal.From(label.Entries[0].Value, "khoang", bands.Select(b => b.Code));
            var place = bands.FindIndex(b => b.UpTo is null || b.UpTo > upTo);
            bands.Insert(place < 0 ? bands.Count : place, new NumberBand { Code = code, UpTo = upTo, Label = label });
        }

        return bands;
    }
}
