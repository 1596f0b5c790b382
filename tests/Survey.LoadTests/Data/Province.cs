using System.Security.Cryptography;
using System.Text;
using Survey.Core.Organisation;
using Survey.Core.Questionnaires;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.Data;

/// <summary>
/// A made-up province of a real one's size: 60 units below it, 300 counters of three services each, five quarters with a
/// wave each (the last is open) of the long SIPAS questionnaire; and some counters more for the load client.
/// </summary>
internal sealed class Province
{
    public const int Units = 60;
    public const int Points = 300;
    public const int Quarters = 5;
    public const string RootCode = "bench";
    private const int Departments = 15;
    private const int ServicesPerPoint = 3;
    private const int AllServices = 40;

    private readonly List<object> _rows = [];

    private Province(DateOnly today)
    {
        Root = AddUnit(RootCode, null, UnitLevel.Province);
        UnitsBelow = AddUnits();
        Services = [.. Enumerable.Range(0, AllServices).Select(AddService)];
        PointsWithServices = [.. Enumerable.Range(0, Points).Select(AddPoint)];
        LongVersion = AddVersion("sipas_service");
        ShortVersion = AddVersion("sipas_short");
        Periods = AddPeriods(today);
        WholeTime = AddPeriod("whole", "Tất cả", "Whole time", Periods[0].First, Periods[^1].Last, null);
        Waves = [.. Periods.Select(p => AddWave(p, LongVersion, PointsWithServices.Select(s => s.Point), p == Periods[^1]))];
        ShortPoint = AddPoint(Points).Point;
        LongPoints = [.. Enumerable.Range(Points + 1, 10).Select(i => AddPoint(i).Point)];
        AddWave(Periods[^1], ShortVersion, [ShortPoint], open: true);
        AddWave(Periods[^1], LongVersion, LongPoints, open: true);
    }

    public Unit Root { get; }

    /// <summary>Departments first, then the units below them.</summary>
    public IReadOnlyList<Unit> UnitsBelow { get; }
    public IReadOnlyList<Service> Services { get; }
    public IReadOnlyList<(CollectionPoint Point, long[] Services)> PointsWithServices { get; }
    public QuestionnaireVersion LongVersion { get; }
    public QuestionnaireVersion ShortVersion { get; }

    /// <summary>Oldest first; the last holds today.</summary>
    public IReadOnlyList<StoredPeriod> Periods { get; }

    /// <summary>All of them as one period: every response counts.</summary>
    public StoredPeriod WholeTime { get; }

    /// <summary>The wave of each period.</summary>
    public IReadOnlyList<Wave> Waves { get; }

    /// <summary>Asks the short questionnaire.</summary>
    public CollectionPoint ShortPoint { get; }

    /// <summary>Ask the long one and are answered by the load client. Each offers one service: no choice comes before the form.</summary>
    public IReadOnlyList<CollectionPoint> LongPoints { get; }

    public static async Task<Province> CreateAsync(BenchDatabase database, DateOnly today, CancellationToken cancellationToken)
    {
        var province = new Province(today);
        await using var context = database.CreateContext();
        context.AddRange(province._rows);
        await context.SaveChangesAsync(cancellationToken);
        return province;
    }

    public static Questionnaire QuestionnaireOf(QuestionnaireVersion version) =>
        QuestionnaireJson.Read(Encoding.UTF8.GetBytes(version.Json)).Questionnaire
        ?? throw new InvalidOperationException("A shipped questionnaire is broken.");

    private Unit AddUnit(string code, Unit? parent, UnitLevel level) => Add(new Unit
    {
        Id = RandomKey.New(),
        Code = code,
        Name = $"Đơn vị {code}",
        NameEn = $"Unit {code}",
        Level = level,
        ParentId = parent?.Id,
        Path = $"{parent?.Path}{code}/",
    });

