using System.Globalization;
using Headroom.Cluster;
using Headroom.Scheduling.Gangs;

namespace Headroom.Simulation.Queueing;

/// <summary>
/// Hash of the events of a run in order: 64-bit FNV-1a over time, kind, job and nodes as little-endian integers.
/// </summary>
internal sealed class RunDigest
{
    private readonly Fnv1a _hash = new();

    /// <summary>Adds one event; <paramref name="time"/> is the clock of the run, bit for bit.</summary>
    public void Add(long time, QueueEventKind kind, int order, in GangNodes nodes)
    {
        _hash.Add(time);
        _hash.Add((long)kind, 1);
        _hash.Add(order, 4);
        for (var position = 0; position < nodes.Count; position++)
            _hash.Add(nodes[position], 4);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    public override string ToString() => _hash.Value.ToString("x16", CultureInfo.InvariantCulture);
}
