using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Pages.Analyse;

namespace Survey.Web.Api;

/// <summary>Figures and scoring files: what the pages and the exports of the unit show, no more and no less.</summary>
internal static class ResultEndpoints
{
    /// <summary>The indices of a unit and a period, one a row; of one questionnaire or one index where the address says so.</summary>
    public static async Task<IResult> ResultsAsync(
        HttpContext http, SelectionQuery selections, ResultsQuery results, string unit, string period, string? questionnaire, string? index, string? after, string? limit,
        CancellationToken cancellationToken)
    {
        if (Paging.Read(after, limit) is not (null, { } paging))
        {
            return Refusal.Result(ProgramProblem.BadParameter, Paging.Read(after, limit).Wrong);
        }

        if (await SelectAsync(http, selections, unit, period, questionnaire, cancellationToken) is not { } selection)
        {
            return Refusal.Result(ProgramProblem.NotFound);
        }

        var wanted = selection.Questionnaires.Where(q => questionnaire is null || q.Code == questionnaire)
            .SelectMany(q => q.Latest.Indices.Where(i => index is null || i.Code == index).Select(i => (Questionnaire: q.Code, Index: i.Code, Latest: q.LatestNumber)))
            .Select(w => (w.Questionnaire, w.Index, w.Latest, Cursor: $"{w.Questionnaire}.{w.Index}"))
            .Where(w => string.CompareOrdinal(w.Cursor, paging.After ?? "") > 0).OrderBy(w => w.Cursor, StringComparer.Ordinal).Take(paging.Limit + 1).ToList();
        if (index is not null && wanted.Count == 0 && paging.After is null)
        {
            return Refusal.Result(ProgramProblem.NotFound);
        }

        var rows = new List<(string Cursor, ApiResult? Result)>();
        foreach (var key in wanted)
        {
            var query = new ReportQuery { Unit = selection.Unit.Code, Period = selection.Period.Code, Questionnaire = key.Questionnaire, Index = key.Index };
            rows.Add((key.Cursor, await results.GetAsync(query, cancellationToken) is { } report ? ApiWords.Of(report, key.Latest) : null));
        }

        return paging.Answer(http, rows, r => r.Cursor, r => r.Result);
    }

    /// <summary>The scoring file: the bytes that the same sheet's download and its delivery have.</summary>
    public static async Task<IResult> ScoringAsync(
        HttpContext http, SelectionQuery selections, ScoringBytes scoring, string unit, string period, string scheme, string? questionnaire, CancellationToken cancellationToken) =>
        await SelectAsync(http, selections, unit, period, questionnaire, cancellationToken) is { } selection
        && await scoring.OfAsync(selection, scheme, cancellationToken) is { } bytes
            ? new Answer(bytes, Answer.JsonType, $"scoring-{selection.Unit.Code}-{selection.Period.Code}-{scheme}.json")
            : Refusal.Result(ProgramProblem.NotFound);

    private static async Task<Selection?> SelectAsync(
        HttpContext http, SelectionQuery selections, string unit, string period, string? questionnaire, CancellationToken cancellationToken) =>
        questionnaire is not "" && await selections.UnitAsync(http.Program().Reader, unit, cancellationToken) is { } found
            ? await selections.OfAsync(found, new Choices { Period = period, Q = questionnaire }, cancellationToken)
            : null;
}
