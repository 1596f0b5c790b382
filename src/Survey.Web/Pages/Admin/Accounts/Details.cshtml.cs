using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Accounts;

public sealed class DetailsModel(SurveyDbContext context, UserManager<Account> users, SetupLinks links, LocalCalendar calendar,
    PublicAddress address, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    public Account Account { get; private set; } = null!;
    public IReadOnlyList<Grant> Grants { get; private set; } = [];
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    /// <summary>Whether every grant lies within the administrator's units.</summary>
    public bool Mine { get; private set; }
    public bool IsSelf => Account.Id == Access.AccountId;
    public string? Link { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(context.AccountsSeenBy(Access), id, cancellationToken))
        {
            return NotFound();
        }

        Link = TempData["Link"] is string path ? address.Of(path) : null;
        return Page();
    }

    public Task<IActionResult> OnPostLinkAsync(long id, CancellationToken cancellationToken) => ChangeAsync(id, "account_link", async () =>
    {
        TempData["Link"] = await links.CreateAsync(id, cancellationToken);
    }, cancellationToken);

    public Task<IActionResult> OnPostDisableAsync(long id, CancellationToken cancellationToken) => ChangeAsync(id, "account_disabled", async () =>
    {
        Account.DisabledAt = calendar.UtcNow;
        await users.UpdateSecurityStampAsync(Account);
    }, cancellationToken);

    public Task<IActionResult> OnPostEnableAsync(long id, CancellationToken cancellationToken) => ChangeAsync(id, "account_enabled", () =>
    {
        Account.DisabledAt = null;
        return Task.CompletedTask;
    }, cancellationToken);

    public Task<IActionResult> OnPostWithdrawAsync(long id, Role? role, long unitId, CancellationToken cancellationToken) => ChangeAsync(id, "grant_withdrawn", () =>
    {
        if (Account.Grants.Find(g => g.Role == role && g.UnitId == unitId) is { } grant && Account.Grants.Count > 1)
        {
            Account.Grants.Remove(grant);
        }

        return Task.CompletedTask;
    }, cancellationToken, $"{role}");

    public async Task<IActionResult> OnPostGrantAsync(long id, List<Role> roles, long unitId, CancellationToken cancellationToken)
    {
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);
        if (Units.All(u => u.Id != unitId) || !roles.TrueForAll(Enum.IsDefined))
        {
            return NotFound();
        }

        return await ChangeAsync(id, "granted", () =>
        {
            var wanted = roles.Distinct().Where(r => !Account.Grants.Exists(g => g.Role == r && g.UnitId == unitId));
            Account.Grants.AddRange(wanted.Select(r => new Grant { AccountId = id, Role = r, UnitId = unitId }));
            return Task.CompletedTask;
        }, cancellationToken, [.. roles.Select(r => $"{r}"), Units.First(u => u.Id == unitId).Code]);
    }

    private async Task<IActionResult> ChangeAsync(long id, string action, Func<Task> change, CancellationToken cancellationToken, params string[] subjects)
    {
        if (!await LoadAsync(context.AccountsOf(Access), id, cancellationToken) || IsSelf)
        {
            return NotFound();
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await change();
        context.Audit(calendar, Access.AccountId, action, string.Join(' ', (string?[])[Account.UserName, .. subjects]));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Notice(texts["Đã lưu."]);
        return LocalRedirect("/admin/accounts/" + id);
    }

    private async Task<bool> LoadAsync(IQueryable<Account> accounts, long id, CancellationToken cancellationToken)
    {
        var account = await accounts.Include(a => a.Grants).ThenInclude(g => g.Unit).SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (account is null)
        {
            return false;
        }

        Account = account;
        Mine = await context.AccountsOf(Access).AnyAsync(a => a.Id == id, cancellationToken);
        Grants = [.. account.Grants.OrderBy(g => g.Unit!.Path, StringComparer.Ordinal).ThenBy(g => g.Role)];
        Units = await context.UnitChoicesAsync(Access, Role.Administrator, cancellationToken);
        return true;
    }
}
