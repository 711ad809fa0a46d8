namespace Headroom.Capacity.Ladder;

/// <summary>What a pool offers, and what of it was measured to be lost.</summary>
public sealed record GapSupply
{
    /// <summary>Accelerators that the pool has, at least 1.</summary>
    public required double Gpus { get; init; }

    /// <summary>Share that is in service, from 0 to 1; null where nobody measured it, which counts as all.</summary>
    public double? InService { get; init; }

    /// <summary>Share of allocated time in which the chips work, from 0 to 1; null where nobody measured it.</summary>
    public double? Busy { get; init; }

    /// <summary>Share of the peak that working chips reach (MFU), from 0 to 1; null where nobody measured it.</summary>
    public double? Useful { get; init; }

    /// <summary>By pool, in the words of the jobs; empty where pools are not told apart.</summary>
    public IReadOnlyList<GapSupplyPart> Pools { get; init; } = [];

    /// <summary>By kind of chip, in the words of the jobs; empty where they are not told apart.</summary>
    public IReadOnlyList<GapSupplyPart> Chips { get; init; } = [];
}

/// <summary>Accelerators of one pool or of one kind.</summary>
/// <param name="Name">The pool or kind.</param>
/// <param name="Gpus">How many, at least 0.</param>
public sealed record GapSupplyPart(string Name, double Gpus);
