using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Tallies;

/// <summary>Published questionnaire versions as models, read once: a published version never changes.</summary>
public sealed class PublishedVersions
{
    private readonly ConcurrentDictionary<long, Questionnaire?> _known = new();

    /// <summary>The version's model; null where it is missing or its JSON is not readable.</summary>
    public async Task<Questionnaire?> FindAsync(SurveyDbContext context, long versionId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(versionId, out var questionnaire))
        {
            return questionnaire;
        }

        var json = await context.QuestionnaireVersions.Where(v => v.Id == versionId).Select(v => v.Json).FirstOrDefaultAsync(cancellationToken);
        if (json is null)
        {
            return null; // not remembered: it may be published later
        }

        // The first object wins, so that every tally of a version shares one layout.
        return _known.GetOrAdd(versionId, QuestionnaireJson.Read(json).Questionnaire);
    }

    /// <summary>The layouts of versions; those that cannot be read are left out.</summary>
    public async Task<Dictionary<long, TallyLayout>> LayoutsAsync(SurveyDbContext context, IEnumerable<long> versionIds, CancellationToken cancellationToken)
    {
        var layouts = new Dictionary<long, TallyLayout>();
        foreach (var id in versionIds.Distinct())
        {
            if (await FindAsync(context, id, cancellationToken) is { } questionnaire)
            {
                layouts[id] = TallyLayout.For(questionnaire);
            }
        }

        return layouts;
    }
}
