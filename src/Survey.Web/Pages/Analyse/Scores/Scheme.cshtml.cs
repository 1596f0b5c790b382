using Microsoft.AspNetCore.Mvc;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse.Scores.Schemes;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>One version of a scheme: its tree, what is odd in it, and the way to the next version.</summary>
public sealed class SchemeModel(SurveyDbContext context, SchemeDesk desk, LocalCalendar calendar, ReportText texts) : StaffPage
{
    public StoredScheme Stored { get; private set; } = null!;
    public ScoringScheme Scheme => Stored.Scheme;
    public IReadOnlyList<ScoringWarning> Warnings { get; private set; } = [];
    public bool MayWrite => Access.Has(Role.Administrator);
    public bool MayEdit => MayWrite && !Stored.IsUsed;

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnGetDownloadAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken)
        ? File(SchemeTable.Workbook(Scheme), Plans.PlanWorkbook.ContentType, $"{Scheme.Code}-{Scheme.Version}.xlsx")
        : NotFound();

    /// <summary>The next version, as a copy, from a day on.</summary>
    public async Task<IActionResult> OnPostCopyAsync(long id, DateOnly? from, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (!MayWrite)
        {
            return Forbid();
        }

        if (!Stored.IsLatest)
        {
            Problem("", texts["Đã có phiên bản mới hơn: hãy sửa phiên bản đó."]);
        }
        else if (!ModelState.IsValid || from is not { } day || day < Scheme.EffectiveFrom || day.Year > 2200)
        {
            Problem("from", texts["Hãy chọn ngày bắt đầu, không trước ngày của phiên bản này."]);
        }
        else
        {
            var next = desk.Add(Scheme with { Version = Scheme.Version + 1, EffectiveFrom = day, EffectiveTo = null });
            context.Audit(calendar, Access.AccountId, "scoring_scheme_copied", $"{next.Code} {next.Version}");
            await context.SaveChangesAsync(cancellationToken);
            Notice(texts["Đã lập phiên bản {0}: sửa được cho đến khi có bảng điểm dùng nó.", next.Version]);
            return LocalRedirect($"/scores/schemes/{next.Id}");
        }

        return Page();
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, cancellationToken) is not { } stored)
        {
            return false;
        }

        (Stored, Warnings) = (stored, ScoringWarnings.Of(stored.Scheme));
        return true;
    }
}
