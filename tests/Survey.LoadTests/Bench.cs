using Survey.LoadTests.Data;
using Survey.LoadTests.Measurements;
using Survey.LoadTests.Processes;

namespace Survey.LoadTests;

/// <summary>All measurements in one run, from the small to the large.</summary>
internal sealed class Bench(BenchOptions options)
{
    private readonly Report _report = new();
    private readonly DateOnly _today = DateOnly.FromDateTime(DateTime.UtcNow);

    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(options.Folder, $"survey-bench-{Environment.ProcessId}")).FullName;
        try
        {
            _report.Note($"{HostMachine.Describe(folder)}. Medians of {options.Runs} runs; client, server and database share the machine, whose load was {HostMachine.Load()} before.");
            if (options.Wants(CitizenPages.Name))
            {
                await new CitizenPages(options, _report, folder).RunAsync(cancellationToken);
            }

            await MeasureDatabaseAsync(folder, null, options.Sizes, cancellationToken);
            await MeasureMariaAsync(folder, cancellationToken);
            _report.Note($"Load of the machine afterwards: {HostMachine.Load()}.");
            return _report.ToMarkdown();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureMariaAsync(string folder, CancellationToken cancellationToken)
    {
        if (options.SqliteOnly || !options.WantsDatabases)
        {
            return;
        }

        await using var maria = await MariaServer.TryStartAsync(Directory.CreateDirectory(Path.Combine(folder, "maria")).FullName, cancellationToken);
        if (maria is null)
        {
            _report.Note("MariaDB is not installed here: its figures are missing.");
            return;
        }

        _report.Note($"MariaDB {maria.Version}, innodb_flush_log_at_trx_commit=1; SQLite WAL, synchronous=FULL.");
        await MeasureDatabaseAsync(folder, maria, [.. options.Sizes.Where(s => s <= options.LargestMariaSize)], cancellationToken);
    }

    private async Task MeasureDatabaseAsync(string folder, MariaServer? maria, IReadOnlyList<int> sizes, CancellationToken cancellationToken)
    {
        foreach (var size in sizes.Where(_ => options.WantsFilled))
        {
            await MeasureSizeAsync(folder, maria, size, isLargest: size == sizes[^1], cancellationToken);
        }

        if (options.Wants(ProvincePages.Name))
        {
            await MeasureProvincesAsync(folder, maria, cancellationToken);
        }

        if (options.Wants(Submissions.Name))
        {
            var (database, province, pool) = await CreateAsync(folder, maria, "submissions", cancellationToken);
            var (bare, bareProvince, _) = await CreateAsync(folder, maria, "bare", cancellationToken);
            await BulkInsert.RunAsync(database, new SyntheticResponses(province, pool, _today).Make(sizes[0]), waiting: false, cancellationToken);
            await BulkInsert.RunAsync(bare, new SyntheticResponses(bareProvince, pool, _today).Make(sizes[0]), waiting: false, cancellationToken);
            await new Submissions(options, _report, folder).RunAsync(database, bare, province, pool, cancellationToken);
        }
    }

    private async Task MeasureProvincesAsync(string folder, MariaServer? maria, CancellationToken cancellationToken)
    {
        foreach (var size in options.DemoSizes.Where(s => options.Made is null && (maria is null || s <= options.LargestMariaSize)))
        {
            var database = await DemoDatabase.MakeAsync(folder, maria, size, cancellationToken);
            await StaffSession.AddAccountAsync(database, await DemoDatabase.RootIdAsync(database, cancellationToken), cancellationToken);
            await new ProvincePages(options, _report, folder).RunAsync(database, size, cancellationToken);
        }

        if (options.Made is not null && maria is null)
        {
            var database = DemoDatabase.Made(options.Made);
            var root = await DemoDatabase.RootIdAsync(database, cancellationToken);
            if (!await StaffSession.HasAccountAsync(database, cancellationToken))
            {
                await StaffSession.AddAccountAsync(database, root, cancellationToken);
            }

            await new ProvincePages(options, _report, folder).RunAsync(database, await DemoDatabase.ResponsesAsync(database, cancellationToken), cancellationToken);
        }
    }

    private async Task MeasureSizeAsync(string folder, MariaServer? maria, int size, bool isLargest, CancellationToken cancellationToken)
    {
        var (database, province, pool) = await CreateAsync(folder, maria, $"results_{size}", cancellationToken);
        var parts = new SyntheticResponses(province, pool, _today).Make(size).Chunk(size / Province.Quarters).ToList();
        await new Folding(_report, folder).FillAndFoldAsync(database, parts, cancellationToken);
        await StaffSession.AddAccountAsync(database, province.Root.Id, cancellationToken);
        if (options.Wants(Results.Name))
        {
            await new Results(options, _report, folder).RunAsync(database, province, size, cancellationToken);
        }

        if (isLargest && options.Wants(Exports.Name) && (maria is null || !options.IsQuick))
        {
            await new Exports(options, _report, folder).RunAsync(database, province, size, cancellationToken);
        }
    }

    private async Task<(BenchDatabase Database, Province Province, SheetPool Pool)> CreateAsync(
        string folder, MariaServer? maria, string name, CancellationToken cancellationToken)
    {
        var database = await BenchDatabase.CreateAsync(folder, maria, name, cancellationToken);
        var province = await Province.CreateAsync(database, _today, cancellationToken);
        return (database, province, new SheetPool(Province.QuestionnaireOf(province.LongVersion)));
    }
}
