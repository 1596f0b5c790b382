using Survey.Web.Data.Import.Foreign.Drafting;

namespace Survey.Web.Data.Import.Foreign.LimeSurvey;

/// <summary>The file's language codes and our tags; the base language first.</summary>
internal sealed class LssLanguages
{
    private const int MostLanguages = 50;
    private readonly List<(string Code, string Tag)> _known = [];

    public IReadOnlyList<string> Tags => [.. _known.Select(l => l.Tag)];

    /// <summary>The file's code of the base language.</summary>
    public string Base => _known[0].Code;

    public static LssLanguages Read(LssDocument document, LossNotes notes)
    {
        var languages = new LssLanguages();
        var survey = document.Rows("surveys") is [var first, ..] ? first : null;
        var codes = new List<(string Code, int Line)>();
        if (survey is not null)
        {
            codes.Add((survey["language"].Trim(), survey.Line));
            codes.AddRange(survey["additional_languages"].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(c => (c, survey.Line)));
        }

        codes.AddRange(document.Languages);
        codes.AddRange(document.Rows("surveys_languagesettings").Select(r => (r["surveyls_language"].Trim(), r.Line)));
        foreach (var (code, line) in codes.Where(c => c.Code.Length > 0).DistinctBy(c => c.Code, StringComparer.OrdinalIgnoreCase))
        {
            languages.Add(code, notes.Open($"line {line}, language {Wording.Shown(code, 20)}", $"language {code}"));
        }

        if (languages._known.Count == 0)
        {
            languages._known.Add(("", "und"));
            notes.Open("", "language").Change(new("Tệp không nêu ngôn ngữ; tạm ghi “und”.", "The file names no language; 'und' stands in."));
        }

        return languages;
    }

    /// <summary>Whether the questionnaire has the language; the oldest files name none.</summary>
    public bool Knows(string code) => code.Length == 0 || _known.Exists(l => string.Equals(l.Code, code, StringComparison.OrdinalIgnoreCase));

    public Words Words(IReadOnlyDictionary<string, LssRow> texts, string field, LossNote note)
    {
        var words = new Words();
        foreach (var (code, tag) in _known)
        {
            // Files of the oldest kind have no language column.
            var row = texts.GetValueOrDefault(code) ?? (code == Base ? texts.GetValueOrDefault("") : null);
            words.With(tag, row is null ? "" : Wording.Clean(row[field], note));
        }

        return words;
    }

    private void Add(string code, LossNote note)
    {
        var tag = LanguageTags.Of(code) is { } known ? known.Tag : _known.Count == 0 ? "und" : null;
        if (tag is null || _known.Count == MostLanguages)
        {
            note.LeaveOut(new("Không nhận ra ngôn ngữ này.", "This language is not known."));
            return;
        }

        if (_known.Exists(l => l.Tag == tag))
        {
            note.LeaveOut(new($"Ngôn ngữ “{tag}” đã có; không giữ hai bản của một ngôn ngữ.", $"The language '{tag}' is there already; a language has one version."));
            return;
        }

        _known.Add((code, tag));
        note.Target = tag;
        if (tag != code)
        {
            note.Change(new($"Mã ngôn ngữ “{Wording.Shown(code, 20)}” thành “{tag}”.", $"The language code '{Wording.Shown(code, 20)}' became '{tag}'."));
        }
    }
}
