using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Pages.Public;

/// <summary>What a release is about.</summary>
/// <param name="Questionnaire">Code of the questionnaire.</param>
public sealed record ReleaseSubject(string Unit, string Questionnaire, string Index, string Period);

/// <summary>Makes a release of what the unit's own page shows: the same report, so the same suppression.</summary>
public sealed class ReleaseMaker(IDbContextFactory<SurveyDbContext> contexts, IServiceScopeFactory scopes, LocalCalendar calendar)
{
    /// <summary>The document; null where a code is unknown or the unit's index may not be shown. Waiting are responses that
    /// belong in and are still held back.</summary>
    public async Task<(ReleaseDocument Document, int Waiting)?> MakeAsync(ReleaseSubject subject, CancellationToken cancellationToken)
    {
        var query = new ReportQuery { Unit = subject.Unit, Period = subject.Period, Questionnaire = subject.Questionnaire, Index = subject.Index };
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<ResultsQuery>().GetAsync(query, cancellationToken) is not { Overall.Figure.Value: not null } report)
        {
            return null;
        }

        var keys = report.Units.Count > 0 ? [] : await KeysAsync(report.Points, cancellationToken);
        return (Document(report, keys), report.NotYetReleased ?? 0);
    }

    private ReleaseDocument Document(UnitReport report, Dictionary<string, string> keys) => new()
    {
        Unit = new(report.Unit.Code, report.Unit.Name, report.Unit.NameEn),
        Period = new(report.Period.Code, report.Period.Name, report.Period.NameEn, report.Period.First, report.Period.Last),
        ReleasedAt = new DateTime(calendar.UtcNow.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc),
        Questionnaire = new(report.Query.Questionnaire, report.QuestionnaireTitle.In("vi"), report.QuestionnaireTitle.In("en"), report.Versions),
        Index = IndexOf(report),
        Sampling = [.. report.Sampling.Select(s => s.ToString().ToLowerInvariant())],
        Describes = report.Sampling is [SamplingMode.Probability or SamplingMode.Census] ? "population" : "responses",
        Synthetic = report.Synthetic,
        Overall = FigureOf(report.Overall.Figure)!,
        Dimensions = [.. report.Dimensions.Select(d => Row(d, d.Code) with { Weight = WeightOf(report.Index, d.Code) })],
        Units = [.. report.Units.Select(u => Row(u, u.Code))],
        Points = report.Units.Count > 0 ? [] : [.. report.Points.Where(p => keys.ContainsKey(p.Code)).Select(p => Row(p, keys[p.Code]))],
    };

    private static ReleasedIndex IndexOf(UnitReport report)
    {
        var (index, figure) = (report.Index, report.Overall.Figure!);
        return new ReleasedIndex
        {
            Code = index.Code,
            Title = index.Title.In("vi"),
            TitleEn = index.Title.In("en"),
            Method = IndexWords.Of(index.Method),
            MethodVersion = index.MethodVersion,
            Composite = IndexWords.Of(index.Composite),
            Factor = IndexWords.Of(index.Factor),
            RollUp = IndexWords.Of(index.RollUp),
            MinimumBase = Math.Max(index.MinimumBase, Suppression.MinimumShown),
            Lowest = Bound(figure.Lowest),
            Highest = Bound(figure.Highest),
        };
    }

    private static ReleasedRow Row(ReportRow row, string code) =>
        new() { Code = code, Name = row.Name, NameEn = row.NameEn, Figure = FigureOf(row.Figure) };

    private static ReleasedFigure? FigureOf(Figure? figure) => figure?.Rounded is { } value
        ? new(value, figure.Interval is { } i ? Bound(i.Low) : null, figure.Interval is { } j ? Bound(j.High) : null, figure.Base)
        : null;

    private static decimal WeightOf(IndexDefinition index, string dimension) => index.Dimensions.Single(d => d.Code == dimension).Weight;

    private static decimal Bound(double value) => Math.Round((decimal)value, 2, MidpointRounding.AwayFromZero);

    private async Task<Dictionary<string, string>> KeysAsync(IReadOnlyList<ReportRow> points, CancellationToken cancellationToken)
    {
        var codes = points.Select(p => p.Code).ToList();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CollectionPoints.Where(p => codes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Key, cancellationToken);
    }
}
