using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Design.Waves;

/// <summary>Why a wave was not opened.</summary>
/// <param name="Archived">Its questionnaire was put away.</param>
/// <param name="Taken">Names of points that are in another open wave.</param>
public sealed record OpeningRefusal(bool Archived, IReadOnlyList<string> Taken);

/// <summary>Opens and closes waves. The key of <see cref="OpenPoint"/> lets only one wave be open at a point, on any number of nodes.</summary>
public sealed class WaveOpening(SurveyDbContext context, LocalCalendar calendar, RespondCatalogue catalogue)
{
    /// <summary>Opens the wave at all its points or at none.</summary>
    /// <returns>Null where the wave is open now.</returns>
    public async Task<OpeningRefusal?> OpenAsync(Wave wave, long accountId, CancellationToken cancellationToken)
    {
        if (await context.QuestionnaireVersions.AnyAsync(v => v.Id == wave.VersionId && v.Questionnaire!.ArchivedAt != null, cancellationToken))
        {
            return new OpeningRefusal(Archived: true, []);
        }

        var points = wave.Points.Select(p => p.CollectionPointId).ToList();
        if (await TakenAsync(wave.Id, points, cancellationToken) is { Count: > 0 } taken)
        {
            return new OpeningRefusal(Archived: false, taken);
        }

        var inUse = await context.CollectionPoints.Where(p => points.Contains(p.Id) && p.RetiredOn == null).Select(p => p.Id).ToListAsync(cancellationToken);
        (wave.State, wave.OpenedAt, wave.ClosedAt) = (WaveState.Open, wave.OpenedAt ?? calendar.UtcNow, null);
        context.OpenPoints.AddRange(inUse.Select(id => new OpenPoint { CollectionPointId = id, WaveId = wave.Id }));
        context.Audit(calendar, accountId, "wave_opened", wave.Name);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            catalogue.Changed();
            return null;
        }
        catch (DbUpdateException)
        {
            // Someone was faster between the look and the insert: with another wave, or with this one.
            context.ChangeTracker.Clear();
            var now = await TakenAsync(wave.Id, points, cancellationToken);
            if (now.Count > 0)
            {
                return new OpeningRefusal(Archived: false, now);
            }

            if (!await context.Waves.AnyAsync(w => w.Id == wave.Id && w.State == WaveState.Open, cancellationToken))
            {
                throw;
            }

            return null;
        }
    }

    public async Task CloseAsync(Wave wave, long accountId, CancellationToken cancellationToken)
    {
        (wave.State, wave.ClosedAt) = (WaveState.Closed, calendar.UtcNow);
        context.OpenPoints.RemoveRange(await context.OpenPoints.Where(o => o.WaveId == wave.Id).ToListAsync(cancellationToken));
        context.Audit(calendar, accountId, "wave_closed", wave.Name);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another officer closed it at the same moment.
        }

        catalogue.Changed();
    }

    private async Task<List<string>> TakenAsync(long waveId, List<long> points, CancellationToken cancellationToken) => await context.OpenPoints
        .Where(o => points.Contains(o.CollectionPointId) && o.WaveId != waveId)
        .Join(context.CollectionPoints, o => o.CollectionPointId, p => p.Id, (o, p) => new { Point = p.Name, Unit = p.Unit!.Name, Wave = o.Wave!.Name })
        .Select(t => t.Point + " · " + t.Unit + " (“" + t.Wave + "”)").OrderBy(t => t).ToListAsync(cancellationToken);
}
