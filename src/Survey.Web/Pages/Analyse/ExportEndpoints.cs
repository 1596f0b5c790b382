using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Admin;

namespace Survey.Web.Pages.Analyse;

/// <summary>The downloads of the analyst. Each asks for permission again and leaves a line in the audit trail.</summary>
public static class ExportEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapExports(this WebApplication app)
    {
        var exports = app.MapGroup("/analyse").RequireAuthorization(nameof(Role.Analyst));
        exports.MapGet("/export/quarter", (ExportRequest request, QuarterWorkbook workbook, CancellationToken cancellationToken) =>
            request.SendAsync("quarter", "xlsx", Workbook, (selection, output) => workbook.WriteAsync(selection, output, cancellationToken), cancellationToken));
        exports.MapGet("/export/table", (ExportRequest request, ServiceTable table, CancellationToken cancellationToken) =>
            request.SendAsync("table", "xlsx", Workbook, (selection, output) => table.WriteAsync(selection, output, cancellationToken), cancellationToken));
        exports.MapGet("/export/responses", (ExportRequest request, ResponseCsv csv, CancellationToken cancellationToken) =>
            request.SendAsync("responses", "csv", Csv, async (selection, output) => await csv.WriteAsync(selection, output, cancellationToken, request.Progress) >= 0, cancellationToken));
        exports.MapGet("/{unit}/export-progress", ExportProgress.GetAsync);
        foreach (var route in new[] { "/export/scoring", "/export/scoring.json" })
        {
            exports.MapGet(route, (ExportRequest request, ScoringBytes scoring, CancellationToken cancellationToken) =>
                request.SendAsync("scoring", "json", MediaTypeNames.Application.Json, async (selection, output) =>
                {
                    if (await scoring.OfAsync(selection, cancellationToken) is not { } bytes)
                    {
                        return false;
                    }

                    await output.WriteAsync(bytes, cancellationToken);
                    return true;
                }, cancellationToken));
        }

        exports.MapGet("/export/scoring.csv", (ExportRequest request, ScoringQuery scoring, CancellationToken cancellationToken) =>
            request.SendAsync("scoring", "csv", Csv, Scoring(scoring, ScoringCsv.WriteAsync, cancellationToken), cancellationToken));
        exports.MapGet("/{unit}/trend.svg", TrendAsync);
    }

    private static Func<Selection, Stream, Task<bool>> Scoring(
        ScoringQuery scoring, Func<ScoringDocument, Stream, CancellationToken, Task> write, CancellationToken cancellationToken) => async (selection, output) =>
    {
        if (await scoring.FindAsync(selection, cancellationToken) is not { } document)
        {
            return false;
        }

        await write(document, output, cancellationToken);
        return true;
    };

    private static async Task<IResult> TrendAsync(string unit, HttpContext http, SelectionQuery selections, ResultsQuery results, ReportText text, CancellationToken cancellationToken)
    {
        if (http.StaffAccess() is not { } access
            || await selections.UnitAsync(access, unit, cancellationToken) is not { } found
            || await selections.OfAsync(found, Choices.From(http.Request.Query), cancellationToken) is not { } selection
            || await results.GetAsync(selection.Query, cancellationToken) is not { } report)
        {
            return Results.NotFound();
        }

        return Results.Text(TrendChart.Saved(report, text), "image/svg+xml", System.Text.Encoding.UTF8);
    }
}

/// <summary>A download within one request.</summary>
public sealed class ExportRequest(IHttpContextAccessor accessor, SurveyDbContext database, SelectionQuery selections, LocalCalendar calendar, ExportProgress exports)
{
    /// <summary>Hears how far the download is, where its page asks for that by a name.</summary>
    public Action<long, long>? Progress => accessor.HttpContext is { } http && http.StaffAccess() is { } access
        ? exports.Of(access.AccountId, http.Request.Query["progress"].ToString()) : null;

    /// <summary>Streams the file; 404 where the writer found nothing to write.</summary>
    public async Task<IResult> SendAsync(string kind, string extension, string contentType, Func<Selection, Stream, Task<bool>> write, CancellationToken cancellationToken)
    {
        var http = accessor.HttpContext!;
        if (http.StaffAccess() is not { } access
            || await selections.UnitAsync(access, http.Request.Query["unit"].ToString(), cancellationToken) is not { } unit
            || await selections.OfAsync(unit, Choices.From(http.Request.Query), cancellationToken) is not { } selection)
        {
            return Results.NotFound();
        }

        var name = $"{kind}-{unit.Code}-{selection.Period.Code}-{selection.Questionnaire.Code}.{extension}";
        database.Audit(calendar, access.AccountId, "export_" + kind, name);
        await database.SaveChangesAsync(cancellationToken);
        http.Response.ContentType = contentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        http.Response.Headers.ContentDisposition = disposition.ToString();
        if (await write(selection, http.Response.Body))
        {
            return Results.Empty;
        }

        http.Response.Clear();
        return Results.NotFound();
    }
}
