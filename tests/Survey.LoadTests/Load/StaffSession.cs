using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Survey.LoadTests.Data;
using Survey.LoadTests.Processes;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.LoadTests.Load;

/// <summary>An administrator of the whole province, and a signed-in session that outlives the server's process.</summary>
internal sealed partial class StaffSession
{
    private const string User = "bench";
    private const string Password = "a long password of the bench alone";

    private StaffSession(string cookies) => Cookies = cookies;

    /// <summary>The value of the Cookie header.</summary>
    public string Cookies { get; }

    /// <summary>Adds the account; once for each database.</summary>
    public static async Task AddAccountAsync(BenchDatabase database, long unit, CancellationToken cancellationToken)
    {
        var account = new Account
        {
            Id = RandomKey.New(),
            DisplayName = User,
            UserName = User,
            NormalizedUserName = User.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        account.PasswordHash = new PasswordHasher<Account>().HashPassword(account, Password);
        await using var context = database.CreateContext();
        context.Add(account);
        foreach (var role in new[] { Role.Administrator, Role.Analyst })
        {
            context.Add(new Grant { AccountId = account.Id, Role = role, UnitId = unit });
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Whether the account is there from an earlier run.</summary>
    public static async Task<bool> HasAccountAsync(BenchDatabase database, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return await context.Users.AnyAsync(u => u.UserName == User, cancellationToken);
    }

    public static async Task<StaffSession> SignInAsync(int port, CancellationToken cancellationToken)
    {
        using var client = Loopback.Client(port, DecompressionMethods.All);
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), cancellationToken);
        page.EnsureSuccessStatusCode();
        var cookies = CookiesOf(page);
        var fields = InputTag().Matches(await page.Content.ReadAsStringAsync(cancellationToken))
            .ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);
        fields["UserName"] = User;
        fields["Password"] = Password;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther
            ? new StaffSession($"{cookies}; {CookiesOf(answer)}")
            : throw new InvalidOperationException($"Signing in was answered with {answer.StatusCode}.");
    }

    private static string CookiesOf(HttpResponseMessage response) => response.Headers.TryGetValues("Set-Cookie", out var cookies)
        ? string.Join("; ", cookies.Select(c => c.Split(';')[0]))
        : "";

    [GeneratedRegex("""<input[^>]*?name="(?<name>[^"]+)"(?:[^>]*?value="(?<value>[^"]*)")?[^>]*>""", RegexOptions.IgnoreCase)]
    private static partial Regex InputTag();
}
