using System.Text.Json.Serialization;

namespace Survey.LoadTests.Load;

/// <summary>What one run of the load client does. The bench writes it to a file that the client's process reads.</summary>
internal sealed record LoadPlan
{
    public required int Port { get; init; }
    public required int Connections { get; init; }
    public required double WarmUpSeconds { get; init; }
    public required double Seconds { get; init; }

    /// <summary>The most requests of one run, warm-up included: loops are bounded in time and in count.</summary>
    public int MaxRequests { get; init; } = 5_000_000;

    /// <summary>The server's process, whose processor time is read before and after.</summary>
    public required int ServerProcessId { get; init; }

    /// <summary>Whole requests in UTF-8; one is drawn for each sending, and its key marks are replaced by a fresh key.</summary>
    public required IReadOnlyList<RequestTemplate> Requests { get; init; }
}

/// <summary>A request up to the key, and what follows; without a key the first part is all.</summary>
internal sealed record RequestTemplate(string BeforeKey, string? AfterKey)
{
    /// <summary>A GET as a phone's browser sends it, less what no server looks at.</summary>
    public static RequestTemplate Get(int port, string path, string acceptEncoding) => new(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: {acceptEncoding}\r\n\r\n", null);

    /// <summary>A form posted from the page itself; the key stands where <paramref name="body"/> holds <see cref="SubmissionKeys.Mark"/>.</summary>
    public static RequestTemplate Post(int port, string path, string body)
    {
        var request =
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n" +
            $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {LengthOf(body)}\r\n\r\n{body}";
        var at = request.IndexOf(SubmissionKeys.Mark, StringComparison.Ordinal);
        return at < 0
            ? new RequestTemplate(request, null)
            : new RequestTemplate(request[..at], request[(at + SubmissionKeys.Mark.Length)..]);
    }

    // Bodies are ASCII; the key is longer or shorter than the mark that stands for it.
    private static int LengthOf(string body) => body.Contains(SubmissionKeys.Mark, StringComparison.Ordinal)
        ? body.Length - SubmissionKeys.Mark.Length + SubmissionKeys.Length
        : body.Length;
}

/// <summary>What one run of the load client found.</summary>
internal sealed record LoadResult
{
    /// <summary>Answered with 2xx or 3xx.</summary>
    public required int Succeeded { get; init; }

    /// <summary>Answered with 503: come back later.</summary>
    public required int Refused { get; init; }

    /// <summary>Any other answer, or none.</summary>
    public required int Failed { get; init; }

    /// <summary>What the first failure was, for the reader of the output.</summary>
    public string? FirstFailure { get; init; }
    public required double Seconds { get; init; }
    public required double MedianMilliseconds { get; init; }
    public required double P99Milliseconds { get; init; }

    /// <summary>The server's processor time per answered request: what hardly changes when others use the machine, too.</summary>
    public required double ServerMicroseconds { get; init; }

    /// <summary>What did not go well, so that a rate never hides it.</summary>
    [JsonIgnore]
    public string Trouble => (Refused > 0 ? $", {Refused.Whole()} × 503" : "") + (Failed > 0 ? $", {Failed.Whole()} failed ({FirstFailure})" : "");

    [JsonIgnore]
    public double PerSecond => Succeeded / Seconds;
}
