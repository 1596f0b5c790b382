using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>Signs in by name and password. A caller learns nothing but yes or no: an unknown name, a wrong password,
/// a locked and a disabled account look the same and cost the same hashing.</summary>
public sealed class PasswordSignIn(SignInManager<Account> signIn, UserManager<Account> users, IPasswordHasher<Account> hasher,
    SurveyDbContext context, LocalCalendar calendar)
{
    private static readonly Account Nobody = new() { DisplayName = "" };
    private static string? _nobodysHash;

    public async Task<bool> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = password.Length <= PasswordRules.MaxLength ? await users.FindByNameAsync(TypedText.Clean(name)) : null;
        if (account?.PasswordHash is null || account.DisabledAt is not null || await users.IsLockedOutAsync(account))
        {
            _nobodysHash ??= hasher.HashPassword(Nobody, "nobody");
            hasher.VerifyHashedPassword(Nobody, _nobodysHash, password[..Math.Min(password.Length, PasswordRules.MaxLength)]);
            return false;
        }

        var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await AuditLockoutAsync(account, cancellationToken);
            return false;
        }

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

    private async Task AuditLockoutAsync(Account account, CancellationToken cancellationToken)
    {
        if (await users.IsLockedOutAsync(account))
        {
            context.Audit(calendar, account.Id, "locked_out", account.UserName!);
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
