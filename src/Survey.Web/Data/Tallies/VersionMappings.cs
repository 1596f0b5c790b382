using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Tallies;

/// <summary>What became of codes over several publications.</summary>
public static class VersionMappings
{
    /// <summary>From one version's codes to a later one's; every code kept where the later is not later.</summary>
    public static CodeMapping Between(IEnumerable<(int Number, string? Mapping)> versions, int from, int to) => versions
        .Where(v => v.Number > from && v.Number <= to).OrderBy(v => v.Number)
        .Aggregate(CodeMapping.Same, (mapping, v) => v.Mapping is null ? mapping : mapping.Then(CodeMappingJson.Read(v.Mapping) ?? CodeMapping.Same));

    public static CodeMapping Between(IEnumerable<QuestionnaireVersion> versions, int from, int to) =>
        Between(versions.Select(v => (v.Number, v.Mapping)), from, to);

    public static Questionnaire? ModelOf(QuestionnaireVersion version) => QuestionnaireJson.Read(version.Json).Questionnaire;
}
