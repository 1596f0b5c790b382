using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Pages.Analyse.Plans;

/// <summary>Rows as they came from the page, with the fields that hold no number.</summary>
public sealed record ReadLines(IReadOnlyList<PlanLine> Lines, IReadOnlyDictionary<string, string> Wrong);

/// <summary>The table's fields: n (transactions), q (quota) and i (handed out), each with unit and service, such as n.so_a.khai_sinh.</summary>
public sealed partial class PlanLinesForm(SurveyDbContext database, StratumQuery strata)
{
    public static bool IsRow(string field) => RowField().IsMatch(field);

    /// <summary>Null where a unit lies outside, or a unit or service is unknown.</summary>
    public async Task<ReadLines?> ReadAsync(Unit top, IFormCollection form, CancellationToken cancellationToken)
    {
        var units = (await strata.UnitsAsync(top, cancellationToken)).Values.ToDictionary(u => u.Code, StringComparer.Ordinal);
        var services = await database.Services.AsNoTracking().ToDictionaryAsync(s => s.Code, StringComparer.Ordinal, cancellationToken);
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = new List<PlanLine>();
        foreach (var row in form.Keys.Where(IsRow).GroupBy(k => k[2..], StringComparer.Ordinal))
        {
            var parts = row.Key.Split('.');
            if (!units.TryGetValue(parts[0], out var unit) || (parts[1].Length > 0 && !services.ContainsKey(parts[1])))
            {
                return null;
            }

            var stratum = new Stratum(unit, services.GetValueOrDefault(parts[1]));
            lines.Add(new PlanLine(stratum, Number("n", PlanTerms.Population) ?? 0, Number("q", PlanTerms.Planned) ?? 0,
                form["i." + row.Key].ToString().Trim().Length == 0 ? null : Number("i", PlanTerms.Population)));

            T? Number<T>(string kind, Func<string?, T?> read)
                where T : struct
            {
                var field = $"{kind}.{row.Key}";
                var typed = form[field].ToString();
                var number = read(typed);
                if (number is null)
                {
                    wrong[field] = typed.Length > 40 ? typed[..40] : typed;
                }

                return number;
            }
        }

        return lines.Count > StratumQuery.MostLines ? null : new ReadLines(StratumQuery.InOrder(lines), wrong);
    }

    [GeneratedRegex("^[nqi]\\.[a-z0-9_]{1,32}\\.[a-z0-9_]{0,32}$", RegexOptions.CultureInvariant)]
    private static partial Regex RowField();
}
