using System.Net.Http.Headers;
using System.Text.Json;
using Survey.Web.Data.Entities;

namespace Survey.Web.Tests.Programs;

/// <summary>A program that reads with a token.</summary>
public sealed class ProgramClient : IDisposable
{
    public ProgramClient(SurveyHost host, string? token)
    {
        Http = host.NewClient();
        Http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Http { get; }

    public static async Task<ProgramClient> WithTokenAsync(SurveyHost host, Unit unit, string scopes = "results scoring snapshots", DateOnly? lastDay = null)
    {
        await using var context = host.CreateContext();
        var text = "svy_" + Guid.NewGuid().ToString("N");
        await new Sample(context).TokenAsync(unit, text, scopes, lastDay ?? new DateOnly(2099, 1, 1));
        return new(host, text);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> JsonAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal((path, System.Net.HttpStatusCode.OK), (path, response.StatusCode));
        return await ReadAsync(response);
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    public void Dispose() => Http.Dispose();
}
