using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Makes the items of the format; whatever a kind cannot do without and the source lacks is put in and noted.</summary>
internal sealed class SketchItems(IReadOnlyList<string> languages, IReadOnlyDictionary<SketchItem, Scale?> scales)
{
    private const decimal Largest = 1_000_000_000m;
    private const decimal UsualMax = 1_000_000m;
    private const int ShortLength = 200;
    private const int LongLength = 1000;

    public Item Make(SketchItem sketched, Condition? showIf)
    {
        var text = sketched.Text.ToText(languages, sketched.Note) ?? SketchDraft.Instead(sketched.Name, languages, sketched.Note);
        return Kind(sketched, text) with
        {
            Hint = sketched.Hint.ToText(languages, sketched.Note),
            Required = sketched.Required,
            ShowIf = showIf,
        };
    }

    private Item Kind(SketchItem sketched, LocalizedText text)
    {
        var code = sketched.Note.Target!;
        return sketched.Kind switch
        {
            SketchKind.Scale => new ScaleItem { Code = code, Text = text, Scale = scales[sketched]! },
            SketchKind.Single => new SingleChoiceItem { Code = code, Text = text, Options = [.. sketched.Options.Select(o => Option(o) with { Exclusive = false })] },
            SketchKind.Multiple => new MultipleChoiceItem
            {
                Code = code,
                Text = text,
                Options = [.. sketched.Options.Select(Option)],
                MaxChoices = sketched.MaxChoices is >= 1 and var most && most < sketched.Options.Count ? most : null,
            },
            SketchKind.Number => Number(sketched, text),
            var kind => Text(sketched, text, kind == SketchKind.LongText),
        };
    }

    private ChoiceOption Option(SketchOption option) => new() { Code = option.Code, Label = SketchDraft.Label(option, languages), Exclusive = option.Exclusive };

    private static TextItem Text(SketchItem sketched, LocalizedText text, bool multiline)
    {
        var length = sketched.MaxLength ?? (multiline ? LongLength : ShortLength);
        if (length > QuestionnaireJson.MaxAnswerLength)
        {
            sketched.Note.Change(new(
                $"Câu trả lời bằng lời dài nhất là {QuestionnaireJson.MaxAnswerLength} ký tự.",
                $"An answer in words has at most {QuestionnaireJson.MaxAnswerLength} characters."));
        }

        return new TextItem { Code = sketched.Note.Target!, Text = text, Multiline = multiline, MaxLength = Math.Clamp(length, 1, QuestionnaireJson.MaxAnswerLength) };
    }

    private NumberItem Number(SketchItem sketched, LocalizedText text)
    {
        var decimals = Math.Clamp(sketched.Decimals, 0, 4);
        var min = Bound(sketched.Min ?? Math.Min(0, sketched.Max ?? 0), decimals);
        var max = Bound(sketched.Max ?? Math.Max(UsualMax, min), decimals);
        if (sketched.Min is null || sketched.Max is null)
        {
            sketched.Note.Change(new($"Tệp không nêu đủ giới hạn; đặt từ {min} đến {max}.", $"The file does not give both limits; they were set to {min} and {max}."));
        }

        if (min > max)
        {
            sketched.Note.Change(new("Số nhỏ nhất lớn hơn số lớn nhất; đã đổi chỗ.", "The smallest number was above the largest; they were exchanged."));
            (min, max) = (max, min);
        }

        return new NumberItem
        {
            Code = sketched.Note.Target!,
            Text = text,
            Min = min,
            Max = max,
            Decimals = decimals,
            Unit = sketched.Unit.ToText(languages, sketched.Note),
            Bands = [new NumberBand { Code = "any", Label = BuiltInWords.AnyNumber(languages).ToText(languages, sketched.Note)! }],
        };
    }

    private static decimal Bound(decimal number, int decimals) => decimal.Round(Math.Clamp(number, -Largest, Largest), decimals);
}
