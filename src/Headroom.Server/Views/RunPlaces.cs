using Headroom.Engines.Contract;
using Headroom.Server.Clusters;
using Headroom.Storage.Reading;

namespace Headroom.Server.Views;

/// <summary>Tells which engine has what a run wrote.</summary>
internal static class RunPlaces
{
    /// <summary>
    /// The engine on whose cluster an attempt of a job ran; the first one where the stretches that say so are no longer
    /// kept.
    /// </summary>
    public static IEngine EngineOf(PoolEngines engines, JobDetails job, int attempt, Cluster.Fleets.Fleet fleet)
    {
        var nodes = job.Stretches.FirstOrDefault(stretch => stretch.Run.Attempt == attempt)?.Nodes ?? "";
        var node = StretchNodes.Of(nodes).Select(entry => entry.Node).DefaultIfEmpty(-1).First();
        return node >= 0 && node < fleet.Nodes.Count ? engines.Of(fleet, node) : engines.All[0];
    }
}
