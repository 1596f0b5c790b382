using System.Net;
using System.Net.Sockets;

namespace Survey.Web.Data.Deliveries;

/// <summary>Where files may be sent: HTTPS, and no address that only this machine or its network can reach, unless a setting names it.</summary>
public sealed class ReceiverAddress(SurveySettings settings)
{
    public const int MaxLength = 500;

    // RFC 6890 and its registry: what is no address of one machine in the open internet.
    private static readonly IPNetwork[] Closed = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    }.Select(n => IPNetwork.Parse(n))];

    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] _allowed = [.. settings.Deliveries.AllowedNetworks.Select(n => IPNetwork.TryParse(n, out var network)
        ? network
        : throw new InvalidOperationException($"The setting Survey:Deliveries:AllowedNetworks holds '{n}', which is no network such as 10.20.0.0/16."))];

    /// <summary>Reads an address by its form alone; whether its machine may be reached is asked at each connection.</summary>
    public static bool TryRead(string? text, out Uri address)
    {
        address = null!;
        if (text is not { Length: > 0 and <= MaxLength } || text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            || !Uri.TryCreate(text, UriKind.Absolute, out var read) || read.Scheme != Uri.UriSchemeHttps
            || read.UserInfo.Length > 0 || read.Fragment.Length > 0 || read.Host.Length == 0 || read.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
        {
            return false;
        }

        address = read;
        return true;
    }

    /// <summary>Whether an address that is written as numbers may be reached; a name is resolved later.</summary>
    public bool MayBe(Uri address) => !IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var ip) || Allows(ip);

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (_allowed.Any(n => n.Contains(plain)))
        {
            return true;
        }

        if (plain.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Closed.Any(n => n.Contains(plain));
        }

        // What a translator turns into an IPv4 address is judged as that one.
        return Translated.Contains(plain) ? Allows(new IPAddress(plain.GetAddressBytes()[12..]))
            : Global.Contains(plain) && plain.ScopeId == 0 && !Closed.Any(n => n.Contains(plain));
    }
}
