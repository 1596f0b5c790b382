using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>What two officers do at the same moment.</summary>
public sealed class RaceTests(SecureWorld world) : IClassFixture<SecureWorld>
{
    private const int Rounds = 8;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoWavesOfOnePoint_OpenedAtOnce_OneIsOpen()
    {
        using var first = await world.SignInAsync(Role.Officer);
        using var second = await world.SignInAsync(Role.Administrator, world.Root);
        var (one, two) = (await first.TokenAsync("/language"), await second.TokenAsync("/language"));
        for (var round = 0; round < Rounds; round++)
        {
            var waves = await TwoDraftsAsync($"p{round}");

            var answers = await Task.WhenAll(OpenAsync(first, one, waves[0]), OpenAsync(second, two, waves[1]));

            await using var context = world.Host.CreateContext();
            var open = await context.Waves.AsNoTracking().Where(w => waves.Contains(w.Id) && w.State == WaveState.Open).ToListAsync(Cancellation);
            var holder = Assert.Single(open);
            Assert.Equal(holder.Id, (await context.OpenPoints.SingleAsync(o => waves.Contains(o.WaveId), Cancellation)).WaveId);
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], answers.Order());
        }
    }

    [Fact]
    public async Task OneWave_OpenedTwiceAtOnce_IsOpenOnceAndNobodySeesAnError()
    {
        using var first = await world.SignInAsync(Role.Officer);
        using var second = await world.SignInAsync(Role.Administrator, world.Root);
        var (one, two) = (await first.TokenAsync("/language"), await second.TokenAsync("/language"));
        for (var round = 0; round < Rounds; round++)
        {
            var wave = (await TwoDraftsAsync($"s{round}"))[0];

            var answers = await Task.WhenAll(OpenAsync(first, one, wave), OpenAsync(second, two, wave));

            await using var context = world.Host.CreateContext();
            Assert.Equal(1, await context.OpenPoints.CountAsync(o => o.WaveId == wave, Cancellation));
            Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], answers);
        }
    }

    [Fact]
    public async Task OneGrant_WithdrawnTwiceAtOnce_IsGoneAndNobodySeesAServerError()
    {
        using var first = await world.SignInAsync(Role.Administrator, world.Root);
        using var second = await world.SignInAsync(Role.Administrator);
        var (one, two) = (await first.TokenAsync("/language"), await second.TokenAsync("/language"));
        for (var round = 0; round < Rounds; round++)
        {
            var account = await StaffClient.CreateAccountAsync(world.Host, (Role.Analyst, world.Own.Unit), (Role.Officer, world.Own.Unit));

            var answers = await Task.WhenAll(WithdrawAsync(first, one, account.Id), WithdrawAsync(second, two, account.Id));

            await using var context = world.Host.CreateContext();
            Assert.Equal(Role.Analyst, (await context.Grants.SingleAsync(g => g.AccountId == account.Id, Cancellation)).Role);
            Assert.All(answers, a => Assert.True(a is HttpStatusCode.Redirect or HttpStatusCode.Conflict, $"{a}"));
            Assert.Contains(HttpStatusCode.Redirect, answers);
        }
    }

    private async Task<HttpStatusCode> WithdrawAsync(StaffClient client, string token, long account)
    {
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("role", "Officer"), new("unitId", $"{world.Own.Unit.Id}")]);
        using var response = await client.Http.PostAsync($"/admin/accounts/{account}?handler=Withdraw", content, Cancellation);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> OpenAsync(StaffClient client, string token, long wave)
    {
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var response = await client.Http.PostAsync($"/design/waves/{wave}?handler=Open", content, Cancellation);
        return response.StatusCode;
    }

    private async Task<long[]> TwoDraftsAsync(string key)
    {
        await using var context = world.Host.CreateContext();
        var point = await new Sample(context).PointAsync(world.Own.Unit, key);
        var waves = Enumerable.Range(0, 2).Select(i => new Wave
        {
            Id = RandomKey.New(),
            Name = $"{key} {i}",
            NameEn = "x",
            VersionId = world.Own.Version.Id,
            UnitId = world.Own.Unit.Id,
            State = WaveState.Draft,
            Sampling = SamplingMode.Convenience,
        }).ToList();
        context.AddRange(waves);
        context.AddRange(waves.Select(w => new WavePoint { WaveId = w.Id, CollectionPointId = point.Id }));
        await context.SaveChangesAsync(Cancellation);
        return [.. waves.Select(w => w.Id)];
    }
}
