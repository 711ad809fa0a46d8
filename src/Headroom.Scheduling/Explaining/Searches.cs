using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Scheduling.Explaining;

/// <summary>Every kind of change that a job may be started by, tried out.</summary>
/// <param name="trials">Runs cycles.</param>
/// <param name="job">The job, which does not start as it is.</param>
internal sealed class Searches(Trials trials, Job job)
{
    // So many other queues are tried.
    private const int QueuesMax = 8;

    // Limits below it are no use.
    private const long MillisecondsPerSecond = 1_000;

    private readonly JobShape _shape = job.Shape;

    /// <summary>The job as it is, submitted again; null when that does not start it.</summary>
    public Change? Anew() => Single(new Anew());

    /// <summary>What keeps the job at its size.</summary>
    public IEnumerable<Change> Whole() =>
        [.. Topology(), .. Model(), .. Region(), .. Cluster(), .. MayBePreempted(), .. Limit(), .. Priority(),
            .. Queue()];

    /// <summary>What makes it smaller.</summary>
    public IEnumerable<Change> Smaller() => [.. Tasks(), .. Gpus(), .. Part(), .. Cores(), .. Memory()];

    /// <summary>Another queue, the first in order of the tree that starts it with the strongest effect.</summary>
    public IEnumerable<Change> Queue()
    {
        Change? best = null;
        var tried = 0;
        for (var queue = 1; queue < trials.Tree.Count && tried < QueuesMax; queue++)
        {
            if (!trials.Tree.TakesJobs(queue) || trials.Tree[queue].Name == job.Queue || IsPaused(queue)) continue;

            tried++;
            var change = Single(new OtherQueue(trials.Tree[queue].Name));
            if (change is not null && (best is null || change.Effect > best.Effect)) best = change;
            if (best is { Effect: StartEffect.StartsNow }) break;
        }

        return best is null ? [] : [best];
    }

    /// <summary>The job without a wish for a time.</summary>
    public IEnumerable<Change> NoTime() =>
        job.NotBeforeMilliseconds > trials.Now || job.StartByMilliseconds is not null ? One(new AtOnce()) : [];

    private IEnumerable<Change> Topology()
    {
        if (_shape.Topology is not { IsRequired: true, Level: < TopologyLevel.Cluster } wish) return [];

        return Climb(TopologyLevel.Cluster - wish.Level, rung => new LooserTopology(wish.Level + 1 + rung));
    }

    // The cycle itself says which model it would choose.
    private IEnumerable<Change> Model()
    {
        if (_shape.Chips.Count == 0 || trials.State.Resources.ChipModelCount < 2) return [];
        if (trials.Try(job with { Shape = _shape with { Chips = [] } }) is not { Resource: >= 0 and var chosen })
            return [];

        var model = trials.State.Resources[chosen];
        return _shape.Chips.Any(chip => chip.Model == model) ? [] : One(new OtherModel(model));
    }

    private IEnumerable<Change> Region()
    {
        if (_shape.Regions.Count == 0) return [];
        if (trials.Try(job with { Shape = _shape with { Regions = [] } }) is not { Node: >= 0 and var node }) return [];

        var region = trials.State.Fleet.Nodes[node].Place.Region;
        return _shape.Regions.Contains(region) ? [] : One(new OtherRegion(region));
    }

    private IEnumerable<Change> Cluster()
    {
        if (_shape.Clusters.Count == 0) return [];
        if (trials.Try(job with { Shape = _shape with { Clusters = [] } }) is not { Node: >= 0 and var node })
            return [];

        var cluster = trials.State.Fleet.Nodes[node].Place.Cluster;
        return _shape.Clusters.Contains(cluster) ? [] : One(new OtherCluster(cluster));
    }

    private IEnumerable<Change> MayBePreempted() => job.IsPreemptible ? [] : One(new Preemptible());

    // A job is in the way of a promise only when it ends after the promised start, so the longest limits end there.
    private IEnumerable<Change> Limit()
    {
        var before = job.TimeLimitMilliseconds ?? trials.Tree.Policy.Planning.DefaultTimeLimitMilliseconds;
        if (before <= MillisecondsPerSecond) return [];
        var shortest = new ShorterLimit(MillisecondsPerSecond, before).ApplyTo(job);
        if (trials.Try(shortest) is not { Effect: > StartEffect.Waits } least)
            return [];

        var limits = least.Starts
            .Concat(trials.State.Promised.Select(promised => promised.Reservation!.Start))
            .Select(start => start - trials.Now)
            .Concat(Enumerable.Range(0, 40).Select(power => MillisecondsPerSecond << power))
            .Where(limit => limit >= MillisecondsPerSecond && limit < before)
            .Distinct()
            .OrderDescending()
            .ToList();
        return Climb(limits.Count, rung => new ShorterLimit(limits[rung], before));
    }

    private IEnumerable<Change> Priority()
    {
        var queue = trials.State.Queues.FirstOrDefault(queue => queue.Name == job.Queue);
        var others = queue?.Waiting.Concat(queue.Running).Select(entry => entry.Job.Priority) ?? [];
        var priorities = others
            .SelectMany<int, int>(priority => [priority, priority + 1])
            .Concat(trials.Tree.Policy.PriorityClasses.Select(known => known.Value))
            .Where(priority => priority > job.Priority && priority <= PriorityClass.ValueMax)
            .Distinct()
            .Order()
            .ToList();
        return Climb(priorities.Count, rung => new HigherPriority(priorities[rung]));
    }

    private IEnumerable<Change> Tasks()
    {
        var before = _shape.TaskCountLeast;
        return Climb(before - 1, rung => new FewerTasks(before - 1 - rung));
    }

    private IEnumerable<Change> Gpus() =>
        Climb(_shape.GpuCount - 1, rung => new FewerGpus(_shape.GpuCount - 1 - rung));

    private IEnumerable<Change> Part() =>
        _shape is { SharesGpu: true, Slice.Length: 0 }
            ? Climb(_shape.GpuMilli - 1, rung => new SmallerPart(_shape.GpuMilli - 1 - rung))
            : [];

    private IEnumerable<Change> Cores() =>
        Climb(Rungs(_shape.CpuMillicores), rung => new FewerCores(_shape.CpuMillicores - 1 - rung));

    private IEnumerable<Change> Memory() =>
        Climb(Rungs(_shape.MemoryMiB), rung => new LessMemory(_shape.MemoryMiB - 1 - rung));

    // A longer ladder would be for tasks of over two PiB, and no node has that.
    private static int Rungs(long amount) => (int)Math.Clamp(amount - 1, 0, int.MaxValue);

    private IEnumerable<Change> Climb(int count, Func<int, JobEdit> editAt) =>
        new Ladder(trials, job, Math.Max(count, 0), editAt).LeastChanges();

    private IEnumerable<Change> One(JobEdit edit) => Single(edit) is { } change ? [change] : [];

    private Change? Single(JobEdit edit) =>
        trials.Try(edit.ApplyTo(job)) is { Effect: > StartEffect.Waits } outcome
            ? new Change(edit, outcome.Effect, edit.CostPermille(job), IsLeast: false, outcome.Stops)
            : null;

    private bool IsPaused(int queue)
    {
        for (var level = queue; level > 0; level = trials.Tree.ParentOf(level))
        {
            if (trials.Tree[level].IsPaused) return true;
        }

        return false;
    }
}
