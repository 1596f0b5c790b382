using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Says what goes or changes elsewhere along with an edit.</summary>
public static class Losses
{
    private const int CodesNamed = 6;

    public static string Ask(DesignerView view, IStringLocalizer<DesignTexts> texts) => view.At.Kind switch
    {
        "item" => texts["Xóa câu {0}?", view.Places[view.At.Code].Number],
        "section" => texts["Xóa cả phần này và các câu trong đó?"],
        "scale" => texts["Xóa thang này?"],
        _ => texts["Xóa chỉ số này?"],
    };

    /// <summary>What deleting the selected thing would take with it.</summary>
    public static IReadOnlyList<string> Of(DesignerView view, IStringLocalizer<DesignTexts> texts)
    {
        var consequences = view.At.Kind switch
        {
            "item" => ItemEdits.Consequences(view.Questionnaire, view.At.Code),
            "section" => SectionEdits.Consequences(view.Questionnaire, view.At.Code),
            _ => [],
        };
        return Of(view.Questionnaire, view.Places, consequences, texts);
    }

    /// <summary>Published codes that the mapping says are gone from now on.</summary>
    public static IEnumerable<string> OfResults(IReadOnlyList<CodePlace> givenUp, IStringLocalizer<DesignTexts> texts)
    {
        // A point that left a scale is one code, however many items are answered on it.
        var codes = givenUp.Select(p => $"“{p.Answer ?? p.Item}”").Distinct().ToList();
        return codes.Count == 0 ? [] :
            [texts["Bảng quy đổi mã nay ghi “không còn” cho mã {0}: kết quả các kỳ trước không nối tiếp nữa. Nếu nhầm, bấm Hoàn tác.", string.Join(", ", codes.Take(CodesNamed)) + (codes.Count > CodesNamed ? "…" : "")]];
    }

    public static IReadOnlyList<string> Of(Questionnaire before, IReadOnlyDictionary<string, ItemPlace> places, IReadOnlyList<Consequence> consequences, IStringLocalizer<DesignTexts> texts)
    {
        string Item(string code) => places.TryGetValue(code, out var place) ? texts["câu số {0}", place.Number] : $"“{code}”";
        string Index(string code) => before.Indices.FirstOrDefault(i => i.Code == code)?.Title.In(before.Languages[0]) ?? code;
        string Place(string target)
        {
            var colon = target.IndexOf(':', StringComparison.Ordinal);
            var code = colon < 0 ? target : target[(colon + 1)..];
            return target.StartsWith("item:", StringComparison.Ordinal) ? Item(code)
                : target.StartsWith("index:", StringComparison.Ordinal) ? texts["chỉ số “{0}”", Index(code)]
                : texts["phần “{0}”", before.Sections.FirstOrDefault(s => s.Code == code)?.Title?.In(before.Languages[0]) ?? code];
        }

        return [.. consequences.Select(c => c.Kind switch
        {
            ConsequenceKind.ItemDropped => texts["Mất {0}.", Place(c.Target)].Value,
            ConsequenceKind.SectionDropped => texts["Mất cả {0}, vì không còn câu nào.", Place(c.Target)],
            ConsequenceKind.ConditionDropped => texts["Điều kiện của {0} mất: sẽ luôn được hỏi.", Place(c.Target)],
            ConsequenceKind.ConditionReduced => texts["Điều kiện của {0} bớt một phần.", Place(c.Target)],
            ConsequenceKind.IndexItemDropped => texts["{0} không còn tính {1}.", Place(c.Target), Item(c.Detail)],
            ConsequenceKind.PositiveReduced => texts["{0} bớt một mức tính là hài lòng ở {1}.", Place(c.Target), Item(c.Detail)],
            ConsequenceKind.OverallItemDropped => texts["{0} mất câu chung của một yếu tố, nên tính mọi câu.", Place(c.Target)],
            ConsequenceKind.DimensionDropped => texts["{0} mất một yếu tố, vì không còn câu nào.", Place(c.Target)],
            ConsequenceKind.IndexDropped => texts["Mất {0}, vì không còn yếu tố nào.", Place(c.Target)],
            ConsequenceKind.OverallCleared => texts["Phiếu không còn câu hài lòng chung."],
            _ => texts["Số ý được chọn nhiều nhất ở {0} giảm theo.", Place(c.Target)],
        }).Select(words => char.ToUpperInvariant(words[0]) + words[1..])];
    }
}
