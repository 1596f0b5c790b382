using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>One table on its way into the database: reading of cells, problems, counts.</summary>
internal sealed partial class ImportRun(SurveyDbContext context, ImportTable table, ImportOptions options, IReadOnlyList<int> years, DateTime now, ProblemList problems)
{
    private readonly HashSet<object> _added = [];
    private readonly HashSet<object> _changed = [];

    public SurveyDbContext Context => context;
    public ImportTable Table => table;
    public ImportOptions Options => options;
    public IReadOnlyList<int> Years => years;
    public DateTime Now => now;
    public bool Failed => problems.Any;

    public void Problem(TableRow row, string column, string vi, string en) => problems.Add(table.File, row.Line, column, new(vi, en));

    public bool MayTouch(Unit unit) => options.WithinPaths is null
        || options.WithinPaths.Any(p => unit.Path.StartsWith(p, StringComparison.Ordinal));

    /// <summary>A stable code of at most <paramref name="max"/> characters; null with a problem.</summary>
    public string? Code(TableRow row, string column, int max = Unit.CodeLength)
    {
        var text = row[column];
        if (text.Length > 0 && text.Length <= max && CodePattern().IsMatch(text))
        {
            return text;
        }

        Problem(row, column, $"Mã gồm 1–{max} chữ thường không dấu, chữ số, dấu gạch dưới; ở đây là “{Short(text)}”.", $"A code is 1 to {max} lower-case letters, digits or underscores; here it is '{Short(text)}'.");
        return null;
    }

    public string Words(TableRow row, string column, int max, bool required = true)
    {
        var text = row[column];
        if (required && text.Length == 0)
        {
            Problem(row, column, "Ô này không được để trống.", "This cell must not be empty.");
        }
        else if (text.Length > max)
        {
            Problem(row, column, $"Dài quá {max} ký tự.", $"It is longer than {max} characters.");
        }

        return text;
    }

    public string? OptionalWords(TableRow row, string column, int max) => Words(row, column, max, required: false) is { Length: > 0 } text ? text : null;

    public DateOnly? Day(TableRow row, string column)
    {
        var text = row[column];
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2200)
        {
            return day;
        }

        Problem(row, column, $"“{Short(text)}” không phải là ngày. Viết 2026-03-15 hoặc 15/03/2026.", $"'{Short(text)}' is no day. Write 2026-03-15 or 15/03/2026.");
        return null;
    }

    public long? Whole(TableRow row, string column, long min, long max)
    {
        var text = row[column];
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        Problem(row, column, $"“{Short(text)}” không phải là số nguyên từ {min} đến {max}.", $"'{Short(text)}' is no whole number from {min} to {max}.");
        return null;
    }

    public TValue? OneOf<TValue>(TableRow row, string column, IReadOnlyDictionary<string, TValue> words) where TValue : struct
    {
        if (words.TryGetValue(row[column].ToLowerInvariant(), out var value))
        {
            return value;
        }

        var choices = string.Join(", ", words.Keys.Where(k => k.Length > 0));
        Problem(row, column, $"“{Short(row[column])}” không có trong: {choices}.", $"'{Short(row[column])}' is none of: {choices}.");
        return null;
    }

    /// <summary>The codes of a cell, separated by semicolons; a code that stands twice is a problem.</summary>
    public string[] List(TableRow row, string column)
    {
        var codes = row[column].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var distinct = codes.Distinct(StringComparer.Ordinal).ToArray();
        if (distinct.Length != codes.Length)
        {
            Problem(row, column, "Một mã xuất hiện hai lần trong ô.", "A code stands twice in the cell.");
        }

        return distinct;
    }

    /// <summary>Whether the key is new in this file; a problem where it is not.</summary>
    public bool IsFirst<TKey>(TableRow row, string column, TKey key, Dictionary<TKey, int> seen) where TKey : notnull
    {
        if (seen.TryAdd(key, row.Line))
        {
            return true;
        }

        Problem(row, column, $"Đã có ở dòng {seen[key]}.", $"It already stands on line {seen[key]}.");
        return false;
    }

    /// <summary>The unit of a cell, known and allowed; null with a problem.</summary>
    public Unit? UnitOf(TableRow row, string column, Dictionary<string, Unit> units)
    {
        if (!units.TryGetValue(row[column], out var unit))
        {
            Problem(row, column, $"Không có đơn vị “{Short(row[column])}”.", $"There is no unit '{Short(row[column])}'.");
            return null;
        }

        if (!MayTouch(unit))
        {
            // The same words as for an unknown code: a sibling's units are nobody's business.
            Problem(row, column, $"Không có đơn vị “{Short(row[column])}”.", $"There is no unit '{Short(row[column])}'.");
            return null;
        }

        return unit;
    }

    public ImportedFile Count(int rows) => new(table.File, table.Kind, _added.Count, _changed.Count, Math.Max(0, rows - _added.Count - _changed.Count));

    public void Added(object row) => _added.Add(row);

    public void Changed(object row)
    {
        if (!_added.Contains(row))
        {
            _changed.Add(row);
        }
    }

    /// <summary>Sets a value; the row counts as changed only where it really differs.</summary>
    public void Set<T>(object row, T now, T wanted, Action<T> set)
    {
        if (EqualityComparer<T>.Default.Equals(now, wanted))
        {
            return;
        }

        set(wanted);
        Changed(row);
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    [GeneratedRegex("^[a-z0-9_]+$", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();
}
