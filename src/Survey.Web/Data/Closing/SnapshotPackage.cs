using System.IO.Compression;
using Microsoft.EntityFrameworkCore;

namespace Survey.Web.Data.Closing;

/// <summary>A snapshot with all that a stranger needs to check it, from the database, a ZIP file or a folder.</summary>
public sealed record SnapshotPackage
{
    public required byte[] Manifest { get; init; }
    public required byte[] Signature { get; init; }

    /// <summary>The public key as PEM.</summary>
    public required string PublicKey { get; init; }
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>What is wrong with it, in sentences; empty where it is as it was signed.</summary>
    public IReadOnlyList<string> Problems() =>
        [.. Signer.Verify(Manifest, Signature, PublicKey) ? [] : new[] { "The signature does not fit the manifest and the key." }, .. SnapshotManifest.Differences(Manifest, Files)];

    /// <summary>The package of a stored snapshot; null where there is none.</summary>
    public static async Task<SnapshotPackage?> OfAsync(SurveyDbContext context, Signer signer, long id, CancellationToken cancellationToken)
    {
        if (await context.Snapshots.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } snapshot)
        {
            return null;
        }

        var files = await context.SnapshotFiles.AsNoTracking().Where(f => f.SnapshotId == id).ToListAsync(cancellationToken);
        return new()
        {
            Manifest = snapshot.Manifest,
            Signature = snapshot.Signature,
            PublicKey = await signer.PublicAsync(snapshot.KeyId, cancellationToken) ?? "",
            Files = files.ToDictionary(f => f.Name, f => f.Content, StringComparer.Ordinal),
        };
    }

    /// <summary>The package in a ZIP file or a folder.</summary>
    /// <exception cref="FileNotFoundException">The manifest, its signature or the key is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no ZIP.</exception>
    public static async Task<SnapshotPackage> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (Directory.Exists(path))
        {
            foreach (var file in Directory.EnumerateFiles(path))
            {
                files[Path.GetFileName(file)] = await File.ReadAllBytesAsync(file, cancellationToken);
            }
        }
        else
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancellationToken);
            foreach (var entry in zip.Entries)
            {
                await using var stream = await entry.OpenAsync(cancellationToken);
                using var memory = new MemoryStream();
                await stream.CopyToAsync(memory, cancellationToken);
                files[entry.FullName] = memory.ToArray();
            }
        }

        byte[] Take(string name) => files.Remove(name, out var content) ? content : throw new FileNotFoundException($"{path} holds no {name}.");
        return new()
        {
            Manifest = Take(SnapshotManifest.FileName),
            Signature = Take(SnapshotManifest.SignatureName),
            PublicKey = System.Text.Encoding.ASCII.GetString(Take(SnapshotManifest.KeyName)),
            Files = files,
        };
    }

    /// <summary>The package as a ZIP file, without what is withheld.</summary>
    public byte[] ToZip()
    {
        var withheld = SnapshotManifest.Withheld(Manifest);
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(SnapshotManifest.FileName, Manifest);
            Add(SnapshotManifest.SignatureName, Signature);
            Add(SnapshotManifest.KeyName, System.Text.Encoding.ASCII.GetBytes(PublicKey));
            foreach (var (name, content) in Files.Where(f => !withheld.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal))
            {
                Add(name, content);
            }

            void Add(string name, byte[] content)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
