using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>Who gets the letter of an alert: who asked for it and may still read the unit's results.</summary>
internal static class AlertRecipients
{
    private const string Prefix = "alert";

    public static string KeyOf(Alert alert, Account account) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{alert.Id}:{account.Id}");

    public static async Task<List<Account>> OfAsync(SurveyDbContext context, Unit unit, CancellationToken cancellationToken)
    {
        var above = unit.Path.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        var asked = await context.Users.Include(a => a.Grants).ThenInclude(g => g.Unit)
            .Where(a => a.DisabledAt == null && a.Email != null
                && context.AlertSubscriptions.Any(s => s.AccountId == a.Id && context.Units.Any(u => u.Id == s.UnitId && above.Contains(u.Code))))
            .AsNoTracking().ToListAsync(cancellationToken);
        return asked.FindAll(a => a.Grants.Exists(g => g.Role is Role.Analyst or Role.Administrator && unit.Path.StartsWith(g.Unit!.Path, StringComparison.Ordinal)));
    }

    /// <summary>Asked once more at the moment of sending: a grant, a subscription or an address may have gone since.</summary>
    public static async Task<bool> MayReceiveAsync(IDbContextFactory<SurveyDbContext> contexts, OutgoingMail mail, CancellationToken cancellationToken)
    {
        if (mail.Key.Split(':') is not [Prefix, var alert, var account])
        {
            return true;
        }

        var (alertId, accountId) = (long.Parse(alert, CultureInfo.InvariantCulture), long.Parse(account, CultureInfo.InvariantCulture));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var unit = await context.Units.AsNoTracking().SingleOrDefaultAsync(u => context.Alerts.Any(a => a.Id == alertId && a.UnitId == u.Id), cancellationToken);
        return unit is not null && (await OfAsync(context, unit, cancellationToken)).Exists(a => a.Id == accountId && a.Email == mail.To);
    }
}
