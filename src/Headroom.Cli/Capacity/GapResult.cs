using Headroom.Capacity.Ladder;

namespace Headroom.Cli.Capacity;

/// <summary>A gap as it is printed.</summary>
/// <param name="Name">The history.</param>
/// <param name="Ladder">What was measured.</param>
internal sealed record GapResult(string Name, GapLadder Ladder)
{
    /// <summary>What a GPU-hour is in the unit.</summary>
    public required double Factor { get; init; }

    /// <summary>The unit's name.</summary>
    public required string Unit { get; init; }

    /// <summary>Months from order to opening.</summary>
    public required int LeadMonths { get; init; }

    /// <summary>Months in which demand doubles.</summary>
    public required double DoublingMonths { get; init; }

    /// <summary>GPU-hours of waiting that backfill does without; null where it was not replayed.</summary>
    public required double? Share { get; init; }
}
