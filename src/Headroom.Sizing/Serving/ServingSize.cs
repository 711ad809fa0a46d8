using Headroom.Sizing.Advice;
using Headroom.Sizing.Memory;

namespace Headroom.Sizing.Serving;

/// <summary>What serving a history of requests takes, with adapters of one base and with a server for each
/// model.</summary>
/// <param name="Requests">Requests of the history.</param>
/// <param name="Models">Models that they name.</param>
/// <param name="MeanBusy">Replicas that are busy on average.</param>
public sealed record ServingSize(int Requests, int Models, double MeanBusy)
{
    /// <summary>Adapters that the one base carries.</summary>
    public required int Adapters { get; init; }

    /// <summary>Replicas of the base with all adapters.</summary>
    public required int SharedReplicas { get; init; }

    /// <summary>Replicas of all models together, each served on its own.</summary>
    public required int SeparateReplicas { get; init; }

    /// <summary>Weights of a base with all adapters, in bytes.</summary>
    public required double SharedBytes { get; init; }

    /// <summary>Weights of one model, in bytes.</summary>
    public required double SeparateBytes { get; init; }

    /// <summary>Chips of a replica that has all adapters.</summary>
    public required double SharedChips { get; init; }

    /// <summary>Chips of a replica of one model.</summary>
    public required double SeparateChips { get; init; }

    /// <summary>Chips of all replicas of the base.</summary>
    public double SharedTotal => SharedReplicas * SharedChips;

    /// <summary>Chips of all replicas of all models.</summary>
    public double SeparateTotal => SeparateReplicas * SeparateChips;

    /// <summary>Share of chips that one base saves, at least 0.</summary>
    public double Saved => SeparateTotal > 0 ? Math.Max(0, 1 - SharedTotal / SeparateTotal) : 0;

    /// <summary>What a history takes. Loading an adapter counts as no time: all stay in memory.</summary>
    /// <param name="requests">Requests in the order of their times, at least one.</param>
    /// <param name="asked">What is asked of the serving.</param>
    /// <param name="hardware">The chips.</param>
    public static ServingSize Of(IReadOnlyList<ServedRequest> requests, ServingQuestion asked, Hardware hardware)
    {
        var models = requests.GroupBy(request => request.Model).ToArray();
        var count = asked.Adapters ?? models.Length;
        var adapter = SizeAdvice.AdapterParameters(asked.Parameters, asked.Rank);
        var shared = AdapterMemory.ServingBytes(asked.Parameters, adapter, count);
        var alone = AdapterMemory.ServingBytes(asked.Parameters, adapterParameters: 0, adapters: 0);
        int Replicas(IReadOnlyList<ServedRequest> some) =>
            ServingFleet.LeastReplicas(some, asked.Quantile, asked.WaitSeconds);
        return new ServingSize(requests.Count, models.Length, ServingFleet.MeanBusy(requests))
        {
            SharedReplicas = Replicas(requests),
            SeparateReplicas = models.Sum(model => Replicas([.. model])),
            SharedBytes = shared,
            SeparateBytes = alone,
            SharedChips = hardware.ChipsFor(shared),
            SeparateChips = hardware.ChipsFor(alone),
            Adapters = count,
        };
    }
}

/// <summary>What is asked of a serving.</summary>
/// <param name="Parameters">Parameters of the base.</param>
/// <param name="WaitSeconds">Seconds that requests may wait, at least 0.</param>
/// <param name="Quantile">Share of requests that wait no longer, above 0 and at most 1.</param>
/// <param name="Rank">Rank of the adapters, at least 1.</param>
/// <param name="Adapters">Adapters; null for the models of the history.</param>
public sealed record ServingQuestion(
    double Parameters, double WaitSeconds = 10, double Quantile = 0.95, int Rank = 16, int? Adapters = null);
