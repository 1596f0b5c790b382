using System.Net;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Tests.Admin;

namespace Survey.Web.Tests.Design;

/// <summary>The way of a draft to a version, for tests that need one.</summary>
internal static class Publishing
{
    public static string PathOf(long questionnaire) => $"/design/questionnaires/{questionnaire}/publish";

    /// <summary>One person submits and publishes, another approves.</summary>
    public static async Task<HttpResponseMessage> PublishAsync(SurveyHost host, StaffClient officer, StaffClient approver, long questionnaire)
    {
        (await StepAsync(host, officer, questionnaire, "Submit")).Dispose();
        (await StepAsync(host, approver, questionnaire, "Approve")).Dispose();
        var published = await StepAsync(host, officer, questionnaire, "", ("withStale", "true"));
        Assert.Equal(HttpStatusCode.Redirect, published.StatusCode);
        return published;
    }

    /// <summary>Posts a step for the draft as it is now.</summary>
    public static async Task<HttpResponseMessage> StepAsync(SurveyHost host, StaffClient client, long questionnaire, string handler, params (string, string)[] fields)
    {
        await using var context = host.CreateContext();
        var revision = await context.Questionnaires.Where(q => q.Id == questionnaire).Select(q => q.Revision).SingleAsync(TestContext.Current.CancellationToken);
        return await StepAtAsync(client, questionnaire, revision, handler, fields);
    }

    public static Task<HttpResponseMessage> StepAtAsync(StaffClient client, long questionnaire, int revision, string handler, params (string, string)[] fields)
    {
        var path = PathOf(questionnaire);
        return client.PostToAsync("/language", handler.Length == 0 ? path : path + "?handler=" + handler, [("Revision", $"{revision}"), .. fields]);
    }

    /// <summary>The sentence by which a step was refused.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await StaffClient.ReadAsync(response)).QuerySelector("#problems li")?.TextContent.Trim() ?? "";
    }
}
