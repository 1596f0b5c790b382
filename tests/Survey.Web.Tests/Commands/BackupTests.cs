using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data;
using Survey.Web.Data.Backup;
using Survey.Web.Data.Entities;
using Survey.Web.Data.Examples;
using Survey.Web.Data.Import;
using Survey.Web.Tests.Import;

namespace Survey.Web.Tests.Commands;

/// <summary>A backup is the whole database, restores into either one, and refuses to be half of itself.</summary>
public sealed class BackupTests : IAsyncLifetime
{
    private readonly string _folder = ProgramRun.NewFolder();
    private TestDatabase _source = null!;
    private string _archive = null!;

    public async ValueTask InitializeAsync()
    {
        _source = await TestDatabase.CreateSqliteAsync();
        await FillAsync(_source);
        _archive = Path.Combine(_folder, "a.zip");
        await new BackupWriter(new Contexts(_source), _source.Provider).WriteAsync(_archive, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Restore_IntoEitherDatabaseAndBack_GivesTheSameBytes()
    {
        await using var middle = await TestDatabase.CreateAsync();
        await using var end = await TestDatabase.CreateSqliteAsync();
        await RestoreAsync(middle, _archive);
        var between = await BackupAsync(middle, "b.zip");
        await RestoreAsync(end, between);
        Assert.Equal(Entries(_archive), Entries(between));
        Assert.Equal(Entries(_archive), Entries(await BackupAsync(end, "c.zip")));
        await using var context = end.CreateContext();
        Assert.Equal("Tỉnh Ví dụ", (await context.Units.SingleAsync(u => u.Code == "vd", TestContext.Current.CancellationToken)).Name);
        var account = await context.Users.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((new DateTimeOffset(2026, 9, 1, 2, 3, 4, TimeSpan.Zero), "hash"), (account.LockoutEnd, account.PasswordHash));
    }

    [Fact]
    public void Backup_IsReadableByItsOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_archive));
        }
    }

    [Fact]
    public async Task Backup_OverAFileThatExists_LeavesItAlone()
    {
        await Assert.ThrowsAsync<IOException>(() => new BackupWriter(new Contexts(_source), _source.Provider).WriteAsync(_archive, TestContext.Current.CancellationToken));
        Assert.NotEmpty(Entries(_archive));
    }

    [Fact]
    public void Backup_ListsRowsByKey_SoThatTheirOrderTellsNothing()
    {
        var rows = Entries(_archive)["tables/SurveyResponses.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsArray()).ToList();
        var columns = JsonNode.Parse(Entries(_archive)["manifest.json"])!["tables"]!.AsArray().Single(t => (string?)t!["name"] == "SurveyResponses")!["columns"]!.AsArray().Select(c => (string?)c).ToList();
        var ids = rows.Select(r => (long)r[columns.IndexOf("Id")]!).ToList();
        Assert.Equal(40, ids.Count);
        Assert.Equal(ids.Order(), ids);
    }

    [Fact]
    public async Task Restore_IntoADatabaseThatIsNotEmpty_NeedsReplace()
    {
        await using var target = await TestDatabase.CreateAsync();
        await using (var context = target.CreateContext())
        {
            await new Sample(context).UnitAsync("khac");
        }

        var refused = await Assert.ThrowsAsync<StartException>(() => RestoreAsync(target, _archive));
        Assert.Contains("--replace", refused.Message, StringComparison.Ordinal);
        await RestoreAsync(target, _archive, replace: true);
        await using var after = target.CreateContext();
        Assert.False(await after.Units.AnyAsync(u => u.Code == "khac", TestContext.Current.CancellationToken));
        Assert.Equal(62, await after.Units.CountAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("tables/Units.jsonl", "Tỉnh Ví dụ", "Tỉnh Khác", "not what was written")]
    [InlineData("manifest.json", "\"format\": 1", "\"format\": 9", "format 9")]
    [InlineData("manifest.json", "\"Initial\"", "\"Later\"", "schema")]
    [InlineData("manifest.json", "\"name\": \"Units\"", "\"name\": \"../../x\"", "not those of this program")]
    public async Task Restore_OfAChangedArchive_KeepsNothing(string entry, string was, string now, string words)
    {
        var changed = Rewrite(entry, text => text.Replace(was, now, StringComparison.Ordinal));
        await using var target = await TestDatabase.CreateAsync();
        var refused = await Assert.ThrowsAsync<StartException>(() => RestoreAsync(target, changed));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        await using var context = target.CreateContext();
        Assert.False(await context.Units.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Restore_OfSomethingElse_SaysSo()
    {
        var file = Path.Combine(_folder, "x.zip");
        await File.WriteAllTextAsync(file, "not a zip", TestContext.Current.CancellationToken);
        await using var target = await TestDatabase.CreateAsync();
        Assert.Contains("no backup", (await Assert.ThrowsAsync<StartException>(() => RestoreAsync(target, file))).Message, StringComparison.Ordinal);
    }

    private static async Task FillAsync(TestDatabase database)
    {
        var importer = new Importer(new Contexts(database), new LocalCalendar(TimeProvider.System, new SurveySettings()));
        List<ImportFile> files = [.. await SurveyLibrary.ReadAsync("organisation", "*.csv", CancellationToken.None), .. await SurveyLibrary.ReadAsync("questionnaires", "*.json", CancellationToken.None)];
        Assert.Empty((await importer.RunAsync(files, new ImportOptions(), CancellationToken.None)).Problems);
        await using var context = database.CreateContext();
        var point = await context.CollectionPoints.FirstAsync();
        for (var i = 0; i < 40; i++)
        {
            context.Add(new SurveyResponse
            {
                Id = RandomKey.ForDay(new DateOnly(2026, 8, 1 + (i % 28))),
                WaveId = 1,
                VersionId = 1,
                CollectionPointId = point.Id,
                ServiceId = 0,
                Channel = Channel.Qr,
                Day = new DateOnly(2026, 8, 1 + (i % 28)),
                Answers = "{\"overall\":\"5\"}",
            });
        }

        context.Add(new SubmissionKey { Digest = [.. Enumerable.Range(0, SubmissionKey.Length).Select(i => (byte)i)], WaveId = 1 });
        context.Add(new Comment { Id = 5, Month = 202608, CollectionPointId = point.Id, Item = "comment", Text = "Tốt, \"rất\" tốt\nCảm ơn 🙂", LowOverall = true });
        context.Add(new TallyCell { WaveId = 1, CollectionPointId = point.Id, ServiceId = 0, Channel = Channel.Qr, Segment = new(2026, 6, 15), Responses = 3, LastDay = new(2026, 8, 1), Revision = 2, Vector = [1, 2, 255, 0] });
        context.Add(new Account { Id = 7, UserName = "an", DisplayName = "An", PasswordHash = "hash", LockoutEnd = new DateTimeOffset(2026, 9, 1, 2, 3, 4, TimeSpan.Zero) });
        await context.SaveChangesAsync();
    }

    private static async Task RestoreAsync(TestDatabase target, string archive, bool replace = false) =>
        await new BackupReader(new Contexts(target), target.Provider).RestoreAsync(archive, replace, TestContext.Current.CancellationToken);

    private async Task<string> BackupAsync(TestDatabase source, string name)
    {
        var path = Path.Combine(_folder, name);
        await new BackupWriter(new Contexts(source), source.Provider).WriteAsync(path, TestContext.Current.CancellationToken);
        return path;
    }

    private string Rewrite(string entry, Func<string, string> change)
    {
        var path = Path.Combine(_folder, "changed.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in Entries(_archive))
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(name == entry ? change(content) : content));
        }

        return path;
    }

    private static SortedDictionary<string, string> Entries(string archive)
    {
        using var zip = ZipFile.OpenRead(archive);
        var entries = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            entries.Add(entry.FullName, reader.ReadToEnd());
        }

        return entries;
    }
}
