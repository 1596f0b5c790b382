using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Survey.Web.Api;

/// <summary>An answer's bytes with a tag made from them: whoever has them already gets 304.</summary>
public sealed class Answer(byte[] bytes, string contentType, string? fileName = null) : IResult
{
    public const string JsonType = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Answer Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, Options), JsonType);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
        response.Headers.ETag = tag.ToString();
        if (request.GetTypedHeaders().IfNoneMatch.Any(t => t.Compare(tag, useStrongComparison: false) || t.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        if (fileName is not null)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(fileName);
            response.Headers.ContentDisposition = disposition.ToString();
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}

/// <summary>A page of a list.</summary>
/// <param name="Items">What there is, in the order of its codes.</param>
/// <param name="Next">The address of the next page; null on the last.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Which page of a list is asked for.</summary>
public sealed record Paging(string? After, int Limit)
{
    public const int Most = 200;
    private const int Usual = 100;
    private const int CursorLength = 100;

    /// <summary>The name of the parameter that is wrong, or the page.</summary>
    public static (string? Wrong, Paging? Paging) Read(string? after, string? limit)
    {
        if (after is { Length: 0 or > CursorLength } || after?.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') == false)
        {
            return ("after", null);
        }

        if (limit is null)
        {
            return (null, new(after, Usual));
        }

        return limit.Length is > 0 and <= 3 && limit.All(char.IsAsciiDigit) && int.Parse(limit, System.Globalization.CultureInfo.InvariantCulture) is >= 1 and <= Most and var wanted
            ? (null, new(after, wanted))
            : ("limit", null);
    }

    /// <summary>The page of rows of which one more than wanted was read; the link leads on where that one is there.</summary>
    public IResult Answer<TRow, T>(HttpContext http, IReadOnlyList<TRow> rows, Func<TRow, string> cursor, Func<TRow, T> make)
    {
        var page = rows.Take(Limit).ToList();
        string? next = null;
        if (rows.Count > Limit)
        {
            var parameters = http.Request.Query.Where(q => q.Key != "after").Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString()))
                .Append(KeyValuePair.Create("after", (string?)cursor(page[^1])));
            next = http.Request.Path + QueryString.Create(parameters).ToUriComponent();
            http.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        return Api.Answer.Json(new ApiPage<T>([.. page.Select(make)], next));
    }
}
