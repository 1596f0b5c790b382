using Microsoft.AspNetCore.Mvc;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A page about a draft beside its last version. What it posts holds for the revision that was looked at.</summary>
public abstract class PublicationPage(SurveyDbContext context) : StaffPage
{
    [BindProperty]
    public int Revision { get; set; }

    public Publication Draft { get; private set; } = null!;
    public string Title => Draft.Draft.Title.In(Language);

    protected SurveyDbContext Context { get; } = context;

    /// <summary>The questionnaires that the page is open for.</summary>
    protected abstract IQueryable<StoredQuestionnaire> Reachable { get; }

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        Revision = Draft.Stored.Revision;
        return Page();
    }

    /// <summary>Reads the draft as it is now; false where there is none that the person may reach.</summary>
    protected async Task<bool> LoadAsync(long id, CancellationToken cancellationToken)
    {
        if (await Publication.LoadAsync(Context, Reachable, id, cancellationToken) is not { } draft)
        {
            return false;
        }

        Draft = draft;
        await LoadedAsync(cancellationToken);
        return true;
    }

    /// <summary>What the page needs beside the draft.</summary>
    protected abstract Task LoadedAsync(CancellationToken cancellationToken);

    /// <summary>The page as it stands now, with the reason why nothing was done.</summary>
    protected async Task<IActionResult> AgainAsync(long id, string words, CancellationToken cancellationToken)
    {
        Context.ChangeTracker.Clear();
        await LoadAsync(id, cancellationToken);
        Revision = Draft.Stored.Revision;
        ModelState.Clear();
        Problem("", words);
        return Page();
    }
}
