using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Survey.Web.Pages.Respond;

/// <summary>Reads a posted form strictly: one content type, bounded, right escapes, right UTF-8. Anything else is no form.</summary>
internal static class FormBody
{
    public const int MaxBytes = 64 * 1024;
    public const int MaxFields = 1000;
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Values by field in the order they came; null where the body is no form of ours.</summary>
    public static async Task<Dictionary<string, IReadOnlyList<string>>?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsForm(request.ContentType) || request.ContentLength > MaxBytes)
        {
            return null;
        }

        try
        {
            return await ReadBytesAsync(request, cancellationToken) is { } body ? Parse(body.Span) : null;
        }
        catch (BadHttpRequestException)
        {
            return null;
        }
    }

    public static Dictionary<string, IReadOnlyList<string>>? Parse(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var count = 0;
        foreach (var range in body.Split((byte)'&'))
        {
            var pair = body[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf((byte)'=');
            if (++count > MaxFields || equals <= 0 || Unescape(pair[..equals]) is not { } name || Unescape(pair[(equals + 1)..]) is not { } value)
            {
                return null;
            }

            fields[name] = fields.TryGetValue(name, out var values) ? [.. values, value] : [value];
        }

        return fields;
    }

    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.Length > MaxBytes ? null : buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static string? Unescape(ReadOnlySpan<byte> escaped)
    {
        var bytes = new byte[escaped.Length];
        var length = 0;
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '%')
            {
                bytes[length++] = escaped[i] == '+' ? (byte)' ' : escaped[i];
                continue;
            }

            if (i + 2 >= escaped.Length || !char.IsAsciiHexDigit((char)escaped[i + 1]) || !char.IsAsciiHexDigit((char)escaped[i + 2]))
            {
                return null;
            }

            bytes[length++] = (byte)((Digit(escaped[i + 1]) << 4) | Digit(escaped[i + 2]));
            i += 2;
        }

        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}
