using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Survey.Web.Api;

/// <summary>Why a request gets no answer, by RFC 9457, in the language that it asks for.</summary>
public sealed record ProgramProblem(int Status, string Code, ProgramWords Title, ProgramWords Detail)
{
    public const string MediaType = "application/problem+json";

    public static readonly ProgramProblem TokenMissing = new(401, "token-missing", new("Thiếu mã truy cập", "No token"),
        new("Hãy gửi mã truy cập trong tiêu đề Authorization: Bearer.", "Send a token in the header Authorization: Bearer."));

    public static readonly ProgramProblem TokenInvalid = new(401, "token-invalid", new("Mã truy cập không dùng được", "The token does not hold"),
        new("Mã truy cập không có, đã hết hạn hoặc đã bị thu hồi.", "The token is unknown, over or revoked."));

    public static readonly ProgramProblem Scope = new(403, "scope", new("Mã truy cập không được đọc phần này", "The token does not open this"),
        new("Hãy nhờ người quản trị cấp mã có phần cần đọc.", "Ask the administrator for a token with the scope of this address."));

    public static readonly ProgramProblem UnknownParameter = new(400, "unknown-parameter", new("Có tham số lạ", "Unknown parameter"),
        new("Địa chỉ này không có tham số ấy, hoặc tham số đứng hai lần.", "This address has no such parameter, or it stands there twice."));

    public static readonly ProgramProblem BadParameter = new(400, "bad-parameter", new("Tham số không đúng", "Bad parameter"),
        new("Giá trị của tham số không đúng dạng hoặc quá giới hạn.", "The parameter's value is malformed or out of range."));

    public static readonly ProgramProblem BadRequest = new(400, "bad-request", new("Yêu cầu không đúng", "Bad request"),
        new("Không đọc được yêu cầu này.", "The request cannot be read."));

    public static readonly ProgramProblem PlainHttp = new(400, "https", new("Chỉ nhận qua HTTPS", "HTTPS only"),
        new("Mã truy cập đi qua kết nối không mã hóa; hãy đổi mã và gọi qua HTTPS.", "The token went over an unencrypted connection; replace it and call over HTTPS."));

    public static readonly ProgramProblem NotFound = new(404, "not-found", new("Không tìm thấy", "Not found"),
        new("Không có địa chỉ này, hoặc nằm ngoài đơn vị của mã truy cập.", "There is nothing here, or it lies outside the token's unit."));

    public static readonly ProgramProblem Method = new(405, "method", new("Chỉ đọc được", "Reading only"),
        new("Địa chỉ này chỉ nhận GET và HEAD.", "This address takes GET and HEAD only."));

    public static readonly ProgramProblem TooMany = new(429, "too-many", new("Quá nhiều yêu cầu", "Too many requests"),
        new("Hãy gọi lại sau số giây trong tiêu đề Retry-After.", "Call again after the seconds in the header Retry-After."));

    public static readonly ProgramProblem Failed = new(500, "failed", new("Có lỗi", "Something went wrong"),
        new("Lỗi đã được ghi lại; hãy báo người quản trị nếu còn gặp.", "It was written down; tell the administrator if it stays."));

    public static readonly ProgramProblem Away = new(503, "away", new("Tạm thời chưa trả lời được", "Away for a moment"),
        new("Hãy gọi lại sau số giây trong tiêu đề Retry-After.", "Call again after the seconds in the header Retry-After."));

    /// <summary>What stands for an answer that some part of the framework gave as a bare status.</summary>
    public static ProgramProblem Of(int status) => status switch
    {
        401 => TokenMissing,
        403 => Scope,
        404 => NotFound,
        405 => Method,
        429 => TooMany,
        503 => Away,
        >= 500 => Failed,
        _ => BadRequest with { Status = status },
    };

    /// <summary>vi or en, by what the request likes better; Vietnamese where it likes neither.</summary>
    public static string LanguageOf(HttpRequest request)
    {
        var wanted = request.GetTypedHeaders().AcceptLanguage.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1)
            .Select(l => l.Value.ToString()).FirstOrDefault(l => Is(l, "vi") || Is(l, "en"));
        return wanted is not null && Is(wanted, "en") ? "en" : "vi";
    }

    public byte[] ToJson(string language, string? parameter)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("type", "urn:survey:problem:" + Code);
            json.WriteString("title", Title.In(language));
            json.WriteNumber("status", Status);
            json.WriteString("detail", Detail.In(language));
            if (parameter is not null)
            {
                json.WriteString("parameter", parameter);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static bool Is(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}

public sealed record ProgramWords(string Vietnamese, string English)
{
    public string In(string language) => language == "en" ? English : Vietnamese;
}

/// <summary>How an end point says no: the words are written where the answer leaves.</summary>
public static class Refusal
{
    private const int LongestName = 60;
    private static readonly object Parameter = new();

    public static void Refuse(this HttpContext http, ProgramProblem problem, string? parameter = null)
    {
        http.Response.StatusCode = problem.Status;
        http.Items[typeof(ProgramProblem)] = problem;
        http.Items[Parameter] = parameter is { Length: > LongestName } ? parameter[..LongestName] : parameter;
    }

    public static IResult Result(ProgramProblem problem, string? parameter = null) => new Refused(problem, parameter);

    public static (ProgramProblem Problem, string? Parameter) RefusedFor(this HttpContext http) =>
        http.Items[typeof(ProgramProblem)] is ProgramProblem problem && problem.Status == http.Response.StatusCode
            ? (problem, http.Items[Parameter] as string)
            : (ProgramProblem.Of(http.Response.StatusCode), null);

    private sealed class Refused(ProgramProblem problem, string? parameter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Refuse(problem, parameter);
            return Task.CompletedTask;
        }
    }
}
