using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.Drafting;

/// <summary>Gives items and answers their codes, and leaves out what is more than the format takes.</summary>
internal static class SketchCodes
{
    public static void Settle(Sketch sketch)
    {
        var codes = SourceCodes.OfItems();
        var count = 0;
        foreach (var item in sketch.Sections.SelectMany(s => s.Items).Where(i => !i.Note.IsLeftOut))
        {
            Limit(item);
            SettleOptions(item);
            SettleChoices(item);
            if (item.Follows is { } parent && (parent.Item.Note.IsLeftOut || !parent.Item.Options.Exists(o => o.Source == parent.Option)))
            {
                item.LeaveOut(new("Câu mà nó đi kèm không có trong phiếu.", "The question it goes with is not in the questionnaire."));
            }
            else if (!item.Note.IsLeftOut && ++count > QuestionnaireJson.MaxItems)
            {
                item.LeaveOut(new($"Phiếu có nhiều nhất {QuestionnaireJson.MaxItems} câu.", $"A questionnaire has at most {QuestionnaireJson.MaxItems} items."));
            }

            if (!item.Note.IsLeftOut)
            {
                item.Note.Target = codes.Take(item.Name, "item");
                Tell(item.Note, item.Name);
            }
        }
    }

    /// <summary>A choice has answers to choose from: one alone is a box to tick, none is no question.</summary>
    public static void SettleChoices(SketchItem item)
    {
        if (item.Kind is not (SketchKind.Single or SketchKind.Multiple or SketchKind.Scale))
        {
            return;
        }

        if (item.Options.Count == 0)
        {
            item.LeaveOut(new("Câu chọn không có đáp án nào.", "A choice without any answer to choose."));
        }
        else if (item.Options.Count == 1 && item.Kind != SketchKind.Multiple)
        {
            item.Kind = SketchKind.Multiple;
            item.Note.Change(new("Chỉ có một đáp án nên thành ô để đánh dấu.", "With one answer only it became a box to tick."));
        }
    }

    private static void Limit(SketchItem item)
    {
        foreach (var option in item.Options.Skip(QuestionnaireJson.MaxOptions))
        {
            option.Note.LeaveOut(new($"Một câu có nhiều nhất {QuestionnaireJson.MaxOptions} đáp án.", $"An item has at most {QuestionnaireJson.MaxOptions} options."));
        }

        item.Options.RemoveAll(o => o.Note.IsLeftOut);
    }

    private static void SettleOptions(SketchItem item)
    {
        var codes = SourceCodes.Plain();
        foreach (var option in item.Options)
        {
            // Rows of an array share their answers, which have their codes already.
            if (option.Code.Length == 0)
            {
                option.Code = codes.Take(option.Name ?? option.Source, "option");
                Tell(option.Note, option.Name ?? option.Source, option.Code);
            }
        }
    }

    private static void Tell(LossNote note, string name, string? code = null)
    {
        code ??= note.Target!;
        if (string.Equals(code, name, StringComparison.OrdinalIgnoreCase))
        {
            if (code != name)
            {
                note.Remark(new($"Mã viết bằng chữ thường: {code}.", $"The code is written in lower case: {code}."));
            }

            return;
        }

        var shown = Wording.Shown(name, 40);
        note.Change(new($"Mã “{shown}” thành “{code}”.", $"The code '{shown}' became '{code}'."));
    }
}
