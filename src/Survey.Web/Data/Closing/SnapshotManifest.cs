using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Closing;

/// <summary>What a manifest says of the closing beside its files.</summary>
public sealed record ManifestHead
{
    public required Unit Unit { get; init; }
    public required StoredPeriod Period { get; init; }
    public required int Number { get; init; }
    public required string Reason { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>SHA-256 of the manifest of the revision before; null in the first.</summary>
    public string? Previous { get; init; }
}

/// <summary>The list of a snapshot's files with the SHA-256 of each, and the check of it.</summary>
public static class SnapshotManifest
{
    public const string FileName = "manifest.json";
    public const string SignatureName = "manifest.sig";
    public const string KeyName = "public.pem";
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The manifest's bytes.</summary>
    /// <param name="head">What is closed.</param>
    /// <param name="files">All files.</param>
    /// <param name="withheld">Names of those that stay in the database: they hold counts of fewer people than may be shown.</param>
    public static byte[] Write(ManifestHead head, IReadOnlyDictionary<string, byte[]> files, IReadOnlySet<string> withheld)
    {
        using var memory = new MemoryStream();
        using (var json = new Utf8JsonWriter(memory, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("format", 1);
            json.WriteString("unit", head.Unit.Code);
            json.WriteString("unit_name", head.Unit.Name);
            json.WriteString("period", head.Period.Code);
            json.WriteString("period_name", head.Period.Name);
            json.WriteString("data_from", head.Period.First.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteString("data_to", head.Period.Last.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("revision", head.Number);
            json.WriteString("reason", head.Reason);
            json.WriteString("made_at", DateTime.SpecifyKind(head.MadeAt, DateTimeKind.Utc));
            json.WriteString("previous_manifest_sha256", head.Previous);
            json.WriteStartArray("files");
            foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteNumber("bytes", content.LongLength);
                json.WriteString("sha256", Hash(content));
                json.WriteBoolean("withheld", withheld.Contains(name));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        memory.WriteByte((byte)'\n');
        return memory.ToArray();
    }

    /// <summary>Names of the files that are not handed out.</summary>
    public static IReadOnlySet<string> Withheld(byte[] manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        return document.RootElement.GetProperty("files").EnumerateArray().Where(f => f.GetProperty("withheld").GetBoolean())
            .Select(f => f.GetProperty("name").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What is wrong with the files beside a manifest, in sentences; empty where each of them is there (or withheld) and unchanged.</summary>
    public static IReadOnlyList<string> Differences(byte[] manifest, IReadOnlyDictionary<string, byte[]> files)
    {
        var wrong = new List<string>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(manifest);
            foreach (var file in document.RootElement.GetProperty("files").EnumerateArray())
            {
                var name = file.GetProperty("name").GetString() ?? "";
                listed.Add(name);
                if (!files.TryGetValue(name, out var content))
                {
                    if (!file.GetProperty("withheld").GetBoolean())
                    {
                        wrong.Add($"{name} is missing.");
                    }
                }
                else if (!string.Equals(Hash(content), file.GetProperty("sha256").GetString(), StringComparison.OrdinalIgnoreCase))
                {
                    wrong.Add($"{name} was changed: its SHA-256 is another.");
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return ["The manifest cannot be read."];
        }

        wrong.AddRange(files.Keys.Where(n => !listed.Contains(n)).Select(n => $"{n} is not in the manifest."));
        return wrong;
    }
}
