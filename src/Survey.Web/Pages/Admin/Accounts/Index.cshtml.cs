using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Accounts;

public sealed class IndexModel(SurveyDbContext context) : StaffPage
{
    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];
    public bool MayReadAudit { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var english = Language == "en";
        var rows = await context.AccountsSeenBy(Access).AsNoTracking().Select(a => new
        {
            a.Id,
            a.DisplayName,
            a.UserName,
            a.DisabledAt,
            HasPassword = a.PasswordHash != null,
            Grants = a.Grants.Select(g => new { g.Role, Unit = english ? g.Unit!.NameEn : g.Unit!.Name }).ToList(),
        }).ToListAsync(cancellationToken);
        Rows = [.. rows.Select(r => new AccountRow(r.Id, r.DisplayName, r.UserName!, [.. r.Grants.Select(g => (g.Role, g.Unit))], r.DisabledAt is not null, r.HasPassword))
            .OrderBy(r => r.Disabled).ThenBy(r => r.Name, StringComparer.CurrentCulture)];
        MayReadAudit = await AuditModel.MayReadAsync(context, Access, cancellationToken);
    }
}

public sealed record AccountRow(long Id, string Name, string UserName, IReadOnlyList<(Role Role, string Unit)> Grants, bool Disabled, bool HasPassword);
