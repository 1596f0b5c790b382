using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>Lists, fixed choices and multiple choices.</summary>
internal static class LssChoices
{
    private const string OtherSource = "-oth-";
    private const int OtherLength = 255;

    public static List<SketchItem> List(LssQuestion question)
    {
        var options = question.OptionsOf(scored: !question.HasOther);
        if (options.Count == 0 && !question.HasOther)
        {
            return [];
        }

        var scored = question.IsScored && !question.HasOther && options.Count <= SketchScales.MostPoints;
        if (scored)
        {
            question.Note.Change(new("Các đáp án có điểm đánh giá khác nhau nên thành một thang.", "The answers have assessment values that differ, so they became a scale."));
        }

        var item = question.Item(scored ? SketchKind.Scale : SketchKind.Single, options);
        return WithOther(question, item);
    }

    public static List<SketchItem> WithComment(LssQuestion question)
    {
        var options = question.OptionsOf(scored: false);
        if (options.Count == 0)
        {
            return [];
        }

        var note = question.Survey.Notes.Open(question.Note.Place, "comment field").Change(new("Ô ghi ý kiến thành một câu riêng.", "The comment field became an item by itself."));
        var comment = new SketchItem
        {
            Name = $"{question.Code}_comment",
            Variables = question.Names.Part("comment"),
            Kind = SketchKind.LongText,
            Text = Words.Join(question.Text, BuiltInWords.Comment(question.Languages), question.Languages[0], note),
            Note = note,
            Conditions = [.. question.Conditions],
        };
        return [question.Item(SketchKind.Single, options), comment];
    }

    public static List<SketchItem> Fixed(LssQuestion question, params (string Source, Words Label)[] options) =>
        [question.Item(SketchKind.Single, [.. options.Select(o => question.BuiltIn(o.Source, o.Label))])];

    public static List<SketchItem> Multiple(LssQuestion question)
    {
        if (question.Subquestions.Count == 0)
        {
            return [];
        }

        var exclusive = question.Attributes["exclude_all_others"].Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries);
        var item = question.Item(SketchKind.Multiple, [.. question.Subquestions.Select(s => Box(question, s, exclusive.Contains(s.Code)))]);
        item.MaxChoices = question.Attributes.Number("max_answers") is >= 1 and <= 1000 and var most ? (int)most : null;
        if (question.Type == "P")
        {
            question.Note.Change(new("Giữ các lựa chọn; ô ghi chú bên cạnh từng lựa chọn bị bỏ.", "The choices were kept; the comment field beside each was left out."));
        }

        return WithOther(question, item);
    }

    private static SketchOption Box(LssQuestion question, LssPart row, bool exclusive)
    {
        if (!LssConditions.IsAlways(row.Row["relevance"]))
        {
            question.Survey.Notes.Open(row.Note.Place, $"relevance: {row.Row["relevance"]}").LeaveOut(new("Từng lựa chọn không có điều kiện riêng.", "A choice has no condition of its own."));
            row.Note.Change(new("Luôn hiện trong danh sách.", "It is always in the list."));
        }

        return question.Option(row, "question", variables: question.Names.Row(row, ""), exclusive: exclusive);
    }

    // "Other" is one more answer, and an item in words that follows it.
    private static List<SketchItem> WithOther(LssQuestion question, SketchItem item)
    {
        if (!question.HasOther)
        {
            return [item];
        }

        var label = question.Attributes.Words("other_replace_text");
        label = label.IsEmpty ? BuiltInWords.Other(question.Languages) : label;
        item.Options.Add(question.BuiltIn(OtherSource, label, name: "other", variables: question.Names.Part("other")));
        var note = question.Survey.Notes.Open(question.Note.Place, "field of the answer 'other'").Change(new("Ô ghi “khác” thành một câu riêng, chỉ hỏi khi chọn “khác”.", "The field of 'other' became an item by itself, asked where 'other' is chosen."));
        var words = new SketchItem
        {
            Name = $"{question.Code}_other",
            Kind = SketchKind.ShortText,
            Text = Words.Join(question.Text, label, question.Languages[0], note),
            Note = note,
            MaxLength = OtherLength,
            Conditions = [.. question.Conditions],
            Follows = (item, OtherSource),
        };
        return [item, words];
    }
}
