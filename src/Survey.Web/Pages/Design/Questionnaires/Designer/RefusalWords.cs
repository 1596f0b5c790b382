using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;

namespace Survey.Web.Pages.Design.Questionnaires.Designer;

/// <summary>Says why an edit is refused, in terms of what the officer sees: numbers of questions instead of codes.</summary>
public sealed class RefusalWords(IReadOnlyDictionary<string, ItemPlace> places, IStringLocalizer<DesignTexts> texts)
{
    /// <summary>What is wrong with one field.</summary>
    public static string Of(PostedProblem problem, IStringLocalizer<DesignTexts> texts) => problem switch
    {
        PostedProblem.SourceMissing => texts["Thiếu lời bằng tiếng gốc của phiếu."],
        PostedProblem.TooLong => texts["Lời dài quá 2000 chữ."],
        _ => texts["Con số này chưa đúng."],
    };

    public string Of(EditProblem problem)
    {
        string Argument(int n) => problem.Arguments.ElementAtOrDefault(n) ?? "";
        return problem.Why switch
        {
            EditRefusal.Missing => texts["Chỗ này không còn nữa: người khác vừa xóa. Xem lại phiếu rồi làm lần nữa."],
            EditRefusal.BadCode => texts["Mã “{0}” không dùng được: đã có, hoặc không chỉ gồm chữ thường không dấu, số và gạch dưới (tối đa 32).", Argument(0)],
            EditRefusal.ConditionBeforeItem => texts["Không được: {0} có điều kiện hỏi theo {1}, mà câu đó sẽ đứng sau.", NameOf(Argument(0)), NameOf(Argument(1))],
            EditRefusal.StillUsed => texts["Chưa bỏ được vì còn dùng ở {0}.", string.Join(", ", Argument(1).Split(", ").Select(NameOf))],
            EditRefusal.TooMany => texts["Quá nhiều: tối đa {0} {1}.", Argument(1), WhatOf(Argument(0))],
            EditRefusal.TooFew => texts["Quá ít: cần ít nhất {0} {1}.", Argument(1), WhatOf(Argument(0))],
            EditRefusal.BadText => texts["Thiếu lời gốc, hoặc lời dài quá 2000 chữ."],
            EditRefusal.LastItem => texts["Mỗi phần cần ít nhất một câu. Muốn bỏ cả phần thì xóa phần."],
            EditRefusal.AtEdge => texts["Đã ở đầu hoặc cuối rồi."],
            EditRefusal.BadNumber => texts["Con số này phải từ {0} đến {1}.", Argument(1), Argument(2)],
            EditRefusal.ScoreTaken => texts["Hai mức của thang không được cùng điểm {0}.", Argument(1)],
            EditRefusal.DifferentScores => texts["Các câu trong một yếu tố phải có thang cùng điểm thấp nhất và cao nhất; {0} thì khác.", NameOf(Argument(0))],
            EditRefusal.NoScaleItem => texts["Cần một câu trả lời theo thang mức độ."],
            EditRefusal.CodeUnsaid => texts["Mã “{0}” có trong bản đã công bố: hãy chọn mã mới vẫn là nội dung cũ hay là nội dung mới.", Argument(0)],
            EditRefusal.SourceLanguage => texts["Không bỏ được tiếng gốc của phiếu."],
            _ => Invalid(Argument(0), Argument(1)),
        };
    }

    public string NameOf(string code) => places.TryGetValue(code, out var place) ? texts["câu số {0}", place.Number] : $"“{code}”";

    private string WhatOf(string what) => what switch
    {
        "sections" => texts["phần của phiếu"],
        "items" => texts["câu"],
        "options" => texts["đáp án của một câu"],
        "bands" => texts["khoảng"],
        "grades" => texts["loại khi xếp loại"],
        "points" => texts["mức của một thang"],
        "scales" => texts["thang trong phiếu"],
        "indices" => texts["chỉ số trong phiếu"],
        "dimensions" => texts["yếu tố trong một chỉ số"],
        "languages" => texts["ngôn ngữ của phiếu"],
        "conditions" => texts["điều kiện"],
        _ => what,
    };

    // The format's own reasons are English; the frequent ones have words of their own, by the place they are found at.
    private string Invalid(string place, string reason) => place switch
    {
        _ when place.EndsWith(".score", StringComparison.Ordinal) => texts["Hai mức của thang không được cùng điểm."],
        _ when place.EndsWith(".upTo", StringComparison.Ordinal) => texts["Các khoảng phải tăng dần."],
        _ when place.EndsWith(".max", StringComparison.Ordinal) || place.EndsWith(".min", StringComparison.Ordinal) => texts["Số nhỏ nhất phải không quá số lớn nhất, và không nhiều số lẻ hơn cho phép."],
        _ when place.Contains(".showIf", StringComparison.Ordinal) => texts["Một điều kiện hỏi theo câu hoặc đáp án không còn phù hợp."],
        _ when place.Contains(".indices", StringComparison.Ordinal) => texts["Một chỉ số đang tính theo chỗ này; sửa chỉ số trước."],
        _ => texts["Phiếu sẽ không còn hợp lệ ({0}: {1}).", place, reason],
    };
}
