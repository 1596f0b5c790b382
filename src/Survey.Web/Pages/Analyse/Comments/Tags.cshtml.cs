using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Analyse.Comments;

/// <summary>The subjects by which a unit sorts comments: its own, and those of the units above, which it takes as they are.</summary>
public sealed class TagsModel(SurveyDbContext context, LocalCalendar calendar, ReportText texts) : StaffPage
{
    private const int NameLength = 100;
    private const int MostTags = 100;

    [BindProperty]
    public TagInput Input { get; set; } = new();

    public Unit Unit { get; private set; } = null!;
    public IReadOnlyList<CommentTag> Own { get; private set; } = [];
    public IReadOnlyList<(CommentTag Tag, string Unit)> Inherited { get; private set; } = [];

    public sealed record TagInput
    {
        public long? Id { get; init; }
        public int Revision { get; init; }
        public string? Name { get; init; }
        public string? Keywords { get; init; }
    }

    public async Task<IActionResult> OnGetAsync(string unit, CancellationToken cancellationToken) => await LoadAsync(unit, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string unit, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken) || (Input.Id is { } id && Own.All(t => t.Id != id)))
        {
            return NotFound();
        }

        var name = TypedText.Clean(Input.Name).ReplaceLineEndings(" ");
        var keywords = TypedText.Clean(Input.Keywords);
        if (!IsRight(name, keywords))
        {
            return Page();
        }

        var tag = Input.Id is { } known ? await context.CommentTags.SingleAsync(t => t.Id == known, cancellationToken) : new CommentTag { Id = RandomKey.New(), UnitId = Unit.Id, Name = name };
        if (Input.Id is null)
        {
            context.Add(tag);
        }
        else if (tag.Revision != Input.Revision)
        {
            Problem("", texts["Có người vừa sửa nhãn này. Xem lại rồi lưu lần nữa."]);
            Input = Input with { Revision = tag.Revision };
            ModelState.Clear();
            return Page();
        }

        (tag.Name, tag.Keywords, tag.Revision) = (name, keywords, tag.Revision + 1);
        return await DoneAsync("comment_tag_saved", tag, texts["Đã lưu nhãn “{0}”.", name], cancellationToken);
    }

    public Task<IActionResult> OnPostRetireAsync(string unit, long tag, CancellationToken cancellationToken) => SwitchAsync(unit, tag, retired: true, cancellationToken);

    public Task<IActionResult> OnPostReviveAsync(string unit, long tag, CancellationToken cancellationToken) => SwitchAsync(unit, tag, retired: false, cancellationToken);

    private bool IsRight(string name, string keywords)
    {
        if (name.Length is 0 or > NameLength)
        {
            Problem("name", texts["Hãy đặt tên nhãn, tối đa 100 ký tự."]);
        }
        else if (Own.Any(t => t.Id != Input.Id && !t.Retired && string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            Problem("name", texts["Đã có nhãn tên này."]);
        }

        if (Input.Id is null && Own.Count >= MostTags)
        {
            Problem("name", texts["Một đơn vị có tối đa 100 nhãn."]);
        }

        if (keywords.Length > CommentTag.KeywordsLength || TagRules.KeywordsOf(keywords).Count > TagRules.MostKeywords)
        {
            Problem("keywords", texts["Tối đa 60 từ khóa, tất cả không quá 2.000 ký tự."]);
        }

        return Problems.Count == 0;
    }

    private async Task<IActionResult> SwitchAsync(string unit, long id, bool retired, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(unit, cancellationToken) || Own.All(t => t.Id != id))
        {
            return NotFound();
        }

        var tag = await context.CommentTags.SingleAsync(t => t.Id == id, cancellationToken);
        (tag.Retired, tag.Revision) = (retired, tag.Revision + 1);
        return await DoneAsync(retired ? "comment_tag_retired" : "comment_tag_revived", tag,
            retired ? texts["Đã thôi dùng nhãn “{0}”.", tag.Name] : texts["Nhãn “{0}” được dùng lại.", tag.Name], cancellationToken);
    }

    private async Task<IActionResult> DoneAsync(string action, CommentTag tag, string words, CancellationToken cancellationToken)
    {
        context.Audit(calendar, Access.AccountId, action, $"{Unit.Code}: {tag.Name}");
        await context.SaveChangesAsync(cancellationToken);
        Notice(words);
        return LocalRedirect($"/analyse/{Unit.Code}/comments/tags");
    }

    private async Task<bool> LoadAsync(string code, CancellationToken cancellationToken)
    {
        if (await context.FeedbackUnitAsync(Access, code, cancellationToken) is not { } unit)
        {
            return false;
        }

        Unit = unit;
        var tags = await TagRules.TagsOfAsync(context, unit, retired: true, cancellationToken);
        var ids = tags.Select(t => t.UnitId).Distinct().ToList();
        var units = await context.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        Own = tags.FindAll(t => t.UnitId == unit.Id);
        Inherited = [.. tags.Where(t => t.UnitId != unit.Id && !t.Retired).Select(t => (t, units[t.UnitId].NameIn(Language)))];
        return true;
    }
}
