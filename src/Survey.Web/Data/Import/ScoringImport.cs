using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Scoring schemes by code and version. A stored version never changes.</summary>
internal static class ScoringImport
{
    public static async Task<ImportedFile> ApplyAsync(SurveyDbContext context, string file, ScoringScheme scheme, ProblemList problems, CancellationToken cancellationToken)
    {
        var json = ScoringSchemeJson.Write(scheme);
        var stored = await context.ScoringSchemes.FirstOrDefaultAsync(s => s.Code == scheme.Code && s.Version == scheme.Version, cancellationToken);
        if (stored is not null)
        {
            if (stored.Json != json)
            {
                problems.Add(
                    file,
                    null,
                    null,
                    new($"Phiên bản {scheme.Version} của “{scheme.Code}” đã có và không được thay đổi. Hãy tăng số phiên bản.", $"Version {scheme.Version} of '{scheme.Code}' exists and never changes. Raise the version number."),
                    "$.version");
            }

            return new(file, ImportKind.Scoring, 0, 0, 1);
        }

        context.ScoringSchemes.Add(new StoredScoringScheme
        {
            Id = RandomKey.New(),
            Code = scheme.Code,
            Version = scheme.Version,
            EffectiveFrom = scheme.EffectiveFrom,
            EffectiveTo = scheme.EffectiveTo,
            Json = json,
        });
        return new(file, ImportKind.Scoring, 1, 0, 0);
    }
}
