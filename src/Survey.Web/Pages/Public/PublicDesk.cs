using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Public;

/// <summary>A unit that shows something to everybody, with what it shows.</summary>
public sealed record PublicUnit(Unit Unit, PublicPage Page)
{
    public bool HasPage => Page.ShowsResults || Page.ShowsAnswers;
}

/// <summary>What a unit tells that it took up.</summary>
public sealed record PublicAnswer(string Words, DateOnly PublishedOn, string Unit, string UnitEn);

/// <summary>Reads what is public, and nothing else: releases and published answers, never a count.</summary>
public sealed class PublicDesk(IDbContextFactory<SurveyDbContext> contexts)
{
    private const int MostReleases = 60;
    private const int MostAnswers = 20;

    /// <summary>The unit; null where there is none of this code or it shows nothing.</summary>
    public async Task<PublicUnit?> FindAsync(string? code, CancellationToken cancellationToken)
    {
        if (code is null or { Length: 0 or > Unit.CodeLength })
        {
            return null;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.PublicPages.AsNoTracking().Where(p => p.ShowsResults || p.ShowsAnswers || p.ShowsWall)
            .Join(context.Units, p => p.UnitId, u => u.Id, (p, u) => new { Page = p, Unit = u }).SingleOrDefaultAsync(f => f.Unit.Code == code, cancellationToken);
        return found is null ? null : new PublicUnit(found.Unit, found.Page);
    }

    /// <summary>What came out, the latest period first.</summary>
    public async Task<IReadOnlyList<ReleaseDocument>> ReleasesAsync(PublicPage page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var texts = await Of(context, page).OrderByDescending(r => r.ReleasedAt).Take(MostReleases).Select(r => r.Json).ToListAsync(cancellationToken);
        return [.. texts.Select(ReleaseDocument.Parse).OrderByDescending(r => r.Period.Last).ThenByDescending(r => r.Period.First)];
    }

    /// <summary>The stored text of one release; null where there is none.</summary>
    public async Task<string?> JsonAsync(PublicPage page, string period, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Of(context, page).Where(r => r.PeriodCode == period).Select(r => r.Json).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>What the unit and those below it took up, the latest first.</summary>
    public async Task<IReadOnlyList<PublicAnswer>> AnswersAsync(Unit unit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var path = unit.Path;
        return await context.Tickets.Where(t => t.PublishedOn != null && t.State == TicketState.Answered && t.PublicAnswer != "")
            .Join(context.Units.Where(u => u.Path.StartsWith(path)), t => t.UnitId, u => u.Id, (t, u) => new { Ticket = t, Unit = u })
            .OrderByDescending(a => a.Ticket.PublishedOn).ThenByDescending(a => a.Ticket.Id).Take(MostAnswers)
            .Select(a => new PublicAnswer(a.Ticket.PublicAnswer, a.Ticket.PublishedOn!.Value, a.Unit.Name, a.Unit.NameEn)).ToListAsync(cancellationToken);
    }

    /// <summary>The units that have a page, in tree order.</summary>
    public async Task<IReadOnlyList<PublicUnit>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.PublicPages.AsNoTracking().Where(p => p.ShowsResults || p.ShowsAnswers)
            .Join(context.Units, p => p.UnitId, u => u.Id, (p, u) => new { Page = p, Unit = u }).ToListAsync(cancellationToken);
        return [.. found.OrderBy(f => f.Unit.Path, StringComparer.Ordinal).Select(f => new PublicUnit(f.Unit, f.Page))];
    }

    private static IQueryable<Release> Of(SurveyDbContext context, PublicPage page) => context.Releases.AsNoTracking()
        .Where(r => r.UnitId == page.UnitId && r.QuestionnaireId == page.QuestionnaireId && r.IndexCode == page.IndexCode);
}
