using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Pages.Design.Questionnaires;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Bank;

/// <summary>Adds entries of the bank to a draft, behind the item that was chosen.</summary>
public sealed class PutModel(SurveyDbContext context, DraftStore drafts, LocalCalendar calendar, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public const int MostAtOnce = 100;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    public OpenDraft? Draft { get; private set; }
    public IReadOnlyList<(long Id, string Title)> Questionnaires { get; private set; } = [];
    public IReadOnlyList<BankRow> Rows { get; private set; } = [];
    public IReadOnlyList<(string At, string Words)> Places { get; private set; } = [];
    public string After { get; private set; } = "";
    public HashSet<long> Picked { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long? into, string? after, long? pick, CancellationToken cancellationToken)
    {
        Picked = pick is { } one ? [one] : [];
        return await LoadAsync(into, after, cancellationToken) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync([FromQuery] long into, string? after, int revision, List<long>? entries, CancellationToken cancellationToken)
    {
        Picked = [.. entries ?? []];
        if (!await LoadAsync(into, after, cancellationToken) || Draft is null)
        {
            return NotFound();
        }

        var chosen = Rows.Where(r => Picked.Contains(r.Entry.Id)).Select(r => r.Thing).ToList();
        if (chosen.Count is 0 or > MostAtOnce)
        {
            Problem("entries", texts["Hãy chọn từ 1 đến {0} mục.", MostAtOnce]);
            return Page();
        }

        var place = after ?? "";
        var outcome = await drafts.ApplyAsync(Draft.Stored, revision, new DraftEdit("bank_put", "order", q => BankPut.All(q, chosen, place)), Access.AccountId, cancellationToken);
        if (outcome is not DraftOutcome.Saved)
        {
            Problem("", WordsOf(outcome));
            return Page();
        }

        context.Audit(calendar, Access.AccountId, "bank_put", Draft.Stored.Code);
        await context.SaveChangesAsync(cancellationToken);
        Notice(texts["Đã đưa {0} mục vào phiếu.", chosen.Count]);
        return LocalRedirect("/design/questionnaires/" + into);
    }

    private string WordsOf(DraftOutcome outcome) => outcome switch
    {
        DraftOutcome.Refused { Problem: { Why: EditRefusal.TooMany, Arguments: [_, var most] } } => texts["Phiếu không chứa thêm được: tối đa {0}.", most],
        DraftOutcome.Refused { Problem.Why: EditRefusal.Missing } => texts["Chỗ chèn không còn trong phiếu. Chọn chỗ khác."],
        DraftOutcome.Refused => texts["Mục này không đưa vào phiếu được."],
        _ => texts["Người khác vừa sửa phiếu này. Mở lại trang rồi đưa vào."],
    };

    private async Task<bool> LoadAsync(long? into, string? after, CancellationToken cancellationToken)
    {
        if (into is null)
        {
            Questionnaires = [.. (await context.QuestionnairesOf(Access).AsNoTracking().Where(q => q.ArchivedAt == null).Select(q => new { q.Id, q.Draft, q.Code }).ToListAsync(cancellationToken))
                .Select(q => (q.Id, QuestionnaireJson.Read(q.Draft).Questionnaire?.Title.In(Language) ?? q.Code)).OrderBy(q => q.Item2, StringComparer.CurrentCulture)];
            return true;
        }

        Draft = await OpenDraft.FindAsync(context.QuestionnairesOf(Access), into.Value, cancellationToken);
        if (Draft is null)
        {
            return false;
        }

        var names = new PlaceWords(Draft.Questionnaire, texts);
        Places = [.. Draft.Questionnaire.Sections.SelectMany(s => s.Items.Select(i => "item:" + i.Code)).Select(at => (at, names.Of(at)))];
        After = Places.Any(p => p.At == after) ? after! : SectionEnd(Draft.Questionnaire, after) ?? Places[^1].At;
        Rows = await context.FindInBankAsync(Access, HttpMethods.IsPost(Request.Method) ? new BankSearch(null, null) : new BankSearch(Words, Kind), cancellationToken);
        return true;
    }

    private static string? SectionEnd(Questionnaire q, string? after) =>
        q.Sections.FirstOrDefault(s => "section:" + s.Code == after) is { } section ? "item:" + section.Items[^1].Code : null;
}

/// <summary>What putting does, as an edit of whatever the draft is by then.</summary>
public static class BankPut
{
    /// <summary>Items follow one another behind the item that <paramref name="after"/> names (item:CODE); a scale that is there already stays the only one.</summary>
    public static EditResult All(Questionnaire q, IReadOnlyList<BankThing> things, string after)
    {
        var last = after.StartsWith("item:", StringComparison.Ordinal) ? after["item:".Length..] : "";
        if (q.FindItem(last) is null)
        {
            return EditResult.Refused(EditRefusal.Missing, last);
        }

        var section = q.Sections.First(s => s.Items.Any(i => i.Code == last)).Code;
        var fit = new BankFit(q.Languages);
        var result = EditResult.Made(q);
        foreach (var thing in things)
        {
            var behind = last;
            result = result.Then(x => thing.Item is { } item ? ItemEdits.Insert(x, fit.Of(item), section, behind) : AddScale(x, fit.Of(thing.Scale!)));
            last = thing.Item is not null && result.Code is { } code ? code : last;
        }

        return result;
    }

    private static EditResult AddScale(Questionnaire q, Scale scale) =>
        q.Scales.Any(s => BankThing.MarkOf(s) == BankThing.MarkOf(scale)) ? EditResult.Made(q) : ScaleEdits.Insert(q, scale);
}
