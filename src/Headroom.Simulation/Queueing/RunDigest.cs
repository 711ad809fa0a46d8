using System.Globalization;
using Headroom.Scheduling.Gangs;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Hash of the events of a run in order: 64-bit FNV-1a over time, kind, job and nodes as little-endian integers.
/// </summary>
internal sealed class RunDigest
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private ulong _hash = OffsetBasis;

    /// <summary>Adds one event; <paramref name="time"/> is the clock of the run, bit for bit.</summary>
    public void Add(long time, QueueEventKind kind, int order, in GangNodes nodes)
    {
        Add(time, 8);
        Add((long)kind, 1);
        Add(order, 4);
        for (var position = 0; position < nodes.Count; position++)
            Add(nodes[position], 4);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public override string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);

    private void Add(long value, int bytes)
    {
        for (var index = 0; index < bytes; index++, value >>= 8)
            _hash = unchecked((_hash ^ (byte)value) * Prime);
    }
}
