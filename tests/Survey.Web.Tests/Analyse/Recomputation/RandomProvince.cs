using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Organisation;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Analyse;
using Survey.Web.Pages.Analyse.Closings;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse.Recomputation;

#pragma warning disable CA5394 // Made-up answers need no strong randomness, but the same ones at each run.

/// <summary>One questionnaire in several versions, asked in a province of its own.</summary>
internal sealed record RandomSurvey(string Code, IReadOnlyList<string> Indices, IReadOnlyList<Unit> Units, IReadOnlyList<Service> Services);

/// <summary>
/// A few dozen provinces in one database, all drawn at random from one seed: units that end, merge and are split; counters with few,
/// many and no responses; several versions, modes and channels; sheets set aside before and after they were counted; sheets that wait.
/// </summary>
public sealed class RandomProvince : IAsyncLifetime
{
    private const int Seed = 20261123;
    private const int Provinces = 24;
    private const int IndicesEach = 4;

    /// <summary>The day on which units stand as they are now.</summary>
    public static readonly DateOnly Now = new(2026, 7, 10);
    private static readonly DateOnly April = new(2026, 4, 1);
    private static readonly (string Code, DateOnly First, DateOnly Last, string? Before)[] Quarters =
    [
        ("2025-q4", new(2025, 10, 1), new(2025, 12, 31), null),
        ("2026-q1", new(2026, 1, 1), new(2026, 3, 31), "2025-q4"),
        ("2026-q2", April, new(2026, 6, 30), "2026-q1"),
    ];

    private readonly Random _random = new(Seed);

    internal TallyWorld World { get; private set; } = null!;
    internal ResultsCache Cache { get; } = new();
    internal List<RandomSurvey> Surveys { get; } = [];
    internal Dump Dump { get; private set; } = null!;

    internal ResultsQuery NewQuery() => new(World, World.Versions, new FrozenStore(Cache), Cache);

    public async ValueTask InitializeAsync()
    {
        World = await TallyWorld.CreateAsync();
        foreach (var (code, first, last, before) in Quarters)
        {
            await World.PeriodAsync(code, first, last, before);
        }

        World.Context.Add(new StoredScoringScheme { Id = RandomKey.New(), Code = "par_s2", Version = 1, EffectiveFrom = new(2022, 1, 1), Json = File.ReadAllText(Path.Combine(Sample.Library, "scoring", "par_s2.json")) });
        var rules = Rules().OrderBy(_ => _random.Next()).ToList();
        var late = new List<SurveyResponse>();
        for (var i = 0; i < Provinces; i++)
        {
            late.AddRange(await AddAsync(i, [.. Enumerable.Range(0, IndicesEach).Select(x => rules[((i * IndicesEach) + x) % rules.Count])]));
        }

        await World.NewFolder().FoldOnceAsync(TallyWorld.Cancel);
        await ExcludeSomeAsync();
        await World.StoreAsync(late);
        await using var context = World.CreateDbContext();
        Dump = await Dump.OfAsync(context, TallyWorld.Cancel);
    }

    private static IEnumerable<(IndexMethod, FactorRule, CompositeRule, RollUpRule)> Rules() =>
        from method in Enum.GetValues<IndexMethod>()
        from factor in Enum.GetValues<FactorRule>()
        from composite in Enum.GetValues<CompositeRule>()
        from rollUp in Enum.GetValues<RollUpRule>()
        select (method, factor, composite, rollUp);

    private async Task<List<SurveyResponse>> AddAsync(int number, List<(IndexMethod, FactorRule, CompositeRule, RollUpRule)> rules)
    {
        var (units, points) = Organisation(number);
        var services = new[] { "cap", "doi" }.Select(s => Added(new Service { Id = RandomKey.New(), Code = $"{s}_{number}", Name = s, NameEn = s, UnitId = units[0].Id })).ToList();
        await World.Context.SaveChangesAsync(TallyWorld.Cancel);
        var (versions, stored) = await VersionsAsync(new RandomVersions(_random, $"phieu_{number}", rules), units[0]);
        var responses = new List<SurveyResponse>();
        foreach (var (code, first, last, _) in Quarters)
        {
            foreach (var unit in units.Where(u => _random.Next(6) > 0))
            {
                World.Context.AddRange(services.Select(s => new TransactionCount { UnitId = unit.Id, ServiceId = s.Id, PeriodCode = code, Count = _random.Next(1, 400) }));
            }

            foreach (var (point, unit) in points.Where(p => (p.Unit.ValidTo ?? DateOnly.MaxValue) >= first && (p.Unit.ValidFrom ?? first) <= last))
            {
                responses.AddRange(Answers(point, first, versions, services, Array.FindIndex(Quarters, q => q.Code == code)));
            }
        }

        AddWeights(versions[0].Model, stored);
        await World.Context.SaveChangesAsync(TallyWorld.Cancel);
        World.Context.ChangeTracker.Clear();
        await World.StoreAsync(responses);
        Surveys.Add(new($"phieu_{number}", [.. versions[0].Model.Indices.Select(i => i.Code)], units, services));
        // Waits until the world is read: it must be in no figure.
        return [.. Answers(points[0].Point, Quarters[2].First, versions, services, 2).Take(3)];
    }

