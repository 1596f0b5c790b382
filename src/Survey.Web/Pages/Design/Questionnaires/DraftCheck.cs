using System.Globalization;
using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Checking;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>A draft with what can be said of it from its text alone, looked at once for all who ask.</summary>
public sealed class CheckedDraft(Questionnaire questionnaire, string? translatedFrom)
{
    public Questionnaire Questionnaire => questionnaire;

    public IReadOnlyList<Finding> Findings => field ??= QuestionnaireCheck.Run(questionnaire);

    /// <summary>Translations that are older than their source, each with its language.</summary>
    public IReadOnlyList<(QuestionnaireText Text, string Language)> Stale => field ??= TranslationFreshness.Read(translatedFrom).StaleOf(questionnaire);

    /// <summary>It must not be submitted or published so.</summary>
    public bool Blocks => Findings.Any(f => f.Severity == FindingSeverity.Error);
}

/// <summary>What stands between a draft and its publication: what the questionnaire says of itself, what its page weighs, which translations are old.</summary>
public sealed class DraftCheck(CitizenPages pages)
{
    /// <summary>What a citizen's page may weigh, compressed: one flight of packets on a slow line.</summary>
    public const int BudgetBytes = 14_336;

    /// <summary>Looks at the draft as it would be asked at a counter of the unit.</summary>
    public async Task<DraftVerdict> RunAsync(CheckedDraft draft, Unit unit)
    {
        var questionnaire = draft.Questionnaire;
        var findings = draft.Findings.ToList();
        var texts = QuestionnaireTexts.Of(questionnaire);
        var languages = new List<LanguageVerdict>();
        foreach (var language in questionnaire.Languages)
        {
            var bytes = await pages.WeighAsync(FormOf(questionnaire, unit, language));
            languages.Add(new LanguageVerdict(language, texts.Count(t => !t.Text.Has(language)), draft.Stale.Count(s => s.Language == language), AnswerTime.Seconds(questionnaire, language), bytes));
            if (bytes > BudgetBytes)
            {
                findings.Add(new Finding(FindingSeverity.Note, FindingKind.HeavyPage, "head", Invariant(bytes), Invariant(BudgetBytes)) { Language = language });
            }
        }

        return new DraftVerdict { Findings = [.. findings.OrderBy(f => f.Severity)], Languages = languages };
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The citizen's own page, with a name and an address as long as they get.
    private static FormModel FormOf(Questionnaire questionnaire, Unit unit, string language) => new()
    {
        Language = language,
        Languages = [.. questionnaire.Languages.Select(l => (l, $"/r/AAAAAAAA?lang={l}"))],
        Point = RespondPoint.StandIn(unit, new([new("vi", unit.Name), new("en", unit.NameEn)]), code: "AAAAAAAA"),
        Title = questionnaire.Title,
        Questionnaire = questionnaire,
        WaveId = long.MaxValue,
        ServiceCode = "",
        Channel = "qr",
        Key = CompiledDocument.Gap,
    };
}

/// <summary>What came of checking a draft.</summary>
public sealed record DraftVerdict
{
    /// <summary>Errors first, then warnings, then notes.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>In the questionnaire's order; the first is the source.</summary>
    public required IReadOnlyList<LanguageVerdict> Languages { get; init; }

    /// <summary>Translations that are older than their source: publishing needs a deliberate yes.</summary>
    public int Stale => Languages.Sum(l => l.Stale);
}

/// <summary>One language of a draft.</summary>
/// <param name="Language">Its tag.</param>
/// <param name="Missing">Texts that are not in it.</param>
/// <param name="Stale">Texts that are older than their source.</param>
/// <param name="Seconds">What answering takes.</param>
/// <param name="Bytes">What a phone loads.</param>
public sealed record LanguageVerdict(string Language, int Missing, int Stale, int Seconds, int Bytes);
