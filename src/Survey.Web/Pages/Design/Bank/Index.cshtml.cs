using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Items and scales kept for reuse.</summary>
public sealed class IndexModel(SurveyDbContext context, BankUses uses, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<BankRow> Rows { get; private set; } = [];
    public ILookup<string, BankUse> Uses { get; private set; } = Array.Empty<BankUse>().ToLookup(_ => "");
    public int Total { get; private set; }
    public int PageCount => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var found = await context.FindInBankAsync(Access, new BankSearch(Q, Kind), cancellationToken);
        Total = found.Count;
        P = Math.Clamp(P, 1, PageCount);
        Rows = [.. found.Skip((P - 1) * PageSize).Take(PageSize)];
        Uses = await uses.FindAsync(context, Access, [.. Rows.Select(r => r.Thing)], cancellationToken);
    }

    public async Task<IActionResult> OnPostRemoveAsync(long entry, CancellationToken cancellationToken)
    {
        var found = await context.BankOf(Access).SingleOrDefaultAsync(b => b.Id == entry, cancellationToken);
        if (found is null)
        {
            return NotFound();
        }

        context.BankEntries.Remove(found);
        context.Audit(calendar, Access.AccountId, "bank_removed", found.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã bỏ “{0}” khỏi kho. Các phiếu đang dùng không đổi.", found.Code]);
        return LocalRedirect("/design/bank");
    }

    public string PageAddress(int page) => $"/design/bank?q={Uri.EscapeDataString(Q ?? "")}&kind={Uri.EscapeDataString(Kind ?? "")}&p={page}";
}
