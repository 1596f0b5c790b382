using Survey.Core.Questionnaires;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Examples;

/// <summary>Fills one synthetic wave: each counter has a quality that drifts from quarter to quarter, and some counters are
/// visited so rarely that their figures stay hidden. Rows wait for the fold like any others.</summary>
internal sealed class SyntheticResponses(SurveyDbContext context, Wave wave, Questionnaire questionnaire, int perPointAndQuarter, int seed)
{
    private static readonly string[] ResponseColumns = ["Id", "WaveId", "VersionId", "CollectionPointId", "ServiceId", "Channel", "Trust", "Day", "Flags", "Answers"];
    private static readonly string[] PendingColumns = ["Id", "WaveId", "CollectionPointId"];

    private readonly Random _random = new(seed);

    public async Task WriteAsync(IReadOnlyList<CollectionPoint> points, IReadOnlyList<StoredPeriod> quarters, CancellationToken cancellationToken)
    {
        await using var responses = new BulkInsert(context, "SurveyResponses", ResponseColumns);
        await using var pending = new BulkInsert(context, "PendingFolds", PendingColumns);
        var sheets = new SyntheticSheets(questionnaire, _random);
        foreach (var unit in points.GroupBy(p => p.UnitId))
        {
            var unitQuality = 0.35 * sheets.Normal();
            foreach (var point in unit)
            {
                var quality = unitQuality + (0.2 * sheets.Normal());
                var visitors = VisitorsOf(sheets);
                foreach (var quarter in quarters)
                {
                    quality += 0.06 + (0.12 * sheets.Normal());
                    for (var left = (int)Math.Round(visitors * (0.8 + (0.4 * _random.NextDouble()))); left > 0; left--)
                    {
                        await AddAsync(responses, pending, point, DayIn(quarter), sheets.Draw(quality), cancellationToken);
                    }
                }
            }
        }

        await responses.FlushAsync(cancellationToken);
        await pending.FlushAsync(cancellationToken);
    }

    private async Task AddAsync(BulkInsert responses, BulkInsert pending, CollectionPoint point, DateOnly day, string answers, CancellationToken cancellationToken)
    {
        var id = ((long)RandomKey.DayIndex(day) << 48) | _random.NextInt64(1L << 48);
        await responses.AddAsync(
            [id, wave.Id, wave.VersionId, point.Id, ServiceAt(point), (int)ChannelAt(point), (int)TrustTier.Open, day.DayNumber, (int)QualityFlags.None, answers],
            cancellationToken);
        await pending.AddAsync([id, wave.Id, point.Id], cancellationToken);
    }

    // One counter in eight is nearly unvisited; the others differ by a factor of about four.
    private double VisitorsOf(SyntheticSheets sheets) => _random.Next(8) == 0
        ? 1 + _random.Next(8)
        : perPointAndQuarter * Math.Clamp(Math.Exp(0.45 * sheets.Normal()), 0.4, 2.2);

    private long ServiceAt(CollectionPoint point)
    {
        var services = point.Services.OrderBy(s => s.Position).ToList();
        return services.Count == 0 ? 0 : services[(int)(services.Count * Math.Pow(_random.NextDouble(), 1.5))].ServiceId;
    }

    private Channel ChannelAt(CollectionPoint point) => (point.SharedDevice, point.Kind, _random.Next(100)) switch
    {
        (true, _, _) => Channel.Kiosk,
        (_, CollectionPointKind.Web, _) => Channel.Link,
        (_, _, < 90) => Channel.Qr,
        (_, _, < 97) => Channel.Link,
        _ => Channel.Paper,
    };

    private DateOnly DayIn(StoredPeriod quarter)
    {
        var day = quarter.First.AddDays(_random.Next(quarter.Last.DayNumber - quarter.First.DayNumber + 1));
        return day.DayOfWeek is not DayOfWeek.Sunday ? day : day > quarter.First ? day.AddDays(-1) : day.AddDays(1);
    }
}