    /// <summary>Two departments, one with rooms; two communes that merged, one of them with a room that lives on; one that was split.</summary>
    private (List<Unit> Units, List<(CollectionPoint Point, Unit Unit)> Points) Organisation(int number)
    {
        var (units, points) = (new List<Unit>(), new List<(CollectionPoint, Unit)>());
        Unit Add(string name, Unit? above, int counters, DateOnly? from = null, DateOnly? to = null)
        {
            var code = $"{name}_{number}";
            var unit = Added(new Unit { Id = RandomKey.New(), Code = code, Name = code, NameEn = code, Level = above is null ? UnitLevel.Province : UnitLevel.Commune, ParentId = above?.Id, Path = $"{above?.Path}{code}/", ValidFrom = from, ValidTo = to });
            units.Add(unit);
            points.AddRange(Enumerable.Range(0, counters).Select(i => (Counter(unit, $"{name}{i}_{number}"), unit)));
            return unit;
        }

        var ended = April.AddDays(-1);
        var root = Add("t", null, 0);
        var a = Add("a", root, 1);
        Add("a1", a, 2);
        Add("a2", a, 1);
        Add("b", root, 2);
        var (x1, x2, x) = (Add("x1", root, 1, to: ended), Add("x2", root, 1, to: ended), Add("x", root, 1, from: April));
        Add("x1r", x1, 1);
        var (y, y1, y2) = (Add("y", root, 1, to: ended), Add("y1", root, 1, from: April), Add("y2", root, 1, from: April));
        World.Context.AddRange(new[] { (x1, x), (x2, x), (y, y1), (y, y2) }.Select(s => new UnitSuccession { PredecessorId = s.Item1.Id, SuccessorId = s.Item2.Id, Day = April }));
        return (units, points);
    }

    private CollectionPoint Counter(Unit unit, string key) => Added(new CollectionPoint
    {
        Id = RandomKey.New(),
        Code = ShortCode.Create(RandomNumberGenerator.GetBytes(5)),
        Key = key,
        UnitId = unit.Id,
        Name = key,
        NameEn = key,
        Kind = CollectionPointKind.Counter,
    });

    private T Added<T>(T entity)
        where T : class
    {
        World.Context.Add(entity);
        return entity;
    }

    private void AddWeights(Questionnaire model, long questionnaire)
    {
        foreach (var index in model.Indices)
        {
            Added(new WeightSet
            {
                Id = RandomKey.New(),
                QuestionnaireId = questionnaire,
                IndexCode = index.Code,
                Code = $"w_{index.Code}",
                Name = index.Code,
                Weights = JsonSerializer.Serialize(index.Dimensions.ToDictionary(d => d.Code, _ => $"{_random.Next(1, 9)}.{_random.Next(1, 9)}")),
                CreatedBy = 1,
                CreatedAt = DateTime.UtcNow,
            });
        }
    }

    private async Task<(List<(Questionnaire Model, List<Wave> Waves)> Versions, long Questionnaire)> VersionsAsync(RandomVersions drawn, Unit unit)
    {
        var stored = new List<(Questionnaire, List<Wave>)>();
        QuestionnaireVersion? first = null;
        foreach (var (model, mapping) in drawn.Versions)
        {
            var json = QuestionnaireJson.Write(model);
            var version = first is null ? first = await World.Sample.VersionAsync(unit, json) : new QuestionnaireVersion
            {
                Id = RandomKey.New(),
                QuestionnaireId = first.QuestionnaireId,
                Number = stored.Count + 1,
                Json = json,
                Sha256 = "",
                PublishedAt = DateTime.UtcNow,
                Mapping = mapping,
            };
            if (stored.Count > 0)
            {
                World.Context.Add(version);
                await World.Context.SaveChangesAsync(TallyWorld.Cancel);
            }

            var other = Enum.GetValues<SamplingMode>()[_random.Next(1, 4)];
            stored.Add((Sample.QuestionnaireOf(json), [await WaveAsync(version, SamplingMode.Convenience), await WaveAsync(version, _random.Next(3) == 0 ? SamplingMode.Convenience : other)]));
        }

        return (stored, first!.QuestionnaireId);
    }

    private Task<Wave> WaveAsync(QuestionnaireVersion version, SamplingMode mode) => World.OtherWaveAsync(version, WaveState.Closed, mode);

    private IEnumerable<SurveyResponse> Answers(CollectionPoint point, DateOnly first, List<(Questionnaire Model, List<Wave> Waves)> versions, List<Service> services, int quarter)
    {
        // Versions follow each other, but the old one is still out here and there.
        var place = Math.Min(versions.Count - 1, quarter - (quarter > 0 && _random.Next(3) == 0 ? 1 : 0));
        var (model, waves) = versions[place];
        var sheets = new RandomSheets(model, _random.Next()) { Blank = 0.1 + (0.3 * _random.NextDouble()) };
        var count = new[] { 0, 3, 8, 14, 25, 45 }[_random.Next(6)];
        for (var i = 0; i < count; i++)
        {
            var response = World.NewResponse(waves[_random.Next(waves.Count)], point, first.AddDays(_random.Next(80)), sheets.Next().ToJson(),
                _random.Next(4) == 0 ? null : services[_random.Next(2)], new[] { Channel.Qr, Channel.Qr, Channel.Kiosk, Channel.Paper }[_random.Next(4)]);
            response.Flags = _random.Next(25) == 0 ? QualityFlags.Excluded : QualityFlags.None;
            yield return response;
        }
    }

    private async Task ExcludeSomeAsync()
    {
        var ids = await World.Context.SurveyResponses.Where(r => r.Flags == QualityFlags.None).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(TallyWorld.Cancel);
        var store = World.NewStore();
        for (var i = 7; i < ids.Count; i += 397)
        {
            Assert.True(await store.ExcludeAsync(ids[i], TallyWorld.Cancel));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        await World.DisposeAsync();
    }
}
