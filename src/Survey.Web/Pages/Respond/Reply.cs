using System.Text.Json.Serialization;

namespace Survey.Web.Pages.Respond;

/// <summary>Answers a submission: a page for a form, a few words of JSON for the page's script.</summary>
internal sealed partial class Reply(HttpContext context, LocalCalendar calendar)
{
    /// <summary>The page's script asks; it wants no page.</summary>
    public bool IsJson { get; } = context.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    public Task PageAsync(string status, CitizenPage page) => IsJson
        ? JsonAsync(new Answer(status), page.Status)
        : PageWriter.WriteAsync(context, page, calendar);

    public Task ProblemsAsync(FormModel form, CitizenPage page) => IsJson
        ? JsonAsync(new Answer(form.Blank ? "blank" : "problems") { Items = [.. form.Problems.Select(p => p.Item)] }, page.Status)
        : PageWriter.WriteAsync(context, page, calendar);

    public Task ThanksAsync(string address)
    {
        if (IsJson)
        {
            return JsonAsync(new Answer("stored") { Thanks = address }, StatusCodes.Status200OK);
        }

        PageWriter.Headers(context, InlineAssets.Instance.PlainPolicy);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = address;
        return Task.CompletedTask;
    }

    private Task JsonAsync(Answer answer, int status)
    {
        PageWriter.Headers(context, InlineAssets.Instance.PlainPolicy);
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, Context.Default.Answer, cancellationToken: context.RequestAborted);
    }

    internal sealed record Answer(string Status)
    {
        public string? Thanks { get; init; }
        public IReadOnlyList<string>? Items { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonSerializable(typeof(Answer))]
    private sealed partial class Context : JsonSerializerContext;
}
