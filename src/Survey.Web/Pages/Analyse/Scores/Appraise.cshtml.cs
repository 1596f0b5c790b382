using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Deliveries;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>The appraiser's page: agrees with the unit's points or gives others with a reason, and ends the appraisal.</summary>
[RequestFormLimits(ValueCountLimit = 5000)]
public sealed class AppraiseModel(SurveyDbContext context, ScoreDesk desk, SheetWriter writer, LocalCalendar calendar, ReportText texts) : StaffPage, IReadsFormFields
{
    public ComputedSheet Sheet { get; private set; } = null!;
    public IEnumerable<ComputedRow> Criteria => Sheet.Rows.Where(r => r.Criterion is not null);
    public bool IsOwn => Sheet.Sheet.SubmittedBy == Access.AccountId;
    public bool MayAppraise => Sheet.Sheet.State == ScoreState.Submitted && !IsOwn;
    public int Left => Criteria.Count(r => !r.IsAppraised);
    public int LeftMissing => Criteria.Count(r => !r.IsAppraised && r.Self.Status == ScoreStatus.MissingData);

    public string Field(string name, string stored) => Request.HasFormContentType && Problems.Count > 0 ? Request.Form[name].ToString() : stored;

    public bool MayRead(string? handler, string field) => handler is null && (field == "revision"
        || ((field.StartsWith("p:", StringComparison.Ordinal) || field.StartsWith("r:", StringComparison.Ordinal) || field.StartsWith("ok:", StringComparison.Ordinal)) && field.Length <= 80));

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => !Access.Has(Role.Appraiser) ? Forbid()
        : !await LoadAsync(id, cancellationToken) ? NotFound()
        : Sheet.Sheet.State == ScoreState.Draft ? LocalRedirect($"/scores/{id}") : Page();

    public Task<IActionResult> OnPostAsync(long id, int revision, CancellationToken cancellationToken) => ChangeAsync(id, revision, "score_sheet_appraising", lines =>
    {
        var codes = Criteria.Select(r => r.Self.Code).ToHashSet(StringComparer.Ordinal);
        if (Request.Form.Keys.Any(k => k.Contains(':', StringComparison.Ordinal) && !codes.Contains(k[(k.IndexOf(':', StringComparison.Ordinal) + 1)..])))
        {
            return false;
        }

        foreach (var row in Criteria)
        {
            Decide(row, lines, Request.Form["p:" + row.Self.Code].ToString().Trim(), TypedText.Clean(Request.Form["r:" + row.Self.Code]), Request.Form["ok:" + row.Self.Code] == "true");
        }

        return true;
    }, cancellationToken);

    /// <summary>Agrees with all that is left and has points.</summary>
    public Task<IActionResult> OnPostAgreeAsync(long id, int revision, CancellationToken cancellationToken) => ChangeAsync(id, revision, "score_sheet_agreed", lines =>
    {
        foreach (var row in Criteria.Where(r => !r.IsAppraised && r.Self.Status != ScoreStatus.MissingData))
        {
            Set(lines, row.Self.Code, null, "", done: true);
        }

        return true;
    }, cancellationToken);

    /// <summary>Gives 0 points to all that is left without data.</summary>
    public Task<IActionResult> OnPostZeroAsync(long id, int revision, CancellationToken cancellationToken) => ChangeAsync(id, revision, "score_sheet_zeroed", lines =>
    {
        foreach (var row in Criteria.Where(r => !r.IsAppraised && r.Self.Status == ScoreStatus.MissingData))
        {
            Set(lines, row.Self.Code, 0, texts["Không có số liệu."], done: true);
        }

        return true;
    }, cancellationToken);

    public Task<IActionResult> OnPostFinishAsync(long id, int revision, CancellationToken cancellationToken) => ChangeAsync(id, revision, "score_sheet_appraised", _ =>
    {
        if (Left > 0)
        {
            Problem("", texts["Còn {0} tiêu chí chưa thẩm định.", Left]);
        }

        return true;
    }, cancellationToken, finish: true);

