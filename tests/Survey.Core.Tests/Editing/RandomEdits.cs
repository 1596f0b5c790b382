using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Core.Tests.Questionnaires;

namespace Survey.Core.Tests.Editing;

/// <summary>Any edit with any arguments, also with those that nobody would choose.</summary>
internal sealed class RandomEdits(ChoiceTape tape)
{
    private static readonly string?[] Wordings =
        ["Anh/chị đến mấy lần?", "", null, "  \t\n", "e\u0301 NFD", "ខ្មែរ", "key", "\ud800 nửa", "\ufffe", "🙂", new string('x', 2001), "Đường đi – 5 phút"];

    private static readonly string[] NewCodes = ["moi", "i0", "key", "", "Chữ Hoa", "p1", "a_code_that_is_longer_than_thirty_two", "na"];

    private static readonly decimal[] Numbers = [0, 1, -1, 5, 100, 0.5m, 1.00001m, 1_000_000_001m, -300];

    /// <summary>An edit drawn from all there are.</summary>
    public EditResult Next(Questionnaire q) => tape.Below(6) switch
    {
        0 => Item(q),
        1 => Answers(q),
        2 => Scale(q),
        3 => Index(q),
        4 => Settings(q),
        _ => Section(q),
    };

    private EditResult Item(Questionnaire q) => tape.Below(10) switch
    {
        0 => ItemEdits.Add(q, tape.Of(Enum.GetValues<ItemKind>()), SectionOf(q), tape.Of(Wordings), tape.Flip() ? null : ItemOf(q)),
        1 => ItemEdits.Move(q, ItemOf(q), SectionOf(q), tape.Below(5)),
        2 => ItemEdits.MoveAfter(q, ItemOf(q), SectionOf(q), tape.Flip() ? null : ItemOf(q)),
        3 => ItemEdits.MoveUp(q, ItemOf(q)),
        4 => ItemEdits.MoveDown(q, ItemOf(q)),
        5 => ItemEdits.Duplicate(q, ItemOf(q)),
        6 => ItemEdits.Delete(q, ItemOf(q)),
        7 => ItemEdits.ChangeKind(q, ItemOf(q), tape.Of(Enum.GetValues<ItemKind>())),
        8 => ItemEdits.ChangeCode(q, ItemOf(q), tape.Of(NewCodes)),
        _ => ItemEdits.Insert(q, q.FindItem(q.Items.First().Code)!, SectionOf(q), tape.Flip() ? null : ItemOf(q)),
    };

    private EditResult Settings(Questionnaire q) => tape.Below(7) switch
    {
        0 => ItemEdits.Set(q, ItemOf(q), SettingsOf(q)),
        1 => ItemEdits.SetScale(q, ItemOf(q), ScaleOf(q)),
        2 => ItemEdits.SetShowIf(q, ItemOf(q), ConditionOf(q)),
        3 => ItemEdits.SetRequired(q, ItemOf(q), tape.Flip()),
        4 => TextEdits.Set(q, tape.Of(TextEdits.All(q)).Key, LanguageOf(q), tape.Of(Wordings)),
        5 => HeadEdits.SetTexts(q, LanguageOf(q), tape.Of(Wordings), tape.Of(Wordings), tape.Of(Wordings)),
        _ => HeadEdits.SetOverall(q, tape.Flip() ? null : ItemOf(q)),
    };

    private ItemSettings SettingsOf(Questionnaire q) => new()
    {
        Language = tape.Flip() ? null : LanguageOf(q),
        Text = tape.Of(Wordings),
        Hint = tape.Of(Wordings),
        Required = tape.Flip(),
        Scale = tape.Flip() ? null : ScaleOf(q),
        MaxChoices = tape.Below(8) - 1,
        Min = tape.Of(Numbers),
        Max = tape.Of(Numbers),
        Decimals = tape.Below(7) - 1,
        Unit = tape.Of(Wordings),
        MaxLength = tape.Of([0, 1, 4000, 4001]),
        Multiline = tape.Flip(),
    };

    private EditResult Answers(Questionnaire q)
    {
        var item = ItemOf(q);
        var answer = AnswerOf(q, item);
        return tape.Below(9) switch
        {
            0 => OptionEdits.Add(q, item, tape.Of(Wordings), tape.Flip()),
            1 => OptionEdits.Remove(q, item, answer),
            2 => OptionEdits.Move(q, item, answer, tape.Below(5) - 1),
            3 => OptionEdits.SetExclusive(q, item, answer, tape.Flip()),
            4 => OptionEdits.ChangeCode(q, item, answer, tape.Of(NewCodes)),
            5 => BandEdits.Add(q, item, tape.Of(Numbers), tape.Of(Wordings)),
            6 => BandEdits.Remove(q, item, answer),
            7 => BandEdits.SetUpTo(q, item, answer, tape.Of(Numbers)),
            _ => BandEdits.ChangeCode(q, item, answer, tape.Of(NewCodes)),
        };
    }

