using Survey.Core.Questionnaires;
using Survey.Core.Questionnaires.Editing;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Drafts;

/// <summary>What a translator wants kept of one language.</summary>
/// <param name="Wordings">Text key → wording; empty: the translation goes.</param>
/// <param name="MadeFrom">Text key → hash of the source's wording that the translation was made from, see <see cref="TranslationFreshness.HashOf"/>.</param>
public sealed record TranslationSave(IReadOnlyDictionary<string, string?> Wordings, IReadOnlyDictionary<string, string> MadeFrom)
{
    public bool IsEmpty => Wordings.Count + MadeFrom.Count == 0;
}

public sealed partial class DraftStore
{
    /// <summary>Saves translations into one language as one revision. What is to be kept is asked of whatever the draft is by then,
    /// text by text: where someone else saved meanwhile it is asked again.</summary>
    /// <returns>Whether it was kept, or there was nothing to keep.</returns>
    public async Task<bool> TranslateAsync(StoredQuestionnaire stored, string language, Func<Questionnaire, TranslationSave> make, long accountId, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var present = DraftState.Of(stored.Draft).Questionnaire;
            var save = make(present);
            if (save.IsEmpty)
            {
                return true;
            }

            if (TextEdits.Set(present, language, save.Wordings).Questionnaire is not { } translated)
            {
                return false;
            }

            var freshness = TranslationFreshness.Follow(stored.TranslatedFrom, present, translated);
            foreach (var (key, hash) in save.MadeFrom)
            {
                freshness.Mark(key, language, hash);
            }

            if (await TrySaveAsync(stored, new DraftSave(QuestionnaireJson.Write(translated), stored.Mapping, freshness, "texts_translated", "texts:" + language), accountId, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
