using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Import;
using Survey.Web.Data.Tallies;

namespace Survey.Web.Data.Examples.Demo;

/// <summary>A made-up province of a real one's size with a year of responses, to see how the pages look and how fast they are
/// when the platform is in use. Its one wave is marked as synthetic; the same seed makes the same answers.</summary>
public sealed class DemoProvince(IDbContextFactory<SurveyDbContext> contexts, Importer importer, LocalCalendar calendar)
{
    /// <summary>Fills the database, which must hold no units yet.</summary>
    /// <exception cref="StartException">It does.</exception>
    public async Task MakeAsync(DemoSize size, string questionnaire, int seed, IProgress<int> progress, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await RefuseAsync(context, cancellationToken);
        var random = new Random(seed);
        var days = DemoDays.Of(calendar.Today, size.Responses).ToList();
        var wave = await FoundAsync(context, size, questionnaire, days, cancellationToken);
        context.ChangeTracker.Clear();
        var points = await DemoPoints.ReadAsync(context, size.Responses, random, cancellationToken);
        var boundaries = await SegmentDays.BoundariesAsync(context, cancellationToken);
        var model = QuestionnaireJson.Read(wave.Version!.Json).Questionnaire!;
        await new DemoResponses(context, wave, model, points, random).WriteAsync(days, boundaries, progress, cancellationToken);
    }

    private static async Task RefuseAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var real = context.Waves.Where(w => !w.Synthetic).Select(w => w.Id);
        if (await context.SurveyResponses.AnyAsync(r => real.Contains(r.WaveId), cancellationToken))
        {
            throw new StartException("This database holds answers of citizens: nothing made up is added to it.");
        }

        if (await context.Units.AnyAsync(cancellationToken))
        {
            throw new StartException("The made-up province needs a database of its own, and this one holds units already. Set Survey__DataFolder to an empty folder, or Survey__Database__ConnectionString to an empty database.");
        }
    }

    /// <summary>Organisation, questionnaires and the wave, all or nothing.</summary>
    private async Task<Wave> FoundAsync(SurveyDbContext context, DemoSize size, string questionnaire, List<(DateOnly Day, int Responses)> days, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        List<ImportFile> files = [.. new DemoTables(size).Write()];
        files.AddRange(await SurveyLibrary.ReadAsync("organisation", "periods.csv", cancellationToken));
        files.AddRange(await SurveyLibrary.ReadAsync("questionnaires", "*.json", cancellationToken));
        files.AddRange(await SurveyLibrary.ReadAsync("scoring", "*.json", cancellationToken));
        var report = await importer.ApplyAsync(context, files, new ImportOptions(), cancellationToken);
        if (!report.Ok)
        {
            throw new InvalidDataException($"The made-up province is broken: {report.Problems[0]}");
        }

        foreach (var stored in await context.Questionnaires.ToListAsync(cancellationToken))
        {
            context.QuestionnaireVersions.Add(DocumentImport.Publish(stored, 1, calendar.UtcNow));
        }

        await context.SaveChangesAsync(cancellationToken);
        var wave = await WaveAsync(context, questionnaire, days[0].Day, days[^1].Day, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return wave;
    }

    private static async Task<Wave> WaveAsync(SurveyDbContext context, string questionnaire, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var version = await context.QuestionnaireVersions.SingleOrDefaultAsync(v => v.Questionnaire!.Code == questionnaire, cancellationToken)
            ?? throw new StartException($"There is no questionnaire '{questionnaire}' in the library.");
        var wave = new Wave
        {
            Id = RandomKey.New(),
            Name = "Dữ liệu mô phỏng: một năm",
            NameEn = "Synthetic data: a year",
            VersionId = version.Id,
            Version = version,
            UnitId = (await context.Units.SingleAsync(u => u.ParentId == null, cancellationToken)).Id,
            State = WaveState.Closed,
            Sampling = SamplingMode.Convenience,
            Synthetic = true,
            OpenedAt = first.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
            ClosedAt = last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        };
        context.Waves.Add(wave);
        wave.Points.AddRange(await context.CollectionPoints.Select(p => new WavePoint { WaveId = wave.Id, CollectionPointId = p.Id }).ToListAsync(cancellationToken));
        return wave;
    }
}
