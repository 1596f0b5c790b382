using System.Globalization;

namespace Survey.Core.Questionnaires.Editing;

/// <summary>Edits of the head: heading, lead, thanks, the general satisfaction and the languages.</summary>
public static class HeadEdits
{
    /// <summary>Sets the texts of the head in one language: null leaves one as it is; blank takes lead or thanks away.</summary>
    public static EditResult SetTexts(Questionnaire q, string language, string? title, string? lead = null, string? thanks = null)
    {
        var wordings = new Dictionary<string, string?>();
        foreach (var (key, wording) in new[] { ("title", title), ("lead", lead), ("thanks", thanks) })
        {
            if (wording is not null)
            {
                wordings[key] = wording;
            }
        }

        return TextEdits.Set(q, language, wordings);
    }

    /// <summary>Says which scale item tells the general satisfaction; null: none.</summary>
    public static EditResult SetOverall(Questionnaire q, string? item) =>
        item is not null && q.FindItem(item) is null ? Edited.Missing(item)
        : item is not null && q.FindItem(item) is not ScaleItem ? EditResult.Refused(EditRefusal.NoScaleItem, item)
        : Edited.Finish(q with { Overall = item });

    /// <summary>Adds a language at the end; its texts are missing at first. BadCode for what is no tag of two or three letters, or is there.</summary>
    public static EditResult AddLanguage(Questionnaire q, string language) =>
        language.Length is < 2 or > 3 || !language.All(char.IsAsciiLetterLower) || q.Languages.Contains(language)
            ? Edited.BadCode(language)
            : Edited.Finish(q with { Languages = [.. q.Languages, language] });

    /// <summary>Removes a language with its texts; the source language stays (SourceLanguage).</summary>
    public static EditResult RemoveLanguage(Questionnaire q, string language) =>
        !q.Languages.Contains(language) ? Edited.Missing(language)
        : language == q.Languages[0] ? EditResult.Refused(EditRefusal.SourceLanguage, language)
        : Edited.Finish(q with { Languages = [.. q.Languages.Where(l => l != language)] });

    /// <summary>Moves a language to another place, from 0. The first is the source language, which has every text: a language with
    /// texts missing can't become it (SourceLanguage). AtEdge beyond the ends.</summary>
    public static EditResult MoveLanguage(Questionnaire q, string language, int index)
    {
        if (q.Languages.IndexOf(l => l == language) is not (>= 0 and var from))
        {
            return Edited.Missing(language);
        }

        if (q.Languages.Moved(from, index) is not { } moved)
        {
            return Edited.AtEdge(language);
        }

        var missing = TextEdits.All(q).Count(t => !t.Text.Has(moved[0]));
        return missing > 0
            ? EditResult.Refused(EditRefusal.SourceLanguage, moved[0], missing.ToString(CultureInfo.InvariantCulture))
            : Edited.Finish(q with { Languages = moved });
    }
}
