using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;

namespace Survey.Web.Tests.Respond;

public sealed class KeyPurgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 31, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateTime MonthAgo = Now.UtcDateTime - KeyPurge.Age;
    private static readonly DateOnly LastDay = DateOnly.FromDateTime(MonthAgo);

    [Fact]
    public async Task Purge_ForgetsTheKeysOfWavesThatClosedAMonthAgoAndNoOthers()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = Now });
        var old = await AddAsync(host, MonthAgo.AddSeconds(-1), (2 * ResponseSql.KeyBatch) + 7, LastDay.AddDays(-40), LastDay, LastDay.AddDays(2));
        var recent = await AddAsync(host, MonthAgo.AddSeconds(1), 20, LastDay.AddDays(-40), LastDay);
        var open = await AddAsync(host, null, ResponseSql.KeyBatch + 3, LastDay.AddDays(-40), LastDay, DateOnly.FromDateTime(Now.UtcDateTime));
        var purge = host.Services.GetRequiredService<KeyPurge>();

        Assert.Equal(((2 * ResponseSql.KeyBatch) + 7) * 3, await purge.PurgeAsync(TestContext.Current.CancellationToken));

        Assert.Equal((0, 40, (ResponseSql.KeyBatch + 3) * 3), (await CountAsync(host, old), await CountAsync(host, recent), await CountAsync(host, open)));
        Assert.Equal(0, await purge.PurgeAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task TheProgram_PurgesByItselfSoonAfterTheStartAndThenDaily()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = Now });
        var old = await AddAsync(host, MonthAgo.AddDays(-3), 5, LastDay.AddDays(-3));
        var recent = await AddAsync(host, MonthAgo.AddDays(1), 5, LastDay);

        host.Time!.Advance(TimeSpan.FromMinutes(10));
        await UntilGoneAsync(host, old);
        Assert.Equal(5, await CountAsync(host, recent));

        host.Time.Advance(TimeSpan.FromDays(1));
        await UntilGoneAsync(host, recent);
    }

    [Fact]
    public async Task AKeyThatWasForgotten_StoresNothingTwice()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = Now });
        var counter = await Counter.AddAsync(host);
        (string, string)[] form = [.. (await counter.OpenAsync()).Select(f => (f.Key, f.Value)), ("overall", "2")];
        await counter.SendAsync(form);
        await counter.CloseAsync(Now.UtcDateTime);
        host.Time!.Advance(KeyPurge.Age + TimeSpan.FromHours(1));
        // The program may have done it by itself while the month went by.
        await host.Services.GetRequiredService<KeyPurge>().PurgeAsync(TestContext.Current.CancellationToken);
        await UntilGoneAsync(host, counter.Wave.Id);

        Assert.Equal(System.Net.HttpStatusCode.Gone, (await counter.SendAsync(form)).StatusCode);
        Assert.Single(await counter.StoredAsync());
    }

    private static async Task<long> AddAsync(SurveyHost host, DateTime? closedAt, int perDay, params DateOnly[] days)
    {
        await using var context = host.CreateContext();
        var sample = new Sample(context);
        var unit = await sample.UnitAsync("u" + Guid.NewGuid().ToString("N")[..8]);
        var version = await sample.VersionAsync(unit, Questionnaires.EveryKind.Replace("every_kind", unit.Code, StringComparison.Ordinal));
        var wave = await sample.OpenWaveAsync(version, unit);
        wave.State = closedAt is null ? WaveState.Open : WaveState.Closed;
        wave.ClosedAt = closedAt;
        context.AddRange(days.SelectMany(d => Enumerable.Range(0, perDay).Select(_ => new SubmissionKey { Digest = FormKey.Digest(FormKey.Create(d), d)!, WaveId = wave.Id })));
        await context.SaveChangesAsync();
        return wave.Id;
    }

    private static async Task<int> CountAsync(SurveyHost host, long wave)
    {
        await using var context = host.CreateContext();
        return await context.SubmissionKeys.CountAsync(k => k.WaveId == wave, TestContext.Current.CancellationToken);
    }

    private static async Task UntilGoneAsync(SurveyHost host, long wave)
    {
        for (var i = 0; i < 200 && await CountAsync(host, wave) > 0; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await CountAsync(host, wave));
    }
}
