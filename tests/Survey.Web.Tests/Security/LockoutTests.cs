using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Entities;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Security;

/// <summary>Checks 13 and 15: how many passwords are looked at, and what looking costs.</summary>
public sealed class LockoutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManyWrongPasswordsAtOnce_AreLookedAtNoMoreOftenThanAllowed()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Now = DateTimeOffset.UtcNow, Services = CountLooks, Settings = SecureWorld.Unlimited });
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Officer, root));
        var looks = host.Services.GetRequiredService<Looks>();
        looks.Of(client.Account.Id, reset: true);
        var token = await client.TokenAsync("/sign-in");

        var tries = Enumerable.Range(0, 25).Select(i => PostAsync(client, token, $"mật khẩu sai số {i}"));
        Assert.All(await Task.WhenAll(tries), status => Assert.Equal(HttpStatusCode.OK, status));

        Assert.Equal(5, looks.Of(client.Account.Id));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(client, token, StaffClient.Password));
        await using (var context = host.CreateContext())
        {
            Assert.True(await context.AuditEntries.AnyAsync(a => a.Action == "locked_out", Cancellation));
        }

        host.Time!.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(client, token, StaffClient.Password));
        Assert.Equal(6, looks.Of(client.Account.Id));
    }

    [Fact]
    public async Task FewWrongPasswords_AreForgottenWithTheRightOne()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Services = SecureWorld.HashCheaply, Settings = SecureWorld.Unlimited });
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Officer, root));
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(HttpStatusCode.OK, await PostAsync(client, await client.TokenAsync("/sign-in"), "mật khẩu sai rồi"));
            }

            Assert.Equal(HttpStatusCode.Redirect, await PostAsync(client, await client.TokenAsync("/sign-in"), StaffClient.Password));
        }
    }

    [Fact]
    public async Task Password_IsStoredDear_AndAnOlderCheapOneIsMadeDearAtSignIn()
    {
        await using var host = await SurveyHost.StartAsync();
        var root = await new Sample(host.CreateContext()).UnitAsync("tinh");
        using var client = await StaffClient.SignInAsync(host, (Role.Officer, root));
        var cheap = new PasswordHasher<Account>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 10_000 })).HashPassword(client.Account, StaffClient.Password);
        await host.CreateContext().Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.PasswordHash, cheap), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, await PostAsync(client, await client.TokenAsync("/sign-in"), StaffClient.Password));

        // Version 3 of Identity's format: pseudo-random function (2: HMAC-SHA512) and rounds, big endian.
        var stored = Convert.FromBase64String((await host.CreateContext().Users.SingleAsync(Cancellation)).PasswordHash!);
        Assert.Equal((1, 2u), (stored[0], System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(1))));
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(stored.AsSpan(5)) >= 210_000);
    }

    private static async Task<HttpStatusCode> PostAsync(StaffClient client, string token, string password)
    {
        using var content = new FormUrlEncodedContent([new("UserName", client.Account.UserName), new("Password", password), new("__RequestVerificationToken", token)]);
        using var response = await client.Http.PostAsync("/sign-in", content, Cancellation);
        return response.StatusCode;
    }

    private static void CountLooks(IServiceCollection services)
    {
        SecureWorld.HashCheaply(services);
        services.AddSingleton<Looks>();
        services.AddScoped<PasswordHasher<Account>>();
        services.AddScoped<IPasswordHasher<Account>, CountingHasher>();
    }

    private sealed class Looks
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<long, int> _looks = new();

        public void Add(long id) => _looks.AddOrUpdate(id, 1, (_, n) => n + 1);

        public int Of(long id, bool reset = false) => reset && _looks.TryRemove(id, out _) ? 0 : _looks.GetValueOrDefault(id);
    }

    private sealed class CountingHasher(PasswordHasher<Account> inner, Looks looks) : IPasswordHasher<Account>
    {
        public string HashPassword(Account user, string password) => inner.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            looks.Add(user.Id);
            return inner.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
