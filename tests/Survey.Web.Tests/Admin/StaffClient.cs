using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Admin;

/// <summary>A browser of a staff member: keeps cookies, follows no redirect, posts forms with their antiforgery token.</summary>
public sealed class StaffClient : IDisposable
{
    public const string Password = "trời xanh mây trắng nắng vàng";

    private StaffClient(HttpClient http, Account account) => (Http, Account) = (http, account);

    public HttpClient Http { get; }

    public Account Account { get; }

    /// <summary>Makes an account with the grants and signs it in through the page.</summary>
    public static async Task<StaffClient> SignInAsync(SurveyHost host, params (Role Role, Unit Unit)[] grants)
    {
        var account = await CreateAccountAsync(host, grants);
        var client = new StaffClient(host.NewClient(cookies: true), account);
        using var response = await client.PostAsync("/sign-in", ("UserName", account.UserName!), ("Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        return client;
    }

    public static async Task<Account> CreateAccountAsync(SurveyHost host, params (Role Role, Unit Unit)[] grants)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var id = RandomKey.New();
        var account = new Account { Id = id, UserName = $"user{id}", DisplayName = "Cán bộ thử" };
        account.Grants.AddRange(grants.Select(g => new Grant { AccountId = id, Role = g.Role, UnitId = g.Unit.Id }));
        var made = await scope.ServiceProvider.GetRequiredService<UserManager<Account>>().CreateAsync(account, Password);
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(e => e.Description)));
        return account;
    }

    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public async Task<IDocument> PageAsync(string path)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    /// <summary>Opens the page for its token, then posts the fields to it or to <paramref name="handler"/>'s address.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) => PostToAsync(path, path, fields);

    public async Task<HttpResponseMessage> PostToAsync(string page, string address, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", await TokenAsync(page)))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await Http.PostAsync(address, content, TestContext.Current.CancellationToken);
    }

    /// <summary>Posts a file as the form of <paramref name="page"/> would.</summary>
    public async Task<HttpResponseMessage> UploadAsync(string page, string address, string field, string fileName, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", await TokenAsync(page))))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(bytes), field, fileName);
        return await Http.PostAsync(address, content, TestContext.Current.CancellationToken);
    }

    public async Task<string> TokenAsync(string page)
    {
        using var response = await Http.GetAsync(page, TestContext.Current.CancellationToken);
        var document = await ReadAsync(response);
        return document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage response) =>
        await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public void Dispose() => Http.Dispose();
}
