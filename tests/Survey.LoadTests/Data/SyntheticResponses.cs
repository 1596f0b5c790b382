using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.Data;

/// <summary>Any number of responses over all quarters, day after day as they would have come, waiting to be folded.</summary>
internal sealed class SyntheticResponses(Province province, SheetPool pool, DateOnly today)
{
    private static readonly Channel[] Channels = [Channel.Qr, Channel.Qr, Channel.Qr, Channel.Qr, Channel.Qr, Channel.Qr, Channel.Link, Channel.Link, Channel.Kiosk, Channel.Receipt];

    public IEnumerable<SurveyResponse> Make(int count, int seed = 2)
    {
        var random = new Random(seed);
        var first = province.Periods[0].First;
        var days = today.DayNumber - first.DayNumber + 1;
        for (var i = 0; i < count; i++)
        {
            // The product runs over all days evenly.
            yield return Response(random, first.AddDays((int)((long)i * days / count)));
        }
    }

    private SurveyResponse Response(Random random, DateOnly day)
    {
        // Half of all respondents come to a fifth of the counters.
        var number = random.Next(2) == 0 ? random.Next(Province.Points / 5) : random.Next(Province.Points);
        var (point, services) = province.PointsWithServices[number];
        return new SurveyResponse
        {
            Id = RandomKey.ForDay(day),
            WaveId = WaveOf(day).Id,
            VersionId = province.LongVersion.Id,
            CollectionPointId = point.Id,
            ServiceId = services[random.Next(services.Length)],
            Channel = Channels[random.Next(Channels.Length)],
            Day = day,
            Answers = pool.Draw(random, number).Json,
        };
    }

    private Wave WaveOf(DateOnly day)
    {
        for (var i = province.Periods.Count - 1; ; i--)
        {
            if (province.Periods[i].First <= day)
            {
                return province.Waves[i];
            }
        }
    }
}
