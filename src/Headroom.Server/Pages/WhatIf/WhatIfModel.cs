using Headroom.Client.Pool;

namespace Headroom.Server.Pages.WhatIf;

/// <summary>What the page shows on which others quotas and nodes are tried.</summary>
public sealed record WhatIfModel
{
    /// <summary>Resources that quotas are counted in: chip models, or <c>cpu</c> in a fleet without any.</summary>
    public required IReadOnlyList<string> Resources { get; init; }

    /// <summary>Queues to change, in the order of the policy; the first ones of very many.</summary>
    public required IReadOnlyList<WhatIfQueue> Queues { get; init; }

    /// <summary>How many queues there are.</summary>
    public required int QueueCount { get; init; }

    public required IReadOnlyList<WhatIfNodes> Nodes { get; init; }

    /// <summary>What is tried.</summary>
    public required WhatIfRequest Request { get; init; }

    /// <summary>What comes of it; null where nothing was tried, or it was refused.</summary>
    public WhatIfView? View { get; init; }

    /// <summary>Why it was refused, and what to do; null where it was not.</summary>
    public (string Sentence, string Remedy)? Fault { get; init; }

    /// <summary>The command that tries the same.</summary>
    public required string Command { get; init; }

    /// <summary>Longest wait, in seconds: length of the longest bar.</summary>
    public double WaitMax => View is null ? 0 : View.Outcome.Queues
        .Select(queue => Math.Max(queue.Before.P90WaitSeconds, queue.After.P90WaitSeconds)).Append(1).Max();
}

/// <summary>A queue to change. Amounts are in whole ones, as they are tried.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Depth">Levels below the fleet, from 1.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="IsWeightChanged">Whether that is another one than the pool's.</param>
/// <param name="Quotas">Nominal quota by resource, and whether it is another one than the pool's.</param>
public sealed record WhatIfQueue(
    string Name, int Depth, int Weight, bool IsWeightChanged, IReadOnlyList<(string Amount, bool IsChanged)> Quotas);

/// <summary>Nodes of a kind to have more or fewer of.</summary>
/// <param name="Name">As a change names it.</param>
/// <param name="Cluster">Its cluster; empty where it has no name.</param>
/// <param name="Model">Its chip model.</param>
/// <param name="GpusPerNode">Accelerators of its last node.</param>
/// <param name="Now">Nodes that there are.</param>
/// <param name="Then">Nodes that are tried.</param>
public sealed record WhatIfNodes(string Name, string Cluster, string Model, int GpusPerNode, int Now, int Then);
