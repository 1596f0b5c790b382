using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Data.Drafts;

/// <summary>The only writer of drafts: every save is a revision that can be undone and merged with.</summary>
public sealed partial class DraftStore(SurveyDbContext context, LocalCalendar calendar)
{
    /// <summary>Each lost race means that someone else's save was kept, so a few rounds let a whole office through.</summary>
    private const int Attempts = 20;

    /// <summary>Adds a questionnaire with its first revision; the caller saves the context.</summary>
    public StoredQuestionnaire Add(Questionnaire questionnaire, long unitId, long? accountId, string action)
    {
        var stored = new StoredQuestionnaire { Id = RandomKey.New(), Code = questionnaire.Code, UnitId = unitId, Draft = QuestionnaireJson.Write(questionnaire), TranslatedFrom = TranslationFreshness.Fill(questionnaire).ToJson(), Revision = 1, ChangedAt = calendar.UtcNow };
        context.Questionnaires.Add(stored);
        Keep(stored, accountId, action, "");
        return stored;
    }

    /// <summary>Puts another draft in the place of the present one, as a revision; the caller saves the context.</summary>
    /// <param name="freshness">Which translations are fresh, where the caller knows better than their having been worded anew.</param>
    public void Replace(StoredQuestionnaire stored, string json, long? accountId, string action, string target = "", TranslationFreshness? freshness = null)
    {
        stored.TranslatedFrom = freshness?.ToJson() ?? Followed(stored, json);
        (stored.Draft, stored.ChangedAt) = (json, calendar.UtcNow);
        stored.Revision++;
        Keep(stored, accountId, action, target);
    }

