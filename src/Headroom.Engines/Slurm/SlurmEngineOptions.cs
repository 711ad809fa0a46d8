using Headroom.Cluster;

namespace Headroom.Engines.Slurm;

/// <summary>How work is run on a Slurm cluster.</summary>
public sealed record SlurmEngineOptions
{
    /// <summary>Name of the cluster in reports. Default "slurm".</summary>
    public string Name { get; init; } = "slurm";

    /// <summary>
    /// Name of the pool, which stands in the comment of each job: 1 to 32 lower case letters, digits and '-'. Jobs of
    /// the same user with another one are somebody else's. Default "headroom".
    /// </summary>
    public string Pool { get; init; } = "headroom";

    /// <summary>
    /// Folder for orders, records and logs, from the root; made when it is not there. It has to be the same folder on
    /// this machine and on the nodes.
    /// </summary>
    public required string Root { get; init; }

    /// <summary>Whether orders name the nodes, or Slurm chooses them. Default: they do.</summary>
    public SlurmPlacement Placement { get; init; } = SlurmPlacement.Node;

    /// <summary>How Slurm is reached.</summary>
    public SlurmAccess Access { get; init; } = new();

    /// <summary>Partition to work in; empty, the default, for the site's usual one.</summary>
    public string Partition { get; init; } = "";

    /// <summary>Account that is charged; empty, the default, for the user's usual one.</summary>
    public string Account { get; init; } = "";

    /// <summary>Quality of service; empty, the default, for the usual one.</summary>
    public string Qos { get; init; } = "";

    /// <summary>Reservation to work in; empty, the default, for none.</summary>
    public string Reservation { get; init; } = "";

    /// <summary>
    /// How many shards (gres/shard) the site makes of an accelerator, at most 1000; 0, the default, where it makes
    /// none, and then shares of one are refused.
    /// </summary>
    public int ShardsPerGpu { get; init; }

    /// <summary>Pause between two looks while something changes. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause between two looks while nothing changes. Default 10 s.</summary>
    public TimeSpan PollMost { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a job that was submitted has to be missing, from the controller and from accounting, before it counts
    /// as lost: long enough for its nodes to end what the controller no longer knows. Default 30 s.
    /// </summary>
    public TimeSpan LossWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a job whose node failed counts as running while that node stays silent, because what runs there lives
    /// on. After that the node counts as dead. Default 10 min.
    /// </summary>
    public TimeSpan NodeLossWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// After what time a held job of this pool that nobody has a record of is removed. Default 60 s.
    /// </summary>
    public TimeSpan OrphanWait { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>Who chooses the nodes of a job.</summary>
public enum SlurmPlacement
{
    /// <summary>Orders name the nodes.</summary>
    Node,

    /// <summary>Slurm chooses; the nodes of orders only say how many there are and with which accelerators.</summary>
    Cluster,
}

/// <summary>How Slurm's programs are reached.</summary>
public sealed record SlurmAccess
{
    /// <summary>Path of slurm.conf; empty, the default, for the system's own.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Folder of the programs; empty, the default, to look for them in PATH.</summary>
    public string Programs { get; init; } = "";

    /// <summary>
    /// Destination of ssh, such as <c>user@login-node</c>, on which the programs are run; empty, the default, for here.
    /// </summary>
    public string Ssh { get; init; } = "";

    /// <summary>Configuration file of ssh; empty, the default, for the user's own and the system's.</summary>
    public string SshConfiguration { get; init; } = "";

    /// <summary>Program with its first arguments that runs the programs, such as chroot; none by default.</summary>
    public ValueList<string> Prefix { get; init; } = [];

    /// <summary>How long one call may take. Default 30 s.</summary>
    public TimeSpan CallMost { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most submissions at once, 1 to 64. Default 8.</summary>
    public int SubmissionsMax { get; init; } = 8;
}
