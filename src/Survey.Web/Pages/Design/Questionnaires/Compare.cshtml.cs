using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Differences;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What changed between any two versions, or a version and the draft.</summary>
public sealed class CompareModel(SurveyDbContext context, IStringLocalizer<DesignTexts> texts) : StaffPage
{
    public const string Draft = "draft";

    public StoredQuestionnaire Stored { get; private set; } = null!;
    public Questionnaire Questionnaire { get; private set; } = null!;

    /// <summary>The numbers of the published versions, the latest first.</summary>
    public IReadOnlyList<int> Versions { get; private set; } = [];
    public string From { get; private set; } = Draft;
    public string To { get; private set; } = Draft;
    public ChangeWords Words { get; private set; } = null!;

    /// <summary>The changes by what they mean, then by place; the gravest first.</summary>
    public IReadOnlyList<IGrouping<ChangeEffect, QuestionnaireChange>> Groups { get; private set; } = [];

    /// <summary>Links lead to the designer, which shows the draft.</summary>
    public bool LeadsToDraft => To == Draft && Access.May(Role.Officer, Stored.Unit!.Path);

    public async Task<IActionResult> OnGetAsync(long id, string? from, string? to, CancellationToken cancellationToken)
    {
        if (await OpenDraft.FindAsync(context.QuestionnairesSeenBy(Access), id, cancellationToken) is not { } draft)
        {
            return NotFound();
        }

        (Stored, Questionnaire) = draft;
        var versions = await context.QuestionnaireVersions.AsNoTracking().Where(v => v.QuestionnaireId == id)
            .OrderByDescending(v => v.Number).Select(v => new { v.Number, v.Mapping }).ToListAsync(cancellationToken);
        Versions = versions.ConvertAll(v => v.Number);
        From = from ?? (Versions.Count > 0 ? Name(Versions[0]) : Draft);
        To = to ?? Draft;
        if (await FindAsync(id, From, cancellationToken) is not { } before || await FindAsync(id, To, cancellationToken) is not { } after)
        {
            return NotFound();
        }

        var (older, newer) = (Number(From), Number(To));
        var steps = versions.Where(v => v.Number > older && v.Number <= newer).Reverse().Select(v => v.Mapping).Concat(newer == int.MaxValue ? [Stored.Mapping] : []);
        var mapping = older < newer ? steps.Aggregate(CodeMapping.Same, (m, json) => m.Then(CodeMappingJson.Read(json) ?? CodeMapping.Same)) : null;
        Words = new ChangeWords(before, after, texts);
        Groups = [.. QuestionnaireDifference.Between(before, after, mapping).GroupBy(c => c.Effect).OrderBy(g => g.Key)];
        return Page();
    }

    public string NameOf(string version) => version == Draft ? texts["Bản nháp"] : texts["Bản số {0}", version];

    public static string Name(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static int Number(string version) => version == Draft ? int.MaxValue : int.Parse(version, CultureInfo.InvariantCulture);

    private async Task<Questionnaire?> FindAsync(long id, string version, CancellationToken cancellationToken)
    {
        if (version == Draft)
        {
            return Questionnaire;
        }

        if (!Versions.Any(n => Name(n) == version))
        {
            return null;
        }

        var number = Number(version);
        var json = await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id && v.Number == number).Select(v => v.Json).SingleAsync(cancellationToken);
        return QuestionnaireJson.Read(json).Questionnaire;
    }
}
