using System.Net;

namespace Headroom.Server.Access;

/// <summary>
/// Counts wrong tokens by the address that they come from. Whoever sends many is told to wait; a right token from the
/// same address is good all the same, so that nobody can lock out his neighbours. Thread-safe.
/// </summary>
/// <param name="most">Wrong tokens of an address in a window that are answered as such.</param>
/// <param name="time">The clock.</param>
internal sealed class WrongTokens(int most, TimeProvider time)
{
    /// <summary>Length of a window.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Whoever has this many addresses is not held up by counting them.
    private const int AddressesMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _counts = [];
    private long _began = time.GetTimestamp();

    /// <summary>Counts a wrong token.</summary>
    /// <param name="address">Where it came from; null where there is none.</param>
    /// <param name="count">How many came from there in this window, with this one.</param>
    /// <returns>How long to wait; null when it is to be answered as any other.</returns>
    public TimeSpan? Add(IPAddress? address, out int count)
    {
        var origin = Origin.Of(address);
        lock (_gate)
        {
            var left = Window - time.GetElapsedTime(_began);
            if (left <= TimeSpan.Zero || _counts.Count >= AddressesMax)
            {
                _counts.Clear();
                (_began, left) = (time.GetTimestamp(), Window);
            }

            count = _counts[origin] = _counts.GetValueOrDefault(origin) + 1;
            return count > most ? left : null;
        }
    }
}
