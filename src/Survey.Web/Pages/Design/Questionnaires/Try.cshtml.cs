using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>Links with which anyone may try the draft out for a day. What is answered through them is shown here and nowhere else.</summary>
public sealed class TryModel(SurveyDbContext context, LocalCalendar calendar, PublicAddress address, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public const int MostLinks = 20;
    private const int MostShown = 20;

    public StoredQuestionnaire Stored { get; private set; } = null!;
    public string Title { get; private set; } = "";

    /// <summary>The link that was made just now; only its hash is kept, so it is shown once.</summary>
    public string? Link { get; private set; }
    public IReadOnlyList<TrialRow> Links { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Link = TempData["Trial"] is string token ? address.Of("/t/" + token) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (Links.Count >= MostLinks)
        {
            Problem("", texts["Đã có {0} liên kết thử. Tắt bớt rồi tạo liên kết mới.", MostLinks]);
            return Page();
        }

        var token = TrialToken.Create();
        context.TestLinks.Add(new TestLink
        {
            Id = RandomKey.New(),
            Hash = TrialToken.HashOf(token)!,
            QuestionnaireId = id,
            Json = Stored.Draft,
            CreatedBy = Access.AccountId,
            ExpiresAt = calendar.UtcNow + TestLink.Lifetime,
        });
        await SaveAsync("test_link_made", cancellationToken);
        TempData["Trial"] = token;
        return LocalRedirect($"/design/questionnaires/{id}/try");
    }

    public async Task<IActionResult> OnPostEndAsync(long id, long link, CancellationToken cancellationToken)
    {
        var ended = await LoadAsync(id, cancellationToken) ? Links.FirstOrDefault(l => l.Id == link) : null;
        if (ended is null)
        {
            return NotFound();
        }

        await context.TestAnswers.Where(a => a.TestLinkId == link).ExecuteDeleteAsync(cancellationToken);
        await context.TestLinks.Where(l => l.Id == link).ExecuteDeleteAsync(cancellationToken);
        await SaveAsync("test_link_ended", cancellationToken);
        Notice(texts["Đã tắt liên kết và xóa các câu trả lời thử của nó."]);
        return LocalRedirect($"/design/questionnaires/{id}/try");
    }

    public async Task<IActionResult> OnPostWipeAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        await context.TestAnswers.Where(a => context.TestLinks.Any(l => l.Id == a.TestLinkId && l.QuestionnaireId == id)).ExecuteDeleteAsync(cancellationToken);
        await SaveAsync("test_answers_wiped", cancellationToken);
        Notice(texts["Đã xóa mọi câu trả lời thử của phiếu này."]);
        return LocalRedirect($"/design/questionnaires/{id}/try");
    }

    private async Task SaveAsync(string action, CancellationToken cancellationToken)
    {
        context.Audit(calendar, Access.AccountId, action, Stored.Code);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(Access).AsNoTracking().Include(q => q.Unit).SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null || QuestionnaireJson.Read(stored.Draft).Questionnaire is not { } draft)
        {
            return false;
        }

        (Stored, Title) = (stored, draft.Title.In(Language));
        var now = calendar.UtcNow;
        var links = await context.TestLinks.AsNoTracking().Where(l => l.QuestionnaireId == id && l.ExpiresAt > now).OrderByDescending(l => l.ExpiresAt)
            .Select(l => new { Link = l, By = context.Users.Where(u => u.Id == l.CreatedBy).Select(u => u.DisplayName).FirstOrDefault(), Count = context.TestAnswers.Count(a => a.TestLinkId == l.Id) })
            .ToListAsync(cancellationToken);
        var rows = new List<TrialRow>();
        foreach (var row in links)
        {
            var answers = row.Count == 0 ? [] : await context.TestAnswers.AsNoTracking().Where(a => a.TestLinkId == row.Link.Id).OrderBy(a => a.Id).Take(MostShown).ToListAsync(cancellationToken);
            var questionnaire = QuestionnaireJson.Read(row.Link.Json).Questionnaire!;
            rows.Add(new TrialRow(row.Link.Id, row.By ?? "", calendar.ToLocal(row.Link.ExpiresAt), row.Link.Json == stored.Draft, row.Count, answers.ConvertAll(a => SheetOf(questionnaire, a))));
        }

        Links = rows;
        return true;
    }

    private List<TrialAnswer> SheetOf(Questionnaire questionnaire, TestAnswer answer)
    {
        var sheet = AnswerSheet.Parse(questionnaire, answer.Answers).Answers;
        var words = JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Texts) ?? [];
        return [.. questionnaire.Items.Where(i => sheet.ContainsKey(i.Code) || words.ContainsKey(i.Code)).Select(i => new TrialAnswer(
            i.Code, i.Text.In(Language), sheet.TryGetValue(i.Code, out var coded) ? WordsOf(i, coded) : words[i.Code]))];
    }

    private string WordsOf(Item item, Answer answer)
    {
        string Label(string code) => PaperWords.OptionsOf(item).First(o => o.Code == code).Label.In(Language);
        return answer switch
        {
            CodeAnswer one => $"{Label(one.Code)} ({one.Code})",
            CodesAnswer many => string.Join(", ", many.Codes.Select(c => $"{Label(c)} ({c})")),
            NumberAnswer number when item is NumberItem { Unit: { } unit } => $"{number.Value:0.####} {unit.In(Language)}",
            NumberAnswer number => $"{number.Value:0.####}",
            _ => "",
        };
    }
}

/// <summary>A link that works, with how often it was tried and what was answered.</summary>
public sealed record TrialRow(long Id, string By, DateTime Until, bool IsPresent, int Count, IReadOnlyList<IReadOnlyList<TrialAnswer>> Answers);

/// <summary>An answer in words with its code.</summary>
public sealed record TrialAnswer(string Code, string Question, string Words);
