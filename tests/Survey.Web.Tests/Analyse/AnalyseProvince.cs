using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;
using Survey.Web.Tests.Tallies;

namespace Survey.Web.Tests.Analyse;

/// <summary>
/// A province on a real host: so_a with two rooms and many responses, so_b beside it, so_c and so_d, so_few with three
/// responses and so_none with none. Names carry formulas, as an ill-meaning officer could write them.
/// </summary>
public sealed class AnalyseProvince : IAsyncDisposable
{
    public const string Period = "2026-q3";
    public const string Questionnaire = "sipas_service";
    private static readonly DateOnly Day = new(2026, 7, 1);

    private AnalyseProvince(SurveyHost host, SurveyDbContext context) => (Host, Context, Sample) = (host, context, new Sample(context));

    public SurveyHost Host { get; }
    public SurveyDbContext Context { get; }
    public Sample Sample { get; }
    public Unit Province { get; private set; } = null!;
    public Unit SoA { get; private set; } = null!;
    public Unit SoB { get; private set; } = null!;
    public CollectionPoint Big { get; private set; } = null!;
    public CollectionPoint Small { get; private set; } = null!;
    public QuestionnaireVersion Version { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static string Address(string path, string? extra = null) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}period={Period}&q={Questionnaire}{extra}";

    public static async Task<AnalyseProvince> CreateAsync(bool synthetic = false)
    {
        var host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero) });
        var province = new AnalyseProvince(host, host.CreateContext());
        await province.FillAsync(synthetic);
        return province;
    }

    public Task<StaffClient> AnalystAsync(params Unit[] units) =>
        StaffClient.SignInAsync(Host, [.. (units.Length == 0 ? [Province] : units).Select(u => (Role.Analyst, u))]);

    public async Task<string> TextAsync(StaffClient client, string address)
    {
        using var response = await client.Http.GetAsync(address, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    public async Task<byte[]> BytesAsync(StaffClient client, string address)
    {
        using var response = await client.Http.GetAsync(address, Cancel);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Cancel);
    }

    private async Task FillAsync(bool synthetic)
    {
        Province = await Sample.UnitAsync("tinh");
        SoA = await Sample.UnitAsync("so_a", Province);
        SoB = await Sample.UnitAsync("so_b", Province);
        var few = await Sample.UnitAsync("so_few", Province);
        var none = await Sample.UnitAsync("so_none", Province);
        var service = await Sample.ServiceAsync("khai_sinh", SoA);
        var rare = await Sample.ServiceAsync("hiem", SoA);
        Big = await Sample.PointAsync(SoA, "a1", services: [service, rare]);
        Small = await Sample.PointAsync(SoA, "a2");
        var points = new[] { Big, Small, await Sample.PointAsync(SoB, "b1"), await Sample.PointAsync(few, "f1"), await Sample.PointAsync(none, "n1"),
            await Sample.PointAsync(await Sample.UnitAsync("so_c", Province), "c1"), await Sample.PointAsync(await Sample.UnitAsync("so_d", Province), "d1") };
        (SoB.Name, Big.Name, service.Name) = ("=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)");
        Version = await Sample.VersionAsync(Province, Sample.QuestionnaireJsonOf(Questionnaire));
        var wave = new Wave { Id = RandomKey.New(), Name = "Đợt", NameEn = "Wave", VersionId = Version.Id, UnitId = Province.Id, State = WaveState.Closed, Sampling = SamplingMode.Convenience, Synthetic = synthetic };
        Context.Add(wave);
        Context.AddRange(points.Select(p => new WavePoint { WaveId = wave.Id, CollectionPointId = p.Id }));
        Context.Add(new StoredPeriod { Id = RandomKey.New(), Code = Period, Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = new(2026, 6, 15), Last = new(2026, 9, 14) });
        Context.Add(new Target { Id = RandomKey.New(), IndexCode = "sipas", Year = 2026, Operator = TargetOperator.AtLeast, ValueHundredths = 9000 });
        Context.Add(new StoredScoringScheme { Id = RandomKey.New(), Code = "par_s2", Version = 1, EffectiveFrom = new(2022, 1, 1), Json = File.ReadAllText(Path.Combine(Sample.Library, "scoring", "par_s2.json")) });
        Answer(wave, points[0], service.Id, 60, seed: 1);
        Answer(wave, points[0], rare.Id, 4, seed: 2);
        Answer(wave, points[1], 0, 3, seed: 3);
        Answer(wave, points[2], 0, 40, seed: 4);
        Answer(wave, points[3], 0, 3, seed: 5);
        Answer(wave, points[5], 0, 20, seed: 6);
        Answer(wave, points[6], 0, 50, seed: 7);
        await Context.SaveChangesAsync(Cancel);
        await Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }

    private void Answer(Wave wave, CollectionPoint point, long serviceId, int count, int seed)
    {
        var sheets = new RandomSheets(Sample.QuestionnaireOf(Version.Json), seed) { Blank = 0 };
        for (var i = 0; i < count; i++)
        {
            var id = RandomKey.ForDay(Day);
            Context.Add(new SurveyResponse { Id = id, WaveId = wave.Id, VersionId = Version.Id, CollectionPointId = point.Id, ServiceId = serviceId, Channel = Channel.Qr, Day = Day, Answers = sheets.Next().ToJson() });
            Context.Add(new PendingFold { Id = id, WaveId = wave.Id, CollectionPointId = point.Id });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}

/// <summary>One province for tests that change nothing.</summary>
public sealed class SharedProvince : IAsyncLifetime
{
    public AnalyseProvince Province { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Province = await AnalyseProvince.CreateAsync();

    public ValueTask DisposeAsync() => Province.DisposeAsync();
}
