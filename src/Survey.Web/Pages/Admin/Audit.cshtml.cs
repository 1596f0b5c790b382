using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin;

/// <summary>Who did what; entries belong to no unit, so only the whole tree's administrators read them.</summary>
public sealed class AuditModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<AuditRow> Rows { get; private set; } = [];

    public static Task<bool> MayReadAsync(SurveyDbContext context, StaffAccess access, CancellationToken cancellationToken) =>
        context.Units.Where(access.Units(Role.Administrator)).AnyAsync(u => u.ParentId == null, cancellationToken);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await MayReadAsync(context, Access, cancellationToken))
        {
            return NotFound();
        }

        P = Math.Clamp(P, 1, 10_000);
        var rows = await context.AuditEntries.AsNoTracking().OrderByDescending(e => e.At).ThenBy(e => e.Id).Skip((P - 1) * PageSize).Take(PageSize)
            .Select(e => new { e.At, e.Action, e.Subject, Who = context.Users.Where(a => a.Id == e.AccountId).Select(a => a.DisplayName).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        Rows = rows.ConvertAll(r => new AuditRow(calendar.ToLocal(r.At), r.Who ?? "–", r.Action, r.Subject));
        return Page();
    }
}

public sealed record AuditRow(DateTime At, string Who, string Action, string Subject);
