using System.Collections.Concurrent;
using Headroom.Simulation.Packing;
using Headroom.Testing;

namespace Headroom.Simulation.Tests.Packing;

/// <summary>Replays of the public history, each made once however many tests look at it.</summary>
internal static class OpenbRuns
{
    private static readonly ConcurrentDictionary<(string Trace, PackingOptions Options), Lazy<PackingRun>> Made = new();

    public static PackingRun Of(string trace, string policy, long seed, MixSource mix = MixSource.Trace) =>
        Of(trace, new PackingOptions { Policy = policy, Seed = seed, Mix = mix });

    public static PackingRun Of(string trace, PackingOptions options)
    {
        var tasks = OpenbHistory.Tasks(trace);
        return Made.GetOrAdd((trace, options),
            _ => new Lazy<PackingRun>(() => PackingReplay.Run(OpenbHistory.Nodes(), tasks, options))).Value;
    }
}
