using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Admin;

/// <summary>One-time links that make the first administrator or set the password of an invited account.</summary>
public sealed class SetupLinks(SurveyDbContext context, LocalCalendar calendar)
{
    public static readonly TimeSpan FirstLifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan InviteLifetime = TimeSpan.FromDays(3);

    /// <summary>Makes a link; earlier ones for the same account stop working. Only its hash is stored.</summary>
    /// <param name="accountId">Whose password it sets; null: it makes the first administrator.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The path, such as /setup/Xk3….</returns>
    public async Task<string> CreateAsync(long? accountId, CancellationToken cancellationToken = default)
    {
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await SpendAllAsync(accountId, cancellationToken);
        context.SetupCodes.Add(new SetupCode
        {
            Hash = HashOf(code),
            AccountId = accountId,
            ExpiresAt = calendar.UtcNow + (accountId is null ? FirstLifetime : InviteLifetime),
        });
        await context.SaveChangesAsync(cancellationToken);
        return "/setup/" + code;
    }

    /// <summary>The code's row while it may be used; null where it is unknown, spent or expired.</summary>
    public async Task<SetupCode?> FindAsync(string code, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(code), calendar.UtcNow);
        return await context.SetupCodes.SingleOrDefaultAsync(s => s.Hash == hash && s.UsedAt == null && s.ExpiresAt > now, cancellationToken);
    }

    /// <summary>Marks the code as used. False where another request was first.</summary>
    public async Task<bool> SpendAsync(SetupCode code, CancellationToken cancellationToken)
    {
        code.UsedAt = calendar.UtcNow;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task SpendAllAsync(long? accountId, CancellationToken cancellationToken)
    {
        // Looked for first: an update by anything but the key would lock the codes of all others, too.
        var (now, open) = (calendar.UtcNow, await context.SetupCodes.Where(s => s.AccountId == accountId && s.UsedAt == null).Select(s => s.Hash).ToListAsync(cancellationToken));
        if (open.Count == 0)
        {
            return;
        }

        await context.SetupCodes.Where(s => open.Contains(s.Hash))
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.UsedAt, now), cancellationToken);
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
