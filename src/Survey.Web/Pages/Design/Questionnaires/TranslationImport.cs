using Survey.Core.Questionnaires;
using Survey.Web.Data.Drafts;
using Survey.Web.Data.Import;

namespace Survey.Web.Pages.Design.Questionnaires;

/// <summary>What became of a line of a translator's file.</summary>
public enum TranslationLine
{
    Taken,
    TakenStale,
    Unchanged,
    Blank,
    UnknownKey,
    KeyTwice,
    NoKey,
    TooLong,
    BadCharacters,
}

/// <summary>One line of a translator's file and what became of it.</summary>
public sealed record TranslatedLine(int Line, string Key, string Words, TranslationLine Outcome);

/// <summary>A translator's file, read: lines that name a text by its key. Nothing of it is lost without being told.</summary>
public sealed class TranslationImport
{
    private static readonly string[] Needed = ["key", "source", "translation"];
    private readonly List<(int Line, string Key, string Source, string Words, bool Bad)> _rows = [];

    /// <summary>What became of each line in the last <see cref="Save"/>.</summary>
    public List<TranslatedLine> Lines { get; } = [];

    /// <summary>Columns that the file has and nobody reads.</summary>
    public IReadOnlyList<string> Ignored { get; private set; } = [];

    /// <summary>Why the file cannot be read; empty where it can.</summary>
    public IReadOnlyList<ImportProblem> Problems { get; private set; } = [];

    /// <summary>Which of the demanded columns the file lacks.</summary>
    public IReadOnlyList<string> Lacking { get; private set; } = [];

    public bool Ok => Problems.Count + Lacking.Count == 0;

    public IEnumerable<TranslatedLine> Of(params TranslationLine[] outcomes) => Lines.Where(l => outcomes.Contains(l.Outcome));

    public static TranslationImport Read(string name, byte[] content)
    {
        var (import, problems) = (new TranslationImport(), new ProblemList());
        var rows = TableFile.Rows(new ImportFile(name, content), problems);
        import.Problems = problems.Problems;
        if (rows is not null && import.Problems.Count == 0)
        {
            import.Read([.. rows.Where(r => !Array.TrueForAll(r.Cells, string.IsNullOrWhiteSpace))]);
        }

        return import;
    }

    private void Read(List<(int Line, string[] Cells)> rows)
    {
        var header = rows.Count == 0 ? [] : rows[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        int Column(string name) => header.IndexOf(name);
        Lacking = [.. Needed.Where(c => header.Count(h => h == c) != 1)];
        Ignored = [.. header.Where(h => h.Length > 0 && !TranslationFile.Columns.Contains(h)).Distinct()];
        if (Lacking.Count > 0)
        {
            return;
        }

        foreach (var (line, cells) in rows.Skip(1))
        {
            string Cell(string name) => Column(name) < cells.Length ? cells[Column(name)] : "";
            var (source, _) = Clean(Cell("source"));
            var (words, bad) = Clean(Cell("translation"));
            _rows.Add((line, Cell("key").Trim(), source, words, bad));
        }
    }

    /// <summary>What is to be kept in the draft as it is now.</summary>
    public TranslationSave Save(Questionnaire questionnaire, string language)
    {
        Lines.Clear();
        var (wordings, madeFrom) = (new Dictionary<string, string?>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var texts = QuestionnaireTexts.Of(questionnaire).DistinctBy(t => t.Key).ToDictionary(t => t.Key, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in _rows)
        {
            var present = texts.GetValueOrDefault(row.Key)?.Text;
            var source = present is null ? "" : Shown(present.In(questionnaire.Languages[0]));
            var outcome = row.Key.Length == 0 ? TranslationLine.NoKey
                : present is null ? TranslationLine.UnknownKey
                : !seen.Add(row.Key) ? TranslationLine.KeyTwice
                : row.Words.Length == 0 && !row.Bad ? TranslationLine.Blank
                : present.Has(language) && Shown(present.In(language)) == row.Words ? TranslationLine.Unchanged
                : row.Bad ? TranslationLine.BadCharacters
                : row.Words.Length > QuestionnaireJson.MaxTextLength ? TranslationLine.TooLong
                : row.Source == source ? TranslationLine.Taken : TranslationLine.TakenStale;
            if (outcome is TranslationLine.Taken or TranslationLine.TakenStale)
            {
                wordings[row.Key] = row.Words;
                madeFrom[row.Key] = TranslationFreshness.HashOf(outcome == TranslationLine.Taken ? present!.In(questionnaire.Languages[0]) : row.Source);
            }

            Lines.Add(new TranslatedLine(row.Line, row.Key, row.Words, outcome));
        }

        return new TranslationSave(wordings, madeFrom);
    }

    // A wording as it comes back from a file.
    private static string Shown(string wording) => Clean(TranslationFile.Guard(wording)).Words;

    // Zero-width spaces and joiners belong to Khmer; marks that turn the direction only deceive.
    private static (string Words, bool Bad) Clean(string cell)
    {
        var words = TranslationForm.OneLine(TranslationFile.Unguard(cell.TrimEnd()));
        return (words, words.Any(c => c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFEFF' or '\uFFFD'));
    }
}
