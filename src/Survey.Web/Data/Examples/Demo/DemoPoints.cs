using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Examples.Demo;

/// <summary>A counter with its visitors and its quality in each month of the year.</summary>
internal sealed record DemoPoint
{
    public required long Id { get; init; }
    public required long UnitId { get; init; }
    public required long[] Services { get; init; }
    public required bool IsShared { get; init; }
    public required bool IsWeb { get; init; }
    public required double[] Quality { get; init; }

    public Channel ChannelOf(Random random) => (IsShared, IsWeb, random.Next(100)) switch
    {
        (true, _, < 70) => Channel.Kiosk,
        (_, true, _) => Channel.Link,
        (_, _, < 93) => Channel.Qr,
        _ => Channel.Link,
    };

    // Earlier services are asked for more often.
    public long ServiceOf(Random random) => Services.Length == 0 ? 0 : Services[(int)(Services.Length * Math.Pow(random.NextDouble(), 1.5))];
}

/// <summary>All counters of the made-up province, each drawn as often as citizens come to it.</summary>
internal sealed class DemoPoints
{
    private const int Months = 13;
    private readonly DemoPoint[] _points;
    private readonly double[] _upTo;

    private DemoPoints(DemoPoint[] points, double[] weights)
    {
        _points = points;
        _upTo = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            _upTo[i] = sum += weights[i];
        }
    }

    public static async Task<DemoPoints> ReadAsync(SurveyDbContext context, int responses, Random random, CancellationToken cancellationToken)
    {
        var stored = await context.CollectionPoints.AsNoTracking().Include(p => p.Services).ThenInclude(s => s.Service).ToListAsync(cancellationToken);
        var ordered = stored.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        var qualities = ordered.Select(p => p.UnitId).Distinct().ToDictionary(u => u, _ => 0.3 * Normal(random));
        var usual = (double)responses / Math.Max(1, ordered.Count);
        var weights = ordered.Select(_ => WeightOf(usual, random)).ToArray();
        return new([.. ordered.Select(p => PointOf(p, qualities[p.UnitId], random))], weights);
    }

    public DemoPoint Draw(Random random)
    {
        var found = Array.BinarySearch(_upTo, random.NextDouble() * _upTo[^1]);
        return _points[Math.Min(_points.Length - 1, found < 0 ? ~found : found)];
    }

    private static DemoPoint PointOf(CollectionPoint point, double unitQuality, Random random)
    {
        var quality = unitQuality + (0.2 * Normal(random));
        return new DemoPoint
        {
            Id = point.Id,
            UnitId = point.UnitId,
            Services = [.. point.Services.OrderBy(s => s.Position).Select(s => s.ServiceId)],
            IsShared = point.SharedDevice,
            IsWeb = point.Kind == CollectionPointKind.Web,
            Quality = [.. Enumerable.Range(0, Months).Select(_ => quality += 0.015 + (0.05 * Normal(random)))],
        };
    }

    // One counter in twelve is nearly unvisited, so that there are figures to hide; the others differ by a factor of about four.
    private static double WeightOf(double usual, Random random) =>
        random.Next(12) == 0 ? 4 + random.Next(20) : usual * Math.Clamp(Math.Exp(0.45 * Normal(random)), 0.4, 2.2);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
