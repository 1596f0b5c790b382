using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Analyse.Scores;

/// <summary>The province of the analyst's tests with the whole appendix as a scheme, an analyst and an appraiser.</summary>
public sealed class ScoreWorld : IAsyncDisposable
{
    private ScoreWorld(AnalyseProvince province) => Province = province;

    public AnalyseProvince Province { get; }
    public StoredScoringScheme Scheme { get; private set; } = null!;
    public StaffClient Analyst { get; private set; } = null!;
    public StaffClient Appraiser { get; private set; } = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ScoreWorld> CreateAsync()
    {
        var world = new ScoreWorld(await AnalyseProvince.CreateAsync());
        var context = world.Province.Context;
        world.Scheme = new()
        {
            Id = RandomKey.New(),
            Code = "par_s2_full",
            Version = 1,
            EffectiveFrom = new(2022, 1, 1),
            Json = await File.ReadAllTextAsync(Path.Combine(Sample.Library, "scoring", "par_s2_full.json"), Cancel),
        };
        context.Add(world.Scheme);
        await context.SaveChangesAsync(Cancel);
        world.Analyst = await world.Province.AnalystAsync();
        world.Appraiser = await StaffClient.SignInAsync(world.Province.Host, (Role.Appraiser, world.Province.Province));
        return world;
    }

    /// <summary>A sheet of the unit, begun through the page.</summary>
    public async Task<long> BeginAsync(Unit unit, StaffClient? client = null)
    {
        using var response = await (client ?? Analyst).PostAsync("/scores/new", ("Unit", $"{unit.Id}"), ("Period", AnalyseProvince.Period), ("Scheme", $"{Scheme.Id}"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return long.Parse(response.Headers.Location!.ToString().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    public async Task<HttpResponseMessage> SaveAsync(long id, params (string, string)[] fields) =>
        await Analyst.PostAsync($"/scores/{id}", [("revision", $"{(await ReadAsync(id)).Revision}"), .. fields]);

    public async Task DoAsync(StaffClient client, string page, string handler, long id)
    {
        using var response = await client.PostToAsync(page, $"{page}?handler={handler}", ("revision", $"{(await ReadAsync(id)).Revision}"));
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
    }

    public async Task<StoredScoreSheet> ReadAsync(long id)
    {
        await using var context = Province.Host.CreateContext();
        return await context.ScoreSheets.AsNoTracking().SingleAsync(s => s.Id == id, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Analyst.Dispose();
        Appraiser.Dispose();
        await Province.DisposeAsync();
    }
}
