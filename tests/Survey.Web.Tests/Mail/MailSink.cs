using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Survey.Web.Tests.Mail;

/// <summary>A small mail server that keeps what it gets, and refuses what it is told to.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public MailSink()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Recipients as the envelope named them, and the message.</summary>
    public ConcurrentQueue<(string Recipients, MimeMessage Message)> Letters { get; } = new();

    /// <summary>The answer to RCPT TO; null: yes.</summary>
    public string? Refusal { get; set; }

    public Dictionary<string, string?> Settings => new()
    {
        ["Survey:Mail:Host"] = "127.0.0.1",
        ["Survey:Mail:Port"] = $"{Port}",
        ["Survey:Mail:Security"] = "None",
        ["Survey:Mail:From"] = "khaosat@tinh.example.vn",
        ["Survey:Mail:Attempts"] = "3",
        // Tests say when.
        ["Survey:Mail:Seconds"] = "0",
        ["Survey:AlertMinutes"] = "0",
        ["Survey:PublicBaseUrl"] = "https://khaosat.example.vn",
        ["AllowedHosts"] = "*",
    };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using var _ = client;
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 sink");
            var recipients = new List<string>();
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase) && Refusal is null)
                {
                    recipients.Add(line["RCPT TO:".Length..].Trim('<', '>'));
                }

                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    Letters.Enqueue((string.Join(",", recipients), await MessageAsync(reader)));
                    recipients.Clear();
                }

                await writer.WriteLineAsync(line.Split(' ')[0].ToUpperInvariant() switch
                {
                    "RCPT" => Refusal ?? "250 ok",
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                });
                if (line == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task<MimeMessage> MessageAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
        }

        using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(text.ToString()));
        return await MimeMessage.LoadAsync(bytes, _stop.Token);
    }
}
