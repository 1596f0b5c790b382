using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Survey.LoadTests.References;

/// <summary>
/// The page a framework would serve: the same HTML with a fresh key in it, compressed for each request.
/// <see cref="Gzip"/> at the level that ASP.NET Core's own response compression uses, <see cref="Plain"/> not compressed at all.
/// </summary>
internal sealed class BarePage(string htmlFile)
{
    public const string Verb = "bare-page";
    public const string Gzip = "/gzip";
    public const string Plain = "/plain";

    private readonly byte[][] _parts = [.. File.ReadAllText(htmlFile).Split(SubmissionKeys.Mark).Select(Encoding.UTF8.GetBytes)];

    public async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        await using var app = BareServer.Create(port);
        app.Run(context => context.Request.Path == Gzip ? WriteGzipAsync(context.Response) : WritePlainAsync(context.Response));
        await ((IHost)app).RunAsync(cancellationToken);
    }

    private async Task WriteGzipAsync(HttpResponse response)
    {
        using var compressed = new MemoryStream(16 * 1024);
        await using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            Write(gzip);
        }

        SetHeaders(response, (int)compressed.Length);
        response.Headers.ContentEncoding = "gzip";
        await response.Body.WriteAsync(compressed.GetBuffer().AsMemory(0, (int)compressed.Length));
    }

    private async Task WritePlainAsync(HttpResponse response)
    {
        SetHeaders(response, _parts.Sum(p => p.Length) + ((_parts.Length - 1) * SubmissionKeys.Length));
        Write(response.BodyWriter.AsStream());
        await response.BodyWriter.FlushAsync();
    }

    private void Write(Stream target)
    {
        Span<byte> key = stackalloc byte[SubmissionKeys.Length];
        SubmissionKeys.Write(key);
        for (var i = 0; i < _parts.Length; i++)
        {
            if (i > 0)
            {
                target.Write(key);
            }

            target.Write(_parts[i]);
        }
    }

    private static void SetHeaders(HttpResponse response, int length)
    {
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = length;
        response.Headers.CacheControl = "no-store";
    }
}
