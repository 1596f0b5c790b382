namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the bands by which a number is analysed. Wordings are set with <see cref="TextEdits"/> (item.CODE.band.CODE).</summary>
public static class BandEdits
{
    /// <summary>Adds a band up to this number (inclusive) in its place among the others; its code is proposed from the label.</summary>
    public static EditResult Add(Questionnaire q, string item, decimal upTo, string? label)
    {
        if (q.FindItem(item) is not NumberItem number)
        {
            return Edited.Missing(item);
        }

        if (!Edited.Fits(upTo) || number.Bands.Any(b => b.UpTo == upTo))
        {
            return Edited.BadNumber("upTo", -JsonNode.LargestNumber, JsonNode.LargestNumber);
        }

        var shown = CanonicalJsonWriter.NumberText(upTo);
        var text = Wording.Or(q, label, "Đến " + shown.Replace('.', ','), "Up to " + shown);
        var code = CodeProposal.From(text.In(q.Languages[0]), "khoang", number.Bands.Select(b => b.Code));
        var place = number.Bands.IndexOf(b => b.UpTo is null || b.UpTo > upTo);
        return Finish(q, number, number.Bands.InsertedAt(place, new NumberBand { Code = code, UpTo = upTo, Label = text }), code);
    }

    /// <summary>Takes the band away; its numbers fall to the next one, those of the last to the one before. One band stays.</summary>
    public static EditResult Remove(Questionnaire q, string item, string band)
    {
        if (q.FindItem(item) is not NumberItem number || number.Bands.All(b => b.Code != band))
        {
            return Edited.Missing(band);
        }

        if (number.Bands.Count == 1)
        {
            return Edited.TooFew("bands", 1);
        }

        IReadOnlyList<NumberBand> left = [.. number.Bands.Where(b => b.Code != band)];
        return Finish(q, number, [.. left.Take(left.Count - 1), left[^1] with { UpTo = null }]);
    }

    /// <summary>Sets up to which number the band goes; it must stay between its neighbours. The last band has no bound (Missing).</summary>
    public static EditResult SetUpTo(Questionnaire q, string item, string band, decimal upTo)
    {
        if (q.FindItem(item) is not NumberItem number || number.Bands.IndexOf(b => b.Code == band) is not (>= 0 and var place)
            || place == number.Bands.Count - 1)
        {
            return Edited.Missing(band);
        }

        var least = place == 0 ? -JsonNode.LargestNumber : number.Bands[place - 1].UpTo!.Value;
        var most = number.Bands[place + 1].UpTo ?? JsonNode.LargestNumber;
        return !Edited.Fits(upTo) || (place > 0 && upTo <= least) || (number.Bands[place + 1].UpTo is not null && upTo >= most)
            ? Edited.BadNumber("upTo", least, most)
            : Finish(q, number, [.. number.Bands.Select(b => b.Code == band ? b with { UpTo = upTo } : b)]);
    }

    /// <summary>Gives the band another code.</summary>
    /// <param name="q">The questionnaire.</param>
    /// <param name="item">The item's code.</param>
    /// <param name="band">The band's code.</param>
    /// <param name="newCode">Its new code.</param>
    /// <param name="continues">Whether the new code continues the old one, see <see cref="CodeRename.Continues"/>.</param>
    public static EditResult ChangeCode(Questionnaire q, string item, string band, string newCode, bool? continues = null)
    {
        if (q.FindItem(item) is not NumberItem number || number.Bands.All(b => b.Code != band))
        {
            return Edited.Missing(band);
        }

        if (band == newCode)
        {
            return EditResult.Made(q) with { Code = newCode };
        }

        if (!CodeProposal.IsCode(newCode) || number.Bands.Any(b => b.Code == newCode))
        {
            return Edited.BadCode(newCode);
        }

        var made = Finish(q, number, [.. number.Bands.Select(b => b.Code == band ? b with { Code = newCode } : b)], newCode);
        return made.Questionnaire is null ? made : made with { Renames = [new CodeRename(item, band, newCode) { Continues = continues }] };
    }

    private static EditResult Finish(Questionnaire q, NumberItem item, IReadOnlyList<NumberBand> bands, string? code = null) =>
        Edited.Finish(q.WithItem(item.Code, item with { Bands = bands }), code);
}
