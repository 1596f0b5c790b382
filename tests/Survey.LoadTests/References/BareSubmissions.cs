using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Survey.Web.Data;

namespace Survey.LoadTests.References;

/// <summary>
/// The least that stores a form durably: reads it, turns it into JSON unchecked, commits the same three rows in batches
/// by one writer, and answers after the commit.
/// </summary>
internal sealed class BareSubmissions(DatabaseProvider provider, string connectionString)
{
    public const string Verb = "bare-submissions";
    private const int LargestBatch = 128;

    // What the form carries besides the answers; all of it is as short in the rows stored here.
    private static readonly string[] NoAnswers = [SubmissionKeys.Field, "wave", "service", "channel", "lang"];

    private readonly Channel<(StoredRows Rows, TaskCompletionSource Done)> _channel =
        Channel.CreateBounded<(StoredRows, TaskCompletionSource)>(new BoundedChannelOptions(4096) { SingleReader = true });

    public async Task RunAsync(int port, CancellationToken cancellationToken)
    {
        await using var app = BareServer.Create(port);
        app.Run(AnswerAsync);
        var writing = Task.Run(() => WriteAsync(cancellationToken), cancellationToken);
        await ((IHost)app).RunAsync(cancellationToken);
        await writing.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _channel.Writer.WriteAsync((StoredRows.Of(form[SubmissionKeys.Field].ToString(), JsonOf(form)), done));
        await done.Task;
        context.Response.ContentLength = 0;
    }

    private static string JsonOf(IFormCollection form)
    {
        using var json = new MemoryStream(2048);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (field, values) in form)
            {
                if (!NoAnswers.Contains(field))
                {
                    writer.WriteString(field, values.ToString());
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await using var writer = RowWriter.Open(provider, connectionString);
        var batch = new List<(StoredRows Rows, TaskCompletionSource Done)>(LargestBatch);
        while (await _channel.Reader.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < LargestBatch && _channel.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await writer.CommitAsync([.. batch.Select(b => b.Rows)], cancellationToken);
            batch.ForEach(b => b.Done.SetResult());
            batch.Clear();
        }
    }
}
