using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.SurveyJs;

/// <summary>Lists of choices, with the ones that SurveyJS adds by itself.</summary>
internal sealed class SurveyJsChoices(SurveyJsLanguages languages, LossNotes notes)
{
    private readonly Dictionary<string, SketchItem> _byName = new(StringComparer.OrdinalIgnoreCase);

    public List<SketchItem> Make(SurveyJsQuestion question, bool several)
    {
        var node = question.Node;
        var options = Options(node.List("choices"), "choice");
        options.AddRange(Counted(question));
        options.AddRange(Borrowed(question));
        if (options.Count == 0)
        {
            question.WhyNothing = node.Has("choicesByUrl")
                ? new("Các đáp án nằm trên mạng, không có trong tệp.", "Its choices are fetched from the web and are not in the file.")
                : new("Câu chọn không có đáp án nào.", "A choice without any answer to choose.");
            return [];
        }

        var item = question.Item(several ? SketchKind.Multiple : SketchKind.Single, options);
        _byName.TryAdd(question.Name, item);
        AddFixed(question, item);
        if (several)
        {
            var most = node.Number("maxSelectedChoices");
            item.MaxChoices = most is >= 1 and <= 1000 ? (int)most : null;
        }

        return node.True("hasOther", "showOtherItem") ? [item, Other(question, item)] : [item];
    }

    /// <summary>The values of a list: strings, numbers, or objects of value and text.</summary>
    public List<SketchOption> Options(IReadOnlyList<SurveyJsNode> values, string what)
    {
        var options = new List<SketchOption>();
        var sources = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var (source, label) = Split(value.IsObject ? value.Text("value") : value.Scalar());
            var note = notes.Open(value.Path, $"{what} {source}");
            var words = value.IsObject ? languages.Words(value.Find("text"), note) : new Words();
            if (value.IsArray || source.Length == 0)
            {
                note.LeaveOut(new("Đáp án không có giá trị.", "The choice has no value."));
                value.Settle();
            }
            else if (!sources.Add(source))
            {
                note.LeaveOut(new("Giá trị này đã có trong danh sách.", "The list has this value already."));
                value.Settle();
            }
            else
            {
                // Without a text SurveyJS shows the value.
                options.Add(new SketchOption { Source = source, Label = words.IsEmpty ? new Words().With(languages.Tags[0], Wording.Clean(label, note)) : words, Note = note });
            }
        }

        return options;
    }

    /// <summary>An answer that SurveyJS shows by itself; it stands nowhere in the file.</summary>
    public static SketchOption BuiltIn(SurveyJsQuestion question, string source, Words label) =>
        new() { Source = source, Label = label, Note = new LossNote(question.Node.Path, source) };

    private SketchOption Asked(SurveyJsQuestion question, string source, Words label, bool exclusive = false) => new()
    {
        Source = source,
        Label = label,
        Note = notes.Open($"{question.Node.Path}.{source}", $"built-in answer {source}"),
        Exclusive = exclusive,
    };

    private void AddFixed(SurveyJsQuestion question, SketchItem item)
    {
        Add("none", BuiltInWords.None(languages.Tags), "noneText", "hasNone", "showNoneItem");
        Add("refused", BuiltInWords.Refuse(languages.Tags), "refuseText", "showRefuseItem");
        Add("dontknow", BuiltInWords.DoNotKnow(languages.Tags), "dontKnowText", "showDontKnowItem");
        if (question.Node.True("hasOther", "showOtherItem") && !item.Options.Exists(o => o.Source == "other"))
        {
            item.Options.Add(Asked(question, "other", OtherLabel(question)));
        }

        void Add(string source, Words usual, string text, params ReadOnlySpan<string> flags)
        {
            var label = languages.Words(question.Node.Find(text), question.Note);
            if (question.Node.True(flags) && !item.Options.Exists(o => o.Source == source))
            {
                item.Options.Add(Asked(question, source, label.IsEmpty ? usual : label, exclusive: item.Kind == SketchKind.Multiple));
            }
        }
    }

    private SketchItem Other(SurveyJsQuestion question, SketchItem item) => question.Extra("other", OtherLabel(question), multiline: false, (item, "other"));

    private Words OtherLabel(SurveyJsQuestion question)
    {
        var label = languages.Words(question.Node.Find("otherText"), question.Note);
        return label.IsEmpty ? BuiltInWords.Other(languages.Tags) : label;
    }

    // choicesMin to choicesMax is a list of numbers.
    private IEnumerable<SketchOption> Counted(SurveyJsQuestion question)
    {
        var (min, max, step) = (question.Node.Number("choicesMin"), question.Node.Number("choicesMax"), question.Node.Number("choicesStep") ?? 1);
        if (min is null || max is null || step <= 0 || (max - min) / step > 1000)
        {
            yield break;
        }

        for (var n = min.Value; n <= max; n += step)
        {
            var text = n.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
            yield return BuiltIn(question, text, BuiltInWords.Same(languages.Tags, text));
        }
    }

    private List<SketchOption> Borrowed(SurveyJsQuestion question)
    {
        var from = question.Node.Text("choicesFromQuestion");
        if (from.Length == 0)
        {
            return [];
        }

        var note = notes.Open($"{question.Node.Path}.choicesFromQuestion", $"choicesFromQuestion {from}");
        if (!_byName.TryGetValue(from, out var source))
        {
            note.LeaveOut(new($"Không có câu chọn “{Wording.Shown(from, 40)}” ở trước.", $"No choice '{Wording.Shown(from, 40)}' stands before it."));
            return [];
        }

        note.Change(new("Chép mọi đáp án của câu ấy; không lọc theo câu trả lời.", "All choices of that question were copied; they are not filtered by its answer.")).Target = SourceCodes.Nearest(question.Name);
        return source.Options.Where(o => o.Source is not "other").Select(o => new SketchOption { Source = o.Source, Label = o.Label, Note = note, Exclusive = o.Exclusive }).ToList();
    }

    // Early versions wrote "value|text".
    private static (string Source, string Label) Split(string text)
    {
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && bar < text.Length - 1 ? (text[..bar].Trim(), text[(bar + 1)..]) : (text, text);
    }
}
