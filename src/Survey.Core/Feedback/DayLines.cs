using System.Globalization;
using System.Text.RegularExpressions;

namespace Survey.Core.Feedback;

/// <summary>What is wrong with a line of days.</summary>
public enum DayLineProblem
{
    /// <summary>It does not begin with a day that there is.</summary>
    NoDay,

    /// <summary>A day of another year.</summary>
    OtherYear,

    /// <summary>The last day lies before the first, or more than <see cref="DayLines.LongestRun"/> days after it.</summary>
    BadRun,

    /// <summary>A day that stands in an earlier line, too.</summary>
    Twice,
}

/// <summary>A day with the words beside it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Name">Words such as "Quốc khánh"; may be empty.</param>
public readonly record struct NamedDay(DateOnly Day, string Name);

/// <summary>
/// Reads days as people write them in a list or paste them from a sheet, a line each: "30/4", "1/5/2026 Quốc tế lao động",
/// "16/2 - 20/2 Tết Nguyên đán", "2026-09-02". A day without a year is of the year asked for.
/// </summary>
public static partial class DayLines
{
    /// <summary>The most days of one line.</summary>
    public const int LongestRun = 31;

    /// <summary>The days in the order of the lines, and the numbers of the lines that could not be read, from 1.</summary>
    /// <param name="text">The lines; empty ones are passed over.</param>
    /// <param name="year">The year whose days are read.</param>
    public static (IReadOnlyList<NamedDay> Days, IReadOnlyList<(int Line, DayLineProblem Problem)> Problems) Read(string text, int year)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (days, problems) = (new List<NamedDay>(), new List<(int, DayLineProblem)>());
        foreach (var (i, line) in text.ReplaceLineEndings("\n").Split('\n').Index().Where(l => !string.IsNullOrWhiteSpace(l.Item)))
        {
            var (run, problem) = ReadLine(line.Trim(), year);
            problem ??= run.Exists(d => days.Exists(known => known.Day == d.Day)) ? DayLineProblem.Twice : null;
            if (problem is { } wrong)
            {
                problems.Add((i + 1, wrong));
            }
            else
            {
                days.AddRange(run);
            }
        }

        return (days, problems);
    }

    /// <summary>The lines that <see cref="Read"/> would read: days that follow each other under one name make one line.</summary>
    public static string Write(IEnumerable<NamedDay> days)
    {
        var lines = new List<(DateOnly First, DateOnly Last, string Name)>();
        foreach (var (day, name) in days.OrderBy(d => d.Day))
        {
            if (lines.Count > 0 && lines[^1] is var last && last.Last.AddDays(1) == day && last.Name == name && day.DayNumber - last.First.DayNumber < LongestRun)
            {
                lines[^1] = last with { Last = day };
            }
            else
            {
                lines.Add((day, day, name));
            }
        }

        return string.Join('\n', lines.Select(l => $"{Shown(l.First)}{(l.Last > l.First ? " - " + Shown(l.Last) : "")} {l.Name}".TrimEnd()));
    }

    private static string Shown(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static (List<NamedDay> Run, DayLineProblem? Problem) ReadLine(string line, int year)
    {
        if (Shape().Match(line) is not { Success: true } match || DayOf(match.Groups["from"].Value, year) is not { } first)
        {
            return ([], DayLineProblem.NoDay);
        }

        var to = match.Groups["to"];
        if ((to.Success ? DayOf(to.Value, year) : first) is not { } last)
        {
            return ([], DayLineProblem.NoDay);
        }

        return first.Year != year || last.Year != year ? ([], DayLineProblem.OtherYear)
            : last < first || last.DayNumber - first.DayNumber >= LongestRun ? ([], DayLineProblem.BadRun)
            : ([.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(i => new NamedDay(first.AddDays(i), match.Groups["name"].Value.Trim()))], null);
    }

    private static DateOnly? DayOf(string text, int year)
    {
        var parts = text.Split('/', '.', '-').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToList();
        var (y, m, d) = text.Contains('-', StringComparison.Ordinal) ? (parts[0], parts[1], parts[2]) : (parts.Count > 2 ? parts[2] : year, parts[1], parts[0]);
        return y is >= 1 and <= 9999 && m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateOnly(y, m, d) : null;
    }

    [GeneratedRegex(@"^(?<from>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?)(?:\s*(?:[-–—]|đến|tới)\s*(?<to>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?))?(?:[\s,;:.]+(?<name>.*))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