    private void Decide(ComputedRow row, Dictionary<string, ScoreLine> lines, string points, string reason, bool agreed)
    {
        var (code, own) = (row.Self.Code, row.Self.RoundedPoints);
        if (reason.Length > ScoreLine.NoteLength)
        {
            Problem("r:" + code, texts["{0}: lý do dài quá {1} ký tự.", code, ScoreLine.NoteLength]);
        }
        else if (points.Length == 0)
        {
            if (agreed && row.Self.Status == ScoreStatus.MissingData)
            {
                Problem("p:" + code, texts["{0}: tự chấm chưa có điểm, hãy cho điểm và ghi lý do.", code]);
            }
            else
            {
                Set(lines, code, null, agreed ? reason : "", agreed);
            }
        }
        else if (ScoreText.Read(points) is not { } given || given < 0 || given > row.Criterion!.Max || decimal.Round(given, 4) != given)
        {
            Problem("p:" + code, texts["{0}: điểm là số từ 0 đến {1}, nhiều nhất bốn số lẻ.", code, texts.Plain(row.Criterion!.Max)]);
        }
        else if (given != own && reason.Length == 0)
        {
            Problem("r:" + code, texts["{0}: điểm khác tự chấm thì phải ghi lý do.", code]);
        }
        else
        {
            Set(lines, code, given == own ? null : given, reason, done: true);
        }
    }

    private void Set(Dictionary<string, ScoreLine> lines, string code, decimal? points, string reason, bool done)
    {
        var text = points?.ToString("0.####", CultureInfo.InvariantCulture);
        if (writer.LineOf(lines, Sheet.Sheet.Id, code, wanted: done) is { } line && (line.Appraised, line.AppraisalReason, line.AppraisalDone) != (text, reason, done))
        {
            (line.Appraised, line.AppraisalReason, line.AppraisalDone) = (text, reason, done);
            line.Revision++;
        }
    }

    private async Task<IActionResult> ChangeAsync(
        long id, int revision, string action, Func<Dictionary<string, ScoreLine>, bool> change, CancellationToken cancellationToken, bool finish = false)
    {
        if (!Access.Has(Role.Appraiser))
        {
            return Forbid();
        }

        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (IsOwn)
        {
            return Forbid();
        }

        var stored = await context.ScoreSheets.SingleAsync(s => s.Id == id, cancellationToken);
        if (stored.State != ScoreState.Submitted || stored.Revision != revision || !ModelState.IsValid)
        {
            Problem("", stored.State != ScoreState.Submitted ? texts["Bảng này không còn chờ thẩm định."] : texts["Có người vừa lưu bảng này. Xem lại các ô rồi lưu lần nữa."]);
            return Page();
        }

        if (!change(await context.ScoreLines.Where(l => l.SheetId == id).ToDictionaryAsync(l => l.Criterion, cancellationToken)))
        {
            return BadRequest();
        }

        return Problems.Count > 0 ? Page() : await DoneAsync(stored, action, finish, cancellationToken);
    }

    private async Task<IActionResult> DoneAsync(StoredScoreSheet stored, string action, bool finish, CancellationToken cancellationToken)
    {
        stored.Revision++;
        if (finish)
        {
            (stored.State, stored.AppraisedBy, stored.AppraisedAt) = (ScoreState.Appraised, Access.AccountId, calendar.UtcNow);
            // What goes to receivers is stored with the appraisal, or not at all.
            await Deliveries.EnqueueAsync(context, stored, cancellationToken);
        }

        context.Audit(calendar, Access.AccountId, action, $"{Sheet.Unit.Code}: {Sheet.Period.Code}, {Sheet.Scheme.Code} {Sheet.Scheme.Version}, {stored.Number}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(finish ? texts["Đã thẩm định xong."] : texts["Đã lưu."]);
        return LocalRedirect(finish ? $"/scores/{stored.Id}" : $"/scores/{stored.Id}/appraise");
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (!await context.SheetsOf(Access).AnyAsync(s => s.Id == id, cancellationToken)
            || await desk.OfAsync(id, cancellationToken) is not { } sheet || !Access.May(Role.Appraiser, sheet.Unit.Path))
        {
            return false;
        }

        Sheet = sheet;
        return true;
    }
}
