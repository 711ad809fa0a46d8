using Headroom.Capacity.Eras;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Capacity;

/// <summary>Which systems of a table a trend is of.</summary>
internal sealed record SystemFilter
{
    /// <summary>Part of the domain's name, such as Language; null for all.</summary>
    public string? Domain { get; init; }

    /// <summary>Whether only the frontier counts, by the table's own word.</summary>
    public bool IsFrontier { get; init; }

    /// <summary>Only systems that were among so many largest when they were published; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>First day that counts; what is before it still counts for <see cref="Top"/>.</summary>
    public DateOnly? From { get; init; }

    /// <summary>First day that counts no more.</summary>
    public DateOnly? Until { get; init; }

    public TrainedSystem[] Of(IReadOnlyList<RecordedSystem> table)
    {
        IReadOnlyList<TrainedSystem> systems =
        [
            .. table.Where(one => (Domain is null || one.Domain.Contains(Domain, StringComparison.OrdinalIgnoreCase))
                    && (one.IsFrontier || !IsFrontier))
                .Select(one => new TrainedSystem(one.Name, one.Published.DayNumber, one.Operations)),
        ];
        if (Top is { } count) systems = RunningTop.Of(systems, count);
        return
        [
            .. systems.Where(one => (From is null || one.Day >= From.Value.DayNumber)
                && (Until is null || one.Day < Until.Value.DayNumber)),
        ];
    }
}
