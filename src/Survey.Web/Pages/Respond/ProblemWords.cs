using Microsoft.AspNetCore.Html;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;

namespace Survey.Web.Pages.Respond;

/// <summary>What is wrong with an answer, said so that one knows what to do.</summary>
public static class ProblemWords
{
    private static readonly LocalizedText Choose = Text("Xin chọn một câu trả lời.", "Please choose an answer.", "សូមជ្រើសរើសចម្លើយមួយ។");
    private static readonly LocalizedText Write = Text("Xin ghi câu trả lời.", "Please write an answer.", "សូមសរសេរចម្លើយ។");
    private static readonly LocalizedText Unknown = Text("Xin chọn lại trong các ý có sẵn.", "Please choose one of the answers shown.", "សូមជ្រើសរើសក្នុងចម្លើយដែលមាន។");
    private static readonly LocalizedText TooMany = Text("Chỉ chọn tối đa {0} ý; xin bỏ bớt.", "Choose no more than {0}; please clear some.", "ជ្រើសយ៉ាងច្រើន {0} សូមដកចេញខ្លះ។");
    private static readonly LocalizedText Exclusive = Text("Ý “{0}” không đi cùng ý khác; xin chọn lại.", "“{0}” cannot go with another answer; please choose again.", "“{0}” មិនអាចជ្រើសជាមួយចម្លើយផ្សេងទេ។");
    private static readonly LocalizedText NotANumber = Text("Xin ghi một số, thí dụ {0}.", "Please type a number, such as {0}.", "សូមសរសេរលេខ ឧទាហរណ៍ {0}។");
    private static readonly LocalizedText OutOfRange = Text("Số phải từ {0} đến {1}.", "The number must be from {0} to {1}.", "លេខត្រូវនៅចន្លោះ {0} និង {1}។");
    private static readonly LocalizedText TooLong = Text("Xin viết ngắn lại, tối đa {0} ký tự.", "Please shorten it to {0} characters.", "សូមសរសេរឱ្យខ្លីជាង {0} តួអក្សរ។");
    private static readonly LocalizedText Several = Text("Chỉ chọn một câu trả lời.", "Please choose one answer only.", "សូមជ្រើសរើសចម្លើយតែមួយ។");

    public static IHtmlContent Of(FormModel form, AnswerProblem problem)
    {
        var item = form.Questionnaire.FindItem(problem.Item)!;
        return (problem.Kind, item) switch
        {
            (AnswerProblemKind.Required, NumberItem or TextItem) => form.Say(Write),
            (AnswerProblemKind.Required, _) => form.Say(Choose),
            (AnswerProblemKind.TooManyChoices, MultipleChoiceItem m) => form.Say(TooMany, m.MaxChoices ?? m.Options.Count),
            (AnswerProblemKind.ExclusiveWithOthers, MultipleChoiceItem m) => form.Say(Exclusive, form.Words(m.Options.First(o => o.Exclusive).Label)),
            (AnswerProblemKind.NotANumber, NumberItem n) => form.Say(NotANumber, n.Min),
            (AnswerProblemKind.OutOfRange, NumberItem n) => form.Say(OutOfRange, n.Min, n.Max),
            (AnswerProblemKind.TooLong, TextItem t) => form.Say(TooLong, t.MaxLength),
            (AnswerProblemKind.SeveralAnswers, _) => form.Say(Several),
            _ => form.Say(Unknown),
        };
    }

    private static LocalizedText Text(string vi, string en, string km) => new([new("vi", vi), new("en", en), new("km", km)]);
}
