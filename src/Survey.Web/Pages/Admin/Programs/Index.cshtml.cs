using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>The tokens by which programs read.</summary>
public sealed class IndexModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    private const int Most = 500;

    public IReadOnlyList<TokenRow> Rows { get; private set; } = [];
    public DateOnly Today => calendar.Today;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await context.TokensOf(Access).AsNoTracking().Include(t => t.Unit).OrderBy(t => t.RevokedAt != null).ThenBy(t => t.Name).ThenBy(t => t.Id).Take(Most)
            .Select(t => new { Token = t, t.Unit, Last = context.ApiAccesses.Where(a => a.TokenId == t.Id && a.Status < 400).Max(a => (DateTime?)a.At) })
            .ToListAsync(cancellationToken);
        Rows = rows.ConvertAll(r => new TokenRow(r.Token, r.Last is { } last ? calendar.ToLocal(last) : null));
    }
}

public sealed record TokenRow(ApiToken Token, DateTime? LastRead);
