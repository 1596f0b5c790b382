using Microsoft.EntityFrameworkCore;
using Survey.Core.Periods;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Closing;

/// <summary>Plans the periods of a year from the set that comes back every year.</summary>
public sealed class PeriodPlanner(SurveyDbContext context)
{
    /// <summary>Adds the periods that are missing to the context. The set itself is kept where it was not.</summary>
    /// <param name="rows">The set.</param>
    /// <param name="year">The year the periods are named after.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many were added, or the code of a period that would end before it starts.</returns>
    public async Task<(int Added, string? Problem)> PlanAsync(IReadOnlyList<StoredPeriodTemplate> rows, int year, CancellationToken cancellationToken)
    {
        var known = await context.Periods.Where(p => p.Year == year).Select(p => p.Code).ToListAsync(cancellationToken);
        var added = 0;
        foreach (var row in rows)
        {
            Period period;
            try
            {
                period = TemplateOf(row).Expand(year);
            }
            catch (InvalidOperationException)
            {
                return (0, row.Code);
            }

            if (!known.Contains(period.Code))
            {
                context.Periods.Add(Stored(period));
                added++;
            }
        }

        var set = rows[0].Set;
        if (!await context.PeriodTemplates.AnyAsync(t => t.Set == set, cancellationToken))
        {
            context.PeriodTemplates.AddRange(rows);
        }

        return (added, null);
    }

    private static PeriodTemplate TemplateOf(StoredPeriodTemplate row) => new()
    {
        Template = row.Set,
        Code = row.Code,
        Name = new LocalizedText([new("vi", row.Name), new("en", row.NameEn)]),
        From = Day(row.From),
        FromYear = row.FromYear,
        To = Day(row.To),
        ToYear = row.ToYear,
        DueInternal = row.DueInternal is null ? null : Day(row.DueInternal),
        DueExternal = row.DueExternal is null ? null : Day(row.DueExternal),
        Recipient = row.Recipient,
        Predecessor = row.Predecessor,
        PredecessorYear = row.PredecessorYear,
    };

    private static MonthDay Day(string text) =>
        MonthDay.TryParse(text, out var day) ? day : throw new InvalidDataException($"{text} is no month and day.");

    private static StoredPeriod Stored(Period period) => new()
    {
        Id = RandomKey.New(),
        Code = period.Code,
        Template = period.Template,
        Year = period.Year,
        Name = period.Name.In("vi"),
        NameEn = period.Name.In("en"),
        First = period.First,
        Last = period.Last,
        DueInternal = period.DueInternal,
        DueExternal = period.DueExternal,
        Recipient = period.Recipient,
        PredecessorCode = period.PredecessorCode,
    };
}
