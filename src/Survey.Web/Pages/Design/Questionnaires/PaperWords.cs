using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What a printed form says in its own name, and its conditions as sentences: on paper nothing hides by itself.</summary>
public static class PaperWords
{
    public static readonly LocalizedText Promise = Text(
        "Ẩn danh: xin đừng ghi tên, số điện thoại hay số giấy tờ. Không ai biết phiếu nào là của ai.",
        "Anonymous: please leave out names, phone and document numbers. Nobody can tell who answered.",
        "អនាមិក៖ សូមកុំសរសេរឈ្មោះ លេខទូរស័ព្ទ ឬលេខឯកសារ។");

    public static readonly LocalizedText How = Text(
        "Đánh dấu ✕. Ô tròn: chọn một ý. Ô vuông: có thể chọn nhiều ý. Nhầm thì tô kín ô đó rồi đánh dấu ô khác.",
        "Mark with ✕. Circles: choose one. Squares: choose any that apply. A slip? Fill that shape in and mark another.",
        "គូស ✕។ រង្វង់៖ ជ្រើសមួយ។ ការ៉េ៖ អាចជ្រើសច្រើន។");

    public static readonly LocalizedText OnThePhone = Text("Hoặc trả lời trên điện thoại", "Or answer on your phone", "ឬឆ្លើយតាមទូរស័ព្ទ");
    public static readonly LocalizedText Office = Text("Dành cho người nhập phiếu", "For data entry", null);
    public static readonly LocalizedText Day = Text("Ngày thu", "Day received", null);
    public static readonly LocalizedText Point = Text("Điểm thu", "Collection point", null);
    public static readonly LocalizedText Service = Text("Thủ tục", "Service", "សេវា");
    public static readonly LocalizedText NotPublished = Text("Bản nháp, chưa công bố", "Draft, not published", null);
    public static readonly LocalizedText Version = Text("bản {0}", "version {0}", null);
    public static readonly LocalizedText Draft = Text("bản nháp", "draft", null);

    private static readonly LocalizedText OnlyIf = Text("Chỉ trả lời nếu {0}.", "Answer only if {0}.", "ឆ្លើយតែក្នុងករណីដែល {0}។");
    private static readonly LocalizedText And = Text("và", "and", "និង");
    private static readonly LocalizedText Is = Text("câu {0} là {1}", "question {0} is {1}", "សំណួរ {0} គឺ {1}");
    private static readonly LocalizedText IsNot = Text("câu {0} không phải {1}", "question {0} is not {1}", "សំណួរ {0} មិនមែន {1}");
    private static readonly LocalizedText AtLeast = Text("câu {0} từ {1} trở lên", "question {0} is {1} or more", "សំណួរ {0} គឺ {1} ឡើងទៅ");
    private static readonly LocalizedText AtMost = Text("câu {0} từ {1} trở xuống", "question {0} is {1} or less", "សំណួរ {0} គឺ {1} ចុះក្រោម");
    private static readonly LocalizedText Answered = Text("câu {0} đã trả lời", "question {0} is answered", "សំណួរ {0} បានឆ្លើយ");
    private static readonly LocalizedText Blank = Text("câu {0} để trống", "question {0} is left blank", "សំណួរ {0} ទុកទទេ");
    private static readonly LocalizedText Not = Text("không đúng là {0}", "it is not so that {0}", "មិនមែន {0}");

    /// <summary>A sentence such as: Chỉ trả lời nếu câu 3 là “Có” và câu 5 từ 2 trở lên.</summary>
    public static string Sentence(FormModel form, Condition condition) => Fill(form, OnlyIf, Clause(form, condition, inner: false));

    private static string Clause(FormModel form, Condition condition, bool inner) => condition switch
    {
        IsCondition x => Fill(form, Is, form.NumberOf(x.Item), Labels(form, x)),
        NotCondition { Part: IsCondition x } => Fill(form, IsNot, form.NumberOf(x.Item), Labels(form, x)),
        NotCondition { Part: AnsweredCondition x } => Clause(form, x with { Answered = !x.Answered }, inner),
        NotCondition { Part: NotCondition x } => Clause(form, x.Part, inner),
        NotCondition x => Fill(form, Not, Clause(form, x.Part, inner: true)),
        AtLeastCondition x => Fill(form, AtLeast, form.NumberOf(x.Item), x.Value),
        AtMostCondition x => Fill(form, AtMost, form.NumberOf(x.Item), x.Value),
        AnsweredCondition x => Fill(form, x.Answered ? Answered : Blank, form.NumberOf(x.Item)),
        AllCondition x => Join(form, x.Parts, And, inner),
        AnyCondition x => Join(form, x.Parts, CitizenTexts.Or, inner),
        _ => throw new ArgumentException($"Unknown condition {condition.GetType().Name}."),
    };

    // Brackets stand where "and" meets "or", and nowhere else.
    private static string Join(FormModel form, IReadOnlyList<Condition> parts, LocalizedText word, bool inner)
    {
        var words = string.Join($" {form.Words(word)} ", parts.Select(p => Clause(form, p, parts.Count > 1)));
        return inner && parts.Count > 1 ? $"({words})" : words;
    }

    private static string Labels(FormModel form, IsCondition condition)
    {
        var labels = OptionsOf(form.Questionnaire.FindItem(condition.Item)!).Where(o => condition.Codes.Contains(o.Code));
        return string.Join($" {form.Words(CitizenTexts.Or)} ", labels.Select(o => $"“{form.Words(o.Label)}”"));
    }

    /// <summary>What an item offers to tick, not-applicable last.</summary>
    public static IReadOnlyList<(string Code, LocalizedText Label)> OptionsOf(Item item) => item switch
    {
        ScaleItem { Scale: var scale } => [.. scale.Points.Select(p => (p.Code, p.Label)), .. scale.NotApplicable is { } na ? [(na.Code, na.Label)] : Array.Empty<(string, LocalizedText)>()],
        SingleChoiceItem single => [.. single.Options.Select(o => (o.Code, o.Label))],
        MultipleChoiceItem multiple => [.. multiple.Options.Select(o => (o.Code, o.Label))],
        _ => [],
    };

    public static string Fill(FormModel form, LocalizedText text, params object[] values)
    {
        var (words, language) = text.Find(form.Language);
        return string.Format(CultureInfo.GetCultureInfo(language == "vi" ? "vi-VN" : "en"), words, values);
    }

    private static LocalizedText Text(string vi, string en, string? km) =>
        new(km is null ? [new("vi", vi), new("en", en)] : [new("vi", vi), new("en", en), new("km", km)]);
}
