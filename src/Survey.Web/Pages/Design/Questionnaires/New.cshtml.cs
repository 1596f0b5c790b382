using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A questionnaire from nothing: a heading, and one section with one question, since none is ever empty.</summary>
public sealed class NewModel(SurveyDbContext context, DraftStore drafts, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public NewQuestionnaire Input { get; set; } = new();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        if (Units.All(u => u.Id != Input.UnitId))
        {
            return NotFound();
        }

        Input = Input with { Title = TypedText.Clean(Input.Title).ReplaceLineEndings(" ") };
        if (!Keep(await new NewQuestionnaireValidator(texts).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        var taken = await context.Questionnaires.Select(q => q.Code).ToListAsync(cancellationToken);
        var stored = drafts.Add(Blank(CodeProposal.From(Input.Title, "phieu", taken)), Input.UnitId, Access.AccountId, "questionnaire_added");
        context.Audit(calendar, Access.AccountId, "questionnaire_added", stored.Code);
        await context.SaveChangesAsync(cancellationToken);
        return LocalRedirect($"/design/questionnaires/{stored.Id}");
    }

    /// <summary>What nearly every questionnaire asks, to begin with: how satisfied on the whole, and what else.</summary>
    private Questionnaire Blank(string code)
    {
        var (vietnamese, source) = (Input.Source == "vi", Input.Source);
        var first = new TextItem
        {
            Code = vietnamese ? "gop_y" : "comments",
            Text = LocalizedText.Of(source, vietnamese ? "Anh/chị có góp ý gì thêm?" : "Is there anything you would like to add?"),
            Multiline = true,
            MaxLength = 1000,
        };
        var blank = new Questionnaire
        {
            Code = code,
            Languages = [source, .. Input.Languages.Where(l => l != source).Distinct(StringComparer.Ordinal)],
            Title = LocalizedText.Of(source, Input.Title),
            Scales = [],
            Sections = [new Section { Code = "phan_1", Items = [first] }],
            Indices = [],
        };
        var asked = ItemEdits.Add(blank, ItemKind.Scale, "phan_1", vietnamese ? "Nhìn chung, anh/chị hài lòng đến mức nào?" : "How satisfied are you on the whole?");
        var started = asked.Then(q => HeadEdits.SetOverall(q, asked.Code)).Questionnaire ?? blank;
        return ItemEdits.Move(started, asked.Code ?? "", "phan_1", 0).Questionnaire ?? started;
    }
}

public sealed record NewQuestionnaire
{
    public string Title { get; init; } = "";
    public long UnitId { get; init; }

    /// <summary>The language in which it is written.</summary>
    public string Source { get; init; } = "vi";

    /// <summary>Those into which it will be translated.</summary>
    public string[] Languages { get; init; } = [];
}

public sealed class NewQuestionnaireValidator : AbstractValidator<NewQuestionnaire>
{
    public NewQuestionnaireValidator(IStringLocalizer<DesignTexts> texts)
    {
        RuleFor(q => q.Title).NotEmpty().OverridePropertyName("Title").WithMessage(texts["Hãy gõ câu hỏi lớn ở đầu phiếu."])
            .MaximumLength(QuestionnaireJson.MaxTextLength).WithMessage(texts["Lời dài quá 2000 chữ."]);
        RuleFor(q => q.Source).Must(IsKnown).OverridePropertyName("Source").WithMessage(texts["Hãy chọn ngôn ngữ trong danh sách."]);
        RuleForEach(q => q.Languages).Must(IsKnown).OverridePropertyName("Languages").WithMessage(texts["Hãy chọn ngôn ngữ trong danh sách."]);
    }

    private static bool IsKnown(string? language) => LanguageName.Known.Contains(language);
}
