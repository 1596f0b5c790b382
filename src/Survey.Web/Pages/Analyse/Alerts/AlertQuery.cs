using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse.Alerts;

/// <summary>An alert as a list shows it.</summary>
public sealed record AlertRow(Alert Alert, Unit Unit, string Questionnaire, string Index, string? SeenBy)
{
    public string Results => $"/analyse/{Unit.Code}?q={Questionnaire}&index={Alert.IndexCode}";
}

/// <summary>The alerts at the head of a unit's page.</summary>
/// <param name="Own">Those of the unit that last.</param>
/// <param name="Below">How many units below it have one.</param>
public sealed record UnitAlerts(IReadOnlyList<AlertRow> Own, int Below);

/// <summary>Reads alerts within what a person may analyse.</summary>
public sealed class AlertQuery(SurveyDbContext context, PublishedVersions versions, ReportText text)
{
    public IQueryable<Alert> Of(StaffAccess access, Unit? unit = null)
    {
        var units = context.Units.Where(access.Units(Role.Analyst));
        units = unit is null ? units : units.Where(u => u.Path.StartsWith(unit.Path));
        return context.Alerts.Where(a => units.Any(u => u.Id == a.UnitId));
    }

    public async Task<UnitAlerts> OfUnitAsync(StaffAccess access, Unit unit, CancellationToken cancellationToken)
    {
        var lasting = await Of(access, unit).AsNoTracking().Where(a => a.EndedAt == null).ToListAsync(cancellationToken);
        var own = await RowsAsync(lasting.FindAll(a => a.UnitId == unit.Id), cancellationToken);
        return new(own, lasting.Where(a => a.UnitId != unit.Id).Select(a => a.UnitId).Distinct().Count());
    }

    /// <summary>Whether the reader gets the unit's alerts by e-mail.</summary>
    public Task<bool> IsSubscribedAsync(StaffAccess access, Unit unit, CancellationToken cancellationToken) =>
        context.AlertSubscriptions.AnyAsync(s => s.AccountId == access.AccountId && s.UnitId == unit.Id, cancellationToken);

    public async Task<IReadOnlyList<AlertRow>> RowsAsync(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        if (alerts.Count == 0)
        {
            return [];
        }

        var (unitIds, formIds) = (alerts.Select(a => a.UnitId).Distinct().ToList(), alerts.Select(a => a.QuestionnaireId).Distinct().ToList());
        var seers = alerts.Where(a => a.SeenBy is not null).Select(a => a.SeenBy!.Value).Distinct().ToList();
        var units = await context.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var names = await context.Users.Where(a => seers.Contains(a.Id)).Select(a => new { a.Id, a.DisplayName }).ToDictionaryAsync(a => a.Id, a => a.DisplayName, cancellationToken);
        var latest = await context.QuestionnaireVersions.Where(v => formIds.Contains(v.QuestionnaireId))
            .Where(v => !context.QuestionnaireVersions.Any(n => n.QuestionnaireId == v.QuestionnaireId && n.Number > v.Number))
            .Select(v => new { v.Id, v.QuestionnaireId, v.Questionnaire!.Code }).ToListAsync(cancellationToken);
        var rows = new List<AlertRow>();
        foreach (var alert in alerts)
        {
            var version = latest.Find(v => v.QuestionnaireId == alert.QuestionnaireId);
            var model = version is null ? null : await versions.FindAsync(context, version.Id, cancellationToken);
            var index = model?.Indices.FirstOrDefault(i => i.Code == alert.IndexCode);
            rows.Add(new(alert, units[alert.UnitId], version?.Code ?? "", index is null ? alert.IndexCode : text.In(index.Title),
                alert.SeenBy is { } by ? names.GetValueOrDefault(by, ReportText.Nothing) : null));
        }

        return rows;
    }
}
