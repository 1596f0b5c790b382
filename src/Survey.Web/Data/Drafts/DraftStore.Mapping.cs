using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Drafts;

public sealed partial class DraftStore
{
    /// <summary>The draft's codes that continue one of the last published version: changing them takes a word on what they become.</summary>
    public async Task<IReadOnlySet<CodePlace>> ContinuingAsync(StoredQuestionnaire stored, Questionnaire draft, CancellationToken cancellationToken) =>
        await PublishedAsync(stored, cancellationToken) is { } published && CodeMappingJson.Read(stored.Mapping) is { } mapping
            ? DraftCodes.Continuing(published, draft, mapping)
            : new HashSet<CodePlace>();

    /// <summary>What became of the last published version's codes once this edit is made: a renamed code is followed, a deleted one
    /// is gone for good, also when something else gets its name later. Refused where a published code is renamed and nobody said
    /// whether it stays the same thing.</summary>
    private async Task<DraftMapping> MappingAfterAsync(StoredQuestionnaire stored, Questionnaire before, EditResult result, CancellationToken cancellationToken)
    {
        var step = DraftCodes.Step(before, result.Questionnaire!, result.Renames);
        if ((step.Items.Count == 0 && step.Codes.Count == 0)
            || await PublishedAsync(stored, cancellationToken) is not { } published || CodeMappingJson.Read(stored.Mapping) is not { } mapping)
        {
            return new DraftMapping(stored.Mapping);
        }

        var unsaid = result.Renames.Count == 0 ? [] : DraftCodes.Unsaid(DraftCodes.Continuing(published, before, mapping), result.Renames);
        if (unsaid.Count > 0)
        {
            return new DraftMapping(stored.Mapping) { Problem = new EditProblem(EditRefusal.CodeUnsaid, [.. unsaid.Select(p => p.ToString())]) };
        }

        var after = DraftCodes.Follow(published, before, mapping, step, result.Renames);
        return new DraftMapping(CodeMappingJson.Write(after)) { GivenUp = DraftCodes.GivenUp(mapping, after) };
    }

    private async Task<Questionnaire?> PublishedAsync(StoredQuestionnaire stored, CancellationToken cancellationToken) =>
        await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == stored.Id)
            .OrderByDescending(v => v.Number).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken) is { } json
            ? DraftState.Of(json).Questionnaire
            : null;

    private sealed record DraftMapping(string? Json)
    {
        public EditProblem? Problem { get; init; }
        public IReadOnlyList<CodePlace> GivenUp { get; init; } = [];
    }
}
