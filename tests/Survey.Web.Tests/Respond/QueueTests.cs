using System.Net;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MySqlConnector;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Tests.Respond;

public sealed class QueueTests
{
    [Fact]
    public async Task Post_WhenTheQueueIsFull_GivesTheFilledFormBackAndLosesNothing()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart
        {
            Services = WatchedContexts.AddTo,
            Settings = new Dictionary<string, string?> { ["Survey:QueueLength"] = "1" },
        });
        var counter = await Counter.AddAsync(host);
        var forms = new List<(string, string)[]>();
        for (var i = 0; i < 6; i++)
        {
            forms.Add([.. (await counter.OpenAsync()).Select(f => (f.Key, f.Value)), ("overall", "2"), ("comment", "Giữ lại")]);
        }

        var gate = new TaskCompletionSource();
        host.Services.GetRequiredService<WatchedContexts>().Before = () => gate.Task;
        var sending = forms.ConvertAll(f => counter.SendAsync(f));
        var refused = await Task.WhenAny(sending).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var busy = await refused;
        var page = await Counter.PageAsync(busy);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, busy.StatusCode);
        Assert.NotNull(busy.Headers.RetryAfter);
        Assert.Equal("Giữ lại", page.QuerySelector("textarea")!.TextContent);
        Assert.NotNull(page.QuerySelector("[name=overall][value='2']:checked"));
        Assert.Contains(forms[sending.IndexOf(refused)], f => f == ("key", page.QuerySelector("[name=key]")!.GetAttribute("value")!));

        gate.SetResult();
        var statuses = (await Task.WhenAll(sending)).Select(r => r.StatusCode).ToList();
        Assert.Equal(statuses.Count(s => s == HttpStatusCode.SeeOther), (await counter.StoredAsync()).Count);
        foreach (var form in forms)
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await counter.SendAsync(form)).StatusCode);
        }

        Assert.Equal(forms.Count, (await counter.StoredAsync()).Count);
    }

    [Fact]
    public async Task Post_WhenTheDatabaseFailsForAMoment_IsStoredOnce()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Services = WatchedContexts.AddTo });
        var counter = await Counter.AddAsync(host);
        var fields = await counter.OpenAsync();
        var left = 3;
        host.Services.GetRequiredService<WatchedContexts>().Before =
            () => Interlocked.Decrement(ref left) >= 0 ? throw new SqliteException("busy", 5) : Task.CompletedTask;

        var response = await counter.SendAsync([.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")]);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Single(await counter.StoredAsync());
    }

    [Fact]
    public async Task WhenTheDatabaseIsAway_NothingIsAServerErrorAndNothingIsThanked()
    {
        await using var host = await SurveyHost.StartAsync(new SurveyHostStart { Services = WatchedContexts.AddTo });
        var counter = await Counter.AddAsync(host);
        var unseen = await Counter.AddAsync(host);
        var fields = await counter.OpenAsync();
        var contexts = host.Services.GetRequiredService<WatchedContexts>();
        contexts.Before = () => throw new SqliteException("no", 14);
        (string, string)[] form = [.. fields.Select(f => (f.Key, f.Value)), ("overall", "2")];

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await counter.SendAsync(form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(counter.Path, TestContext.Current.CancellationToken)).StatusCode);
        var cold = await host.Client.GetAsync(unseen.Path, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (cold.StatusCode, cold.Headers.RetryAfter is not null));

        contexts.Before = null;
        Assert.Equal(HttpStatusCode.SeeOther, (await counter.SendAsync(form)).StatusCode);
        Assert.Single(await counter.StoredAsync());
    }

    [Fact]
    public async Task Write_OfABatchThatIsPartlyThere_StoresTheRestOnce()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var writer = new SubmissionWriter(new Contexts(database));
        var first = Enumerable.Range(0, 10).Select(_ => NewSubmission()).ToList();
        Assert.All(await writer.WriteAsync(first, TestContext.Current.CancellationToken), o => Assert.Equal(SubmissionOutcome.Stored, o));

        Submission[] mixed = [first[3], NewSubmission(), first[7], NewSubmission()];
        var outcomes = await writer.WriteAsync(mixed, TestContext.Current.CancellationToken);

        Assert.Equal([SubmissionOutcome.Duplicate, SubmissionOutcome.Stored, SubmissionOutcome.Duplicate, SubmissionOutcome.Stored], outcomes);
        await using var context = database.CreateContext();
        Assert.Equal(12, await context.SurveyResponses.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(12, await context.SubmissionKeys.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(12, await context.PendingFolds.CountAsync(p => p.Text == null, TestContext.Current.CancellationToken));
        Assert.Equal(12, await context.PendingFolds.CountAsync(p => p.Text != null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stop_DrainsWhatWaits()
    {
        await using var database = await TestDatabase.CreateAsync();
        var host = await SurveyHost.StartAsync(new SurveyHostStart { Database = database });
        var queue = host.Services.GetRequiredService<SubmissionQueue>();
        var waiting = Enumerable.Range(0, 500).Select(_ => queue.SubmitAsync(NewSubmission(), CancellationToken.None)).ToList();
        await host.DisposeAsync();

        Assert.All(await Task.WhenAll(waiting), o => Assert.Equal(SubmissionOutcome.Stored, o));
        Assert.Equal(SubmissionOutcome.Busy, await queue.SubmitAsync(NewSubmission(), CancellationToken.None));
        await using var context = database.CreateContext();
        Assert.Equal(500, await context.SurveyResponses.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(128)]
    public void Batch_IsAtMostThreeStatements_WhateverItsSize(int size)
    {
        var batch = Enumerable.Range(0, size).Select(_ => NewSubmission() with { Texts = [] }).ToList();
        foreach (System.Data.Common.DbCommand command in new System.Data.Common.DbCommand[] { new SqliteCommand(), new MySqlCommand() })
        {
            using (command)
            {
                ResponseSql.Batch(command, batch, [.. batch.Select(s => RandomKey.ForDay(s.Day))]);
                var statements = command.CommandText.Split(';', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(3, statements.Length);
                Assert.All(statements, s => Assert.StartsWith("INSERT INTO ", s, StringComparison.Ordinal));
                Assert.DoesNotContain("'", command.CommandText, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    public void Batch_WithMaskedWordsThatAreTooLong_CutsBetweenCharacters(string shift)
    {
        // Each mask is longer than the address that it hides.
        var words = string.Concat(Enumerable.Repeat("a@b.c ", 10)) + shift + string.Concat(Enumerable.Repeat("😀", (Comment.TextLength - 60) / 2));
        using var command = new SqliteCommand();
        ResponseSql.Batch(command, [NewSubmission() with { Texts = [new TextAnswer("comment", words)] }], [1]);

        var stored = (string)command.Parameters["@c0_5"].Value!;

        Assert.InRange(stored.Length, Comment.TextLength - 1, Comment.TextLength);
        Assert.StartsWith(CommentMask.Mark, stored, StringComparison.Ordinal);
        Assert.False(char.IsHighSurrogate(stored[^1]));
    }

    private static Submission NewSubmission() => new()
    {
        Digest = RandomNumberGenerator.GetBytes(SubmissionKey.Length),
        WaveId = 1,
        VersionId = 2,
        CollectionPointId = 3,
        ServiceId = 0,
        Channel = Channel.Qr,
        Day = new DateOnly(2026, 5, 5),
        Answers = "{}",
        Texts = [new TextAnswer("comment", "Chữ 'nháy'; \\ và 😀")],
    };

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<SurveyDbContext>
    {
        public SurveyDbContext CreateDbContext() => database.CreateContext();
    }
}
