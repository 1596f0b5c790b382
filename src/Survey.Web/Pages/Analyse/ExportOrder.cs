using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Pages.Analyse;

/// <summary>
/// The order of an export's columns and lines: that of the oldest version in the field, with what later versions brought
/// behind it. Who reads a file by its columns finds them where they were, in whatever order officers ask now.
/// </summary>
public sealed class ExportOrder
{
    private readonly IReadOnlyList<string> _asked;
    private readonly IReadOnlyList<string> _indices;
    private readonly IReadOnlyList<string> _dimensions;

    /// <param name="versions">Oldest first.</param>
    public ExportOrder(IReadOnlyList<Questionnaire> versions)
    {
        _asked = Once(versions.SelectMany(v => v.Items).Select(i => i.Code));
        _indices = Once(versions.SelectMany(v => v.Indices).Select(i => i.Code));
        _dimensions = Once(versions.SelectMany(v => v.Indices).SelectMany(i => i.Dimensions.Select(d => KeyOf(i, d.Code))));
        IndexItems = Once(versions.SelectMany(v => v.Indices).SelectMany(i => i.Dimensions).SelectMany(d => d.Items).Select(i => i.Code));
    }

    /// <summary>Codes of all items that an index counts, by index and dimension.</summary>
    public IReadOnlyList<string> IndexItems { get; }

    /// <summary>The order of a questionnaire of which some version had a wave.</summary>
    public static async Task<ExportOrder> OfAsync(SurveyDbContext database, PublishedVersions published, string questionnaire, CancellationToken cancellationToken)
    {
        var ids = await database.QuestionnaireVersions
            .Where(v => v.Questionnaire!.Code == questionnaire && database.Waves.Any(w => w.VersionId == v.Id))
            .OrderBy(v => v.Number).Select(v => v.Id).ToListAsync(cancellationToken);
        var versions = new List<Questionnaire>();
        foreach (var id in ids)
        {
            if (await published.FindAsync(database, id, cancellationToken) is { } version)
            {
                versions.Add(version);
            }
        }

        return new(versions);
    }

    public IEnumerable<IndexDefinition> Of(IEnumerable<IndexDefinition> indices) => In(_indices, indices, i => i.Code);

    /// <summary>The same report with its dimensions and items in this order.</summary>
    public UnitReport Of(UnitReport report) => report with
    {
        Index = report.Index with { Dimensions = [.. In(_dimensions, report.Index.Dimensions, d => KeyOf(report.Index, d.Code))] },
        Dimensions = [.. In(_dimensions, report.Dimensions, d => KeyOf(report.Index, d.Code))],
        Items = [.. In(_asked, report.Items, i => i.Code)],
    };

    private static List<string> Once(IEnumerable<string> codes) => [.. codes.Distinct(StringComparer.Ordinal)];

    private static string KeyOf(IndexDefinition index, string dimension) => $"{index.Code}.{dimension}";

    // What no version in the field has, such as an index of a version without a wave, keeps its place behind the others.
    private static IEnumerable<T> In<T>(IReadOnlyList<string> order, IEnumerable<T> things, Func<T, string> key)
    {
        var places = order.Select((code, i) => (code, i)).ToDictionary(c => c.code, c => c.i, StringComparer.Ordinal);
        return things.OrderBy(t => places.GetValueOrDefault(key(t), int.MaxValue));
    }
}
