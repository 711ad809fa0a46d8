using System.CommandLine;
using Headroom.Cli.Parsing;
using Headroom.Cluster.Fleets;
using Headroom.Simulation.Sharing.Workloads;

namespace Headroom.Cli.Replay.Share;

/// <summary>Options of the commands that replay a shared pool.</summary>
internal static class ShareOptions
{
    private const string FleetDefault = "8x8";

    public static DefaultedOption<string> Fleet() => new("--fleet", FleetDefault)
    {
        Description = $"NODESxGPUS, a fleet file in YAML, or a node list in CSV [default: {FleetDefault}]",
        HelpName = "FLEET",
        Arity = ArgumentArity.ExactlyOne,
    };

    public static DefaultedOption<long> Checkpoint() => Durations.Option(
        "--checkpoint", "How often every job saves its work; 0 for never [default: 30m]", 1_800_000);

    public static DefaultedOption<long> Restart() => Durations.Option(
        "--restart", "Time that a preempted job takes to go on [default: 60s]", 60_000);

    /// <summary>Gangs are split into tasks that fit the largest node.</summary>
    public static HistoryOptions JobsOn(Fleet fleet, long checkpoint, long restart) => new()
    {
        GpusPerNode = Math.Max(1, fleet.Nodes.Max(node => node.GpuCount)),
        CheckpointMilliseconds = checkpoint,
        RestartMilliseconds = restart,
    };
}
