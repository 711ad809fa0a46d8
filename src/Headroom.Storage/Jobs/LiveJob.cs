using Headroom.Cluster.Jobs;

namespace Headroom.Storage.Jobs;

/// <summary>What the writer knows of a job that has not ended.</summary>
internal sealed class LiveJob
{
    public required long Id { get; init; }

    public required string Tenant { get; init; }

    public required string Queue { get; init; }

    /// <summary>Null until it is needed, for a job that was stored before this start.</summary>
    public JobShape? Shape { get; set; }

    public JobState State { get; set; }

    public string Cluster { get; set; } = "";

    public string Chip { get; set; } = "";

    public long? Started { get; set; }

    public long? Ended { get; set; }

    public long Reason { get; set; }

    public long? Exit { get; set; }

    public int Attempts { get; set; }

    public int Stretches { get; set; }

    public int Version { get; set; }

    /// <summary>The stretch that has not ended; null when none runs.</summary>
    public Stretch? Open { get; set; }

    public LiveJob Copy() => (LiveJob)MemberwiseClone();
}
