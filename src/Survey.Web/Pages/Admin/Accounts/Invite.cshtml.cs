using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Accounts;

public sealed class InviteModel(SurveyDbContext context, UserManager<Account> users, SetupLinks links, LocalCalendar calendar,
    IStringLocalizer<AdminTexts> texts) : StaffPage
{
    [BindProperty(Name = "Input")]
    public InviteInput Input { get; set; } = new();

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await OnGetAsync(cancellationToken);
        if (Units.All(u => u.Id != Input.UnitId))
        {
            return NotFound();
        }

        if (!Keep(await new InviteRules(texts).ValidateAsync(Input, cancellationToken)))
        {
            return Page();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var account = NewAccount();
        var made = await users.CreateAsync(account);
        if (!made.Succeeded)
        {
            Problems.AddRange(made.Errors.Select(e => (e.Code, e.Description)));
            return Page();
        }

        context.Audit(calendar, Access.AccountId, "account_invited", $"{account.UserName} {string.Join(' ', Input.Roles)} {Units.First(u => u.Id == Input.UnitId).Code}");
        TempData["Link"] = await links.CreateAsync(account.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return LocalRedirect("/admin/accounts/" + account.Id);
    }

    private Account NewAccount()
    {
        var name = TypedText.Clean(Input.UserName);
        var account = new Account { Id = RandomKey.New(), UserName = name, Email = name.Contains('@') ? name : null, DisplayName = TypedText.Clean(Input.Name) };
        account.Grants.AddRange(Input.Roles.Distinct().Select(r => new Grant { AccountId = account.Id, Role = r, UnitId = Input.UnitId }));
        return account;
    }
}

public sealed class InviteInput
{
    public string? Name { get; set; }
    public string? UserName { get; set; }
    public long UnitId { get; set; }
    public List<Role> Roles { get; set; } = [];
}

public sealed class InviteRules : AbstractValidator<InviteInput>
{
    public InviteRules(IStringLocalizer<AdminTexts> texts)
    {
        RuleFor(i => i.Name).Must(n => TypedText.Clean(n).Length > 0).WithMessage(texts["Hãy nhập họ và tên."]);
        RuleFor(i => i.Name).MaximumLength(100).WithMessage(texts["Họ và tên dài quá {0} ký tự.", 100]);
        RuleFor(i => i.UserName).NotEmpty().MaximumLength(256).WithMessage(texts["Hãy nhập thư điện tử hoặc tên đăng nhập."]);
        RuleFor(i => i.Roles).NotEmpty().WithMessage(texts["Hãy chọn ít nhất một quyền."]);
        RuleForEach(i => i.Roles).IsInEnum().WithMessage(texts["Hãy chọn ít nhất một quyền."]);
    }
}

/// <summary>The fields of a grant: roles over a unit.</summary>
public sealed record GrantFields(string Prefix, IReadOnlyList<UnitChoice> Units, long UnitId, IReadOnlyList<Role> Roles);
