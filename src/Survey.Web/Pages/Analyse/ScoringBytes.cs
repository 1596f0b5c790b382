using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The bytes of the scoring file, the same by download, by the programs' interface and by delivery: once an appraised sheet's
/// file was written for a receiver, it is that one.
/// </summary>
public sealed class ScoringBytes(SurveyDbContext database, ScoringQuery scoring)
{
    /// <summary>The file of a selection's unit and period; null where no scheme holds.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<byte[]?> OfAsync(Selection selection, CancellationToken cancellationToken) =>
        await OfAsync(await scoring.FindAsync(selection, cancellationToken), cancellationToken);

    /// <summary>The same by one scheme; null where neither a sheet nor the scheme that holds is of this code.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<byte[]?> OfAsync(Selection selection, string scheme, CancellationToken cancellationToken)
    {
        var (unit, period) = (selection.Unit.Id, selection.Period.Code);
        var sheet = await database.ScoreSheets.AsNoTracking()
            .Where(s => s.UnitId == unit && s.PeriodCode == period && database.ScoringSchemes.Any(c => c.Id == s.SchemeId && c.Code == scheme))
            .OrderBy(s => s.State == ScoreState.Draft).ThenByDescending(s => s.CreatedAt).ThenByDescending(s => s.Number)
            .Select(s => (long?)s.Id).FirstOrDefaultAsync(cancellationToken);
        if (sheet is { } id)
        {
            return await OfSheetAsync(id, cancellationToken);
        }

        return await scoring.FindAsync(selection, cancellationToken) is { } document && document.Scheme.Code == scheme ? await OfAsync(document, cancellationToken) : null;
    }

    /// <summary>The file of one stored sheet.</summary>
    /// <exception cref="InvalidDataException">The stored scheme cannot be read.</exception>
    public async Task<byte[]?> OfSheetAsync(long sheetId, CancellationToken cancellationToken) =>
        await Deliveries.FileOfAsync(database, sheetId, cancellationToken) ?? await OfAsync(await scoring.ForSheetAsync(sheetId, cancellationToken), cancellationToken);

    private async Task<byte[]?> OfAsync(ScoringDocument? document, CancellationToken cancellationToken)
    {
        if (document is null)
        {
            return null;
        }

        if (document.Stored?.Sheet is { State: ScoreState.Appraised } sheet && await Deliveries.FileOfAsync(database, sheet.Id, cancellationToken) is { } sent)
        {
            return sent;
        }

        using var bytes = new MemoryStream();
        await ScoringFile.WriteJsonAsync(document, bytes, cancellationToken);
        return bytes.ToArray();
    }
}
