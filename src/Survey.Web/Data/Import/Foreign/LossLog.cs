using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>Notes what becomes of each element while a file is read.</summary>
/// <param name="format">json, xlsform, lss or surveyjs.</param>
internal sealed class LossLog(string format)
{
    /// <summary>A file with more elements than this is refused: nobody reads such a report, and a questionnaire has at most 300 items.</summary>
    public const int MaxEntries = 20_000;

    private const int MaxPlace = 200;
    private readonly List<LossEntry> _entries = [];

    /// <summary>Whether elements were seen that no longer fit.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>The first row that was left out; null: none was.</summary>
    public LossEntry? FirstLeftOut => _entries.FirstOrDefault(e => e.Outcome == LossOutcome.LeftOut && e.Place.StartsWith("survey!A", StringComparison.Ordinal))
        ?? _entries.FirstOrDefault(e => e.Outcome == LossOutcome.LeftOut);

    public void Kept(string place, string element, string? target) => Add(place, element, LossOutcome.Kept, target, default);

    public void Changed(string place, string element, string? target, Sentence why) => Add(place, element, LossOutcome.Changed, target, why);

    public void LeftOut(string place, string element, Sentence why) => Add(place, element, LossOutcome.LeftOut, null, why);

    public ForeignReading Read(Questionnaire questionnaire) => new() { Report = Report(), Questionnaire = questionnaire };

    public ForeignReading Refuse(string place, Sentence why) =>
        new() { Report = Report(), RefusedPlace = Short(place), Refusal = why.En, RefusalVi = why.Vi };

    private LossReport Report() => new() { Format = format, Entries = [.. _entries] };

    private void Add(string place, string element, LossOutcome outcome, string? target, Sentence why)
    {
        Overflowed |= _entries.Count == MaxEntries;
        if (!Overflowed)
        {
            _entries.Add(new(Short(place), Short(element), outcome, target, why.En ?? "", why.Vi ?? ""));
        }
    }

    private static string Short(string text) => text.Length <= MaxPlace ? text : text[..(MaxPlace - 1)] + "…";
}
