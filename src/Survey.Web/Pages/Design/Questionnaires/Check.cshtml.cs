using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Checking;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What to look at before publishing; each finding leads to its place.</summary>
public sealed class CheckModel(SurveyDbContext context, DraftCheck check, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public StoredQuestionnaire Stored { get; private set; } = null!;
    public Questionnaire Questionnaire { get; private set; } = null!;
    public DraftVerdict Verdict { get; private set; } = null!;
    public PlaceWords Places { get; private set; } = null!;
    public FindingWords Words { get; private set; } = null!;

    /// <summary>The findings by weight and kind; what is not translated is told language by language instead.</summary>
    public IReadOnlyList<IGrouping<FindingSeverity, IGrouping<FindingKind, Finding>>> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await OpenDraft.FindAsync(context.QuestionnairesSeenBy(Access), id, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        (Stored, Questionnaire) = draft;
        Verdict = await check.RunAsync(new CheckedDraft(Questionnaire, Stored.TranslatedFrom), Stored.Unit!);
        Places = new PlaceWords(Questionnaire, texts);
        Words = new FindingWords(texts, Places);
        Groups = [.. Verdict.Findings.Where(f => f.Kind != FindingKind.TranslationMissing).GroupBy(f => (f.Severity, f.Kind))
            .SelectMany(g => g.GroupBy(f => f.Kind).Select(k => (g.Key.Severity, Kind: k))).GroupBy(g => g.Severity, g => g.Kind)];
        return Page();
    }

    /// <summary>Who only approves sees the findings, but has no designer to be led to.</summary>
    public bool MayEdit => Access.May(Role.Officer, Stored.Unit!.Path);

    public string LinkTo(Finding finding) => MayEdit
        ? $"/design/questionnaires/{Stored.Id}?at={Uri.EscapeDataString(finding.Place)}"
        : $"/design/questionnaires/{Stored.Id}/preview";
}
