using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Keeps an item or a scale of a draft in the bank; where a unit has it already, its wording is replaced after a look at both.</summary>
public sealed class SaveModel(SurveyDbContext context, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public OpenDraft Draft { get; private set; } = null!;
    public string At { get; private set; } = "";
    public BankThing Thing { get; private set; } = null!;

    /// <summary>Whether a condition stays behind.</summary>
    public bool LosesCondition { get; private set; }
    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];
    public long UnitId { get; private set; }

    /// <summary>What the unit has under this code already.</summary>
    public BankEntry? Old { get; private set; }
    public BankThing? OldThing => Old is null ? null : BankThing.Read(Old.Kind, Old.Json);
    public bool IsSame => Old?.Json == Thing.ToJson();

    public async Task<IActionResult> OnGetAsync(long questionnaire, string? at, long? unit, CancellationToken cancellationToken) =>
        await LoadAsync(questionnaire, at, unit, cancellationToken) ? Page() : NotFound();

    /// <param name="revision">The revision of the entry that the person saw and wants replaced; null: there was none.</param>
    public async Task<IActionResult> OnPostAsync([FromQuery] long questionnaire, [FromQuery] string? at, long unitId, int? revision, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(questionnaire, at, unitId, cancellationToken) || Units.All(u => u.Id != unitId))
        {
            return NotFound();
        }

        if (Old is not null && Old.Revision != revision)
        {
            Problem("", texts["Kho của đơn vị này đã có “{0}”. Xem hai lời rồi chọn.", Thing.Code]);
            return Page();
        }

        if (Old is null)
        {
            context.BankEntries.Add(new BankEntry { Id = RandomKey.New(), UnitId = unitId, Kind = Thing.Kind, Code = Thing.Code, Json = Thing.ToJson(), ChangedAt = calendar.UtcNow, Revision = 1 });
        }
        else
        {
            (Old.Json, Old.ChangedAt) = (Thing.ToJson(), calendar.UtcNow);
            Old.Revision++;
        }

        context.Audit(calendar, Access.AccountId, Old is null ? "bank_added" : "bank_replaced", Thing.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(Old is null ? texts["Đã cất “{0}” vào kho.", Thing.Code] : texts["Kho đã giữ lời mới của “{0}”. Các phiếu đang dùng không đổi.", Thing.Code]);
        return LocalRedirect("/design/bank");
    }

    private async Task<bool> LoadAsync(long questionnaire, string? at, long? unit, CancellationToken cancellationToken)
    {
        var draft = await OpenDraft.FindAsync(context.QuestionnairesOf(Access), questionnaire, cancellationToken);
        if (draft is null || BankThing.Of(draft.Questionnaire, at ?? "") is not { } thing)
        {
            return false;
        }

        (Draft, At, Thing) = (draft, at!, thing);
        LosesCondition = thing.Item is { } item && draft.Questionnaire.FindItem(item.Code)!.ShowIf is not null;
        Units = await context.UnitChoicesAsync(Access, Role.Officer, cancellationToken);
        UnitId = Units.Any(u => u.Id == unit) ? unit!.Value : draft.Stored.UnitId;
        Old = await context.BankOf(Access).Include(b => b.Unit).SingleOrDefaultAsync(b => b.UnitId == UnitId && b.Kind == thing.Kind && b.Code == thing.Code, cancellationToken);
        return true;
    }
}
