namespace Headroom.Cli.Replay;

/// <summary>The small histories that ship beside the program.</summary>
internal static class Samples
{
    public static string PackingNodes => At("packing", "nodes.csv");

    public static string PackingPods => At("packing", "pods.csv");

    public static string QueueJobs => At("queue", "jobs.csv");

    private static string At(string folder, string file) =>
        Path.Combine(AppContext.BaseDirectory, "samples", folder, file);
}
