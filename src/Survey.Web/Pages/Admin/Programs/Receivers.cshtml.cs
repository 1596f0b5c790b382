using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>The systems that scoring files are pushed to.</summary>
public sealed class ReceiversModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    private const int Most = 500;

    public IReadOnlyList<ReceiverRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var rows = await context.ReceiversOf(Access).AsNoTracking().Include(r => r.Unit).OrderBy(r => r.Name).ThenBy(r => r.Id).Take(Most)
            .Select(r => new { Receiver = r, r.Unit, Last = context.Deliveries.Where(d => d.ReceiverId == r.Id).Max(d => d.DeliveredAt) })
            .ToListAsync(cancellationToken);
        Rows = rows.ConvertAll(r => new ReceiverRow(r.Receiver, r.Last is { } last ? calendar.ToLocal(last) : null));
    }
}

public sealed record ReceiverRow(Receiver Receiver, DateTime? LastTaken);
