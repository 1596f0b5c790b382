using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Reports;

namespace Survey.Web.Pages.Analyse.Reports;

/// <summary>A file of a pack without its bytes.</summary>
public sealed record PackFile(string Name, string ContentType);

/// <summary>Packs and schedules of a unit. Whether the reader may see the unit is the page's question.</summary>
public sealed class PackDesk(SurveyDbContext database, PackQueue queue, LocalCalendar calendar)
{
    /// <summary>More at once nobody reads.</summary>
    public const int MostWaiting = 10;
    public const int MostSchedules = 20;
    private const int Listed = 20;

    public Task<List<ReportPack>> LatestAsync(Unit unit, CancellationToken cancellationToken) =>
        database.ReportPacks.AsNoTracking().Where(p => p.UnitId == unit.Id).OrderByDescending(p => p.RequestedAt).ThenBy(p => p.Id).Take(Listed).ToListAsync(cancellationToken);

    public Task<ReportPack?> FindAsync(Unit unit, long id, CancellationToken cancellationToken) =>
        database.ReportPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.UnitId == unit.Id, cancellationToken);

    public Task<List<PackFile>> FilesAsync(ReportPack pack, CancellationToken cancellationToken) =>
        database.ReportFiles.Where(f => f.PackId == pack.Id).OrderBy(f => f.Name).Select(f => new PackFile(f.Name, f.ContentType)).ToListAsync(cancellationToken);

    public Task<ReportFile?> FileAsync(ReportPack pack, string name, CancellationToken cancellationToken) =>
        database.ReportFiles.AsNoTracking().SingleOrDefaultAsync(f => f.PackId == pack.Id && f.Name == name, cancellationToken);

    /// <summary>Asks for a pack; null where too many of the unit wait.</summary>
    public async Task<ReportPack?> RequestAsync(Selection selection, string language, string recipients, long account, CancellationToken cancellationToken)
    {
        var waiting = await database.ReportPacks.CountAsync(p => p.UnitId == selection.Unit.Id && (p.State == PackState.Waiting || p.State == PackState.Working), cancellationToken);
        if (waiting >= MostWaiting)
        {
            return null;
        }

        var pack = new ReportPack
        {
            Id = RandomKey.New(),
            UnitId = selection.Unit.Id,
            PeriodCode = selection.Period.Code,
            QuestionnaireCode = selection.Questionnaire.Code,
            Language = language,
            RequestedBy = account,
            RequestedAt = calendar.UtcNow,
            Recipients = recipients,
        };
        database.Add(pack);
        database.Audit(calendar, account, "reports_requested", $"{selection.Unit.Code} {selection.Period.Code} {selection.Questionnaire.Code}");
        await database.SaveChangesAsync(cancellationToken);
        queue.Wake();
        return pack;
    }

    public Task AuditDownloadAsync(string name, long account, CancellationToken cancellationToken)
    {
        database.Audit(calendar, account, "report_downloaded", name);
        return database.SaveChangesAsync(cancellationToken);
    }

    public Task<List<PackSchedule>> SchedulesAsync(Unit unit, CancellationToken cancellationToken) =>
        database.PackSchedules.AsNoTracking().Where(s => s.UnitId == unit.Id).OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(cancellationToken);

    /// <summary>Sets of periods with the names of their periods, for who sets a schedule.</summary>
    public async Task<List<(string Template, string Names)>> TemplatesAsync(string language, CancellationToken cancellationToken)
    {
        var periods = await database.Periods.AsNoTracking().ToListAsync(cancellationToken);
        return [.. periods.GroupBy(p => p.Template).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, string.Join(", ", g.Where(p => p.Year == g.Max(q => q.Year)).OrderBy(p => p.Last).Select(p => p.NameIn(language)))))];
    }

    /// <summary>Sets a schedule; false where the unit has enough.</summary>
    public async Task<bool> ScheduleAsync(Selection selection, ScheduleInput input, string recipients, long account, CancellationToken cancellationToken)
    {
        if (await database.PackSchedules.CountAsync(s => s.UnitId == selection.Unit.Id, cancellationToken) >= MostSchedules)
        {
            return false;
        }

        database.Add(new PackSchedule
        {
            Id = RandomKey.New(),
            UnitId = selection.Unit.Id,
            QuestionnaireCode = selection.Questionnaire.Code,
            Language = input.Language!,
            Template = input.Template!,
            DaysAfter = input.Days!.Value,
            Recipients = recipients,
            CreatedBy = account,
            CreatedAt = calendar.UtcNow,
        });
        database.Audit(calendar, account, "reports_scheduled", $"{selection.Unit.Code} {input.Template}");
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }

    public async Task<bool> UnscheduleAsync(Unit unit, long id, long account, CancellationToken cancellationToken)
    {
        if (await database.PackSchedules.SingleOrDefaultAsync(s => s.Id == id && s.UnitId == unit.Id, cancellationToken) is not { } schedule)
        {
            return false;
        }

        database.Remove(schedule);
        database.Audit(calendar, account, "reports_unscheduled", $"{unit.Code} {schedule.Template}");
        await database.SaveChangesAsync(cancellationToken);
        return true;
    }
}