    private List<Unit> AddUnits()
    {
        var departments = Enumerable.Range(0, Departments).Select(i => AddUnit($"dept_{i:00}", Root, UnitLevel.Department)).ToList();
        var affiliated = Enumerable.Range(0, Units - Departments).Select(i => AddUnit($"unit_{i:00}", departments[i % Departments], UnitLevel.Affiliated));
        return [.. departments, .. affiliated];
    }

    private Service AddService(int i) => Add(new Service
    {
        Id = RandomKey.New(),
        Code = $"service_{i:00}",
        Name = $"Thủ tục {i:00}",
        NameEn = $"Service {i:00}",
        UnitId = Root.Id,
    });

    private (CollectionPoint Point, long[] Services) AddPoint(int i)
    {
        var point = Add(new CollectionPoint
        {
            Id = RandomKey.New(),
            Code = ShortCode.Create(RandomNumberGenerator.GetBytes(5)),
            Key = $"point_{i:000}",
            UnitId = UnitsBelow[i % Units].Id,
            Name = $"Quầy {i:000}",
            NameEn = $"Counter {i:000}",
            Kind = CollectionPointKind.Counter,
        });
        var services = Enumerable.Range(0, i < Points ? ServicesPerPoint : 1).Select(s => Services[((i * ServicesPerPoint) + s) % AllServices].Id).ToArray();
        _rows.AddRange(services.Select((s, position) => new CollectionPointService { CollectionPointId = point.Id, ServiceId = s, Position = position }));
        return (point, services);
    }

    private QuestionnaireVersion AddVersion(string code)
    {
        var json = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "surveys", "questionnaires", code + ".json"));
        var stored = Add(new StoredQuestionnaire { Id = RandomKey.New(), Code = code, UnitId = Root.Id, Draft = json, ChangedAt = DateTime.UtcNow });
        return Add(new QuestionnaireVersion
        {
            Id = RandomKey.New(),
            QuestionnaireId = stored.Id,
            Number = 1,
            Json = json,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))),
            PublishedAt = DateTime.UtcNow,
        });
    }

    private List<StoredPeriod> AddPeriods(DateOnly today)
    {
        var current = new DateOnly(today.Year, 1 + (3 * ((today.Month - 1) / 3)), 1);
        var periods = new List<StoredPeriod>();
        for (var i = Quarters - 1; i >= 0; i--)
        {
            var first = current.AddMonths(-3 * i);
            var number = (first.Month + 2) / 3;
            periods.Add(AddPeriod($"q{number}", $"Quý {number}", $"Quarter {number}", first, first.AddMonths(3).AddDays(-1), periods.LastOrDefault()?.Code));
        }

        return periods;
    }

    private StoredPeriod AddPeriod(string code, string name, string nameEn, DateOnly first, DateOnly last, string? predecessor) => Add(new StoredPeriod
    {
        Id = RandomKey.New(),
        Code = $"{first.Year}-{code}",
        Template = "bench",
        Year = first.Year,
        Name = $"{name}/{first.Year}",
        NameEn = $"{nameEn}/{first.Year}",
        First = first,
        Last = last,
        PredecessorCode = predecessor,
    });

    private Wave AddWave(StoredPeriod period, QuestionnaireVersion version, IEnumerable<CollectionPoint> points, bool open)
    {
        var opened = period.First.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var wave = Add(new Wave
        {
            Id = RandomKey.New(),
            Name = $"Đợt {period.Name}",
            NameEn = $"Wave {period.NameEn}",
            VersionId = version.Id,
            UnitId = Root.Id,
            State = open ? WaveState.Open : WaveState.Closed,
            Sampling = SamplingMode.Convenience,
            OpenedAt = opened,
            ClosedAt = open ? null : opened.AddMonths(3),
        });
        foreach (var point in points)
        {
            _rows.Add(new WavePoint { WaveId = wave.Id, CollectionPointId = point.Id });
            if (open)
            {
                _rows.Add(new OpenPoint { WaveId = wave.Id, CollectionPointId = point.Id });
            }
        }

        return wave;
    }

    private T Add<T>(T row)
        where T : class
    {
        _rows.Add(row);
        return row;
    }
}
