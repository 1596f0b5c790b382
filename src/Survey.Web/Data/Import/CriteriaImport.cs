using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Points of criteria that citizens do not rate, by unit and period.</summary>
internal static class CriteriaImport
{
    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var periods = (await run.Context.Periods.Select(p => p.Code).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var criteria = await RatedCriteria.LoadAsync(run.Context, cancellationToken);
        var stored = (await run.Context.CriterionValues.ToListAsync(cancellationToken)).ToDictionary(c => (c.UnitId, c.PeriodCode, c.IndexCode, c.Criterion));
        var seen = new Dictionary<(long, string, string, string), int>();
        foreach (var row in run.Table.Rows)
        {
            if (run.UnitOf(row, "unit", units) is { } unit
                && PeriodOf(run, row, periods) is { } period
                && CriterionOf(run, row, criteria) is { } criterion
                && PointsOf(run, row, criterion.Maximum) is { } points
                && run.IsFirst(row, "criterion", (unit.Id, period, row["index"], criterion.Code), seen))
            {
                Upsert(run, stored, (unit.Id, period, row["index"], criterion.Code), points, run.Words(row, "source", 200));
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static void Upsert(ImportRun run, Dictionary<(long, string, string, string), CriterionValue> stored, (long Unit, string Period, string Index, string Criterion) key, int points, string source)
    {
        if (stored.TryGetValue(key, out var known))
        {
            run.Set(known, (known.TenThousandths, known.Source), (points, source), v =>
            {
                (known.TenThousandths, known.Source) = v;
                (known.EnteredBy, known.EnteredAt) = (run.Options.AccountId, run.Now);
            });
            return;
        }

        known = new CriterionValue
        {
            UnitId = key.Unit,
            PeriodCode = key.Period,
            IndexCode = key.Index,
            Criterion = key.Criterion,
            TenThousandths = points,
            Source = source,
            EnteredBy = run.Options.AccountId,
            EnteredAt = run.Now,
        };
        stored.Add(key, known);
        run.Context.CriterionValues.Add(known);
        run.Added(known);
    }

    private static string? PeriodOf(ImportRun run, TableRow row, HashSet<string> periods)
    {
        if (periods.Contains(row["period"]))
        {
            return row["period"];
        }

        run.Problem(row, "period", $"Không có kỳ “{row["period"]}”. Viết năm rồi mã kỳ, ví dụ 2026-q1.", $"There is no period '{row["period"]}'. Write the year and the period's code, such as 2026-q1.");
        return null;
    }

    private static ExternalCriterion? CriterionOf(ImportRun run, TableRow row, RatedCriteria criteria)
    {
        if (criteria.Find(row["index"], row["criterion"]) is { } criterion)
        {
            return criterion;
        }

        var known = string.Join(", ", criteria.Names);
        run.Problem(row, "criterion", $"Không có tiêu chí này. Đang có (chỉ số/tiêu chí): {known}.", $"There is no such criterion. Known are (index/criterion): {known}.");
        return null;
    }

    private static int? PointsOf(ImportRun run, TableRow row, decimal most)
    {
        if (CriterionPointsText.TenThousandths(row["points"], most) is { } points)
        {
            return points;
        }

        var max = most.ToString("0.####", CultureInfo.InvariantCulture);
        run.Problem(row, "points", $"Điểm là số từ 0 đến {max}, nhiều nhất bốn chữ số lẻ.", $"Points are a number from 0 to {max} with at most four decimals.");
        return null;
    }
}

/// <summary>Points as people type them, with a decimal comma or point.</summary>
public static partial class CriterionPointsText
{
    /// <summary>Ten-thousandths of a point; null where it is no number from 0 to the most.</summary>
    public static int? TenThousandths(string? text, decimal most) =>
        Plain().IsMatch(text ?? "") && decimal.Parse(text!.Replace(',', '.'), CultureInfo.InvariantCulture) is var points && points <= most
            ? (int)(points * 10_000)
            : null;

    [GeneratedRegex(@"^[0-9]{1,4}([.,][0-9]{1,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}

/// <summary>The criteria of all published ratings whose points come from elsewhere.</summary>
public sealed class RatedCriteria
{
    private readonly Dictionary<(string Index, string Criterion), ExternalCriterion> _criteria = [];

    public IEnumerable<string> Names => _criteria.Keys.Select(k => $"{k.Index}/{k.Criterion}").Order(StringComparer.Ordinal);

    public ExternalCriterion? Find(string index, string criterion) => _criteria.GetValueOrDefault((index, criterion));

    /// <summary>Reads the latest version of each questionnaire.</summary>
    public static async Task<RatedCriteria> LoadAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var jsons = await context.QuestionnaireVersions.AsNoTracking()
            .Where(v => !context.QuestionnaireVersions.Any(n => n.QuestionnaireId == v.QuestionnaireId && n.Number > v.Number))
            .Where(v => v.Json.Contains("\"rating\"")).OrderBy(v => v.QuestionnaireId).Select(v => v.Json).ToListAsync(cancellationToken);
        var found = new RatedCriteria();
        foreach (var index in jsons.Select(j => QuestionnaireJson.Read(j).Questionnaire).OfType<Questionnaire>().SelectMany(q => q.Indices))
        {
            foreach (var criterion in index.Rating?.External ?? [])
            {
                found._criteria.TryAdd((index.Code, criterion.Code), criterion);
            }
        }

        return found;
    }
}
