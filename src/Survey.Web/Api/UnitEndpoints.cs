using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Api;

/// <summary>What the figures are about: units, periods, questionnaires, schemes, and the keys that sign.</summary>
internal static class UnitEndpoints
{
    public static async Task<IResult> UnitsAsync(HttpContext http, SurveyDbContext database, string? after, string? limit, CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

#pragma warning disable CA1309 // The database compares, by its own order, in which the codes are sorted.
        var units = Within(http, database).OrderBy(u => u.Code).Where(u => paging.After == null || string.Compare(u.Code, paging.After) > 0).Take(paging.Limit + 1);
#pragma warning restore CA1309
        return paging.Answer(http, await ReadAsync(database, units, cancellationToken), u => u.Code, u => u);
    }

    public static async Task<IResult> UnitAsync(HttpContext http, SurveyDbContext database, string unit, CancellationToken cancellationToken) =>
        await ReadAsync(database, Within(http, database).Where(u => u.Code == unit), cancellationToken) is [var found]
            ? Answer.Json(found)
            : Refusal.Result(ProgramProblem.NotFound);

    public static async Task<IResult> PeriodsAsync(HttpContext http, SurveyDbContext database, string? after, string? limit, CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

#pragma warning disable CA1309 // As above.
        var periods = await database.Periods.AsNoTracking().OrderBy(p => p.Code)
            .Where(p => paging.After == null || string.Compare(p.Code, paging.After) > 0).Take(paging.Limit + 1).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        return paging.Answer(http, periods, p => p.Code, ApiWords.Of);
    }

    public static async Task<IResult> QuestionnairesAsync(HttpContext http, SelectionQuery selections, string? after, string? limit, CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

        var selection = await selections.OfAsync(http.Program().Unit, new Choices(), cancellationToken);
        var all = (selection?.Questionnaires ?? []).OrderBy(q => q.Code, StringComparer.Ordinal);
        return paging.Answer(http, [.. all.Where(q => string.CompareOrdinal(q.Code, paging.After ?? "") > 0).Take(paging.Limit + 1)], q => q.Code, ApiWords.Of);
    }

    public static async Task<IResult> SchemesAsync(HttpContext http, SurveyDbContext database, string? after, string? limit, CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

        var schemes = await database.ScoringSchemes.AsNoTracking()
            .Select(s => new ApiScheme(s.Code, s.Version, s.EffectiveFrom, s.EffectiveTo)).ToListAsync(cancellationToken);
        var all = schemes.OrderBy(CursorOf, StringComparer.Ordinal).Where(s => string.CompareOrdinal(CursorOf(s), paging.After ?? "") > 0);
        return paging.Answer(http, [.. all.Take(paging.Limit + 1)], CursorOf, s => s);

        static string CursorOf(ApiScheme scheme) => $"{scheme.Code}.{scheme.Version:D6}";
    }

    public static async Task<IResult> KeysAsync(SurveyDbContext database, CancellationToken cancellationToken)
    {
        var keys = await database.SigningKeys.AsNoTracking().OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync(cancellationToken);
        return Answer.Json(new ApiPage<ApiKey>([.. keys.Select(k => new ApiKey(
            k.Id, new string(System.Security.Cryptography.PemEncoding.Write("PUBLIC KEY", k.Public)), k.CreatedAt))], null));
    }

    /// <summary>The units that the program may read.</summary>
    public static IQueryable<Unit> Within(HttpContext http, SurveyDbContext database)
    {
        var path = http.Program().Unit.Path;
        return database.Units.AsNoTracking().Where(u => u.Path.StartsWith(path));
    }

    private static async Task<List<ApiUnit>> ReadAsync(SurveyDbContext database, IQueryable<Unit> units, CancellationToken cancellationToken)
    {
        var rows = await units.Select(u => new
        {
            Unit = u,
            Parent = u.Parent!.Code,
            Predecessors = database.UnitSuccessions.Where(s => s.SuccessorId == u.Id)
                .Join(database.Units, s => s.PredecessorId, o => o.Id, (s, o) => o.Code).OrderBy(c => c).ToList(),
            Successors = database.UnitSuccessions.Where(s => s.PredecessorId == u.Id)
                .Join(database.Units, s => s.SuccessorId, o => o.Id, (s, o) => o.Code).OrderBy(c => c).ToList(),
        }).AsSplitQuery().ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new ApiUnit(
            r.Unit.Code, r.Unit.Identifier, r.Unit.Name, r.Unit.NameEn, r.Unit.Level.ToString().ToLowerInvariant(), r.Parent, r.Unit.PeerGroup,
            r.Unit.ValidFrom, r.Unit.ValidTo, r.Predecessors, r.Successors));
    }
}
