using Microsoft.Extensions.DependencyInjection;
using Survey.Core.Questionnaires;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Tallies;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Crosstabs;

/// <summary>A province on a real host whose every answer is chosen, so that its figures can be reckoned by hand.</summary>
public sealed class CrossProvince : IAsyncDisposable
{
    public const string Period = "2026-q3";
    private static readonly DateOnly Day = new(2026, 7, 1);
    private readonly Wave _wave;
    private readonly Questionnaire _model;

    private CrossProvince(SurveyHost host, SurveyDbContext context, Unit province, QuestionnaireVersion version, Wave wave)
    {
        (Host, Context, Province, Version, _wave) = (host, context, province, version, wave);
        (Sample, _model) = (new Sample(context), Sample.QuestionnaireOf(version.Json));
    }

    public SurveyHost Host { get; }
    public SurveyDbContext Context { get; }
    public Sample Sample { get; }
    public Unit Province { get; }
    public QuestionnaireVersion Version { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<CrossProvince> CreateAsync(string questionnaire = "sipas_service")
    {
        var host = await SurveyHost.StartAsync(new() { Now = new DateTimeOffset(2026, 9, 20, 3, 0, 0, TimeSpan.Zero) });
        var context = host.CreateContext();
        var sample = new Sample(context);
        var province = await sample.UnitAsync("tinh");
        var version = await sample.VersionAsync(province, Sample.QuestionnaireJsonOf(questionnaire));
        var wave = new Wave { Id = RandomKey.New(), Name = "Đợt", NameEn = "Wave", VersionId = version.Id, UnitId = province.Id, State = WaveState.Closed, Sampling = SamplingMode.Convenience };
        context.Add(wave);
        context.Add(new StoredPeriod { Id = RandomKey.New(), Code = Period, Template = "s2", Year = 2026, Name = "Quý III/2026", NameEn = "Q3 2026", First = new(2026, 6, 15), Last = new(2026, 9, 14) });
        await context.SaveChangesAsync(Cancel);
        return new CrossProvince(host, context, province, version, wave);
    }

    public string Address(string unit, string tail, string? extra = null) => $"/analyse/{unit}/{tail}?period={Period}&q={_model.Code}{extra}";

    public Task<StaffClient> AnalystAsync(Unit? unit = null) => StaffClient.SignInAsync(Host, (Role.Analyst, unit ?? Province));

    public async Task<CollectionPoint> PointAsync(Unit unit, string key, params Service[] services)
    {
        var point = await Sample.PointAsync(unit, key, services: services);
        Context.Add(new WavePoint { WaveId = _wave.Id, CollectionPointId = point.Id });
        await Context.SaveChangesAsync(Cancel);
        return point;
    }

    /// <summary>As many equal sheets; an answer with a comma is several choices.</summary>
    public void Answer(CollectionPoint point, int count, string answers, Service? service = null, Channel channel = Channel.Qr,
        QualityFlags flags = QualityFlags.None, DateOnly? day = null)
    {
        var sheet = AnswerSheet.Of(_model, answers.Split(' ').Select(a => a.Split('=')).ToDictionary(a => a[0], a => AnswerTo(a[0], a[1]))).ToJson();
        for (var i = 0; i < count; i++)
        {
            var id = RandomKey.ForDay(day ?? Day);
            Context.Add(new SurveyResponse { Id = id, WaveId = _wave.Id, VersionId = Version.Id, CollectionPointId = point.Id, ServiceId = service?.Id ?? 0, Channel = channel, Day = day ?? Day, Flags = flags, Answers = sheet });
            if (flags == QualityFlags.None)
            {
                Context.Add(new PendingFold { Id = id, WaveId = _wave.Id, CollectionPointId = point.Id });
            }
        }
    }

    /// <summary>Stores what was answered and counts it.</summary>
    public async Task FoldAsync()
    {
        await Context.SaveChangesAsync(Cancel);
        await Host.Services.GetRequiredService<FoldWorker>().FoldOnceAsync(Cancel);
    }

    private Answer AnswerTo(string item, string code) => _model.FindItem(item) switch
    {
        MultipleChoiceItem => new CodesAnswer(code.Split(',')),
        NumberItem => new NumberAnswer(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)),
        _ => new CodeAnswer(code),
    };

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await Host.DisposeAsync();
    }
}
