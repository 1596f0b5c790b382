using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Drafts;

public sealed partial class DraftStore
{
    /// <summary>What became of the last published version's codes once this edit is made: a renamed code is followed, a deleted one
    /// is gone for good, also when something else gets its name later.</summary>
    private async Task<string?> MappingAfterAsync(StoredQuestionnaire stored, Questionnaire before, EditResult result, CancellationToken cancellationToken)
    {
        var step = DraftCodes.Step(before, result.Questionnaire!, result.Renames);
        if (step.Items.Count == 0 && step.Codes.Count == 0)
        {
            return stored.Mapping;
        }

        var published = await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == stored.Id)
            .OrderByDescending(v => v.Number).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken);
        return published is null || CodeMappingJson.Read(stored.Mapping) is not { } mapping
            ? stored.Mapping
            : CodeMappingJson.Write(DraftCodes.Follow(DraftState.Of(published).Questionnaire, before, mapping, step));
    }
}

/// <summary>Follows the codes of a published version through the edits of a draft.</summary>
internal static class DraftCodes
{
    /// <summary>What an edit did to the codes of the draft.</summary>
    public static CodeMapping Step(Questionnaire before, Questionnaire after, IReadOnlyList<CodeRename> renames)
    {
        var renamed = renames.Aggregate(CodeMapping.Same, (mapping, r) => mapping.Then(Of(r)));
        var (items, codes) = (new Dictionary<string, string?>(), new Dictionary<string, IReadOnlyDictionary<string, string?>>());
        foreach (var old in before.Items)
        {
            var now = renamed.Item(old.Code)!;
            if (after.FindItem(now) is not { } item)
            {
                items[now] = null;
                continue;
            }

            var left = CodesOf(item);
            var gone = CodesOf(old).Select(c => renamed.Code(old.Code, c)!).Where(c => !left.Contains(c)).ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
            if (gone.Count > 0 && item.GetType() == old.GetType())
            {
                codes[now] = gone;
            }
        }

        return renamed.Then(new CodeMapping { Items = items, Codes = codes });
    }

    /// <summary>The mapping after that step, about codes of the published version only.</summary>
    public static CodeMapping Follow(Questionnaire published, Questionnaire before, CodeMapping mapping, CodeMapping step)
    {
        var followed = mapping.Then(Freed(published, before, mapping, step)).Then(step);
        return new CodeMapping
        {
            Items = followed.Items.Where(i => published.FindItem(i.Key) is not null).ToDictionary(StringComparer.Ordinal),
            Codes = followed.Codes.Where(c => published.FindItem(c.Key) is not null).ToDictionary(
                c => c.Key, c => (IReadOnlyDictionary<string, string?>)Known(CodesOf(published.FindItem(c.Key)!), c.Value), StringComparer.Ordinal),
        };
    }

    /// <summary>Published codes that the draft lost earlier without a word, and whose names the step gives to others: they do not come back.</summary>
    private static CodeMapping Freed(Questionnaire published, Questionnaire before, CodeMapping mapping, CodeMapping step)
    {
        var given = step.Items.Values.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var items = published.Items.Select(i => mapping.Item(i.Code)).OfType<string>().Where(c => given.Contains(c) && before.FindItem(c) is null)
            .Distinct().ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
        var codes = new Dictionary<string, IReadOnlyDictionary<string, string?>>(StringComparer.Ordinal);
        foreach (var old in published.Items)
        {
            if (mapping.Item(old.Code) is { } now && step.Codes.TryGetValue(now, out var answers) && before.FindItem(now) is { } item)
            {
                var left = CodesOf(item);
                codes[now] = CodesOf(old).Select(c => mapping.Code(old.Code, c)).OfType<string>()
                    .Where(c => answers.Values.Contains(c) && !left.Contains(c)).Distinct().ToDictionary(c => c, _ => (string?)null, StringComparer.Ordinal);
            }
        }

        return new CodeMapping { Items = items, Codes = codes };
    }

    private static Dictionary<string, string?> Known(IReadOnlyList<string> codes, IReadOnlyDictionary<string, string?> answers) =>
        answers.Where(a => codes.Contains(a.Key)).ToDictionary(StringComparer.Ordinal);

    private static CodeMapping Of(CodeRename rename) => rename.Answer is null
        ? new CodeMapping { Items = new Dictionary<string, string?> { [rename.Item] = rename.New } }
        : new CodeMapping
        {
            Codes = new Dictionary<string, IReadOnlyDictionary<string, string?>> { [rename.Item] = new Dictionary<string, string?> { [rename.Answer] = rename.New } },
        };

    private static IReadOnlyList<string> CodesOf(Item item) => item is NumberItem number
        ? [.. number.Bands.Select(b => b.Code)]
        : [.. ConditionBuilder.AnswersOf(item).Select(a => a.Code)];
}
