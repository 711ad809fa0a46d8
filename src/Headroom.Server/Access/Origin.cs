using System.Net;
using System.Net.Sockets;

namespace Headroom.Server.Access;

/// <summary>Where a request comes from, as far as it counts for limits.</summary>
internal static class Origin
{
    /// <summary>
    /// The address; of version 6 its network of 64 bits, which whoever has one address has whole. None where there is
    /// no address.
    /// </summary>
    public static IPAddress Of(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;

        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, 8, 8);
        return new IPAddress(bytes);
    }
}
