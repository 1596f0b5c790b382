using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Survey.Web;

/// <summary>
/// Under which number an address is counted. The number is a few bits of an HMAC with a salt that lives a day and only in
/// memory, so it cannot be led back to the address; it is never stored nor logged. Several addresses may share a number by
/// chance, others the next day: limits are generous enough for that, and the counters need no more memory however many call.
/// </summary>
public sealed class AddressKey
{
    public const int Count = 1 << 16;
    private const int PrefixLength = 8;

    private Salt _salt = new(-1, []);

    /// <summary>A number below <see cref="Count"/>. An IPv6 network (/64) is one address: its owner has 2^64 of them.</summary>
    public int Of(IPAddress? address, DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(SaltOf(now.UtcTicks / TimeSpan.TicksPerDay), Part(address, bytes), mac);
        return BinaryPrimitives.ReadUInt16LittleEndian(mac);
    }

    private static ReadOnlySpan<byte> Part(IPAddress? address, Span<byte> bytes)
    {
        if (address is null || !address.TryWriteBytes(bytes, out var length))
        {
            return [];
        }

        return address.AddressFamily == AddressFamily.InterNetwork ? bytes[..length]
            : address.IsIPv4MappedToIPv6 ? bytes[12..length]
            : bytes[..PrefixLength];
    }

    private byte[] SaltOf(long day)
    {
        var salt = Volatile.Read(ref _salt);
        if (salt.Day < day)
        {
            Interlocked.CompareExchange(ref _salt, new Salt(day, RandomNumberGenerator.GetBytes(32)), salt);
            salt = Volatile.Read(ref _salt);
        }

        return salt.Bytes;
    }

    private sealed record Salt(long Day, byte[] Bytes);
}
