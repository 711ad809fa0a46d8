using Headroom.Cli.Outcome;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;
using Headroom.Simulation.Sharing;
using Headroom.Simulation.Sharing.Counterfactuals;
using Headroom.Traces;

namespace Headroom.Cli.Replay.Share;

/// <summary>A pool at one time of a replay.</summary>
/// <param name="History">The history that was replayed.</param>
/// <param name="State">What had happened by then.</param>
/// <param name="Tree">The queues.</param>
internal sealed record HistoryMoment(JobHistory History, ClusterState State, QueueTree Tree)
{
    /// <summary>Replays up to a time, and applies its events again: the state they add up to.</summary>
    public static HistoryMoment Of(
        JobHistory history, IReadOnlyList<SharedJob> jobs, Fleet fleet, SharingPolicy policy, long until)
    {
        try
        {
            var run = SharingReplay.Run(jobs, fleet, policy, new PoolScheduler(), new SharingOptions
            {
                UntilMilliseconds = until,
                KeepEvents = true,
            });
            var state = new PoolMoment(fleet, policy, run.Events, until).Replay();
            return new HistoryMoment(history, state, new QueueTree(policy, state.Resources));
        }
        catch (ArgumentException refused)
        {
            throw new CommandFailure(ExitCode.WrongUse, $"{history.Name}: {refused.Message}");
        }
    }

    /// <summary>What a job is called in its history.</summary>
    public string NameOf(JobId id) => History.Jobs[(int)id.Value].Id;

    /// <summary>The job that its history calls so.</summary>
    public JobId Find(string name)
    {
        for (var place = 0; place < History.Jobs.Count; place++)
        {
            if (History.Jobs[place].Id == name) return new JobId(place);
        }

        throw new CommandFailure(ExitCode.NotFound, $"{History.Name} has no job '{name}'; name one as the history writes it.");
    }
}
