using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Survey.LoadTests.Load;

/// <summary>What came back: enough to count and to time, without copying the body.</summary>
internal readonly record struct HttpAnswer(int Status, int HeaderBytes, int BodyBytes, bool Closes);

/// <summary>
/// One keep-alive connection over a bare socket: on a machine that client and server share, every microsecond that the
/// client takes is missing in the figure. Understands what Kestrel sends: a length or chunks, no trailers.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;

    public static async Task<HttpConnection> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var connection = new HttpConnection();
        try
        {
            await connection._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async ValueTask<HttpAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        while (!request.IsEmpty)
        {
            request = request[await _socket.SendAsync(request, cancellationToken)..];
        }

        _filled = 0;
        var headerBytes = await ReadHeadersAsync(cancellationToken);
        var (status, length, closes) = ReadHeaders(_buffer.AsSpan(0, headerBytes));
        var end = length is { } known
            ? headerBytes + known
            : await FindLastChunkAsync(headerBytes, cancellationToken);
        await FillAsync(end, cancellationToken);
        return new HttpAnswer(status, headerBytes, end - headerBytes, closes);
    }

    public void Dispose() => _socket.Dispose();

    private async ValueTask<int> ReadHeadersAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var end = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8);
            if (end >= 0)
            {
                return end + 4;
            }

            await FillAsync(_filled + 1, cancellationToken);
        }
    }

    private static (int Status, int? Length, bool Closes) ReadHeaders(ReadOnlySpan<byte> headers)
    {
        if (!headers.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(headers[9..12], out int status, out _))
        {
            throw new IOException("The server answered something else than HTTP/1.1.");
        }

        // Kestrel writes header names in this spelling.
        int? length = status is 204 or 304 ? 0 : null;
        var at = headers.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0 && Utf8Parser.TryParse(headers[(at + 18)..], out int value, out _))
        {
            length = value;
        }

        return (status, length, headers.IndexOf("\r\nConnection: close"u8) >= 0);
    }

    private async ValueTask<int> FindLastChunkAsync(int at, CancellationToken cancellationToken)
    {
        while (true)
        {
            int line;
            while ((line = _buffer.AsSpan(at, _filled - at).IndexOf("\r\n"u8)) < 0)
            {
                await FillAsync(_filled + 1, cancellationToken);
            }

            if (!Utf8Parser.TryParse(_buffer.AsSpan(at, line), out int size, out _, 'x'))
            {
                throw new IOException("The server sent a chunk without a size.");
            }

            at += line + 2 + size + 2;
            await FillAsync(at, cancellationToken);
            if (size == 0)
            {
                return at;
            }
        }
    }

    private async ValueTask FillAsync(int wanted, CancellationToken cancellationToken)
    {
        if (wanted > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(wanted, 2 * _buffer.Length));
        }

        while (_filled < wanted)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (read == 0)
            {
                throw new IOException("The server closed the connection in the middle of an answer.");
            }

            _filled += read;
        }
    }
}
