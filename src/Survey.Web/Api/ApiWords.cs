using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Api;

/// <summary>Turns what the pages render into what the interface says; adds nothing and decides nothing.</summary>
internal static class ApiWords
{
    public static ApiPeriod Of(StoredPeriod period) => new(
        period.Code, period.Template, period.Year, period.Name, period.NameEn, period.First, period.Last, period.DueInternal, period.DueExternal, period.PredecessorCode);

    public static ApiQuestionnaire Of(QuestionnaireChoice questionnaire) => new(
        questionnaire.Code, questionnaire.Title.In("vi"), questionnaire.Title.In("en"), questionnaire.LatestNumber, [.. questionnaire.Latest.Indices.Select(Of)]);

    /// <param name="latest">The questionnaire's latest version: what is hidden says no more than what is empty.</param>
    public static ApiResult Of(UnitReport report, int latest)
    {
        var isHidden = report.Overall.Figure?.Value is null;
        return new(
            report.Query.Unit, report.Period.Code, report.Query.Questionnaire, isHidden || report.Versions.Count == 0 ? [latest] : report.Versions, Of(report.Index),
            isHidden ? [] : [.. report.Sampling.Select(s => s.ToString().ToLowerInvariant())],
            !isHidden && report.Sampling is [SamplingMode.Probability or SamplingMode.Census] ? "population" : "responses", report.Synthetic,
            report.Closed is { } mark ? new(mark.SnapshotId.ToString(System.Globalization.CultureInfo.InvariantCulture), mark.Unit, mark.Number, mark.ClosedAt) : null,
            Of(report.Overall), [.. report.Dimensions.Select(Of)], [.. report.Services.Select(Of)], [.. report.Units.Select(Of)]);
    }

    private static ApiIndex Of(IndexDefinition index) => new(
        index.Code, index.Title.In("vi"), index.Title.In("en"), IndexWords.Of(index.Method), index.MethodVersion, IndexWords.Of(index.Composite),
        IndexWords.Of(index.Factor), IndexWords.Of(index.RollUp), Math.Max(index.MinimumBase, Suppression.MinimumShown),
        [.. index.Dimensions.Select(d => new ApiDimension(d.Code, d.Title.In("vi"), d.Title.In("en"), d.Weight))]);

    private static ApiRow Of(ReportRow row) => new(
        row.Code, row.Name, row.NameEn, Of(row.Figure),
        row.Target is { } target ? new(target.Operator == TargetOperator.Above ? ">" : "≥", target.Value, row.TargetMet) : null);

    private static ApiFigure? Of(Figure? figure) => figure?.Rounded is { } value
        ? new(value, figure.Interval is { } low ? ScoringWords.Bound(low.Low) : null, figure.Interval is { } high ? ScoringWords.Bound(high.High) : null, figure.Base)
        : null;
}
