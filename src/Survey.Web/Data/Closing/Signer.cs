using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Survey.Web.Data.Entities;

namespace Survey.Web.Data.Closing;

/// <summary>Bytes with their signature.</summary>
/// <param name="Signature">ECDSA over P-256 with SHA-256, DER.</param>
/// <param name="KeyId">SHA-256 of the public key's SubjectPublicKeyInfo, hexadecimal.</param>
public sealed record SignedBytes(byte[] Signature, string KeyId);

/// <summary>
/// Signs what goes out and must be provable later. The key is that of the settings (<c>Survey:SigningKey</c>, a PEM file); where
/// they name none, one is made on first use and kept in the database under data protection.
/// </summary>
public sealed class Signer(IDbContextFactory<SurveyDbContext> contexts, IDataProtectionProvider protection, SurveySettings settings, TimeProvider time) : IDisposable
{
    private const string Purpose = "signing-key";
    private readonly SemaphoreSlim _one = new(1, 1);
    private ECDsa? _key;
    private string _keyId = "";

    public async Task<SignedBytes> SignAsync(byte[] content, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _key ??= await OpenAsync(cancellationToken);
            return new(_key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), _keyId);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether a stored key signed these bytes. False for a key that is not known here.</summary>
    public async Task<bool> VerifyAsync(byte[] content, SignedBytes signature, CancellationToken cancellationToken) =>
        await PublicAsync(signature.KeyId, cancellationToken) is { } pem && Verify(content, signature.Signature, pem);

    /// <summary>Whether the key of a PEM text signed these bytes.</summary>
    public static bool Verify(byte[] content, byte[] signature, string publicPem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(publicPem);
            return key.VerifyData(content, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The public key as PEM; null where it is not known here.</summary>
    public async Task<string?> PublicAsync(string keyId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var key = await context.SigningKeys.AsNoTracking().Where(k => k.Id == keyId).Select(k => k.Public).SingleOrDefaultAsync(cancellationToken);
        return key is null ? null : PemEncoding.WriteString("PUBLIC KEY", key) + "\n";
    }

    public void Dispose()
    {
        _key?.Dispose();
        _one.Dispose();
    }

    private async Task<ECDsa> OpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (settings.SigningKey.Length > 0)
        {
            return await KeepAsync(context, await FromFileAsync(cancellationToken), withPrivate: false, cancellationToken);
        }

        // The oldest: two nodes that make one at once agree on it afterwards.
        var stored = await OldestAsync(context, cancellationToken);
        if (stored is null)
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await KeepAsync(context, made, withPrivate: true, cancellationToken);
            stored = (await OldestAsync(context, cancellationToken))!;
        }

        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(protection.CreateProtector(Purpose).Unprotect(stored.Protected!), out _);
        _keyId = stored.Id;
        return key;
    }

    private static Task<SigningKey?> OldestAsync(SurveyDbContext context, CancellationToken cancellationToken) =>
        context.SigningKeys.AsNoTracking().Where(k => k.Protected != null).OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).FirstOrDefaultAsync(cancellationToken);

    private async Task<ECDsa> FromFileAsync(CancellationToken cancellationToken)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(await File.ReadAllTextAsync(settings.SigningKey, cancellationToken));
            if (key.ExportParameters(false).Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            {
                throw new CryptographicException("It is on another curve.");
            }

            return key;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new InvalidOperationException($"Survey:SigningKey names {settings.SigningKey}, which is no private EC key on P-256 as PEM: {e.Message}", e);
        }
    }

    private async Task<ECDsa> KeepAsync(SurveyDbContext context, ECDsa key, bool withPrivate, CancellationToken cancellationToken)
    {
        var known = key.ExportSubjectPublicKeyInfo();
        _keyId = Convert.ToHexStringLower(SHA256.HashData(known));
        if (!await context.SigningKeys.AnyAsync(k => k.Id == _keyId, cancellationToken))
        {
            context.SigningKeys.Add(new SigningKey
            {
                Id = _keyId,
                Public = known,
                Protected = withPrivate ? protection.CreateProtector(Purpose).Protect(key.ExportPkcs8PrivateKey()) : null,
                CreatedAt = time.GetUtcNow().UtcDateTime,
            });
            await context.SaveChangesAsync(cancellationToken);
        }

        return key;
    }
}
