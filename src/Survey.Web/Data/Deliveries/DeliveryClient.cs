using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Survey.Web.Data.Closing;
using Survey.Web.Data.Entities;
using Survey.Web.Pages.Shared;

namespace Survey.Web.Data.Deliveries;

/// <summary>Finds the addresses of a name; a test puts its own in place.</summary>
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancellationToken);

/// <summary>What a receiver answered.</summary>
/// <param name="Receipt">The beginning of its words.</param>
/// <param name="RetryAfter">When it wants to be asked again; null: it did not say.</param>
public sealed record DeliveryAnswer(int Status, string Receipt, TimeSpan? RetryAfter);

/// <summary>Why a delivery met no answer; one of <see cref="DeliveryFailure"/>.</summary>
public sealed class DeliveryException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    public string Reason => Message;
}

/// <summary>Reasons, as they are stored; pages say them in words. A number is the receiver's HTTP status.</summary>
public static class DeliveryFailure
{
    public const string Name = "name";
    public const string Address = "address";
    public const string Certificate = "certificate";
    public const string Connection = "connection";
    public const string Timeout = "timeout";
    public const string NotWritten = "not written";
}

/// <summary>
/// Posts a signed file. Each attempt resolves the name anew and connects to an address that was checked, follows no redirect,
/// uses no proxy and no cookie, and reads a short answer within a fixed time.
/// </summary>
public sealed class DeliveryClient : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private const int ReceiptLength = 2000;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ReceiverAddress _addresses;
    private readonly NameLookup _lookup;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly X509Certificate2Collection _authorities = [];
    private readonly HttpClient _http;

    public DeliveryClient(ReceiverAddress addresses, NameLookup lookup, SurveySettings settings, TimeProvider time)
    {
        (_addresses, _lookup, _time) = (addresses, lookup, time);
        _timeout = TimeSpan.FromSeconds(Math.Clamp(settings.Deliveries.TimeoutSeconds, 1, 300));
        if (settings.Deliveries.CertificateAuthorities is { Length: > 0 } file)
        {
            _authorities.ImportFromPemFile(file);
        }

        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 16,
            // No connection outlives its check.
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = ConnectAsync,
            SslOptions = _authorities.Count == 0 ? new() : new() { RemoteCertificateValidationCallback = (_, certificate, chain, errors) => IsBelieved(certificate, chain, errors) },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="DeliveryException">There was no answer.</exception>
    public async Task<DeliveryAnswer> PostAsync(Uri address, Delivery delivery, Signer signer, CancellationToken cancellationToken)
    {
        // The clock of the machine, whatever the program's own says: a receiver may hang for real.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_timeout);
        try
        {
            using var request = await RequestAsync(address, delivery, signer, limit.Token);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return new((int)response.StatusCode, await ReceiptAsync(response, limit.Token), RetryAfter(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeliveryException(DeliveryFailure.Timeout, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw e.InnerException as DeliveryException
                ?? new DeliveryException(e.InnerException is AuthenticationException ? DeliveryFailure.Certificate : DeliveryFailure.Connection, e);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What the signature covers.</summary>
    public static byte[] SignedText(string timestamp, string key, ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetBytes($"{timestamp}\n{key}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");

    private async Task<HttpRequestMessage> RequestAsync(Uri address, Delivery delivery, Signer signer, CancellationToken cancellationToken)
    {
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = await signer.SignAsync(SignedText(timestamp, delivery.IdempotencyKey, delivery.Payload), cancellationToken);
        var content = new ByteArrayContent(delivery.Payload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.Add("Idempotency-Key", delivery.IdempotencyKey);
        request.Headers.Add("Survey-Timestamp", timestamp);
        request.Headers.Add("Survey-Key-Id", signed.KeyId);
        request.Headers.Add("Survey-Signature", Convert.ToBase64String(signed.Signature));
        return request;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await ResolveAsync(host.Trim('[', ']'), cancellationToken);
        // One closed address among open ones is what a name has that is to lead inside at the second look.
        if (!addresses.All(_addresses.Allows))
        {
            throw new DeliveryException(DeliveryFailure.Address);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal))
        {
            return [literal];
        }

        try
        {
            return await _lookup(host, cancellationToken) is { Length: > 0 } found ? found : throw new DeliveryException(DeliveryFailure.Name);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new DeliveryException(DeliveryFailure.Name, e);
        }
    }

    private bool IsBelieved(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        foreach (var element in chain?.ChainElements.Skip(1) ?? [])
        {
            own.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return own.Build(leaf);
    }

    // What is longer is cut: the status has said whether the file was taken.
    private static async Task<string> ReceiptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var bytes = new byte[LongestAnswer];
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var read = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        var text = TypedText.Clean(Encoding.UTF8.GetString(bytes, 0, read));
        return text.Length > ReceiptLength ? text[..ReceiptLength] : text;
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } pause } => pause,
        { Date: { } moment } => moment - _time.GetUtcNow(),
        _ => null,
    };
}
