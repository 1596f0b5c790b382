using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
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
