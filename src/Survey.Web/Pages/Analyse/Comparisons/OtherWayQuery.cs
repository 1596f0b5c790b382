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

        // Exact intervals are read for what every reader asks for: no filter, and units as they were.
        var isPlain = facet == default && selection.AsOf is null;
        var chosen = isPlain || definition.RollUp == RollUpRule.Pooled ? Figures(chain, (place, facet), report, definition, set) : null;
        return (ways, chosen is not null && isPlain ? await ExactAsync(chain, place, chosen, cancellationToken) : chosen, true);
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

    private static OtherWay Figures(ResultsChain chain, (Place Place, Facet Facet) of, UnitReport report, IndexDefinition definition, WeightSet? set)
    {
        var counts = chain.Periods[^1];
        var (figures, disclosure) = (new ReportFigures(counts, chain.Transactions, definition), new OtherWayDisclosure(counts, definition, of.Facet));
        Figure? Other(Place place, int column = 0) => disclosure.IsShown(place, column) ? figures.Figure(place, of.Facet, column) : null;

        return new OtherWay
        {
            Definition = definition,
            Weights = set,
            Overall = new(report.Overall.Name, report.Overall.NameEn, report.Overall.Figure, Other(of.Place)),
            Dimensions = [.. report.Dimensions.Select((d, i) => new OtherFigure(d.Name, d.NameEn, d.Figure, Other(of.Place, 1 + i)))],
            Units = [.. report.Units.Select(u => new OtherFigure(u.Name, u.NameEn, u.Figure, u.Figure is null ? null : Other(chain.World.UnitsByCode[u.Code])))],
        };
    }

    private async Task<OtherWay> ExactAsync(ResultsChain chain, Place place, OtherWay way, CancellationToken cancellationToken)
    {
        var columns = await exact.OfAsync(chain, place, way.Definition, [way.Overall.Other, .. way.Dimensions.Select(d => d.Other)], cancellationToken);
        return way with
        {
            Overall = way.Overall with { Other = columns[0] },
            Dimensions = [.. way.Dimensions.Select((d, i) => d with { Other = columns[1 + i] })],
        };
    }
}
