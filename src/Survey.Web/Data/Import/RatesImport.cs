using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Scoring;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Import;

/// <summary>Numbers that score sheets work on, such as the share of dossiers on time from the one-stop software. A sheet that is not there begins as a draft.</summary>
internal static class RatesImport
{
    private const decimal Most = 1_000_000_000m;

    public static async Task<ImportedFile> ApplyAsync(ImportRun run, CancellationToken cancellationToken)
    {
        var units = await run.Context.Units.ToDictionaryAsync(u => u.Code, StringComparer.Ordinal, cancellationToken);
        var world = await World.LoadAsync(run.Context, cancellationToken);
        var seen = new Dictionary<(long, string, string, string), int>();
        foreach (var row in run.Table.Rows.Where(r => r["value"].Length > 0))
        {
            if (run.UnitOf(row, "unit", units) is { } unit
                && Period(run, row, world) is { } period
                && world.SchemeOf(row["scheme"], period) is var scheme && Known(run, row, scheme, period)
                && Input(run, row, scheme!) is { } input
                && Value(run, row) is { } value
                && run.IsFirst(row, "input", (unit.Id, period.Code, scheme!.Code, input), seen)
                && Sheet(run, row, world, unit, period, scheme) is { } sheet)
            {
                Upsert(run, row, world, sheet, input, value);
            }
        }

        return run.Count(run.Table.Rows.Count);
    }

    private static StoredPeriod? Period(ImportRun run, TableRow row, World world)
    {
        if (world.Periods.TryGetValue(row["period"], out var period))
        {
            return period;
        }

        run.Problem(row, "period", "Không có kỳ này. Viết năm rồi mã kỳ, ví dụ 2026-q1.", "There is no such period. Write the year and the period's code, such as 2026-q1.");
        return null;
    }

    private static bool Known(ImportRun run, TableRow row, StoredScoringScheme? scheme, StoredPeriod period)
    {
        if (scheme is null)
        {
            run.Problem(row, "scheme", $"Không có bộ tiêu chí này có hiệu lực vào ngày cuối của {period.Name}.", $"No such scheme holds on the last day of {period.NameEn}.");
        }

        return scheme is not null;
    }

    private static string? Input(ImportRun run, TableRow row, StoredScoringScheme scheme)
    {
        var name = row["input"];
        var known = World.InputsOf(scheme);
        var plain = name.StartsWith("earlier:", StringComparison.Ordinal) ? name["earlier:".Length..] : name;
        if (known.Contains(plain))
        {
            return name;
        }

        run.Problem(row, "input", "Bộ tiêu chí không có số liệu tên này.", "The scheme has no input of this name.");
        return null;
    }

    private static string? Value(ImportRun run, TableRow row)
    {
        if (decimal.TryParse(row["value"].Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) <= Most && decimal.Round(number, 6) == number)
        {
            return number.ToString("0.######", CultureInfo.InvariantCulture);
        }

        run.Problem(row, "value", "Đây không phải là số, hoặc có quá sáu số lẻ.", "This is no number, or has more than six decimals.");
        return null;
    }

    private static StoredScoreSheet? Sheet(ImportRun run, TableRow row, World world, Unit unit, StoredPeriod period, StoredScoringScheme scheme)
    {
        if (!world.Sheets.TryGetValue((unit.Id, period.Code, scheme.Code), out var sheet))
        {
            sheet = new() { Id = RandomKey.New(), UnitId = unit.Id, PeriodCode = period.Code, SchemeId = scheme.Id, Number = 1, CreatedBy = run.Options.AccountId ?? 0, CreatedAt = run.Now };
            world.Sheets.Add((unit.Id, period.Code, scheme.Code), sheet);
            run.Context.ScoreSheets.Add(sheet);
        }

        if (sheet.State == ScoreState.Draft)
        {
            return sheet;
        }

        run.Problem(row, "unit", "Bảng điểm của đơn vị đã gửi thẩm định: số liệu không đổi được nữa.", "The unit's sheet was submitted: its figures do not change.");
        return null;
    }

    private static void Upsert(ImportRun run, TableRow row, World world, StoredScoreSheet sheet, string name, string value)
    {
        var file = row["source"] is { Length: > 0 } words ? words : run.Table.File;
        var source = file.Length > 200 ? file[..200] : file;
        if (!world.Inputs.TryGetValue((sheet.Id, name), out var input))
        {
            input = new() { SheetId = sheet.Id, Name = name, Value = value, Source = source, EnteredBy = run.Options.AccountId ?? 0, EnteredAt = run.Now };
            world.Inputs.Add((sheet.Id, name), input);
            run.Context.ScoreInputs.Add(input);
            run.Added(input);
        }
        else if (input.Value != value)
        {
            (input.Value, input.Source, input.EnteredBy, input.EnteredAt) = (value, source, run.Options.AccountId ?? 0, run.Now);
            run.Changed(input);
        }
        else
        {
            return;
        }

        sheet.Revision++;
    }

    private sealed class World
    {
        private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<StoredScoringScheme, HashSet<string>> Names = [];

        public required Dictionary<string, StoredPeriod> Periods { get; init; }
        public required List<StoredScoringScheme> Schemes { get; init; }

        /// <summary>The latest sheet by unit, period and scheme code.</summary>
        public required Dictionary<(long, string, string), StoredScoreSheet> Sheets { get; init; }
        public required Dictionary<(long, string), ScoreInput> Inputs { get; init; }

        public static async Task<World> LoadAsync(SurveyDbContext context, CancellationToken cancellationToken)
        {
            var schemes = await context.ScoringSchemes.AsNoTracking().ToListAsync(cancellationToken);
            var codes = schemes.ToDictionary(s => s.Id, s => s.Code);
            return new()
            {
                Periods = await context.Periods.AsNoTracking().ToDictionaryAsync(p => p.Code, StringComparer.Ordinal, cancellationToken),
                Schemes = schemes,
                Sheets = (await context.ScoreSheets.ToListAsync(cancellationToken)).GroupBy(s => (s.UnitId, s.PeriodCode, codes[s.SchemeId])).ToDictionary(g => g.Key, g => g.MaxBy(s => s.Number)!),
                Inputs = (await context.ScoreInputs.Where(i => context.ScoreSheets.Any(s => s.Id == i.SheetId && s.State == ScoreState.Draft)).ToListAsync(cancellationToken)).ToDictionary(i => (i.SheetId, i.Name)),
            };
        }

        /// <summary>The version that holds on the period's last day, the newest first.</summary>
        public StoredScoringScheme? SchemeOf(string code, StoredPeriod period) => Schemes
            .Where(s => s.Code == code && s.EffectiveFrom <= period.Last && (s.EffectiveTo is null || s.EffectiveTo >= period.Last)).MaxBy(s => s.Version);

        public static HashSet<string> InputsOf(StoredScoringScheme scheme) => Names.GetValue(scheme, s =>
            ScoringSchemeJson.Read(Encoding.UTF8.GetBytes(s.Json)).Scheme?.All.OfType<ScoredCriterion>()
                .SelectMany(c => c.Formula.Inputs).OfType<TypedInput>().Select(i => i.Name).ToHashSet(StringComparer.Ordinal) ?? []);
    }
}
