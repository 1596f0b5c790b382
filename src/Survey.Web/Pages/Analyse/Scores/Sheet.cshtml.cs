using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Scores;

/// <summary>One score sheet: what each criterion earns and why, and the form by which the unit scores itself.</summary>
[RequestFormLimits(ValueCountLimit = 5000)]
public sealed class SheetModel(SurveyDbContext context, ScoreDesk desk, SheetWriter writer, SheetCompany company, LocalCalendar calendar, ReportText texts) : StaffPage, IReadsFormFields
{
    public ComputedSheet Sheet { get; private set; } = null!;
    public ComputedSheet? LastYear { get; private set; }
    public PeerRank? Peers { get; private set; }
    public IReadOnlyDictionary<(string, string?), NextPoints> Next { get; private set; } = new Dictionary<(string, string?), NextPoints>();
    public IReadOnlyList<(int Number, long Id, ScoreState State)> Numbers { get; private set; } = [];
    public bool MayWrite => Access.May(Role.Analyst, Sheet.Unit.Path);
    public bool MayEdit => MayWrite && Sheet.Sheet.State == ScoreState.Draft;
    public bool MayAppraise => Sheet.Sheet.State == ScoreState.Submitted && Access.May(Role.Appraiser, Sheet.Unit.Path);
    public bool MaySeeResults => MayWrite;

    /// <summary>A field as it was typed, where the page comes back with problems; else as it is stored.</summary>
    public string Field(string name, string stored) => Request.HasFormContentType && Problems.Count > 0 ? Request.Form[name].ToString() : stored;

    public bool IsChecked(string name, string value, bool stored) => Request.HasFormContentType && Problems.Count > 0 ? Request.Form[name].Contains(value) : stored;

    public bool MayRead(string? handler, string field) => handler is null && (field == "revision" || SheetFields.IsOne(field));

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await LoadAsync(id, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, int revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken) || !MayWrite)
        {
            return NotFound();
        }

        var known = SheetFields.Of(Sheet);
        if (!ModelState.IsValid || Request.Form.Keys.Any(k => SheetFields.IsOne(k) && !known.Contains(k)))
        {
            return BadRequest();
        }

        if (await OpenAsync(id, revision, ScoreState.Draft, cancellationToken) is not { } stored)
        {
            return Page();
        }

        Problems.AddRange(await writer.TakeAsync(Sheet, Request.Form, Access.AccountId, texts, cancellationToken));
        return Problems.Count > 0 ? Page() : await DoneAsync(stored, "score_sheet_saved", texts["Đã lưu."], cancellationToken);
    }

    /// <summary>Sends the self-score to the appraiser.</summary>
    public async Task<IActionResult> OnPostSubmitAsync(long id, int revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken) || !MayWrite)
        {
            return NotFound();
        }

        if (await OpenAsync(id, revision, ScoreState.Draft, cancellationToken) is not { } stored)
        {
            return Page();
        }

        await context.ScoreInputs.Where(i => i.SheetId == id).LoadAsync(cancellationToken);
        writer.Freeze(Sheet, Access.AccountId);
        (stored.State, stored.SubmittedBy, stored.SubmittedAt) = (ScoreState.Submitted, Access.AccountId, calendar.UtcNow);
        return await DoneAsync(stored, "score_sheet_submitted", texts["Đã gửi thẩm định. Từ nay số liệu của bảng không đổi."], cancellationToken);
    }

    /// <summary>A correction of an appraised sheet: a new number that begins as a copy.</summary>
    public async Task<IActionResult> OnPostCorrectAsync(long id, string? reason, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken) || !MayWrite)
        {
            return NotFound();
        }

        var why = TypedText.Clean(reason);
        if (Sheet.Sheet.State != ScoreState.Appraised || Numbers[^1].Id != id)
        {
            Problem("", texts["Chỉ sửa được bản mới nhất đã thẩm định."]);
        }
        else if (why.Length is 0 or > ScoreLine.NoteLength)
        {
            Problem("reason", texts["Hãy ghi lý do sửa, nhiều nhất {0} ký tự.", ScoreLine.NoteLength]);
        }

        if (Problems.Count > 0)
        {
            return Page();
        }

        var next = await writer.CorrectAsync(Sheet.Sheet, Numbers[^1].Number + 1, why, Access.AccountId, cancellationToken);
        context.Audit(calendar, Access.AccountId, "score_sheet_corrected", Subject(next.Number));
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã lập bản sửa, lần {0}. Bản trước vẫn xem được.", next.Number]);
        return LocalRedirect($"/scores/{next.Id}");
    }

    // Whoever saved meanwhile is not overwritten; what was typed stays in the form.
    private async Task<StoredScoreSheet?> OpenAsync(long id, int revision, ScoreState state, CancellationToken cancellationToken)
    {
        var stored = await context.ScoreSheets.SingleAsync(s => s.Id == id, cancellationToken);
        if (stored.State != state)
        {
            Problem("", texts["Bảng này đã gửi đi, không sửa được nữa."]);
        }
        else if (stored.Revision != revision)
        {
            Problem("", texts["Có người vừa lưu bảng này. Xem lại các ô rồi lưu lần nữa."]);
        }

        return Problems.Count > 0 ? null : stored;
    }

    private async Task<IActionResult> DoneAsync(StoredScoreSheet stored, string action, string notice, CancellationToken cancellationToken)
    {
        stored.Revision++;
        context.Audit(calendar, Access.AccountId, action, Subject(stored.Number));
        await context.SaveChangesAsync(cancellationToken);
        Notice(notice);
        return LocalRedirect($"/scores/{stored.Id}");
    }

    private string Subject(int number) => $"{Sheet.Unit.Code}: {Sheet.Period.Code}, {Sheet.Scheme.Code} {Sheet.Scheme.Version}, {number}";

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (!await context.SheetsOf(Access).AnyAsync(s => s.Id == id, cancellationToken) || await desk.OfAsync(id, cancellationToken) is not { } sheet)
        {
            return false;
        }

        Sheet = sheet;
        Next = WhatIf.Of(sheet.Scheme, sheet.Facts, WhatIf.HalfPoint).ToDictionary(n => (n.Criterion, n.Part));
        Numbers = await company.NumbersAsync(sheet, cancellationToken);
        LastYear = await company.LastYearAsync(sheet, cancellationToken);
        Peers = await company.PeersAsync(sheet, Access, cancellationToken);
        return true;
    }
}
