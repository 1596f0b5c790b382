using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>One pack: how far it is, and its files. Whoever opens or downloads it is asked each time whether they may see the unit.</summary>
public sealed class PackModel(SurveyDbContext database, SelectionQuery selections, PackDesk desk) : StaffPage
{
    public Unit Unit { get; private set; } = null!;
    public ReportPack Pack { get; private set; } = null!;
    public string Period { get; private set; } = "";

    /// <summary>Who asked for it; null: a schedule did.</summary>
    public string? Author { get; private set; }
    public IReadOnlyList<PackFile> Files { get; private set; } = [];
    public bool IsRunning => Pack.State is PackState.Waiting or PackState.Working;

    /// <summary>The list of packs, with the choices that made this one.</summary>
    public string Back => $"/analyse/{Unit.Code}/reports?period={Uri.EscapeDataString(Pack.PeriodCode)}&q={Uri.EscapeDataString(Pack.QuestionnaireCode)}";

    public async Task<IActionResult> OnGetAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken))
        {
            return NotFound();
        }

        Files = await desk.FilesAsync(Pack, cancellationToken);
        Period = (await database.Periods.AsNoTracking().SingleOrDefaultAsync(p => p.Code == Pack.PeriodCode, cancellationToken))?.NameIn(Language) ?? Pack.PeriodCode;
        Author = Pack.RequestedBy is { } account ? await database.Users.Where(a => a.Id == account).Select(a => a.DisplayName).FirstOrDefaultAsync(cancellationToken) ?? ReportText.Nothing : null;
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(string unit, long id, string? name, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken) || await desk.FileAsync(Pack, name ?? "", cancellationToken) is not { } file)
        {
            return NotFound();
        }

        await desk.AuditDownloadAsync($"{Unit.Code} {file.Name}", Access.AccountId, cancellationToken);
        return File(file.Content, file.ContentType, file.Name);
    }

    public async Task<IActionResult> OnGetZipAsync(string unit, long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, id, cancellationToken) || Pack.State != PackState.Done)
        {
            return NotFound();
        }

        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var known in await desk.FilesAsync(Pack, cancellationToken))
            {
                var file = (await desk.FileAsync(Pack, known.Name, cancellationToken))!;
                await using var entry = await zip.CreateEntry(file.Name).OpenAsync(cancellationToken);
                await entry.WriteAsync(file.Content, cancellationToken);
            }
        }

        var name = $"reports-{Unit.Code}-{Pack.PeriodCode}-{Pack.QuestionnaireCode}.zip";
        await desk.AuditDownloadAsync($"{Unit.Code} {name}", Access.AccountId, cancellationToken);
        return File(memory.ToArray(), "application/zip", name);
    }

    private async Task<bool> LoadAsync(string code, long id, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit || await desk.FindAsync(unit, id, cancellationToken) is not { } pack)
        {
            return false;
        }

        (Unit, Pack) = (unit, pack);
        return true;
    }
}
