using System.Net;

namespace Survey.Web.Tests;

public sealed class HostTests
{
    [Fact]
    public async Task Get_UnknownAddress_Is404()
    {
        await using var host = await SurveyHost.StartAsync();

        using var response = await host.Client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
