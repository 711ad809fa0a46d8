namespace Headroom.Server.Clusters;

/// <summary>How clusters are looked after. Every span is above zero.</summary>
public sealed record ClusterWatchOptions
{
    /// <summary>Pause between two looks at a cluster. Default 30 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a cluster may be silent before its nodes begin to take no new work. Default 2 min.</summary>
    public TimeSpan ShrinksAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long until none of them does; at least <see cref="ShrinksAfter"/>. Default 10 min.</summary>
    public TimeSpan DrainsAfter { get; init; } = TimeSpan.FromMinutes(10);
}
