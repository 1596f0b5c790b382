using System.Text.Json;
using System.Text.Json.Serialization;

namespace Survey.Web.Data.Backup;

/// <summary>The first entry of a backup: what is in it and how to tell that it is whole.</summary>
public sealed record BackupManifest
{
    public const string EntryName = "manifest.json";
    public const int CurrentFormat = 1;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static string EntryOf(string table) => $"tables/{table}.jsonl";

    public required int Format { get; init; }

    /// <summary>Names of the applied migrations without their time stamps: the same in both databases.</summary>
    public required IReadOnlyList<string> Schema { get; init; }
    public required IReadOnlyList<BackupTable> Tables { get; init; }
}

/// <summary>One table's entry, a JSON array per line.</summary>
public sealed record BackupTable
{
    public required string Name { get; init; }
    public required IReadOnlyList<string> Columns { get; init; }
    public required long Rows { get; init; }

    /// <summary>SHA-256 of the unpacked entry, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public string EntryName => BackupManifest.EntryOf(Name);
}
