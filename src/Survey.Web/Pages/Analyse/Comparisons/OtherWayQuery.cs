using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Comparisons;

/// <summary>Makes the second figures from the counts of the first.</summary>
public sealed class OtherWayQuery(ResultsQuery results, ExactIntervals exact, SurveyDbContext database)
{
    /// <summary>What there is to choose, and what was chosen: null where nothing was. Not found where a choice is none that the
    /// index can be shown under.</summary>
    public async Task<(OtherWays Ways, OtherWay? Chosen, bool Found)> OfAsync(Selection selection, UnitReport report, CancellationToken cancellationToken)
    {
        var sets = await database.WeightSets.AsNoTracking()
            .Where(w => w.IndexCode == report.Index.Code && database.Questionnaires.Any(q => q.Id == w.QuestionnaireId && q.Code == selection.Questionnaire.Code))
            .OrderBy(w => w.Name).ToListAsync(cancellationToken);
        if (await results.FindAsync(selection.Query, cancellationToken) is not var (chain, place, facet))
        {
            return (new([], [], []), null, true);
        }

        var layout = chain.Reading.Layout;
        var ways = WaysOf(layout, report.Index, sets);
        if (selection.Choices is { Method: null, Factor: null, Weights: null })
        {
            return (ways, null, true);
        }

        if (Definition(ways, layout, report.Index, selection.Choices) is not var (definition, set))
        {
            return (ways, null, false);
        }

        // Filters and units as they are now have no second figure: they are other tables over the same counts.
        var chosen = facet == default && selection.AsOf is null
            ? await FiguresAsync(chain, place, report, definition, set, cancellationToken)
            : null;
        return (ways, chosen, true);
    }

    /// <summary>The weights of a set by dimension; null where it is not for these dimensions.</summary>
    public static Dictionary<string, decimal>? WeightsOf(WeightSet set, IndexDefinition index)
    {
        var weights = (JsonSerializer.Deserialize<Dictionary<string, string>>(set.Weights) ?? [])
            .ToDictionary(w => w.Key, w => decimal.Parse(w.Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return weights.Count == index.Dimensions.Count && index.Dimensions.All(d => weights.ContainsKey(d.Code)) ? weights : null;
    }

    private static OtherWays WaysOf(TallyLayout layout, IndexDefinition index, List<WeightSet> sets) => new(
        SatisfactionIndex.MethodsFor(layout, index),
        [.. Enum.GetValues<FactorRule>().Where(f => SatisfactionIndex.Supports(layout, index with { Factor = f })
            && (f != FactorRule.MeanOfItems || index.Dimensions.Any(d => d.Items.Count > 1)))],
        index.Dimensions.Count < 2 ? [] : [.. sets.Where(s => WeightsOf(s, index) is not null)]);

    private static (IndexDefinition Definition, WeightSet? Set)? Definition(OtherWays ways, TallyLayout layout, IndexDefinition index, Choices choices)
    {
        var method = choices.Method is null ? index.Method : IndexWords.Method(choices.Method);
        var factor = choices.Factor is null ? index.Factor : IndexWords.Factor(choices.Factor);
        var set = ways.Weights.FirstOrDefault(w => w.Code == choices.Weights);
        if (method is not { } m || factor is not { } f || !ways.Methods.Contains(m) || !ways.Factors.Append(index.Factor).Contains(f)
            || (choices.Weights is not null && set is null))
        {
            return null;
        }

        var definition = index with { Method = m, MethodVersion = m == index.Method ? index.MethodVersion : 1, Factor = f };
        if (set is not null)
        {
            var weights = WeightsOf(set, index)!;
            definition = definition with { Composite = CompositeRule.Weighted, Dimensions = [.. index.Dimensions.Select(d => d with { Weight = weights[d.Code] })] };
        }

        return SatisfactionIndex.Supports(layout, definition) ? (definition, set) : null;
    }

    private async Task<OtherWay> FiguresAsync(
        ResultsChain chain, Place place, UnitReport report, IndexDefinition definition, WeightSet? set, CancellationToken cancellationToken)
    {
        var counts = chain.Periods[^1];
        var (figures, disclosure) = (new ReportFigures(counts, chain.Transactions, definition), new OtherWayDisclosure(counts.Disclosure, counts.Reading, definition));
        Figure? Other(Place of, int column = 0) => disclosure.IsShown(of, column) ? figures.Figure(of, default, column) : null;

        var columns = Enumerable.Range(0, 1 + definition.Dimensions.Count).Select(c => Other(place, c)).ToList();
        columns = await exact.OfAsync(chain, place, definition, columns, cancellationToken);
        return new OtherWay
        {
            Definition = definition,
            Weights = set,
            Overall = new(report.Overall.Name, report.Overall.NameEn, report.Overall.Figure, columns[0]),
            Dimensions = [.. report.Dimensions.Select((d, i) => new OtherFigure(d.Name, d.NameEn, d.Figure, columns[1 + i]))],
            Units = [.. report.Units.Select(u => new OtherFigure(u.Name, u.NameEn, u.Figure, Other(chain.World.UnitsByCode[u.Code])))],
        };
    }
}
