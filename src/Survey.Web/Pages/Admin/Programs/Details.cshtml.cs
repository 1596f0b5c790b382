using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Api;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Admin.Programs;

/// <summary>One token: what it opens, who used it for what, and its end.</summary>
public sealed class DetailsModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<AdminTexts> texts) : StaffPage
{
    public const int PageSize = 100;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public ApiToken Token { get; private set; } = null!;
    public IReadOnlyList<AccessRow> Rows { get; private set; } = [];
    public string Maker { get; private set; } = "";

    /// <summary>The token itself, on the first page after it was made.</summary>
    public string? Text { get; private set; }
    public DateTime? RevokedAt { get; private set; }
    public DateOnly Today => calendar.Today;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await context.TokensOf(Access).AsNoTracking().Include(t => t.Unit).SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } token)
        {
            return NotFound();
        }

        P = Math.Clamp(P, 1, 10_000);
        Token = token;
        RevokedAt = token.RevokedAt is { } at ? calendar.ToLocal(at) : null;
        Maker = await context.Users.Where(a => a.Id == token.CreatedBy).Select(a => a.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? "–";
        Rows = await AccessRow.ReadAsync(context, context.ApiAccesses.Where(a => a.TokenId == id), calendar, P, PageSize, cancellationToken);
        // Another token's text, left over from a page that was never opened, is not this one's.
        Text = TempData["Token"] is string text && text.StartsWith(ProgramToken.PrefixOf(id), StringComparison.Ordinal) ? text : null;
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(long id, CancellationToken cancellationToken)
    {
        if (await context.TokensOf(Access).SingleOrDefaultAsync(t => t.Id == id, cancellationToken) is not { } token)
        {
            return NotFound();
        }

        if (token.RevokedAt is null)
        {
            token.RevokedAt = calendar.UtcNow;
            context.Audit(calendar, Access.AccountId, "token_revoked", $"{token.Name} · {ProgramToken.PrefixOf(id)}");
            await context.SaveChangesAsync(cancellationToken);
        }

        Notice(texts["Đã thu hồi mã."]);
        return LocalRedirect($"/admin/programs/{id}");
    }
}
