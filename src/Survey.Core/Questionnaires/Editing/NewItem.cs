namespace Survey.Core.Questionnaires.Editing;

/// <summary>What a new item starts as, so that it can be asked as it stands.</summary>
internal static class NewItem
{
    /// <summary>An item of this kind; a scale item brings a scale with it where the questionnaire has none.</summary>
    public static (Questionnaire Questionnaire, Item Item) Of(Questionnaire q, ItemKind kind, string code, LocalizedText text)
    {
        switch (kind)
        {
            case ItemKind.Scale:
                (q, var scale) = UsualScale(q);
                return (q, new ScaleItem { Code = code, Text = text, Scale = scale });
            case ItemKind.OneChoice:
                return (q, new SingleChoiceItem { Code = code, Text = text, Options = Options(q, 2) });
            case ItemKind.ManyChoices:
                return (q, new MultipleChoiceItem { Code = code, Text = text, Options = Options(q, 2) });
            case ItemKind.Number:
                return (q, new NumberItem { Code = code, Text = text, Min = 0, Max = 100, Bands = Bands(q) });
            default:
                var multiline = kind == ItemKind.LongText;
                return (q, new TextItem { Code = code, Text = text, Multiline = multiline, MaxLength = multiline ? 1000 : 200 });
        }
    }

    /// <summary>The scale that most items have, else the first, else five points of satisfaction made for it.</summary>
    public static (Questionnaire Questionnaire, Scale Scale) UsualScale(Questionnaire q)
    {
        var used = q.Items.OfType<ScaleItem>().GroupBy(i => i.Scale.Code).OrderByDescending(g => g.Count()).FirstOrDefault()?.First().Scale;
        if (used is not null || q.Scales.Count > 0)
        {
            return (q, used ?? q.Scales[0]);
        }

        var made = ScalePresets.Make(q, ScalePreset.Satisfaction5);
        return (q with { Scales = [made] }, made);
    }

    /// <summary>Options named by their place.</summary>
    public static IReadOnlyList<ChoiceOption> Options(Questionnaire q, int count) => [.. Enumerable.Range(1, count).Select(n => new ChoiceOption
    {
        Code = "lua_chon_" + n,
        Label = Wording.Of(q, "Lựa chọn " + n, "Option " + n),
    })];

    private static NumberBand[] Bands(Questionnaire q) =>
    [
        new() { Code = "den_25", UpTo = 25, Label = Wording.Of(q, "Đến 25", "Up to 25") },
        new() { Code = "den_50", UpTo = 50, Label = Wording.Of(q, "Trên 25 đến 50", "Over 25 to 50") },
        new() { Code = "den_75", UpTo = 75, Label = Wording.Of(q, "Trên 50 đến 75", "Over 50 to 75") },
        new() { Code = "tren_75", Label = Wording.Of(q, "Trên 75", "Over 75") },
    ];
}
