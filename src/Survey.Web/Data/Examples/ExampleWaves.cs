using Microsoft.EntityFrameworkCore;
using Survey.Core.Questionnaires;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Examples;

/// <summary>The example's waves: open ones that take answers, and closed synthetic ones that are marked as such.</summary>
internal sealed class ExampleWaves(LocalCalendar calendar)
{
    private const int Seed = 20_260_801;
    private const int Quarters = 5;

    public async Task OpenAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var plan = await ExamplePoints.ReadAsync(context, cancellationToken);
        await OpenAsync(context, "sipas_short", new("Lấy ý kiến thường xuyên tại quầy", "Continuous survey at the counters"), plan.Counters, cancellationToken);
        await OpenAsync(context, "sipas_service", new("Khảo sát hài lòng đầy đủ tại quầy trả kết quả", "Full satisfaction survey at the results counter"), plan.Full, cancellationToken);
        await OpenAsync(context, "online_service", new("Lấy ý kiến về dịch vụ công trực tuyến", "Survey of the online services"), plan.Online, cancellationToken);
    }

    public async Task AddSyntheticAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var plan = await ExamplePoints.ReadAsync(context, cancellationToken);
        var quarters = await FinishedQuartersAsync(context, cancellationToken);
        if (quarters.Count > 0)
        {
            await AddAsync(context, "sipas_short", new("SIPAS rút gọn", "short SIPAS"), plan.Counters, quarters, (64, Seed), cancellationToken);
            await AddAsync(context, "sipas_service", new("SIPAS đầy đủ", "full SIPAS"), plan.FullEarlier, quarters, (16, Seed + 1), cancellationToken);
            await AddAsync(context, "online_service", new("dịch vụ công trực tuyến", "online services"), plan.Online, quarters, (24, Seed + 2), cancellationToken);
            await AddAsync(context, "one_stop", new("Bộ phận Một cửa", "one-stop sections"), plan.OneStop, quarters, (16, Seed + 3), cancellationToken);
        }
    }

    private async Task OpenAsync(SurveyDbContext context, string questionnaire, Name name, IReadOnlyList<CollectionPoint> points, CancellationToken cancellationToken)
    {
        var wave = await NewAsync(context, questionnaire, name, WaveState.Open, cancellationToken);
        wave.OpenedAt = calendar.UtcNow;
        foreach (var point in points)
        {
            wave.Points.Add(new WavePoint { WaveId = wave.Id, CollectionPointId = point.Id });
            context.OpenPoints.Add(new OpenPoint { CollectionPointId = point.Id, WaveId = wave.Id });
        }
    }

    // A seed of its own for each wave: two that draw the same numbers soon draw the same key for a response.
    private static async Task AddAsync(SurveyDbContext context, string questionnaire, Name name, IReadOnlyList<CollectionPoint> points, List<StoredPeriod> quarters,
        (int PerQuarter, int Seed) volume, CancellationToken cancellationToken)
    {
        var wave = await NewAsync(context, questionnaire, new($"Dữ liệu mô phỏng: {name.Vi}", $"Synthetic data: {name.En}"), WaveState.Closed, cancellationToken);
        wave.OpenedAt = quarters[0].First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        wave.ClosedAt = quarters[^1].Last.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        wave.Points.AddRange(points.Select(p => new WavePoint { WaveId = wave.Id, CollectionPointId = p.Id }));
        await context.SaveChangesAsync(cancellationToken);
        var model = QuestionnaireJson.Read(wave.Version!.Json).Questionnaire!;
        await new SyntheticResponses(context, wave, model, volume.PerQuarter, volume.Seed).WriteAsync(points, quarters, cancellationToken);
    }

    private static async Task<Wave> NewAsync(SurveyDbContext context, string questionnaire, Name name, WaveState state, CancellationToken cancellationToken)
    {
        var version = await context.QuestionnaireVersions.SingleAsync(v => v.Questionnaire!.Code == questionnaire && v.Number == 1, cancellationToken);
        var root = await context.Units.SingleAsync(u => u.ParentId == null, cancellationToken);
        var wave = new Wave
        {
            Id = RandomKey.New(),
            Name = name.Vi,
            NameEn = name.En,
            VersionId = version.Id,
            Version = version,
            UnitId = root.Id,
            State = state,
            Sampling = SamplingMode.Convenience,
            Synthetic = state == WaveState.Closed,
        };
        context.Waves.Add(wave);
        return wave;
    }

    // Periods overlap; those of a quarter's length are the ones that follow one another. The running quarter stays free
    // of synthetic responses, so that a newcomer's own answers can be seen there.
    private async Task<List<StoredPeriod>> FinishedQuartersAsync(SurveyDbContext context, CancellationToken cancellationToken)
    {
        var periods = await context.Periods.ToListAsync(cancellationToken);
        return [.. periods.Where(p => p.Last < calendar.Today && p.Last.DayNumber - p.First.DayNumber < 100)
            .OrderByDescending(p => p.Last).Take(Quarters).OrderBy(p => p.Last)];
    }

    private readonly record struct Name(string Vi, string En);
}
