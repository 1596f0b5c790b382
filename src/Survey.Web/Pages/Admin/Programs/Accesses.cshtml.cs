using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>What programs asked for. Requests without a token that we know tell of no unit: the whole tree's administrators see them.</summary>
public sealed class AccessesModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<AccessRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        P = Math.Clamp(P, 1, 10_000);
        var whole = await AuditModel.MayReadAsync(context, Access, cancellationToken);
        Rows = await AccessRow.ReadAsync(context, context.AccessesOf(Access, whole), calendar, P, PageSize, cancellationToken);
    }
}
