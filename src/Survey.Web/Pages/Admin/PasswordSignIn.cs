using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>Signs in by name and password. A caller learns nothing but yes or no: an unknown name, a wrong password,
/// a locked and a disabled account look the same and cost the same hashing.</summary>
public sealed class PasswordSignIn(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher,
    IOptions<IdentityOptions> identity, SurveyDbContext context, LocalCalendar calendar)
{
    private static readonly Account Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    public async Task<bool> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = password.Length <= PasswordRules.MaxLength ? await users.FindByNameAsync(TypedText.Clean(name)) : null;
        if (account?.PasswordHash is null || account.DisabledAt is not null || !await TakeTryAsync(account, cancellationToken))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password[..Math.Min(password.Length, PasswordRules.MaxLength)]);
            return false;
        }

        if (!await users.CheckPasswordAsync(account, password))
        {
            await AuditLockoutAsync(account, cancellationToken);
            return false;
        }

        await ForgetTriesAsync(account, cancellationToken);
        await signIn.SignInAsync(account, isPersistent: false);
        context.Audit(calendar, account.Id, "sign_in", account.UserName!);
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>Ends every session of the account: a copied cookie is worth nothing afterwards.</summary>
    public async Task SignOutAsync(long accountId, CancellationToken cancellationToken)
    {
        await signIn.SignOutAsync();
        var account = await context.Users.SingleAsync(a => a.Id == accountId, cancellationToken);
        await users.UpdateSecurityStampAsync(account);
    }

    // A try is counted before its password is looked at, and only one request at a time can count one: however many
    // come at once, on any number of nodes, no more passwords are looked at than the rule allows.
    private async Task<bool> TakeTryAsync(Account account, CancellationToken cancellationToken)
    {
        var rule = identity.Value.Lockout;
        while (account.LockoutEnd is not { } end || end <= calendar.UtcNow)
        {
            var isLast = account.AccessFailedCount + 1 >= rule.MaxFailedAccessAttempts;
            account.AccessFailedCount = isLast ? 0 : account.AccessFailedCount + 1;
            account.LockoutEnd = isLast ? calendar.UtcNow + rule.DefaultLockoutTimeSpan : null;
            if (await SavedAsync(account, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    // Who knows the password has lost nothing by earlier slips. Where another request counts at this moment, its count stands.
    private async Task ForgetTriesAsync(Account account, CancellationToken cancellationToken)
    {
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        await SavedAsync(account, cancellationToken);
    }

    // False where another request changed the account in the meantime; then it is read again.
    private async Task<bool> SavedAsync(Account account, CancellationToken cancellationToken)
    {
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            await context.Entry(account).ReloadAsync(cancellationToken);
            return false;
        }
    }

    private async Task AuditLockoutAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.LockoutEnd > calendar.UtcNow)
        {
            context.Audit(calendar, account.Id, "locked_out", account.UserName!);
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
