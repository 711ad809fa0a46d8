using Headroom.Cluster;
using Headroom.Cluster.Fleets;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// What no scheduler can better, whatever it decides: bounds to state beside the figures of a run. Where data is in the
/// wrong place, or a gang does not fit beside others, even these cannot be reached.
/// </summary>
public sealed record IdealRun
{
    /// <summary>
    /// Least mean completion in seconds: the greater of the mean runtime, as on a fleet without end, and of the mean
    /// completion when the whole fleet works on the job with the least work left, as one machine as fast as all
    /// accelerators together (shortest remaining processing time, which is optimal there: Schrage 1968).
    /// </summary>
    public required double MeanCompletionSeconds { get; init; }

    /// <summary>Least 99th percentile of completions in seconds: that of the runtimes.</summary>
    public required double P99CompletionSeconds { get; init; }

    /// <summary>
    /// <see cref="MeanCompletionSeconds"/> without the mean runtime: the least mean wait of a run that repeats no work.
    /// </summary>
    public required double MeanWaitSeconds { get; init; }

    /// <summary>
    /// Least seconds from the first submission to the last end. No job ends before its submission plus its runtime, and
    /// what is submitted at some time or later has to go through all accelerators after that time.
    /// </summary>
    public required double MakespanSeconds { get; init; }

    /// <summary>Work over what the fleet has in <see cref="MakespanSeconds"/>: most of it that can be useful.</summary>
    public required double Utilisation { get; init; }

    /// <summary>All work, in accelerator hours.</summary>
    public required double GpuHours { get; init; }

    /// <summary>The bounds of jobs that run at full speed on any node of a fleet with accelerators.</summary>
    public static IdealRun Of(IReadOnlyList<SharedJob> jobs, Fleet fleet)
    {
        var capacity = fleet.Nodes.Sum(node => (long)node.GpuCount) * TaskRequest.WholeGpuMilli;
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        var ordered = jobs.OrderBy(job => job.Job.SubmittedMilliseconds).Select(Demand.Of).ToList();
        var runtimes = Spread.Of([.. ordered.Select(job => job.Runtime / 1000.0)]);
        var completion = Math.Max(runtimes.Mean, ShortestFirst(ordered, capacity) / 1000.0);
        var makespan = Makespan(ordered, capacity) / 1000.0;
        var work = ordered.Sum(job => (double)job.Work);
        return new IdealRun
        {
            MeanCompletionSeconds = completion,
            P99CompletionSeconds = runtimes.P99,
            MeanWaitSeconds = completion - runtimes.Mean,
            MakespanSeconds = makespan,
            Utilisation = makespan > 0 ? work / 1000 / (capacity * makespan) : 0,
            GpuHours = work / Sharing.GpuHours.MilliMilliseconds,
        };
    }

    private static long Makespan(List<Demand> ordered, long capacity)
    {
        var (bound, work) = (0L, Int128.Zero);
        for (var place = ordered.Count - 1; place >= 0; place--)
        {
            var job = ordered[place];
            work += job.Work;
            var through = (long)((work + capacity - 1) / capacity);
            bound = Math.Max(bound, job.Submitted + Math.Max(job.Runtime, through));
        }

        return ordered.Count == 0 ? 0 : bound - ordered[0].Submitted;
    }

    // Mean completion in milliseconds. Time is counted in parts of a millisecond, one for each thousandth of an
    // accelerator, in which the machine does what that does in a millisecond: so that all is whole. Jobs without
    // accelerators are not in its way and take their runtime.
    private static double ShortestFirst(List<Demand> ordered, long capacity)
    {
        var free = ordered.Where(job => job.Work == 0).Sum(job => (double)job.Runtime);
        var bound = ordered.Where(job => job.Work > 0).ToList();
        var waiting = new PriorityQueue<Int128, (Int128 Left, int Place)>();
        var (time, sum, next) = (Int128.Zero, Int128.Zero, 0);
        while (next < bound.Count || waiting.Count > 0)
        {
            if (waiting.Count == 0) time = Int128.Max(time, ComesAt(next));
            for (; next < bound.Count && ComesAt(next) <= time; next++)
                waiting.Enqueue(ComesAt(next), (bound[next].Work, next));

            waiting.TryDequeue(out var submitted, out var first);
            var span = next < bound.Count ? ComesAt(next) - time : Int128.MaxValue;
            var worked = Int128.Min(first.Left, span);
            time += worked;
            if (worked == first.Left) sum += time - submitted;
            else waiting.Enqueue(submitted, (first.Left - worked, first.Place));
        }

        return ordered.Count == 0 ? 0 : ((double)sum / capacity + free) / ordered.Count;

        Int128 ComesAt(int place) => (Int128)bound[place].Submitted * capacity;
    }

    /// <summary>What a job needs: milliseconds, and thousandths of accelerators times milliseconds.</summary>
    private readonly record struct Demand(long Submitted, long Runtime, Int128 Work)
    {
        public static Demand Of(SharedJob job)
        {
            var runtime = Math.Min(job.RuntimeMilliseconds, job.Job.TimeLimitMilliseconds ?? long.MaxValue);
            return new(job.Job.SubmittedMilliseconds, runtime, (Int128)job.Job.Shape.GpuMilliTotal * runtime);
        }
    }
}
