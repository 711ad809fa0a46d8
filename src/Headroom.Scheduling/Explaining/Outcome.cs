using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Scheduling.Plans;

namespace Headroom.Scheduling.Explaining;

/// <summary>What a plan does for one job.</summary>
internal sealed record Outcome
{
    private static readonly Hold NotReached = new(HoldReason.NotReached);

    public required StartEffect Effect { get; init; }

    /// <summary>Why it waits; null when it starts.</summary>
    public required Hold? Hold { get; init; }

    /// <summary>Jobs that are told to stop for it.</summary>
    public required ValueList<Preemption> Stops { get; init; }

    /// <summary>Chip model that it starts with or is promised; -1 for none.</summary>
    public int Resource { get; private init; } = -1;

    /// <summary>Node of its first task; -1 for none.</summary>
    public int Node { get; private init; } = -1;

    /// <summary>When it is promised to start, in milliseconds; null without a promise in the plan.</summary>
    public long? PromisedStart { get; private init; }

    /// <summary>Whether the plan takes its promise away.</summary>
    public bool IsPromiseDropped { get; private init; }

    /// <summary>When the jobs that the plan makes promises to are to start, in milliseconds.</summary>
    public required IReadOnlyList<long> Starts { get; init; }

    public static Outcome Of(Plan plan, JobId job)
    {
        var started = plan.Events.OfType<JobStarted>().FirstOrDefault(start => start.Id == job);
        var stops = ValueList.From(plan.Events.OfType<PreemptionOrdered>()
            .Select(order => order.Preemption).Where(preemption => preemption.Beneficiary == job));
        var promises = plan.Events.OfType<ReservationMade>().Select(made => made.Reservation).ToList();
        var promise = promises.LastOrDefault(made => made.Job == job);
        return new Outcome
        {
            Effect = started is not null ? StartEffect.StartsNow
                : promise is { IsReclaim: true } && stops.Count > 0 ? StartEffect.StartsWhenStopped
                : StartEffect.Waits,
            Hold = started is null ? HoldOf(plan, job) : null,
            Stops = stops,
            Resource = started?.Resource ?? promise?.Resource ?? -1,
            Node = (started?.Tasks ?? promise?.Tasks) is [var first, ..] ? first.Node : -1,
            PromisedStart = promise?.Start,
            IsPromiseDropped = plan.Events.OfType<ReservationDropped>().Any(dropped => dropped.Id == job),
            Starts = [.. promises.Select(made => made.Start)],
        };
    }

    private static Hold HoldOf(Plan plan, JobId job)
    {
        foreach (var verdict in plan.Verdicts)
        {
            if (verdict.Job == job) return verdict.Hold;
        }

        return NotReached;
    }
}
