namespace Headroom.Client.Pool;

/// <summary>What the last days of a pool are to be replayed with. What is not named stays.</summary>
public sealed record WhatIfRequest
{
    /// <summary>Most days.</summary>
    public const int DaysMax = 30;

    /// <summary>The policy in YAML, which the other changes are made to; empty for the pool's own.</summary>
    public string Policy { get; init; } = "";

    /// <summary>Quotas in the place of those of the policy, such as <c>research:H100=48</c>.</summary>
    public IReadOnlyList<string> Quotas { get; init; } = [];

    /// <summary>Weights of queues, such as <c>research=4</c>.</summary>
    public IReadOnlyList<string> Weights { get; init; } = [];

    /// <summary>
    /// How many nodes a cluster has of a chip model, such as <c>north:H100=16</c>; without a cluster where only one has
    /// such nodes. New ones are like the last of their kind, and the last ones go first.
    /// </summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>How many days back jobs were submitted that are replayed, 1 to <see cref="DaysMax"/>.</summary>
    public int Days { get; init; } = 7;
}

/// <summary>What the last days of a pool would have been with another policy or another fleet.</summary>
/// <param name="Outcome">Who gets what.</param>
/// <param name="Policy">The policy that was tried, in YAML, to be applied as it is.</param>
/// <param name="GpusBefore">Accelerators of the fleet.</param>
/// <param name="GpusAfter">Accelerators of the other fleet.</param>
public sealed record WhatIfView(PolicyPreview Outcome, string Policy, long GpusBefore, long GpusAfter);
