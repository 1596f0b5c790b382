using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Commands;
using Survey.Web.Data.Backup;
using Survey.Web.Tests.Commands;
using Survey.Web.Tests.Import;

namespace Survey.Web.Tests.Security;

/// <summary>Check 30 on the archives that the verb restore takes: each is a good one but for one thing, and nothing of it is kept.</summary>
public sealed class HostileBackupTests : IAsyncLifetime
{
    private const string Manifest = "manifest.json";
    private const string Units = "tables/Units.jsonl";
    private const uint Link = 0xA1FF0000;

    private readonly string _folder = ProgramRun.NewFolder();
    private TestDatabase _database = null!;
    private List<RawEntry> _parts = [];
    private byte[] _good = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await using (var context = _database.CreateContext())
        {
            await new Sample(context).UnitAsync("tinh");
        }

        var path = Path.Combine(_folder, "good.zip");
        await new BackupWriter(new Contexts(_database), _database.Provider).WriteAsync(path, CancellationToken.None);
        _parts = RawZip.Read(_good = await File.ReadAllBytesAsync(path));
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Restore_OfTheArchiveThatTheOthersAreMadeOf_Works() => await RestoreAsync(RawZip.Of(_parts));

    [Fact]
    public async Task Restore_OfAHostileArchive_IsRefusedInASentenceAndKeepsNothing()
    {
        foreach (var (name, archive) in Archives())
        {
            var refused = await Record.ExceptionAsync(() => RestoreAsync(archive));
            Assert.True(refused is StartException, $"{name}: {refused}");
            var sentence = Sentences.Of(refused);
            Assert.True(sentence.Length is > 20 and < 600 && !sentence.Contains('\n', StringComparison.Ordinal), $"{name}: {sentence}");
        }

        await using var context = _database.CreateContext();
        Assert.Equal("Đơn vị tinh", (await context.Units.SingleAsync(Cancellation)).Name);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    private IEnumerable<(string Name, byte[] Archive)> Archives()
    {
        var units = _parts.Single(p => p.Name == Units).Content;
        var blanks = new byte[100_000_000];
        yield return ("a bomb", RawZip.Of(Signed(blanks)));
        yield return ("a line without end", RawZip.Of(Signed([.. Noise(20_000_000), .. units])));
        yield return ("a bomb that says it is small", RawZip.Of([.. Signed(blanks).Select(p => p.Name == Units ? p with { SaysLength = 100 } : p)]));
        yield return ("a manifest that is a bomb", RawZip.Of([new RawEntry(Manifest, blanks), .. _parts.Where(p => p.Name != Manifest)]));
        yield return ("a manifest that is a bomb and says it is small", RawZip.Of([new RawEntry(Manifest, blanks) { SaysLength = 100 }, .. _parts.Where(p => p.Name != Manifest)]));
        yield return ("a deep manifest", RawZip.Of([new RawEntry(Manifest, Encoding.ASCII.GetBytes(new string('[', 100_000))), .. _parts.Where(p => p.Name != Manifest)]));
        yield return ("a manifest of a type", WithManifest(m => m.Insert(0, "$type", "System.Object")));
        yield return ("a manifest that refers", WithManifest(m => m.Insert(0, "$ref", "1")));
        yield return ("60,000 entries", RawZip.Of([.. _parts, .. Enumerable.Range(0, 60_000).Select(i => new RawEntry(i.ToString("x", null), []) { Stands = false })]));
        yield return ("one entry more", RawZip.Of([.. _parts, new RawEntry("x", [])]));
        yield return ("a path upwards", RawZip.Of([.. _parts.Where(p => p.Name != Units), new RawEntry("../../" + Units, units)]));
        yield return ("a table twice", RawZip.Of([.. _parts.Where(p => p.Name != "tables/Waves.jsonl"), new RawEntry(Units, units)]));
        yield return ("a table that is a link", RawZip.Of([.. _parts.Where(p => p.Name != Units), new RawEntry(Units, "/etc/passwd"u8.ToArray()) { Attributes = Link }]));
        yield return ("a row of another kind", RawZip.Of(Signed(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(units).Replace("\"tinh\"", "{\"$type\":\"x\"}", StringComparison.Ordinal)))));
        yield return ("a deep row", RawZip.Of(Signed(Encoding.ASCII.GetBytes(new string('[', 100_000)))));
        yield return ("its first half", _good[..(_good.Length / 2)]);
        yield return ("nothing", []);
        yield return ("a workbook", HostileWorkbooks.Good("tinh"));
    }

    private byte[] WithManifest(Action<JsonObject> change)
    {
        var manifest = JsonNode.Parse(_parts.Single(p => p.Name == Manifest).Content)!.AsObject();
        change(manifest);
        return RawZip.Of([new RawEntry(Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString())), .. _parts.Where(p => p.Name != Manifest)]);
    }

    // Other units, and the manifest says that they are what was written.
    private List<RawEntry> Signed(byte[] units)
    {
        var manifest = JsonNode.Parse(_parts.Single(p => p.Name == Manifest).Content)!;
        manifest["tables"]!.AsArray().Single(t => (string?)t!["name"] == "Units")!["sha256"] = Convert.ToHexStringLower(SHA256.HashData(units));
        return [new RawEntry(Manifest, Encoding.UTF8.GetBytes(manifest.ToJsonString())), .. _parts.Where(p => p.Name is not (Manifest or Units)), new RawEntry(Units, units)];
    }

    // One long line that packs badly.
    private static byte[] Noise(int length) => [.. RandomNumberGenerator.GetHexString(length).Select(c => (byte)c)];

    private async Task RestoreAsync(byte[] archive)
    {
        var path = Path.Combine(_folder, "tried.zip");
        await File.WriteAllBytesAsync(path, archive, Cancellation);
        await new BackupReader(new Contexts(_database), _database.Provider).RestoreAsync(path, replace: true, Cancellation);
    }
}
