using System.Globalization;
using System.Text.RegularExpressions;
using Survey.Core.Indices;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>A unit and a service (null: all of the unit's together) that bears a part of a plan.</summary>
public sealed record Stratum(Unit Unit, Service? Service)
{
    public long ServiceId => Service?.Id ?? 0;

    /// <summary>How the rows of the table name their fields.</summary>
    public string Field => $"{Unit.Code}.{Service?.Code}";
}

/// <summary>One row of a plan.</summary>
/// <param name="Population">N: transactions of the period, known or expected.</param>
/// <param name="Issued">Papers handed out or links sent; null: nobody counts.</param>
public sealed record PlanLine(Stratum Stratum, long Population, int Planned, long? Issued = null);

/// <summary>The fields above the table, as typed.</summary>
public sealed record PlanInput
{
    /// <summary>older or margin.</summary>
    public string? Method { get; init; } = "older";

    /// <summary>Points, such as 5 or 2,5.</summary>
    public string? Margin { get; init; } = "5";
    public string? Least { get; init; } = "10";

    /// <summary>service or unit: what a row stands for.</summary>
    public string? Strata { get; init; } = "service";

    /// <summary>The rows in which the table was drawn.</summary>
    public string? Drawn { get; init; }
    public string? Note { get; init; }

    /// <summary>Of the plan that was on the page; -1: there was none.</summary>
    public int Revision { get; init; } = -1;

    public bool ByService => Strata != "unit";
}

/// <summary>How a plan reckons.</summary>
/// <param name="Margin">e in ten-thousandths: 500 is ±5 points.</param>
/// <param name="Least">The smallest quota of a row that has transactions.</param>
public sealed partial record PlanTerms(bool Older, int Margin, int Least)
{
    private const long MostPopulation = 1_000_000_000;
    private const int MostPlanned = 1_000_000;

    /// <summary>The terms as typed; what is wrong is told by field.</summary>
    public static PlanTerms? From(PlanInput input, ReportText texts, Action<string, string> problem)
    {
        var margin = MarginOf(input.Margin);
        var least = Whole(input.Least, 1000);
        if (margin is null)
        {
            problem("Margin", texts["Sai số là số từ 0,5 đến 20 điểm, nhiều nhất hai chữ số lẻ."]);
        }

        if (least is null)
        {
            problem("Least", texts["Số phiếu ít nhất là số nguyên từ 0 đến 1.000."]);
        }

        if (input.Method is not ("older" or "margin") || input.Strata is not ("service" or "unit"))
        {
            problem("Method", texts["Hãy chọn cách tính và cách chia."]);
            return null;
        }

        return margin is { } e && least is { } l ? new PlanTerms(input.Method == "older", e, (int)l) : null;
    }

    /// <summary>The same rows with quotas by these terms: the size of the whole, shared out in proportion.</summary>
    public IReadOnlyList<PlanLine> Propose(IReadOnlyList<PlanLine> lines)
    {
        var quotas = SampleSize.Allocate(SizeOf(lines.Sum(l => l.Population)), [.. lines.Select(l => l.Population)], Least);
        return [.. lines.Zip(quotas, (line, quota) => line with { Planned = (int)Math.Min(quota, MostPlanned) })];
    }

    /// <summary>n for a number of transactions; 0 where there are none.</summary>
    public long SizeOf(long population) => population == 0 ? 0
        : Older ? SampleSize.ByError(population, Margin / 10_000m)
        : SampleSize.ByMargin(Margin / 10_000m, population);

    public static long? Population(string? text) => Whole(text, MostPopulation);

    public static int? Planned(string? text) => (int?)Whole(text, MostPlanned);

    // 1.234 and 1,234 are typed for a thousand and more: no count has decimals.
    private static long? Whole(string? text, long most)
    {
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
        {
            return 0;
        }

        var digits = Grouped().IsMatch(typed) ? string.Concat(typed.Where(char.IsAsciiDigit)) : typed;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
    }

    private static int? MarginOf(string? text) =>
        decimal.TryParse((text ?? "").Trim().TrimEnd('%').TrimEnd().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points)
        && points is >= 0.5m and <= 20 && decimal.Round(points, 2) == points
            ? (int)(points * 100)
            : null;

    [GeneratedRegex("^[0-9]{1,3}([., \u00a0][0-9]{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
