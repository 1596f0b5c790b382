using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Survey.LoadTests.Processes;

/// <summary>Ports and clients; nothing leaves this machine.</summary>
internal static class Loopback
{
    /// <summary>A loopback port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static HttpClient Client(int port, DecompressionMethods decompression) =>
        new(new SocketsHttpHandler { AutomaticDecompression = decompression, AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
        };

    /// <summary>Waits until something listens, without sending anything: the first request stays the measurement's.</summary>
    public static async Task WaitForListenerAsync(int port, ChildProcess process, TimeSpan limit, CancellationToken cancellationToken)
    {
        for (var until = DateTime.UtcNow + limit; DateTime.UtcNow < until;)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{process.Name} ended before it listened:\n{process.LastWords}");
            }

            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(10, cancellationToken);
            }
        }

        throw new TimeoutException($"{process.Name} did not listen within {limit.TotalSeconds:0} s:\n{process.LastWords}");
    }
}
