using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Survey.Core.Responses;
using Survey.Web.Data;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Responses;

namespace Survey.Web.Tests.Respond;

public sealed class SubmissionWriterTests
{
    [Fact]
    public async Task Write_BatchWithASpentKey_StoresOnlyTheNewOnes()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var writer = new SubmissionWriter(new Contexts(database));
        var (first, second, third) = (NewSubmission(), NewSubmission(), NewSubmission());
        await writer.WriteAsync([first], TestContext.Current.CancellationToken);

        var outcomes = await writer.WriteAsync([second, first, third], TestContext.Current.CancellationToken);

        Assert.Equal([SubmissionOutcome.Stored, SubmissionOutcome.Duplicate, SubmissionOutcome.Stored], outcomes);
        await using var context = database.CreateContext();
        Assert.Equal(3, await context.SurveyResponses.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await context.SubmissionKeys.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await context.PendingFolds.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Batch_WithWords_IsThreeStatementsAndNothingJoinsWordsToTheirResponse()
    {
        using var command = new SqliteCommand();
        var submission = NewSubmission() with { Texts = [new TextAnswer("comment", "Chờ lâu."), new TextAnswer("other", "Gọi 0912 345 678.")] };

        ResponseSql.Batch(command, [submission, NewSubmission()], [RandomKey.ForDay(submission.Day), RandomKey.ForDay(submission.Day)]);

        Assert.Equal(["SubmissionKeys", "SurveyResponses", "PendingFolds"], command.CommandText.Split(';').Select(s => s.Split(' ')[2]));
        var keys = command.Parameters.Cast<SqliteParameter>().Where(p => p.ParameterName is "@c0_0" or "@c1_0").Select(p => (long)p.Value!).ToList();
        Assert.Equal(2, keys.Distinct().Count());
        Assert.All(keys, key => Assert.True(key < 0));
    }

    private static Submission NewSubmission() => new()
    {
        Digest = RandomNumberGenerator.GetBytes(SubmissionKey.Length),
        WaveId = 1,
        VersionId = 1,
        CollectionPointId = 1,
        ServiceId = 0,
        Channel = Channel.Qr,
        Day = new DateOnly(2026, 3, 2),
        Answers = "{}",
    };

    private sealed class Contexts(TestDatabase database) : IDbContextFactory<SurveyDbContext>
    {
        public SurveyDbContext CreateDbContext() => database.CreateContext();
    }
}
