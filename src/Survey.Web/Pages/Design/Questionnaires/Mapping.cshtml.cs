using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What became of the last version's codes, so that trends can follow them.</summary>
public sealed class MappingModel(SurveyDbContext context, LocalCalendar calendar, DraftStore drafts, IStringLocalizer<DesignTexts> texts) : PublicationPage(context), IReadsFormFields
{
    /// <summary>The choice that says that nothing is left of a code.</summary>
    public const string Gone = "-";

    public IReadOnlyList<MappingRow> Rows { get; private set; } = [];

    protected override IQueryable<StoredQuestionnaire> Reachable => Context.QuestionnairesOf(Access);

    public bool MayRead(string? handler, string field) => field.StartsWith("item.", StringComparison.Ordinal) || field.StartsWith("code.", StringComparison.Ordinal);

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Revision != Draft.Stored.Revision)
        {
            return await AgainAsync(id, texts["Chưa lưu: bản nháp vừa được sửa. Xem lại bảng rồi lưu lần nữa."], cancellationToken);
        }

        var rows = Rows.ToDictionary(r => r.Field, StringComparer.Ordinal);
        var fields = Request.Form.Where(f => MayRead(null, f.Key)).ToList();
        if (fields.Any(f => !rows.TryGetValue(f.Key, out var row) || f.Value.Count != 1 || (f.Value[0] is { Length: > 0 } v && v != Gone && row.Choices.All(c => c.Code != v))))
        {
            return BadRequest();
        }

        var items = fields.Where(f => rows[f.Key].Gap.Code is null && f.Value[0] is { Length: > 0 } and not Gone).Select(f => f.Value[0]).ToList();
        if (items.Count != items.Distinct().Count())
        {
            return await AgainAsync(id, texts["Hai câu cũ không thể thành một câu mới. Chọn câu khác, hoặc “không còn”."], cancellationToken);
        }

        return await SaveAsync(MappingWith(fields.Select(f => (rows[f.Key].Gap, f.Value[0]!))), cancellationToken)
            ? LocalRedirect($"/design/questionnaires/{id}/mapping")
            : await AgainAsync(id, texts["Chưa lưu: bản nháp vừa được sửa. Xem lại bảng rồi lưu lần nữa."], cancellationToken);
    }

    private CodeMapping MappingWith(IEnumerable<(CodeGap Gap, string Choice)> choices)
    {
        var items = Draft.Mapping.Items.ToDictionary(StringComparer.Ordinal);
        var codes = Draft.Mapping.Codes.ToDictionary(c => c.Key, c => c.Value.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (gap, choice) in choices)
        {
            foreach (var item in gap.Items)
            {
                var names = gap.Code is null ? items : codes.TryGetValue(item.Code, out var known) ? known : codes[item.Code] = new(StringComparer.Ordinal);
                var name = gap.Code ?? item.Code;
                names.Remove(name);
                if (choice.Length > 0)
                {
                    names[name] = choice == Gone ? null : choice;
                }
            }
        }

        return new CodeMapping { Items = items, Codes = codes.ToDictionary(c => c.Key, c => (IReadOnlyDictionary<string, string?>)c.Value, StringComparer.Ordinal) };
    }

    private async Task<bool> SaveAsync(CodeMapping mapping, CancellationToken cancellationToken)
    {
        var stored = Draft.Stored;
        var json = CodeMappingJson.Write(Draft.Published is { } published ? mapping.Within(published) : mapping);
        if (json != stored.Mapping)
        {
            stored.Mapping = json;
            drafts.Replace(stored, stored.Draft, Access.AccountId, "codes_mapped");
            Context.Audit(calendar, Access.AccountId, "codes_mapped", stored.Code);
            try
            {
                await Context.SaveChangesAsync(cancellationToken);
            }
            catch (Exception error) when (LostRace.IsLost(error))
            {
                return false;
            }
        }

        var left = CodeGap.Between(Draft.Published!, Draft.Draft, mapping).Count(g => !g.Answered);
        Notice(left > 0 ? texts["Đã lưu. Còn {0} mã chưa nói rõ.", left] : texts["Đã lưu bảng quy đổi. Mọi mã cũ đều đã rõ."]);
        return true;
    }

    protected override Task LoadedAsync(CancellationToken cancellationToken)
    {
        Rows = [.. Draft.Gaps.Select(g => MappingRow.Of(g, Draft, Language))];
        return Task.CompletedTask;
    }
}

/// <summary>One old code and what it may have become, in words.</summary>
public sealed record MappingRow(CodeGap Gap, string Field, string Words, string Code, IReadOnlyList<(string Code, string Words)> Choices)
{
    public static MappingRow Of(CodeGap gap, Publication draft, string language)
    {
        var item = gap.Items[0];
        var now = draft.Mapping.Item(item.Code) is { } code ? draft.Draft.FindItem(code) : null;
        return gap.Code is null
            ? new(gap, "item." + item.Code, item.Text.In(language), item.Code, [.. gap.Candidates.Select(c => (c, draft.Draft.FindItem(c)!.Text.In(language)))])
            : new(gap, $"code.{item.Code}.{gap.Code}", WordsOf(item, gap.Code, language), gap.Code, [.. gap.Candidates.Select(c => (c, WordsOf(now!, c, language)))]);
    }

    private static string WordsOf(Item item, string code, string language) => (item switch
    {
        ScaleItem { Scale: var scale } => scale.Points.FirstOrDefault(p => p.Code == code)?.Label ?? scale.NotApplicable?.Label,
        SingleChoiceItem single => single.Options.FirstOrDefault(o => o.Code == code)?.Label,
        MultipleChoiceItem multiple => multiple.Options.FirstOrDefault(o => o.Code == code)?.Label,
        NumberItem number => number.Bands.FirstOrDefault(b => b.Code == code)?.Label,
        _ => null,
    })?.In(language) ?? code;
}
