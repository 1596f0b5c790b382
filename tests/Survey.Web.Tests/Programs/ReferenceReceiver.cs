using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Survey.Web.Tests.Programs;

/// <summary>What befalls a request at the receiver.</summary>
public enum Fault
{
    None,

    /// <summary>500 before anything is stored.</summary>
    Error,

    /// <summary>429 with Retry-After.</summary>
    Busy,

    /// <summary>The connection breaks before anything is stored.</summary>
    DropBefore,

    /// <summary>It is stored, and the connection breaks before the answer.</summary>
    DropAfter,

    /// <summary>It is stored, and the answer says 500.</summary>
    ErrorAfter,

    /// <summary>It is stored, and no answer comes until the sender gives up.</summary>
    SlowAfter,

    /// <summary>No answer comes, and nothing is stored.</summary>
    SlowBefore,

    /// <summary>It is stored, and the sender's node dies before it hears of it.</summary>
    SenderDies,
    Redirect,
    Refuse,
    HugeAnswer,
}

/// <summary>What a receiver keeps over its own death.</summary>
public sealed class ReceiverStore
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _signatures = [];
    private readonly Dictionary<string, (string Sha256, string Receipt)> _accepted = [];

    /// <summary>Each file that took effect, in order.</summary>
    public List<(string Key, byte[] Body)> Applied { get; } = [];

    public bool IsNewSignature(string signature)
    {
        lock (_lock)
        {
            return _signatures.Add(signature);
        }
    }

    /// <summary>The receipt of a key, old or new; null where the key came with another body.</summary>
    public string? Accept(string key, byte[] body)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        lock (_lock)
        {
            if (_accepted.TryGetValue(key, out var known))
            {
                return known.Sha256 == sha256 ? known.Receipt : null;
            }

            Applied.Add((key, body));
            return (_accepted[key] = (sha256, $"{{\"receipt\":\"{_accepted.Count + 1}\",\"sha256\":\"{sha256}\"}}")).Receipt;
        }
    }
}

/// <summary>
/// The reference for whoever builds a receiving system, on a real Kestrel with TLS: the signature and the stamp first, each
/// signature once, each idempotency key applied once and answered the same for ever.
/// </summary>
public sealed class ReferenceReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
    private readonly ReceiverStore _store;
    private readonly TimeProvider _time;
    private readonly X509Certificate2 _certificate;
    private WebApplication? _app;
    private int _port;

    public ReferenceReceiver(ReceiverStore store, TimeProvider time)
    {
        (_store, _time) = (store, time);
        _certificate = Certificate();
        CertificateFile = Path.Combine(Path.GetTempPath(), $"survey-receiver-{Guid.NewGuid():N}.pem");
        File.WriteAllText(CertificateFile, _certificate.ExportCertificatePem());
    }

    /// <summary>The certificate that a sender has to believe.</summary>
    public string CertificateFile { get; }

    public string Address => $"https://127.0.0.1:{_port}/scores";

    /// <summary>Public keys by id, as the sender's interface gives them.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    public Func<Fault> NextFault { get; set; } = () => Fault.None;

    /// <summary>What the sender's death is here.</summary>
    public Action KillSender { get; set; } = () => { };

    public List<(IReadOnlyDictionary<string, string> Headers, byte[] Body, string Path)> Requests { get; } = [];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, _port, l => l.UseHttps(_certificate)));
        builder.WebHost.UseKestrelHttpsConfiguration();
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync();
        _port = new Uri(_app.Urls.First()).Port;
    }

    public async Task KillAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _certificate.Dispose();
        File.Delete(CertificateFile);
    }

    /// <summary>200 with the receipt, 401 for what is not signed or stale, 409 for what was sent before as it stands, 422 for a key with another file.</summary>
    private async Task AnswerAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        var body = buffer.ToArray();
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        lock (Requests)
        {
            Requests.Add((headers, body, http.Request.Path));
        }

        var fault = NextFault();
        if (!await PassesBeforeAsync(http, fault))
        {
            return;
        }

        if (Refusal(headers, body) is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }

        var receipt = _store.Accept(headers["Idempotency-Key"], body);
        if (!await PassesAfterAsync(http, fault))
        {
            return;
        }

        http.Response.StatusCode = receipt is null ? 422 : 200;
        await http.Response.WriteAsync(fault == Fault.HugeAnswer ? new string('x', 1 << 20) : receipt ?? "");
    }

    private int? Refusal(Dictionary<string, string> headers, byte[] body)
    {
        if (!headers.TryGetValue("Idempotency-Key", out var key) || !headers.TryGetValue("Survey-Timestamp", out var stamp)
            || !headers.TryGetValue("Survey-Key-Id", out var keyId) || !headers.TryGetValue("Survey-Signature", out var signature)
            || !Keys.TryGetValue(keyId, out var pem) || !long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || (_time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return 401;
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportFromPem(pem);
        var text = Encoding.UTF8.GetBytes($"{stamp}\n{key}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        if (!ecdsa.VerifyData(text, Convert.FromBase64String(signature), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))
        {
            return 401;
        }

        return _store.IsNewSignature(signature) ? null : 409;
    }

    private static async Task<bool> PassesBeforeAsync(HttpContext http, Fault fault)
    {
        switch (fault)
        {
            case Fault.Error:
                http.Response.StatusCode = 500;
                return false;
            case Fault.Busy:
                http.Response.StatusCode = 429;
                http.Response.Headers.RetryAfter = "7200";
                return false;
            case Fault.Redirect:
                http.Response.StatusCode = 307;
                http.Response.Headers.Location = "/elsewhere";
                return false;
            case Fault.Refuse:
                http.Response.StatusCode = 422;
                await http.Response.WriteAsync("Kỳ này đã khóa.");
                return false;
            case Fault.DropBefore:
                http.Abort();
                return false;
            case Fault.SlowBefore:
                await GivenUpAsync(http);
                return false;
            default:
                return true;
        }
    }

    private async Task<bool> PassesAfterAsync(HttpContext http, Fault fault)
    {
        switch (fault)
        {
            case Fault.DropAfter:
                http.Abort();
                return false;
            case Fault.ErrorAfter:
                http.Response.StatusCode = 503;
                return false;
            case Fault.SlowAfter:
                await GivenUpAsync(http);
                return false;
            case Fault.SenderDies:
                KillSender();
                await GivenUpAsync(http);
                return false;
            default:
                return true;
        }
    }

    private static async Task GivenUpAsync(HttpContext http)
    {
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=receiver", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("nhan.example.vn");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