    /// <summary>Makes an edit that started from <paramref name="baseRevision"/> and saves it as the next revision. Where others saved
    /// meanwhile it is made on their draft, unless they changed the place it is made to. The row is left as it is stored then.</summary>
    public async Task<DraftOutcome> ApplyAsync(StoredQuestionnaire stored, int baseRevision, DraftEdit edit, long accountId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var present = DraftState.Of(stored.Draft);
            var result = edit.Apply(present.Questionnaire);
            var json = result.Questionnaire is { } edited ? QuestionnaireJson.Write(edited) : null;
            if (json == stored.Draft)
            {
                return new DraftOutcome.Saved(stored.Revision, present.Questionnaire);
            }

            if (baseRevision != stored.Revision && await ClashAsync(stored, baseRevision, edit, present, result.Questionnaire, cancellationToken) is { } clash)
            {
                return clash;
            }

            if (result.Questionnaire is null)
            {
                return new DraftOutcome.Refused(result.Problem!);
            }

            var mapping = await MappingAfterAsync(stored, present.Questionnaire, result, cancellationToken);
            if (mapping.Problem is { } unsaid)
            {
                return new DraftOutcome.Refused(unsaid);
            }

            var freshness = TranslationFreshness.Follow(stored.TranslatedFrom, present.Questionnaire, result.Questionnaire);
            if (await TrySaveAsync(stored, new DraftSave(json!, mapping.Json, freshness, edit.Action, edit.Target), accountId, cancellationToken))
            {
                return new DraftOutcome.Saved(stored.Revision, result.Questionnaire) { GivenUp = mapping.GivenUp };
            }

            if (attempt == Attempts)
            {
                return await ConflictAsync(stored, baseRevision, edit, null, cancellationToken);
            }
        }
    }

    private async Task<DraftOutcome?> ClashAsync(
        StoredQuestionnaire stored, int baseRevision, DraftEdit edit, DraftState present, Questionnaire? result, CancellationToken cancellationToken)
    {
        var json = baseRevision > stored.Revision ? null : await context.DraftRevisions.AsNoTracking()
            .Where(r => r.QuestionnaireId == stored.Id && r.Number == baseRevision).Select(r => r.Json).SingleOrDefaultAsync(cancellationToken);
        if (json is null)
        {
            return await ConflictAsync(stored, baseRevision, edit, null, cancellationToken);
        }

        var started = DraftState.Of(json);
        var touched = started.DiffersAt(edit.Target, present) && !(edit.Target == DraftState.Order && result is not null && !present.OrderDiffers(result));
        if (!touched && (result is null || !started.LosesWork(present, result)))
        {
            return null;
        }

        return await ConflictAsync(stored, baseRevision, edit, edit.Apply(started.Questionnaire).Questionnaire, cancellationToken);
    }

    private async Task<DraftOutcome.Conflict> ConflictAsync(
        StoredQuestionnaire stored, int baseRevision, DraftEdit edit, Questionnaire? mine, CancellationToken cancellationToken)
    {
        var since = await context.DraftRevisions.AsNoTracking().Where(r => r.QuestionnaireId == stored.Id && r.Number > baseRevision)
            .OrderByDescending(r => r.Number).Select(r => new { r.AccountId, r.At, r.Target }).ToListAsync(cancellationToken);
        var by = since.FirstOrDefault(r => r.Target == edit.Target) ?? since.FirstOrDefault();
        return new DraftOutcome.Conflict(stored.Revision, by?.AccountId, by?.At ?? stored.ChangedAt, DraftState.Of(stored.Draft).Questionnaire, mine);
    }

    /// <summary>Saves what the row shall be; where someone else was faster nothing is kept and the row is read again.</summary>
    private async Task<bool> TrySaveAsync(StoredQuestionnaire stored, DraftSave save, long accountId, CancellationToken cancellationToken)
    {
        if (context.Entry(stored).State == EntityState.Detached)
        {
            context.Entry(stored).State = EntityState.Unchanged;
        }

        await using var transaction = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            await KeepFirstAsync(stored, cancellationToken);
            stored.Mapping = save.Mapping;
            Replace(stored, save.Json, accountId, save.Action, save.Target, save.Freshness);
            await context.SaveChangesAsync(cancellationToken);
            await PruneAsync(stored, cancellationToken);
            await (transaction?.CommitAsync(cancellationToken) ?? Task.CompletedTask);
            return true;
        }
        catch (Exception error) when (IsLostRace(error))
        {
            await (transaction?.RollbackAsync(cancellationToken) ?? Task.CompletedTask);
        }

        // What else the page has to save stays for the next attempt.
        foreach (var revision in context.ChangeTracker.Entries<DraftRevision>().ToList())
        {
            revision.State = EntityState.Detached;
        }

        await context.Entry(stored).ReloadAsync(cancellationToken);
        return false;
    }

    /// <summary>The last hundred stay, and the last of each person: who wrote a draft must not approve it, however long ago it was.</summary>
    private async Task PruneAsync(StoredQuestionnaire stored, CancellationToken cancellationToken)
    {
        var oldest = stored.Revision - DraftRevision.Kept;
        if (oldest <= 0)
        {
            return;
        }

        var lasts = await context.DraftRevisions.Where(r => r.QuestionnaireId == stored.Id && r.AccountId != null)
            .GroupBy(r => r.AccountId).Select(g => g.Max(r => r.Number)).ToListAsync(cancellationToken);
        await context.DraftRevisions.Where(r => r.QuestionnaireId == stored.Id && r.Number <= oldest && !lasts.Contains(r.Number)).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>A draft from before there were revisions gets one, so that its first edit can be undone.</summary>
    private async Task KeepFirstAsync(StoredQuestionnaire stored, CancellationToken cancellationToken)
    {
        if (!await context.DraftRevisions.AnyAsync(r => r.QuestionnaireId == stored.Id && r.Number == stored.Revision, cancellationToken))
        {
            Keep(stored, null, "questionnaire_kept", "");
        }
    }

    private static string? Followed(StoredQuestionnaire stored, string json) =>
        QuestionnaireJson.Read(stored.Draft).Questionnaire is { } before && QuestionnaireJson.Read(json).Questionnaire is { } after
        ? TranslationFreshness.Follow(stored.TranslatedFrom, before, after).ToJson()
        : stored.TranslatedFrom;

    private static bool IsLostRace(Exception? error) => error is not null &&
        (error is DbUpdateConcurrencyException || DatabaseErrors.IsDuplicate(error) || DatabaseErrors.IsDeadlock(error) || IsLostRace(error.InnerException));

    private void Keep(StoredQuestionnaire stored, long? accountId, string action, string target) => context.DraftRevisions.Add(new DraftRevision
    {
        QuestionnaireId = stored.Id,
        Number = stored.Revision,
        Json = stored.Draft,
        Mapping = stored.Mapping,
        TranslatedFrom = stored.TranslatedFrom,
        AccountId = accountId,
        At = stored.ChangedAt,
        Action = action,
        Target = target,
    });

    private sealed record DraftSave(string Json, string? Mapping, TranslationFreshness? Freshness, string Action, string Target);
}
