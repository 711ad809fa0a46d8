namespace Headroom.Cli.Sizing;

/// <summary>What serving a history takes, with adapters of one base and with a server for each model.</summary>
/// <param name="Requests">Requests of the history.</param>
/// <param name="Models">Models that they name.</param>
/// <param name="MeanBusy">Replicas that are busy on average.</param>
internal sealed record ServingSize(int Requests, int Models, double MeanBusy)
{
    public required string Chip { get; init; }

    public required int Adapters { get; init; }

    public required int SharedReplicas { get; init; }

    public required int SeparateReplicas { get; init; }

    /// <summary>Weights of a base with all adapters.</summary>
    public required double SharedBytes { get; init; }

    /// <summary>Weights of one model.</summary>
    public required double SeparateBytes { get; init; }

    /// <summary>Chips of a replica that has all adapters.</summary>
    public required double SharedChips { get; init; }

    /// <summary>Chips of a replica of one model.</summary>
    public required double SeparateChips { get; init; }

    public double SharedTotal => SharedReplicas * SharedChips;

    public double SeparateTotal => SeparateReplicas * SeparateChips;

    /// <summary>Share of chips that one base saves, at least 0.</summary>
    public double Saved => SeparateTotal > 0 ? Math.Max(0, 1 - SharedTotal / SeparateTotal) : 0;
}
