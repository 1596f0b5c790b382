using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>How far a draft is on its way to the next version.</summary>
public enum DraftStage
{
    /// <summary>It says what the last version says.</summary>
    Unchanged,
    Changed,
    Submitted,

    /// <summary>It was saved again after it was submitted or approved.</summary>
    Outdated,
    SentBack,
    Approved,
}

/// <summary>A questionnaire's draft, its versions and its approvals, as they stand now.</summary>
public sealed class Publication
{
    /// <summary>What the history of a draft calls the save that made a version.</summary>
    public const string PublishedAction = "questionnaire_published";

    public required StoredQuestionnaire Stored { get; init; }
    public required Questionnaire Draft { get; init; }
    public required CodeMapping Mapping { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<QuestionnaireVersion> Versions { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Approval> Approvals { get; init; }

    /// <summary>Who saved the draft since the last version.</summary>
    public required IReadOnlySet<long> Authors { get; init; }

    /// <summary>The last version, read; null where there is none.</summary>
    public required Questionnaire? Published { get; init; }

    /// <summary>The last version's codes of which someone must say what they became, or has said.</summary>
    public IReadOnlyList<CodeGap> Gaps => field ??= Published is null ? [] : CodeGap.Between(Published, Draft, Mapping);

    /// <summary>What the check says of the draft; an error keeps it from being submitted.</summary>
    public CheckedDraft Checked => field ??= new(Draft, Stored.TranslatedFrom);

    /// <summary>Translations that are older than their source: publishing them takes a deliberate yes.</summary>
    public int Stale => Checked.Stale.Count;

    public QuestionnaireVersion? Last => Versions.Count > 0 ? Versions[0] : null;

    public int Next => (Last?.Number ?? 0) + 1;

    /// <summary>The last submission that no version came of; null where there is none or it was withdrawn.</summary>
    public Approval? Open => Approvals.Count > 0 && Approvals[0].State != ApprovalState.Withdrawn
        && Versions.All(v => v.ApprovalId != Approvals[0].Id) ? Approvals[0] : null;

    public DraftStage Stage => StageOf(Last is { } last && last.Json == Stored.Draft, Stored.Revision, Open);

    public string Sha256 => HashOf(Stored.Draft);

    public static DraftStage StageOf(bool unchanged, int revision, Approval? open) => unchanged ? DraftStage.Unchanged : open switch
    {
        { State: ApprovalState.SentBack } => DraftStage.SentBack,
        { State: ApprovalState.Submitted or ApprovalState.Approved } when open.Revision != revision => DraftStage.Outdated,
        { State: ApprovalState.Submitted } => DraftStage.Submitted,
        { State: ApprovalState.Approved } => DraftStage.Approved,
        _ => DraftStage.Changed,
    };

    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Reads it all; null where the questionnaire is none of <paramref name="seen"/> or cannot be read.</summary>
    public static async Task<Publication?> LoadAsync(SurveyDbContext context, IQueryable<StoredQuestionnaire> seen, long id, CancellationToken cancellationToken)
    {
        var stored = await seen.Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null || QuestionnaireJson.Read(stored.Draft).Questionnaire is not { } draft)
        {
            return null;
        }

        var versions = await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == id).OrderByDescending(v => v.Number).ToListAsync(cancellationToken);
        var approvals = await context.Approvals.Where(a => a.QuestionnaireId == id).ToListAsync(cancellationToken);
        return new Publication
        {
            Stored = stored,
            Draft = draft,
            Mapping = CodeMappingJson.Read(stored.Mapping) ?? CodeMapping.Same,
            Versions = versions,
            Approvals = [.. approvals.OrderByDescending(a => a.SubmittedAt).ThenByDescending(a => a.Revision)],
            Authors = await AuthorsAsync(context, id, versions.FirstOrDefault(), cancellationToken),
            Published = versions.Count > 0 ? QuestionnaireJson.Read(versions[0].Json).Questionnaire : null,
        };
    }

    private static async Task<HashSet<long>> AuthorsAsync(SurveyDbContext context, long id, QuestionnaireVersion? last, CancellationToken cancellationToken)
    {
        var saves = await context.DraftRevisions.Where(r => r.QuestionnaireId == id && r.AccountId != null)
            .Select(r => new { r.Number, r.Action, r.At, AccountId = r.AccountId!.Value }).ToListAsync(cancellationToken);
        // A version that came with the program or from the command line is no save of a draft.
        var published = saves.Where(s => s.Action == PublishedAction).Select(s => (int?)s.Number).Max();
        return [.. saves.Where(s => published is { } number ? s.Number > number : last is null || s.At > last.PublishedAt).Select(s => s.AccountId)];
    }
}
