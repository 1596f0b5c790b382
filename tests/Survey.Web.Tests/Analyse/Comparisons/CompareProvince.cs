using Survey.Core.Indices;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Comparisons;

/// <summary>
/// A province whose sheets say the best or the worst throughout, so that every figure is a share that can be reckoned by hand:
/// <code>
///                2025-q3    2026-q2    2026-q3
/// so_a           94 of 100  80 of 100  95 of 100
/// so_b                                 90 of 100
/// so_c                                 60 of 100
/// so_d                                 20 of 20
/// so_few                                3 of 3
/// xa_a, xa_b                40 and 20 of 50, merged into xa_moi on 1 July 2026
/// xa_moi                               90 of 100
/// xa_x                      30 of 50, split into xa_y and xa_z on 1 July 2026
/// xa_y, xa_z                           45 and 40 of 50
/// </code>
/// </summary>
public sealed class CompareProvince : IAsyncLifetime
{
    public static readonly DateOnly July = new(2026, 7, 1);
    private static readonly DateOnly LastYear = new(2025, 7, 1);
    private static readonly DateOnly April = new(2026, 4, 1);

    private readonly Dictionary<string, (Unit Unit, CollectionPoint Point)> _places = [];
    private Questionnaire _model = null!;

    public SurveyHost Host { get; private set; } = null!;
    public SurveyDbContext Context { get; private set; } = null!;
    public Unit Province { get; private set; } = null!;
    public Wave Wave { get; private set; } = null!;

    public Unit this[string code] => _places[code].Unit;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static string Address(string unit, string tail = "/compare", string extra = "") => $"/analyse/{unit}{tail}?period=2026-q3&q=sipas_short{extra}";

    public Task<StaffClient> AnalystAsync(params string[] units) =>
        StaffClient.SignInAsync(Host, [.. units.Select(u => (Role.Analyst, u == "tinh" ? Province : this[u]))]);

    public async ValueTask InitializeAsync()
    {
        Host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 10, 10, 3, 0, 0, TimeSpan.Zero) });
        Context = Host.CreateContext();
        var sample = new Sample(Context);
        Province = await sample.UnitAsync("tinh");
        foreach (var code in new[] { "so_a", "so_b", "so_c", "so_d", "so_few" })
        {
            await AddAsync(sample, code, UnitLevel.Department);
        }

        foreach (var code in new[] { "xa_a", "xa_b", "xa_x", "xa_moi", "xa_y", "xa_z" })
        {
            var unit = await AddAsync(sample, code, UnitLevel.Commune);
            (unit.ValidFrom, unit.ValidTo) = code is "xa_a" or "xa_b" or "xa_x" ? ((DateOnly?)null, (DateOnly?)July.AddDays(-1)) : (July, null);
        }

        Succeed("xa_a", "xa_moi");
        Succeed("xa_b", "xa_moi");
        Succeed("xa_x", "xa_y");
        Succeed("xa_x", "xa_z");
        var version = await sample.VersionAsync(Province, Sample.QuestionnaireJsonOf("sipas_short"));
        _model = Sample.QuestionnaireOf(version.Json);
        Wave = NewWave(version, SamplingMode.Convenience);
        Context.AddRange(_places.Values.Select(p => new WavePoint { WaveId = Wave.Id, CollectionPointId = p.Point.Id }));
        Period("2025-q3", "q3", LastYear, new(2025, 9, 30), null);
        Period("2026-q2", "q2", April, new(2026, 6, 30), null);
        Period("2026-q3", "q3", July, new(2026, 9, 30), "2026-q2");
        Context.Add(new Target { Id = RandomKey.New(), IndexCode = "sipas", Year = 2026, Operator = TargetOperator.AtLeast, ValueHundredths = 9000 });
        Context.Add(new Target { Id = RandomKey.New(), IndexCode = "sipas", Year = 2025, Operator = TargetOperator.AtLeast, ValueHundredths = 8500 });
        Context.Add(new Target { Id = RandomKey.New(), UnitId = this["so_b"].Id, IndexCode = "sipas", Year = 2026, Operator = TargetOperator.Above, ValueHundredths = 9000 });
        Fill();
        await Context.SaveChangesAsync(Cancel);
    }

    private void Fill()
    {
        Cell("so_a", LastYear, 94, 100);
        Cell("so_a", April, 80, 100);
        Cell("so_a", July, 95, 100);
        Cell("so_b", July, 90, 100);
        Cell("so_c", July, 60, 100);
        Cell("so_d", July, 20, 20);
        Cell("so_few", July, 3, 3);
        Cell("xa_a", April, 40, 50);
        Cell("xa_b", April, 20, 50);
        Cell("xa_x", April, 30, 50);
        Cell("xa_moi", July, 90, 100);
        Cell("xa_y", July, 45, 50);
        Cell("xa_z", July, 40, 50);
    }

    /// <summary>A cell as a fold would have left it.</summary>
    public void Cell(string unit, DateOnly day, int positive, int all, Wave? wave = null, Channel channel = Channel.Qr)
    {
        var tally = new Tally(TallyLayout.For(_model));
        for (var i = 0; i < all; i++)
        {
            tally.Add(SheetOf(i < positive ? "5" : "1"));
        }

        Context.Add(new TallyCell
        {
            WaveId = (wave ?? Wave).Id,
            CollectionPointId = _places[unit].Point.Id,
            ServiceId = 0,
            Channel = channel,
            Segment = day,
            LastDay = day,
            Responses = all,
            Revision = 1,
            Vector = tally.ToBytes(),
        });
    }

    public async Task<string> TextAsync(StaffClient client, string address, string selector) =>
        Spaced((await client.PageAsync(address)).QuerySelector(selector)?.TextContent ?? "");

    public static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public Wave NewWave(QuestionnaireVersion version, SamplingMode sampling)
    {
        var wave = new Wave { Id = RandomKey.New(), Name = "Đợt", NameEn = "Wave", VersionId = version.Id, UnitId = Province.Id, State = WaveState.Closed, Sampling = sampling };
        Context.Add(wave);
        return wave;
    }

    private AnswerSheet SheetOf(string code) => AnswerSheet.Of(
        _model, _model.Items.OfType<ScaleItem>().Where(i => i.ShowIf is null).ToDictionary(i => i.Code, _ => (Answer)new CodeAnswer(code)));

    private async Task<Unit> AddAsync(Sample sample, string code, UnitLevel level)
    {
        var unit = await sample.UnitAsync(code, Province, level);
        _places.Add(code, (unit, await sample.PointAsync(unit, code)));
        return unit;
    }

    private void Succeed(string before, string after) =>
        Context.Add(new UnitSuccession { PredecessorId = this[before].Id, SuccessorId = this[after].Id, Day = July });

    private void Period(string code, string template, DateOnly first, DateOnly last, string? before) => Context.Add(new StoredPeriod
    {
        Id = RandomKey.New(),
        Code = code,
        Template = template,
        Year = first.Year,
        Name = code,
        NameEn = code,
        First = first,
        Last = last,
        PredecessorCode = before,
    });

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
