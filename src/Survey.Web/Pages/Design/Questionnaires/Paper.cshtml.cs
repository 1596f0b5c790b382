using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Design.Points;
using Survey.Web.Pages.Respond;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>The draft or a version as a form to print and fill in by hand, with the codes that whoever types it in needs.</summary>
public sealed class PaperModel(SurveyDbContext context, PublicAddress address) : StaffPage
{
    public FormModel Form { get; private set; } = null!;
    public string Code { get; private set; } = "";

    /// <summary>The version's number; null: the draft.</summary>
    public int? Version { get; private set; }
    public bool HasDraft { get; private set; }
    public bool MayEdit { get; private set; }

    /// <summary>Whether it stands in the designer's frame, where nothing is chosen.</summary>
    public bool IsFramed { get; private set; }
    public IReadOnlyList<int> Versions { get; private set; } = [];

    /// <summary>Points where this version was or is answered: each may stand on the form with its QR code.</summary>
    public IReadOnlyList<(string Code, string Name)> Points { get; private set; } = [];
    public Poster? Point { get; private set; }

    public Questionnaire Questionnaire => Form.Questionnaire;

    public async Task<IActionResult> OnGetAsync(long id, int? version, string? lang, string? point, bool framed, CancellationToken cancellationToken)
    {
        var (usable, seen) = (context.UsableQuestionnaires(Access), context.QuestionnairesSeenBy(Access));
        var found = await context.Questionnaires.AsNoTracking().Where(q => q.Id == id && (usable.Any(u => u.Id == id) || seen.Any(s => s.Id == id))).Select(q => new { q.Code, q.Unit }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || await JsonAsync(id, version, cancellationToken) is not { } json
            || QuestionnaireJson.Read(json).Questionnaire is not { } questionnaire)
        {
            return NotFound();
        }

        (Code, IsFramed) = (found.Code, framed);
        MayEdit = Access.May(Role.Officer, found.Unit!.Path);
        Form = FormOf(questionnaire, found.Unit!, questionnaire.Languages.Contains(lang) ? lang! : questionnaire.Languages[0]);
        return await LoadPointsAsync(id, point, cancellationToken) ? Page() : NotFound();
    }

    public string AddressOf(string language) =>
        $"/design/questionnaires/{RouteData.Values["id"]}/paper?lang={language}&version={Version}&point={Point?.Code}";

    /// <summary>How many squares a number needs on either side of the comma.</summary>
    public static (int Whole, int Decimals) CellsOf(NumberItem item) =>
        (Math.Max(Digits(item.Min), Digits(item.Max)), item.Decimals);

    /// <summary>How the answers stand: all of a scale in one row where they fit, else in as many columns as the longest allows.</summary>
    public string LayoutOf(Item item)
    {
        var options = PaperWords.OptionsOf(item);
        var longest = options.Max(o => Form.Words(o.Label).Length);
        return item is ScaleItem && options.Count <= 11 && longest * options.Count <= 126 && longest <= (options.Count > 7 ? 6 : 24) ? $"row row-{options.Count}"
            : longest <= 13 ? "columns-4" : longest <= 22 ? "columns-3" : longest <= 38 ? "columns-2" : "columns-1";
    }

    private static int Digits(decimal bound) =>
        decimal.Truncate(Math.Abs(bound)).ToString(System.Globalization.CultureInfo.InvariantCulture).Length + (bound < 0 ? 1 : 0);

    // Without a version: the draft where the person may edit or approve it, else the latest version.
    private async Task<string?> JsonAsync(long id, int? version, CancellationToken cancellationToken)
    {
        Versions = await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id).OrderByDescending(v => v.Number).Select(v => v.Number).ToListAsync(cancellationToken);
        var draft = await context.QuestionnairesSeenBy(Access).Where(q => q.Id == id).Select(q => q.Draft).SingleOrDefaultAsync(cancellationToken);
        HasDraft = draft is not null;
        if (version is null && HasDraft)
        {
            return draft;
        }

        Version = version ?? (Versions.Count > 0 ? Versions[0] : null);
        return await context.QuestionnaireVersions.Where(v => v.QuestionnaireId == id && v.Number == Version).Select(v => v.Json).SingleOrDefaultAsync(cancellationToken);
    }

    // False where a point was asked for that never asked this version.
    private async Task<bool> LoadPointsAsync(long id, string? point, CancellationToken cancellationToken)
    {
        var (number, english) = (Version, Form.Language == "en");
        var points = context.PointsOf(Access).Where(p => p.RetiredOn == null && context.WavePoints.Any(w => w.CollectionPointId == p.Id
            && context.Waves.Any(x => x.Id == w.WaveId && x.Version!.QuestionnaireId == id && x.Version.Number == number)));
        if (number is not null)
        {
            var rows = await points.AsNoTracking().OrderBy(p => p.Unit!.Path).ThenBy(p => p.Name).Select(p => new { p.Code, Name = english ? p.NameEn : p.Name }).ToListAsync(cancellationToken);
            Points = rows.ConvertAll(p => (p.Code, p.Name));
        }

        if (string.IsNullOrEmpty(point))
        {
            return true;
        }

        Point = Points.Any(p => p.Code == point) ? (await Poster.OfAsync(context, points.Where(p => p.Code == point), address, cancellationToken))[0] : null;
        return Point is not null;
    }

    private static FormModel FormOf(Questionnaire questionnaire, Unit unit, string language) => new()
    {
        Language = language,
        Languages = [],
        Point = RespondPoint.StandIn(unit, LocalizedText.Of("vi", ""), sharedDevice: true),
        Title = questionnaire.Title,
        Questionnaire = questionnaire,
        WaveId = 0,
        ServiceCode = "",
        Channel = "qr",
        Key = "",
    };
}
