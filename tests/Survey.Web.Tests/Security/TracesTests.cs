using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;
using Survey.Web.Pages.Respond;
using Survey.Web.Tests.Commands;
using Survey.Web.Tests.Respond;

namespace Survey.Web.Tests.Security;

/// <summary>What of a citizen is left anywhere: nothing (rules of storage, check 39).</summary>
public sealed class TracesTests
{
    private const string Phone = "0912345678";
    private static readonly string[] Canaries = ["203.0.113.77", "CanaryAgent", "CanaryCookie", "CanaryReferrer", Phone, "0912 345 678"];
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LogsDatabaseAndBackup_HoldNoCanary()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Database = database });
        var counter = await Counter.AddAsync(host);
        var own = await counter.OpenAsync();
        var folder = ProgramRun.NewFolder();
        await using (var run = ProgramRun.Start(folder, new Dictionary<string, string>
        {
            ["Survey__Database__Provider"] = database.Provider.Name,
            ["Survey__Database__ConnectionString"] = database.ConnectionString,
            ["Survey__KnownProxies__0"] = "127.0.0.1",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
        }, "serve", "--empty", "--urls", "http://127.0.0.1:0"))
        {
            using var client = new HttpClient { BaseAddress = new Uri((await run.AddressesAsync())["Results"]) };
            await VisitAsync(client, counter.Path, [.. own, new("overall", "2"), new("comment", $"Gọi {Phone} hoặc 0912 345 678 nhé")]);
            using var lost = await client.GetAsync("/no-such-page%0d%0aX: 1?tel=" + Phone, Cancellation);
            Assert.All(Canaries, c => Assert.DoesNotContain(c, run.Output + run.Errors, StringComparison.OrdinalIgnoreCase));
        }

        Assert.Single(await counter.StoredAsync());
        await using (var context = host.CreateContext())
        {
            Assert.Contains(CommentMask.Mark, (await context.PendingFolds.SingleAsync(p => p.Text != null, Cancellation)).Text, StringComparison.Ordinal);
        }

        var backup = Path.Combine(folder, "backup.zip");
        await host.Services.GetRequiredService<BackupWriter>().WriteAsync(backup, Cancellation);
        await AssertNothingInAsync(Unpacked(backup));
        if (!TestDatabase.IsMySql)
        {
            var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
            await AssertNothingInAsync(Directory.EnumerateFiles(Path.GetDirectoryName(file)!).Select(f => (Stream)new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)));
        }
    }

    [Fact]
    public async Task StorageOrder_TellsNothingOfTheOrderOfArrival()
    {
        Assert.SkipWhen(TestDatabase.IsMySql, "The order of rows is looked at in SQLite's file; the keys are the same on both.");
        const int count = 10_000;
        await using var host = await SurveyHost.StartAsync();
        var counter = await Counter.AddAsync(host);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var queue = host.Services.GetRequiredService<SubmissionQueue>();
        var digests = new Dictionary<string, int>();
        var waiting = new Queue<Task<SubmissionOutcome>>();
        for (var i = 0; i < count; i++)
        {
            var digest = FormKey.Digest(FormKey.Create(today), today)!;
            digests[Convert.ToHexString(digest)] = i;
            waiting.Enqueue(queue.SubmitAsync(SubmissionOf(counter, digest, today, i), Cancellation));
            if (waiting.Count > 200)
            {
                Assert.Equal(SubmissionOutcome.Stored, await waiting.Dequeue());
            }
        }

        await Task.WhenAll(waiting);
        await using var context = host.CreateContext();
        // As the file has them: no ORDER BY.
        var answers = await context.Database.SqlQueryRaw<string>("SELECT Answers AS Value FROM SurveyResponses").ToListAsync(Cancellation);
        var comments = await context.Database.SqlQueryRaw<string>("SELECT Text AS Value FROM PendingFolds WHERE Text IS NOT NULL").ToListAsync(Cancellation);
        var keys = await context.Database.SqlQueryRaw<string>("SELECT hex(Digest) AS Value FROM SubmissionKeys").ToListAsync(Cancellation);
        var arrival = await context.SurveyResponses.ToDictionaryAsync(r => r.Id, r => NumberIn(r.Answers), Cancellation);
        var pending = await context.Database.SqlQueryRaw<long>("SELECT Id AS Value FROM PendingFolds WHERE Text IS NULL").ToListAsync(Cancellation);

        Assert.All([answers.Count, keys.Count], n => Assert.Equal(count, n));
        // The fold of the start may come late and take some of the waiting rows; those that are left tell as much.
        Assert.All([comments.Count, pending.Count], n => Assert.InRange(n, count / 4, count));
        Assert.InRange(Correlation(answers.ConvertAll(NumberIn)), -0.05, 0.05);
        Assert.InRange(Correlation(comments.ConvertAll(NumberIn)), -0.05, 0.05);
        Assert.InRange(Correlation(keys.ConvertAll(k => digests[k])), -0.05, 0.05);
        Assert.InRange(Correlation(pending.ConvertAll(id => arrival[id])), -0.05, 0.05);
        // The measure itself sees an order where there is one.
        Assert.Equal(1, Correlation([.. Enumerable.Range(0, count)]), 3);
    }

    private static Submission SubmissionOf(Counter counter, byte[] digest, DateOnly today, int i) => new()
    {
        Digest = digest,
        WaveId = counter.Wave.Id,
        VersionId = counter.Version.Id,
        CollectionPointId = counter.Point.Id,
        ServiceId = 0,
        Channel = Channel.Qr,
        Day = today,
        Answers = $$"""{"trips":{{i}}}""",
        Texts = [new("comment", $"câu {i}")],
    };

    private static int NumberIn(string text) => int.Parse(string.Concat(text.Where(char.IsAsciiDigit)), System.Globalization.CultureInfo.InvariantCulture);

    // Both are permutations of 0 … n − 1, so Pearson's of the two is Spearman's.
    private static double Correlation(List<int> arrival)
    {
        var mean = (arrival.Count - 1) / 2.0;
        return arrival.Select((a, place) => (a - mean) * (place - mean)).Sum() / arrival.Sum(a => (a - mean) * (a - mean));
    }

    private static async Task VisitAsync(HttpClient client, string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "CanaryAgent/1.0");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        client.DefaultRequestHeaders.Add("Cookie", "canary=CanaryCookie");
        client.DefaultRequestHeaders.Add("Referer", "https://x.example/CanaryReferrer");
        (await client.GetAsync(path, Cancellation)).EnsureSuccessStatusCode().Dispose();
        using var sent = await client.PostAsync(path, new FormUrlEncodedContent(fields), Cancellation);
        Assert.True(sent.IsSuccessStatusCode || sent.StatusCode == System.Net.HttpStatusCode.SeeOther, $"{sent.StatusCode}");
        using var broken = await client.PostAsync(path, new StringContent("\0\r\ntel=" + Phone, Encoding.UTF8, "application/x-www-form-urlencoded"), Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, broken.StatusCode);
    }

    private static IEnumerable<Stream> Unpacked(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        foreach (var entry in zip.Entries)
        {
            yield return entry.Open();
        }
    }

    private static async Task AssertNothingInAsync(IEnumerable<Stream> streams)
    {
        var seen = 0;
        foreach (var stream in streams)
        {
            await using (stream)
            {
                using var bytes = new MemoryStream();
                await stream.CopyToAsync(bytes, Cancellation);
                var text = Encoding.Latin1.GetString(bytes.ToArray());
                Assert.All(Canaries, c => Assert.DoesNotContain(c, text, StringComparison.OrdinalIgnoreCase));
                seen += text.Length;
            }
        }

        Assert.True(seen > 1000);
    }
}
