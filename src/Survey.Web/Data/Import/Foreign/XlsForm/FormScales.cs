using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign.XlsForm;

/// <summary>Knows which choice lists are scales, and makes one scale of each.</summary>
internal sealed class FormScales(FormChoices choices, LossLog log)
{
    private const int MostPoints = 11;
    private static readonly string[] NoAnswer =
    [
        "na", "n_a", "dk", "dnk", "idk", "dont_know", "don_t_know", "dontknow", "do_not_know", "unknown", "no_opinion", "not_applicable", "notapplicable",
        "refused", "refuse", "refuse_to_answer", "no_answer", "prefer_not_to_say", "khong_biet", "khongbiet", "kb", "khong_y_kien", "khong_co_y_kien", "khong_ap_dung", "khong_tra_loi",
    ];

    private static readonly int[] NoAnswerNumbers = [77, 88, 97, 98, 99, 777, 888, 997, 998, 999];
    private readonly Dictionary<string, Scale> _scales = new(StringComparer.Ordinal);
    private readonly SourceCodes _codes = SourceCodes.Plain();

    /// <summary>The scales made so far, in the order in which their lists stand.</summary>
    public IReadOnlyList<Scale> Scales => [.. choices.Lists.Where(_scales.ContainsKey).Select(l => _scales[l])];

    /// <summary>Whether our own export says that the list is a scale.</summary>
    public bool IsOwn(string list) => choices.RowsOf(list) is [var first, ..] && choices.CellOf(first, "survey::scale").Length > 0;

    /// <summary>Whether the list has 2 to 11 points beside at most one that is no answer.</summary>
    public bool CanBe(string list)
    {
        var names = NamesOf(list);
        var without = names.Count(n => IsNoAnswer(n, names));
        return IsOwn(list) || (without <= 1 && names.Count - without is >= 2 and <= MostPoints);
    }

    /// <summary>Whether the names are whole numbers in sequence, at least three of them.</summary>
    public bool IsSequence(string list)
    {
        var names = NamesOf(list);
        var numbers = names.Where(n => !IsNoAnswer(n, names)).Select(Number).ToList();
        var steps = numbers.Zip(numbers.Skip(1), (a, b) => b - a).Distinct().ToList();
        return numbers.Count is >= 3 and <= MostPoints && numbers.All(n => n is not null) && steps is [1 or -1];
    }

    public Scale Take(string list)
    {
        if (_scales.TryGetValue(list, out var scale))
        {
            return scale;
        }

        var taken = choices.Take(list);
        var own = IsOwn(list);
        var names = taken.Select(c => c.Source).ToList();
        var absent = taken.FirstOrDefault(c => own ? choices.CellOf(c.Row, "survey::na").Length > 0 : IsNoAnswer(c.Source, names));
        var points = taken.Where(c => c != absent).ToList();
        var scores = points.Select(c => own && Number(choices.CellOf(c.Row, "survey::score")) is { } score ? score : Number(c.Source)).ToList();
        var named = scores.All(s => s is >= -1000 and <= 1000) && scores.Distinct().Count() == scores.Count;
        scale = new Scale
        {
            Code = _codes.Take(own ? choices.CellOf(taken[0].Row, "survey::scale") : list, "scale"),
            Look = own && choices.CellOf(taken[0].Row, "survey::look") == "faces" ? ScaleLook.Faces : ScaleLook.Plain,
            Points = [.. points.Select((c, i) => new ScalePoint { Code = c.Code, Score = named ? scores[i]!.Value : i + 1, Label = c.Label })],
            NotApplicable = absent is null ? null : new NotApplicablePoint { Code = absent.Code, Label = absent.Label },
        };
        _scales.Add(list, scale);
        LogScale(list, scale, named, absent is not null && !own);
        return scale;
    }

    /// <summary>Makes scales that no item uses, so that our own export comes back whole.</summary>
    public void TakeOwn()
    {
        foreach (var list in choices.Lists.Where(l => IsOwn(l) && CanBe(l)).ToList())
        {
            Take(list);
        }
    }

    private void LogScale(string list, Scale scale, bool named, bool absent)
    {
        var remarks = new List<Sentence>();
        if (!named)
        {
            remarks.Add(new("Điểm tính theo thứ tự: đáp án đầu 1 điểm. Hãy xem lại chiều của thang.", "Scores follow the order, the first choice being 1. Check the scale's direction."));
        }

        if (absent)
        {
            remarks.Add(new($"“{scale.NotApplicable!.Code}” thành mức không tính điểm.", $"'{scale.NotApplicable!.Code}' became the point that is not counted."));
        }

        if (scale.Code != list && !IsOwn(list))
        {
            remarks.Add(new($"Mã thang là “{scale.Code}”.", $"The scale's code is '{scale.Code}'."));
        }

        FormCells.LogRow(log, choices.PlaceOf(list), $"list {list}", scale.Code, remarks);
    }

    private List<string> NamesOf(string list) => [.. choices.RowsOf(list).Select(r => choices.CellOf(r, "name"))];

    private static bool IsNoAnswer(string name, List<string> names)
    {
        if (Number(name) is not { } number)
        {
            return NoAnswer.Contains(SourceCodes.Nearest(name));
        }

        var others = names.Where(n => n != name).Select(Number).OfType<int>().Select(Math.Abs).Where(n => !NoAnswerNumbers.Contains(n)).ToList();
        return NoAnswerNumbers.Contains(Math.Abs(number)) && others.All(n => n < Math.Abs(number) - 1);
    }

    private static int? Number(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((long)number) <= 1_000_000 ? number : null;
}
