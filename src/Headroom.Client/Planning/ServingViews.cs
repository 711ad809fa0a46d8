namespace Headroom.Client.Planning;

/// <summary>A history of requests to models that are adapted from one base.</summary>
public sealed record ServingSizeQuestion
{
    /// <summary>The requests, in any order, 1 to 200,000.</summary>
    public required IReadOnlyList<ServedRequestView> Requests { get; init; }

    /// <summary>Parameters of the base; null for 7 billion.</summary>
    public double? Base { get; init; }

    /// <summary>Seconds that requests may wait; null for 10.</summary>
    public double? WaitSeconds { get; init; }

    /// <summary>Share of requests that wait no longer; null for 0.95.</summary>
    public double? Quantile { get; init; }

    /// <summary>Rank of the adapters; null for 16.</summary>
    public int? Rank { get; init; }

    /// <summary>Adapters; null for the models of the history.</summary>
    public int? Adapters { get; init; }

    /// <summary>Kind of chip; null for H100.</summary>
    public string? Chip { get; init; }
}

/// <summary>A request.</summary>
/// <param name="At">When it came, in seconds.</param>
/// <param name="Seconds">How long it was worked on.</param>
/// <param name="Model">The model that it names.</param>
public sealed record ServedRequestView(double At, double Seconds, string Model);

/// <summary>What serving a history takes.</summary>
/// <param name="Chip">Kind of chip.</param>
/// <param name="Models">Models that the requests name.</param>
/// <param name="Adapters">Adapters of the base.</param>
/// <param name="MeanBusyReplicas">Replicas that are busy on average.</param>
/// <param name="Shared">One base with all adapters.</param>
/// <param name="Separate">A server for each model.</param>
/// <param name="Saved">Share of chips that one base saves, 0 to 1.</param>
public sealed record ServingSizeView(
    string Chip, int Models, int Adapters, double MeanBusyReplicas, ServingFleetView Shared, ServingFleetView Separate,
    double Saved);

/// <summary>One way to serve.</summary>
/// <param name="Replicas">Replicas in all.</param>
/// <param name="WeightsGb">Weights of one, in GB.</param>
/// <param name="Chips">Chips in all.</param>
public sealed record ServingFleetView(int Replicas, double WeightsGb, double Chips);
