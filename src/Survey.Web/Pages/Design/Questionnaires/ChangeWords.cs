using System.Globalization;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Differences;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Changes between two versions in an officer's words.</summary>
public sealed class ChangeWords(Questionnaire before, Questionnaire after, IStringLocalizer<DesignTexts> texts)
{
    private readonly PlaceWords _old = new(before, texts);
    private readonly PlaceWords _now = new(after, texts);
    private readonly ConditionWords _oldConditions = new(before, texts);
    private readonly ConditionWords _nowConditions = new(after, texts);

    public string Effect(ChangeEffect effect) => effect switch
    {
        ChangeEffect.Series => texts["Số liệu các kỳ có thể không so sánh được"],
        ChangeEffect.Asking => texts["Hỏi khác đi, số liệu vẫn nối tiếp"],
        ChangeEffect.Words => texts["Chỉ đổi lời"],
        _ => texts["Chỉ đổi thứ tự"],
    };

    public string Place(QuestionnaireChange change) => _now.Has(change.Place) ? _now.Of(change.Place) : _old.Of(change.Place);

    public string Of(QuestionnaireChange c) => c.Kind switch
    {
        ChangeKind.ItemAdded => texts["Thêm câu."],
        ChangeKind.ItemRemoved => texts["Bỏ câu."],
        ChangeKind.ItemRecoded => texts["Mã đổi từ {0} thành {1}, nối theo bảng mã.", A(c, 0), A(c, 1)],
        ChangeKind.ItemMoved => IsWithin(A(c, 0), A(c, 1)) ? texts["Đổi chỗ trong phần."] : texts["Chuyển sang “{0}”.", _now.Of("section:" + A(c, 1))],
        ChangeKind.ItemKind => texts["Đổi kiểu trả lời."],
        ChangeKind.ItemScale => texts["Đổi thang từ {0} sang {1}.", Scales(c).Before, Scales(c).After],
        ChangeKind.Required => IsTrue(c, 1) ? texts["Trở thành bắt buộc."] : texts["Không còn bắt buộc."],
        ChangeKind.Condition => texts["Điều kiện hỏi: trước là {0}; nay là {1}.", _oldConditions.Of(c.ConditionBefore), _nowConditions.Of(c.ConditionAfter)],
        ChangeKind.AnswerAdded => texts["Thêm đáp án {0}.", Answer(after, c, 0)],
        ChangeKind.AnswerRemoved => texts["Bỏ đáp án {0}.", Answer(before, c, 0)],
        ChangeKind.AnswerRecoded => texts["Mã đáp án đổi từ {0} thành {1}, nối theo bảng mã.", A(c, 0), A(c, 1)],
        ChangeKind.AnswerOrder => texts["Đổi thứ tự đáp án."],
        ChangeKind.Score => texts["Điểm của mức {0} đổi từ {1} thành {2}.", Answer(after, c, 0), Number(c, 2), Number(c, 3)],
        ChangeKind.Exclusive => IsTrue(c, 2) ? texts["Đáp án {0} nay loại trừ các đáp án khác.", Answer(after, c, 0)] : texts["Đáp án {0} không còn loại trừ các đáp án khác.", Answer(after, c, 0)],
        ChangeKind.MaxChoices => texts["Số đáp án được chọn: trước {0}, nay {1}.", Any(c, 1), Any(c, 2)],
        ChangeKind.NumberRange => texts["Khoảng số nhận và số chữ số lẻ: trước {0}, nay {1}.", A(c, 1), A(c, 2)],
        ChangeKind.BandBound => texts["Mốc trên của khoảng {0}: trước {1}, nay {2}.", Answer(after, c, 0), Any(c, 2), Any(c, 3)],
        ChangeKind.MaxLength => texts["Độ dài câu trả lời: trước {0}, nay {1} ký tự.", Number(c, 1), Number(c, 2)],
        ChangeKind.Wording => Wording(c),
        _ => OfWhole(c),
    };

