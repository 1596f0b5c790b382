using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>What a one-time link is for: the first administrator, or the password of an invited account.</summary>
[AllowAnonymous]
public sealed class SetupModel(SurveyDbContext context, SetupLinks links, UserManager<Account> users, SignInManager<Account> signIn,
    LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : PageModel
{
    [BindProperty(Name = "Input")]
    public SetupInput Input { get; set; } = new();

    public bool Usable { get; private set; }
    public bool IsFirst { get; private set; }
    public bool NeedsUnit { get; private set; }
    public List<string> Problems { get; } = [];

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken cancellationToken)
    {
        await OpenAsync(code, cancellationToken);
        return Shown();
    }

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancellationToken)
    {
        if (await OpenAsync(code, cancellationToken) is not { } setup)
        {
            return Shown();
        }

        var rules = new SetupRules(texts, IsFirst, NeedsUnit);
        Problems.AddRange((await rules.ValidateAsync(Input, cancellationToken)).Errors.Select(e => e.ErrorMessage));
        if (Problems.Count > 0)
        {
            return Page();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await links.SpendAsync(setup, cancellationToken))
        {
            Usable = false;
            return Shown();
        }

        var account = IsFirst ? NewAdministrator(await RootAsync(cancellationToken)) : await context.Users.SingleAsync(a => a.Id == setup.AccountId, cancellationToken);
        if (!Keep(IsFirst ? await users.CreateAsync(account, Input.Password!) : await SetPasswordAsync(account)))
        {
            return Page();
        }

        context.Audit(calendar, account.Id, IsFirst ? "first_administrator" : "password_set", account.UserName!);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/");
    }

    private async Task<SetupCode?> OpenAsync(string? code, CancellationToken cancellationToken)
    {
        var setup = await links.FindAsync(code ?? "", cancellationToken);
        Usable = setup is not null;
        IsFirst = setup is { AccountId: null };
        NeedsUnit = IsFirst && !await context.Units.AnyAsync(u => u.ParentId == null, cancellationToken);
        if (setup?.AccountId is { } id)
        {
            var account = await context.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.DisabledAt == null, cancellationToken);
            Usable = account is not null;
            (Input.DisplayName, Input.UserName) = (account?.DisplayName, account?.UserName);
        }

        return Usable ? setup : null;
    }

    private PageResult Shown()
    {
        Response.StatusCode = Usable ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return Page();
    }

    private async Task<Unit> RootAsync(CancellationToken cancellationToken)
    {
        if (await context.Units.Where(u => u.ParentId == null).OrderBy(u => u.Code).FirstOrDefaultAsync(cancellationToken) is { } root)
        {
            return root;
        }

        var made = new Unit
        {
            Id = RandomKey.New(),
            Code = "goc",
            Path = "goc/",
            Level = UnitLevel.Province,
            Name = TypedText.Clean(Input.UnitName),
            NameEn = TypedText.Clean(Input.UnitName),
        };
        context.Units.Add(made);
        await context.SaveChangesAsync(cancellationToken);
        return made;
    }

    private Account NewAdministrator(Unit root)
    {
        var name = TypedText.Clean(Input.UserName);
        var account = new Account
        {
            Id = RandomKey.New(),
            UserName = name,
            Email = name.Contains('@') ? name : null,
            DisplayName = TypedText.Clean(Input.DisplayName),
            Language = HttpContext.StaffLanguage(),
        };
        account.Grants.Add(new Grant { AccountId = account.Id, Role = Role.Administrator, UnitId = root.Id });
        return account;
    }

    private async Task<IdentityResult> SetPasswordAsync(Account account)
    {
        if (account.PasswordHash is not null)
        {
            await users.RemovePasswordAsync(account);
        }

        var set = await users.AddPasswordAsync(account, Input.Password!);
        if (set.Succeeded)
        {
            await users.ResetAccessFailedCountAsync(account);
            await users.SetLockoutEndDateAsync(account, null);
        }

        return set;
    }

    private bool Keep(IdentityResult result)
    {
        Problems.AddRange(result.Errors.Select(e => e.Description));
        return result.Succeeded;
    }
}

public sealed class SetupInput
{
    public string? UnitName { get; set; }
    public string? DisplayName { get; set; }
    public string? UserName { get; set; }
    public string? Password { get; set; }
    public string? Again { get; set; }
}

public sealed class SetupRules : AbstractValidator<SetupInput>
{
    public SetupRules(IStringLocalizer<AdminTexts> texts, bool isFirst, bool needsUnit)
    {
        When(_ => needsUnit, () => RuleFor(i => i.UnitName).NotEmpty().MaximumLength(Unit.NameLength).WithMessage(texts["Hãy nhập tên cơ quan."]));
        When(_ => isFirst, () =>
        {
            RuleFor(i => i.DisplayName).NotEmpty().WithMessage(texts["Hãy nhập họ và tên."]);
            RuleFor(i => i.DisplayName).MaximumLength(100).WithMessage(texts["Họ và tên dài quá {0} ký tự.", 100]);
            RuleFor(i => i.UserName).NotEmpty().MaximumLength(256).WithMessage(texts["Hãy nhập thư điện tử hoặc tên đăng nhập."]);
        });
        RuleFor(i => i.Password).NotEmpty().WithMessage(texts["Mật khẩu cần ít nhất {0} ký tự.", PasswordRules.MinLength]);
        RuleFor(i => i.Again).Equal(i => i.Password).WithMessage(texts["Hai lần nhập mật khẩu không giống nhau."]);
    }
}