    private EditResult Scale(Questionnaire q)
    {
        var scale = ScaleOf(q);
        var points = q.Scales.FirstOrDefault(s => s.Code == scale)?.Points ?? [];
        var point = points.Count == 0 ? "p1" : tape.Of([.. points.Select(p => p.Code), "na", "gone"]);
        return tape.Below(11) switch
        {
            0 => ScaleEdits.Add(q, tape.Of(Enum.GetValues<ScalePreset>())),
            1 => ScaleEdits.Duplicate(q, scale),
            2 => ScaleEdits.Delete(q, scale),
            3 => ScaleEdits.ChangeCode(q, scale, tape.Of(NewCodes)),
            4 => ScaleEdits.SetLook(q, scale, tape.Of(Enum.GetValues<ScaleLook>())),
            5 => ScaleEdits.SetNotApplicable(q, scale, tape.Flip(), tape.Of(Wordings)),
            6 => ScaleEdits.AddPoint(q, scale, tape.Of(Wordings), tape.Flip() ? null : (int)tape.Of(Numbers.Take(5).ToList())),
            7 => ScaleEdits.RemovePoint(q, scale, point),
            8 => ScaleEdits.MovePoint(q, scale, point, tape.Below(6) - 1),
            9 => ScaleEdits.SetScore(q, scale, point, tape.Of([0, 7, -300, 1000, 1001])),
            _ => ScaleEdits.ChangePointCode(q, scale, point, tape.Of(NewCodes)),
        };
    }

    private EditResult Index(Questionnaire q)
    {
        var index = q.Indices.Count == 0 ? "x0" : tape.Of([.. q.Indices.Select(x => x.Code), "gone"]);
        var dimension = q.Indices.FirstOrDefault(x => x.Code == index) is { } found ? tape.Of(found.Dimensions).Code : "d0";
        return tape.Below(11) switch
        {
            0 => IndexEdits.Add(q, tape.Of(Wordings)),
            1 => IndexEdits.Delete(q, index),
            2 => IndexEdits.Set(q, index, new IndexSettings { Title = tape.Of(Wordings), MinimumBase = tape.Below(3), Method = tape.Of(Enum.GetValues<IndexMethod>()), Factor = tape.Of(Enum.GetValues<FactorRule>()) }),
            3 => IndexEdits.ChangeCode(q, index, tape.Of(NewCodes)),
            4 => DimensionEdits.Add(q, index, tape.Of(Wordings), ItemOf(q)),
            5 => DimensionEdits.Remove(q, index, dimension),
            6 => DimensionEdits.Move(q, index, dimension, tape.Below(4) - 1),
            7 => DimensionEdits.Set(q, index, dimension, null, tape.Of(Wordings), tape.Of(Numbers)),
            8 => DimensionEdits.AddItem(q, index, dimension, ItemOf(q)),
            9 => DimensionEdits.RemoveItem(q, index, ItemOf(q)),
            _ => DimensionEdits.SetItem(q, index, ItemOf(q), tape.Flip() ? null : ["p0", "p1"], tape.Flip()),
        };
    }

    private EditResult Section(Questionnaire q) => tape.Below(11) switch
    {
        0 => SectionEdits.Add(q, tape.Of(Wordings), tape.Flip() ? null : SectionOf(q), tape.Of(Enum.GetValues<ItemKind>()), tape.Of(Wordings)),
        1 => SectionEdits.Move(q, SectionOf(q), tape.Below(5) - 1),
        2 => SectionEdits.MoveUp(q, SectionOf(q)),
        3 => SectionEdits.MoveDown(q, SectionOf(q)),
        4 => SectionEdits.Delete(q, SectionOf(q)),
        5 => SectionEdits.SetTexts(q, SectionOf(q), LanguageOf(q), tape.Of(Wordings), tape.Of(Wordings)),
        6 => SectionEdits.SetShowIf(q, SectionOf(q), ConditionOf(q)),
        7 => SectionEdits.ChangeCode(q, SectionOf(q), tape.Of(NewCodes)),
        8 => SectionEdits.Duplicate(q, SectionOf(q)),
        9 => tape.Flip() ? HeadEdits.AddLanguage(q, tape.Of(["fr", "vi", "khm", "x", "EN"])) : HeadEdits.RemoveLanguage(q, LanguageOf(q)),
        _ => HeadEdits.MoveLanguage(q, LanguageOf(q), tape.Below(3)),
    };

    private string ItemOf(Questionnaire q) => tape.Of([.. q.Items.Select(i => i.Code), "gone"]);

    private string SectionOf(Questionnaire q) => tape.Of([.. q.Sections.Select(s => s.Code), "gone"]);

    private string ScaleOf(Questionnaire q) => tape.Of([.. q.Scales.Select(s => s.Code), "gone"]);

    private string LanguageOf(Questionnaire q) => tape.Of([.. q.Languages, "xx"]);

    private string AnswerOf(Questionnaire q, string item) => tape.Of(q.FindItem(item) switch
    {
        NumberItem number => [.. number.Bands.Select(b => b.Code), "gone"],
        { } choice => [.. ConditionBuilder.AnswersOf(choice).Select(a => a.Code), "gone"],
        null => new[] { "gone" },
    });

    private Condition? ConditionOf(Questionnaire q)
    {
        var item = ItemOf(q);
        return tape.Below(5) switch
        {
            0 => null,
            1 => new AnsweredCondition(item, tape.Flip()),
            2 => new AtLeastCondition(item, tape.Of(Numbers)),
            3 => new AllCondition([new IsCondition(item, [AnswerOf(q, item)]), new NotCondition(new AnsweredCondition(ItemOf(q), true))]),
            _ => new IsCondition(item, [AnswerOf(q, item)]),
        };
    }
}
