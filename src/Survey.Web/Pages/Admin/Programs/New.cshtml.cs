using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Web.Api;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>Makes a token; its text is shown once, on the next page.</summary>
public sealed class NewModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public TokenInput Input { get; set; } = new();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public DateOnly Today => calendar.Today;
    public DateOnly Latest => Today.AddYears(2);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);
        Input.LastDay ??= Today.AddYears(1);
        Input.Scopes = [ProgramScopes.Results];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);
        if (Units.FirstOrDefault(u => u.Id == Input.UnitId) is not { } unit)
        {
            return NotFound();
        }

        if (!Keep(await new TokenRules(texts, Today, Latest).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        var id = RandomKey.New();
        var text = ProgramToken.New(id);
        var token = new ApiToken
        {
            Id = id,
            Name = TypedText.Clean(Input.Name),
            Hash = ProgramToken.HashOf(text),
            UnitId = unit.Id,
            Scopes = string.Join(' ', ProgramScopes.All.Where(Input.Scopes.Contains)),
            LastDay = Input.LastDay!.Value,
            CreatedBy = Access.AccountId,
            CreatedAt = calendar.UtcNow,
        };
        context.Add(token);
        context.Audit(calendar, Access.AccountId, "token_made", $"{token.Name} · {ProgramToken.PrefixOf(id)} · {unit.Code} · {token.Scopes}");
        await context.SaveChangesAsync(cancellationToken);
        TempData["Token"] = text;
        return LocalRedirect($"/admin/programs/{id}");
    }
}

public sealed class TokenInput
{
    public string? Name { get; set; }
    public long UnitId { get; set; }
    public List<string> Scopes { get; set; } = [];
    public DateOnly? LastDay { get; set; }
}

public sealed class TokenRules : AbstractValidator<TokenInput>
{
    private const int NameLength = 100;

    public TokenRules(IStringLocalizer<AdminTexts> texts, DateOnly today, DateOnly latest)
    {
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length > 0).WithMessage(texts["Hãy ghi tên phần mềm sẽ dùng mã này."]);
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length <= NameLength).WithMessage(texts["Tên dài quá {0} ký tự.", NameLength]);
        RuleFor(i => i.Scopes).Must(s => s.Count > 0 && s.TrueForAll(ProgramScopes.All.Contains)).WithMessage(texts["Hãy chọn ít nhất một phần được đọc."]);
        RuleFor(i => i.LastDay).Must(d => d >= today && d <= latest).WithMessage(texts["Ngày cuối phải từ hôm nay tới {0}.", latest.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)]);
    }
}
