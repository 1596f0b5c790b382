using System.Text.Json.Serialization;
using Survey.Core.Questionnaires;

namespace Survey.Web.Data.Import.Foreign;

/// <summary>What became of an element of the source file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LossOutcome>))]
public enum LossOutcome
{
    Kept,
    Changed,
    LeftOut,
}

/// <summary>One element of the source file: nothing vanishes silently.</summary>
/// <param name="Place">Where it stands in the source: "survey!A12", "line 40, question Q3", "pages[0].elements[2]".</param>
/// <param name="Element">What it is, in the source's words: "select_one satisfaction", "relevant", "choice 5".</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Target">The code of the item, scale, option or section it became; null where it was left out.</param>
/// <param name="Why">Why it was changed or left out, in English; empty where it was kept as it was.</param>
/// <param name="WhyVi">The same in Vietnamese.</param>
public sealed record LossEntry(string Place, string Element, LossOutcome Outcome, string? Target, string Why, string WhyVi);

/// <summary>What became of every element of one file.</summary>
public sealed record LossReport
{
    /// <summary>json, xlsform, lss or surveyjs.</summary>
    public required string Format { get; init; }
    public required IReadOnlyList<LossEntry> Entries { get; init; }
    public int Kept => Entries.Count(e => e.Outcome == LossOutcome.Kept);
    public int Changed => Entries.Count(e => e.Outcome == LossOutcome.Changed);
    public int LeftOut => Entries.Count(e => e.Outcome == LossOutcome.LeftOut);
}

/// <summary>What came of reading a questionnaire that another program wrote: a valid draft with its loss report, or why it is refused.</summary>
public sealed record ForeignReading
{
    public required LossReport Report { get; init; }

    /// <summary>The draft; null exactly when the file is refused.</summary>
    public Questionnaire? Questionnaire { get; init; }

    /// <summary>Why it is refused, one sentence in English and one in Vietnamese.</summary>
    public string Refusal { get; init; } = "";
    public string RefusalVi { get; init; } = "";

    /// <summary>Where in the source it is refused.</summary>
    public string RefusedPlace { get; init; } = "";
}
