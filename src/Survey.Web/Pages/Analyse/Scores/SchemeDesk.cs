using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>A stored scheme with what it holds and whether a sheet uses it.</summary>
public sealed record StoredScheme(long Id, ScoringScheme Scheme, bool IsUsed, bool IsLatest);

/// <summary>The stored schemes, and how an unused version changes. A version that a sheet uses never does.</summary>
public sealed class SchemeDesk(SurveyDbContext context)
{
    public async Task<IReadOnlyList<StoredScheme>> AllAsync(CancellationToken cancellationToken)
    {
        var stored = await context.ScoringSchemes.AsNoTracking().OrderBy(s => s.Code).ThenByDescending(s => s.Version)
            .Select(s => new { Scheme = s, Used = context.ScoreSheets.Any(x => x.SchemeId == s.Id) }).ToListAsync(cancellationToken);
        return [.. stored.Select(s => (s.Scheme.Id, Read: Read(s.Scheme), s.Used, Latest: !stored.Any(n => n.Scheme.Code == s.Scheme.Code && n.Scheme.Version > s.Scheme.Version)))
            .Where(s => s.Read is not null).Select(s => new StoredScheme(s.Id, s.Read!, s.Used, s.Latest))];
    }

    public async Task<StoredScheme?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var stored = await context.ScoringSchemes.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken);
        return stored is null || Read(stored) is not { } scheme ? null : new(
            id, scheme,
            await context.ScoreSheets.AnyAsync(s => s.SchemeId == id, cancellationToken),
            !await context.ScoringSchemes.AnyAsync(s => s.Code == stored.Code && s.Version > stored.Version, cancellationToken));
    }

    /// <summary>Puts the changed scheme in the place of what was read; false where somebody changed or used it meanwhile.</summary>
    public async Task<bool> ReplaceAsync(StoredScheme read, ScoringScheme changed, CancellationToken cancellationToken)
    {
        var (before, after) = (ScoringSchemeJson.Write(read.Scheme), ScoringSchemeJson.Write(changed));
        var rows = await context.ScoringSchemes
            .Where(s => s.Id == read.Id && s.Json == before && !context.ScoreSheets.Any(x => x.SchemeId == s.Id))
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Json, after).SetProperty(x => x.EffectiveFrom, changed.EffectiveFrom).SetProperty(x => x.EffectiveTo, changed.EffectiveTo), cancellationToken);
        return rows == 1 || before == after;
    }

    /// <summary>Adds a version; the caller saves.</summary>
    public StoredScoringScheme Add(ScoringScheme scheme)
    {
        var stored = new StoredScoringScheme { Id = RandomKey.New(), Code = scheme.Code, Version = scheme.Version, EffectiveFrom = scheme.EffectiveFrom, EffectiveTo = scheme.EffectiveTo, Json = ScoringSchemeJson.Write(scheme) };
        context.ScoringSchemes.Add(stored);
        return stored;
    }

    private static ScoringScheme? Read(StoredScoringScheme stored) => ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(stored.Json)).Scheme;
}
