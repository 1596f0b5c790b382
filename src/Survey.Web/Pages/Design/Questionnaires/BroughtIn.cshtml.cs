using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import.Foreign;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What became of each element of the files that the draft was made of.</summary>
public sealed class BroughtInModel(SurveyDbContext context, LocalCalendar calendar) : StaffPage
{
    // Older ones are kept, but nobody looks at what was replaced so often.
    private const int Shown = 5;

    /// <summary>Which rows are shown: left, changed or kept; else all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Group { get; set; }

    /// <summary>What the rows shown must hold.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public long Id { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary>Newest first.</summary>
    public IReadOnlyList<(BroughtIn File, LossReport Report)> Files { get; private set; } = [];

    public DateOnly DayOf(BroughtIn file) => calendar.DayOf(file.At);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        var stored = await context.QuestionnairesOf(Access).AsNoTracking().SingleOrDefaultAsync(q => q.Id == id, cancellationToken);
        if (stored is null)
        {
            return NotFound();
        }

        (Id, Title) = (id, QuestionnaireJson.Read(stored.Draft).Questionnaire?.Title.In(Language) ?? stored.Code);
        var files = await context.BroughtIn.AsNoTracking().Where(b => b.QuestionnaireId == id).OrderByDescending(b => b.At).Take(Shown).ToListAsync(cancellationToken);
        Files = [.. files.Select(f => (f, QuestionnaireImport.Read(f)))];
        return Page();
    }
}