    private string OfWhole(QuestionnaireChange c) => c.Kind switch
    {
        ChangeKind.ScaleAdded => texts["Thêm thang."],
        ChangeKind.ScaleRemoved => texts["Bỏ thang."],
        ChangeKind.ScaleLook => texts["Đổi cách vẽ thang."],
        ChangeKind.ScaleOrder or ChangeKind.IndexOrder => texts["Xếp lại thứ tự trong tệp."],
        ChangeKind.SectionAdded => texts["Thêm phần."],
        ChangeKind.SectionRemoved => texts["Bỏ phần."],
        ChangeKind.SectionMoved => texts["Chuyển chỗ phần."],
        ChangeKind.IndexAdded => texts["Thêm chỉ số."],
        ChangeKind.IndexRemoved => texts["Bỏ chỉ số."],
        ChangeKind.IndexMethod => texts["Đổi cách tính chỉ số."],
        ChangeKind.IndexComposite => texts["Đổi cách gộp các yếu tố."],
        ChangeKind.IndexFactor => texts["Đổi cách tính yếu tố từ các câu."],
        ChangeKind.IndexRating => texts["Đổi xếp loại hoặc tiêu chí ngoài phiếu."],
        ChangeKind.OverallItem => texts["Câu chung của yếu tố {0}: trước {1}, nay {2}.", A(c, 1), Name(_old, A(c, 2)), Name(_now, A(c, 3))],
        ChangeKind.IndexRollUp => texts["Đổi cách gộp các đơn vị."],
        ChangeKind.IndexMinimumBase => texts["Số phiếu ít nhất: trước {0}, nay {1}.", Number(c, 1), Number(c, 2)],
        ChangeKind.DimensionAdded => texts["Thêm yếu tố {0}.", Dimension(_now, c, 1)],
        ChangeKind.DimensionRemoved => texts["Bỏ yếu tố {0}.", Dimension(_old, c, 1)],
        ChangeKind.Weight => texts["Trọng số của yếu tố {0} đổi từ {1} thành {2}.", Dimension(_now, c, 1), Number(c, 2), Number(c, 3)],
        ChangeKind.IndexItemAdded => texts["Tính thêm “{0}” vào yếu tố {1}.", _now.OfItem(A(c, 1)), Dimension(_now, c, 2)],
        ChangeKind.IndexItemRemoved => texts["Thôi tính “{0}” trong yếu tố {1}.", _old.OfItem(A(c, 1)), Dimension(_old, c, 2)],
        ChangeKind.Positive => texts["Mức tính là tốt của “{0}”: trước {1}, nay {2}.", _now.OfItem(A(c, 1)), Best(c, 2), Best(c, 3)],
        ChangeKind.Negative => texts["Mức tính là xấu của “{0}”: trước {1}, nay {2}.", _now.OfItem(A(c, 1)), Worst(c, 2), Worst(c, 3)],
        ChangeKind.Reversed => IsTrue(c, 2) ? texts["“{0}” nay tính đảo điểm.", _now.OfItem(A(c, 1))] : texts["“{0}” thôi tính đảo điểm.", _now.OfItem(A(c, 1))],
        ChangeKind.Overall => texts["Câu hài lòng chung: trước {0}, nay {1}.", Name(_old, A(c, 0)), Name(_now, A(c, 1))],
        ChangeKind.LanguageAdded => texts["Thêm {0}, {1} chỗ đã dịch.", LanguageName.Of(A(c, 0), texts), A(c, 1)],
        ChangeKind.LanguageRemoved => texts["Bỏ {0}.", LanguageName.Of(A(c, 0), texts)],
        ChangeKind.LanguageOrder => texts["Thứ tự ngôn ngữ: trước {0}, nay {1}.", A(c, 0), A(c, 1)],
        ChangeKind.Code => texts["Mã phiếu đổi từ {0} thành {1}.", A(c, 0), A(c, 1)],
        _ => texts["Có thay đổi khác trong tệp."],
    };

    private string Wording(QuestionnaireChange c)
    {
        var language = LanguageName.Of(c.Language!, texts);
        return c.Before is null ? texts["Thêm lời ({0}):", language] : c.After is null ? texts["Bỏ lời ({0}):", language] : texts["Đổi lời ({0}):", language];
    }

    private bool IsWithin(string item, string section) => before.Sections.FirstOrDefault(s => s.Code == section)?.Items.Any(i => i.Code == item) == true;

    private static string A(QuestionnaireChange c, int i) => c.Arguments[i];

    private static bool IsTrue(QuestionnaireChange c, int i) => c.Arguments[i] == "true";

    private static string Number(QuestionnaireChange c, int i) => decimal.Parse(c.Arguments[i], CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.CurrentCulture);

    private string Any(QuestionnaireChange c, int i) => c.Arguments[i].Length == 0 ? texts["không giới hạn"] : Number(c, i);

    private string Best(QuestionnaireChange c, int i) => c.Arguments[i].Length == 0 ? texts["hai mức tốt nhất"] : c.Arguments[i];

    private string Worst(QuestionnaireChange c, int i) => c.Arguments[i].Length == 0 ? texts["hai mức kém nhất"] : c.Arguments[i];

    // Two scales of two versions may be called alike; then their codes tell them apart.
    private (string Before, string After) Scales(QuestionnaireChange c) =>
        (_old.Quoted("scale:" + A(c, 1)), _now.Quoted("scale:" + A(c, 2))) is var (before, after) && before != after ? (before, after) : (A(c, 1), A(c, 2));

    private static string Dimension(PlaceWords places, QuestionnaireChange c, int i) => places.Quoted($"{c.Place}.{A(c, i)}");

    private string Name(PlaceWords places, string item) => item.Length == 0 ? texts["chưa chọn"] : $"“{places.OfItem(item)}”";

    private static string Answer(Questionnaire q, QuestionnaireChange c, int i)
    {
        var (source, code) = (q.Languages[0], c.Arguments[i]);
        var label = QuestionnaireTexts.Of(q).FirstOrDefault(t => t.Place == c.Place && t.Code == code && t.Kind is (TextKind.Option or TextKind.Band or TextKind.ScalePoint));
        return label is null ? code : $"“{PlaceWords.Shortened(label.Text.In(source))}” ({code})";
    }
}
