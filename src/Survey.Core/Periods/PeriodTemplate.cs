using System.Globalization;
using Survey.Core.Questionnaires;

namespace Survey.Core.Periods;

/// <summary>
/// A reporting period of an organisation as it comes back every year: Sở TTTT Sóc Trăng's first quarter runs from 15
/// December of the year before to 14 March and is due on 16 March. Nothing of a period is fixed in code.
/// </summary>
public sealed record PeriodTemplate
{
    /// <summary>Where the year stands in a name.</summary>
    public const string YearMark = "{year}";

    /// <summary>Code of the set of periods it belongs to, for instance of one plan.</summary>
    public required string Template { get; init; }

    /// <summary>Stable code, unique in its set, such as q1.</summary>
    public required string Code { get; init; }

    /// <summary>Its name; the year replaces <see cref="YearMark"/>, or follows after a slash: "Năm {year}" gives
    /// "Năm 2026", "Quý I" gives "Quý I/2026".</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>First day of data.</summary>
    public required MonthDay From { get; init; }

    /// <summary>Offset of the first day's year from the period's year, −1 or 0.</summary>
    public int FromYear { get; init; }

    /// <summary>Last day of data, inclusive.</summary>
    public required MonthDay To { get; init; }

    /// <summary>Offset of the last day's year from the period's year, −1 or 0.</summary>
    public int ToYear { get; init; }

    /// <summary>When the report is due inside the organisation.</summary>
    public MonthDay? DueInternal { get; init; }

    /// <summary>When the report is due at the recipient.</summary>
    public MonthDay? DueExternal { get; init; }

    /// <summary>Who receives the report: a unit's code or words.</summary>
    public string? Recipient { get; init; }

    /// <summary>Code, in the same set, of the period a figure is compared with.</summary>
    public string? Predecessor { get; init; }

    /// <summary>Offset of the predecessor's year from the period's year.</summary>
    public int PredecessorYear { get; init; }

    /// <summary>The code of the period of a year, such as 2026-q1.</summary>
    public static string CodeOf(int year, string code) => string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{code}");

    /// <summary>The period of one year.</summary>
    /// <param name="year">2 to 9998.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside, or one of the offsets leads outside.</exception>
    /// <exception cref="InvalidOperationException">The period would end before it starts.</exception>
    public Period Expand(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        var first = From.FirstIn(year + FromYear);
        var last = To.LastIn(year + ToYear);
        if (last < first)
        {
            throw new InvalidOperationException($"The period {CodeOf(year, Code)} of {Template} ends before it starts.");
        }

        return new Period
        {
            Template = Template,
            Code = CodeOf(year, Code),
            Year = year,
            Name = NameIn(year),
            First = first,
            Last = last,
            DueInternal = DueNear(last, DueInternal),
            DueExternal = DueNear(last, DueExternal),
            Recipient = Recipient,
            PredecessorCode = Predecessor is null ? null : CodeOf(year + PredecessorYear, Predecessor),
        };
    }

    private LocalizedText NameIn(int year)
    {
        var number = year.ToString("0000", CultureInfo.InvariantCulture);
        return new(Name.Entries.Select(e => new KeyValuePair<string, string>(
            e.Key,
            e.Value.Contains(YearMark, StringComparison.Ordinal)
                ? e.Value.Replace(YearMark, number, StringComparison.Ordinal)
                : $"{e.Value}/{number}")));
    }

    /// <summary>The due day nearest to the last day of data. A template gives no year for it: some reports are due before
    /// their year ends (17 November for 31 December), others after the turn of the year (15 January for 31 December).</summary>
    private static DateOnly? DueNear(DateOnly last, MonthDay? due) => due is not { } day
        ? null
        : Enumerable.Range(last.Year - 1, 3)
            .Select(day.LastIn)
            .MinBy(d => Math.Abs(d.DayNumber - last.DayNumber));
}
