using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>The words that came with a unit's answers: read, searched, sorted by subject.</summary>
public sealed class IndexModel(SurveyDbContext context, SelectionQuery selections, CommentQuery comments, LocalCalendar calendar, ReportText texts) : StaffPage
{
    private const int MostAtOnce = CommentList.PageSize;

    public Unit Unit { get; private set; } = null!;

    /// <summary>Null, like the list, where nothing has been asked anywhere yet.</summary>
    public Selection? Selection { get; private set; }
    public CommentList? List { get; private set; }

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await SelectAsync(unit, cancellationToken))
        {
            return NotFound();
        }

        if (Selection is null)
        {
            return Page();
        }

        List = await comments.FindAsync(Unit, Selection.Period, CommentFilter.From(Request.Query), Language, cancellationToken);
        return List is null ? NotFound() : Page();
    }

    public Task<IActionResult> OnPostTagAsync(string unit, List<long> comment, long tag, CancellationToken cancellationToken) =>
        TagAsync(unit, comment, tag, removed: false, cancellationToken);

    public Task<IActionResult> OnPostUntagAsync(string unit, List<long> comment, long tag, CancellationToken cancellationToken) =>
        TagAsync(unit, comment, tag, removed: true, cancellationToken);

    private async Task<IActionResult> TagAsync(string unit, List<long> ids, long tagId, bool removed, CancellationToken cancellationToken)
    {
        if (!await SelectAsync(unit, cancellationToken) || Selection is null || ids.Count > MostAtOnce
            || (await TagRules.TagsOfAsync(context, Unit, retired: false, cancellationToken)).Find(t => t.Id == tagId) is not { } tag)
        {
            return NotFound();
        }

        var wanted = ids.Distinct().ToList();
        var readable = await comments.ReadableAsync(Unit, wanted, Language, cancellationToken);
        if (readable.Count != wanted.Count)
        {
            return NotFound();
        }

        if (wanted.Count > 0)
        {
            await MarkAsync(wanted, tag, removed, cancellationToken);
        }

        Notice(wanted.Count == 0 ? texts["Chưa chọn ý kiến nào."] : removed ? texts["Đã bỏ nhãn “{0}” ở {1} ý kiến.", tag.Name, wanted.Count] : texts["Đã gắn nhãn “{0}” cho {1} ý kiến.", tag.Name, wanted.Count]);
        return LocalRedirect(CommentFilter.From(Request.Query).Address(Selection));
    }

    private async Task MarkAsync(List<long> comments, CommentTag tag, bool removed, CancellationToken cancellationToken)
    {
        var known = await context.CommentTaggings.Where(t => t.TagId == tag.Id && comments.Contains(t.CommentId)).ToDictionaryAsync(t => t.CommentId, cancellationToken);
        foreach (var comment in comments)
        {
            if (known.TryGetValue(comment, out var tagging))
            {
                (tagging.Removed, tagging.AccountId) = (removed, Access.AccountId);
            }
            else
            {
                context.Add(new CommentTagging { CommentId = comment, TagId = tag.Id, Removed = removed, AccountId = Access.AccountId });
            }
        }

        context.Audit(calendar, Access.AccountId, removed ? "comments_untagged" : "comments_tagged", $"{Unit.Code}: {tag.Name} ({comments.Count})");
        await context.SaveChangesAsync(cancellationToken);
    }

    // The selection stays null where there is no period or questionnaire at all.
    private async Task<bool> SelectAsync(string code, CancellationToken cancellationToken)
    {
        if (await selections.UnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return false;
        }

        Unit = unit;
        var choices = Choices.From(Request.Query);
        Selection = await selections.OfAsync(unit, choices, cancellationToken);
        return Selection is not null || choices.AreNone;
    }
}
