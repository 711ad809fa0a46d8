using Headroom.Cluster;
using Headroom.Cluster.Events;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling;

namespace Headroom.Cli.Bench;

/// <summary>
/// Two clusters, each owed whole to one tenant: how many cycles it takes until what one does not use works for the
/// other, and how long until the owner has it back.
/// </summary>
internal static class LendingRun
{
    private const int NodesOfCluster = 50;
    private const int GpusOfNode = 8;
    private const int Gpus = NodesOfCluster * GpusOfNode;
    private const int CyclesMost = 100;
    private const long OwnerComes = 60_000;

    private static readonly ReclaimRules Rules = new() { GraceMilliseconds = 600_000, StopMilliseconds = 30_000 };

    public static BenchScenario Scenario { get; } = new()
    {
        Name = "lending",
        Unit = "cycles",
        Must = 2,
        MemoryMustMiB = 512,
        Source = $"a Slurm and a Kubernetes cluster of {Gpus} accelerators, each owed to one tenant; one asks for twice its "
            + "own while the other sleeps: cycles until nothing is idle, then the owner asks for all of its own, in virtual "
            + "time",
        Measure = Measure,
    };

    private static double Measure(BenchRun bench)
    {
        var pool = new Lent();
        pool.Submit("west", chip: null, count: 2 * Gpus, at: 0);
        var cycles = 0;
        while (pool.Running("west") < 2 * Gpus && cycles < CyclesMost)
        {
            pool.Decide(0);
            cycles++;
        }

        pool.Submit("south", "A100", count: Gpus, OwnerComes);
        var now = OwnerComes;
        for (var left = CyclesMost; pool.Running("south") < Gpus && left > 0; left--) now = pool.Decide(now);
        var isBack = pool.Running("south") == Gpus;
        bench.Add(new BenchFigure("idle accelerators put to use", pool.Lending, "", $"{Gpus}"));
        bench.Add(new BenchFigure("jobs told to stop for their owner", pool.Stops, "", $"{Gpus}"));
        bench.Add(new BenchFigure(
            "all given back after", isBack ? (pool.LastStart - OwnerComes) / 1000.0 : double.PositiveInfinity, "s",
            $"at most {Rules.GraceMilliseconds / 1000} of grace and {Rules.StopMilliseconds / 1000} to stop"));
        return cycles;
    }

    /// <summary>The pool, its clock, and jobs that take all of their time to stop.</summary>
    private sealed class Lent
    {
        private readonly ClusterState _state = new(new Fleet
        {
            Nodes = [.. NodesOf("west", "H100"), .. NodesOf("south", "A100")],
        });

        private readonly PoolScheduler _scheduler = new();
        private readonly QueueTree _tree;
        private readonly Queue<(long At, JobId Id)> _stopping = new();
        private int _submitted;

        public Lent() => _tree = new QueueTree(
            new SharingPolicy { Queues = [Owed("west", "H100"), Owed("south", "A100")], Reclaim = Rules },
            _state.Resources);

        /// <summary>Accelerators of the other tenant that the first one got.</summary>
        public int Lending { get; private set; }

        public int Stops { get; private set; }

        public long LastStart { get; private set; }

        public int Running(string queue) => _state.Queues.First(one => one.Name == queue).Running.Count;

        public void Submit(string queue, string? chip, int count, long at)
        {
            var shape = new JobShape { GpuCount = 1, Chips = chip is null ? [] : [new ChipChoice(chip)] };
            for (var number = 0; number < count; number++)
            {
                Apply(new JobSubmitted(at, new Job
                {
                    Id = new JobId(++_submitted),
                    Shape = shape,
                    Queue = queue,
                    SubmittedMilliseconds = at,
                }));
            }
        }

        /// <summary>One cycle, and what is due by then before it. When the next one is due.</summary>
        public long Decide(long now)
        {
            while (_stopping.TryPeek(out var stopped) && stopped.At <= now)
                Apply(new JobStopped(now, _stopping.Dequeue().Id));

            var plan = _scheduler.Decide(_state, _tree, now, int.MaxValue);
            foreach (var decided in plan.Events) Apply(decided);
            var stop = _stopping.TryPeek(out var next) ? next.At : long.MaxValue;
            return Math.Max(now, Math.Min(plan.NextWake, stop));
        }

        private void Apply(ClusterEvent happened)
        {
            if (_state.Apply(happened) is { } refusal) throw new InvalidOperationException($"{happened}: {refusal}");

            if (happened is JobStarted started)
            {
                LastStart = started.At;
                if (started.At == 0) Lending += started.Tasks[0].Node >= NodesOfCluster ? 1 : 0;
            }
            else if (happened is PreemptionOrdered { Preemption.Victim: var victim })
            {
                Stops++;
                _stopping.Enqueue((happened.At + Rules.StopMilliseconds, victim));
            }
        }

        private static QueueDefinition Owed(string name, string chip) =>
            new() { Name = name, Quotas = [new Quota(chip, Gpus * TaskRequest.WholeGpuMilli)] };

        private static IEnumerable<Node> NodesOf(string cluster, string chip) =>
            Enumerable.Range(0, NodesOfCluster).Select(
                index => new Node($"{cluster}-{index}", 128_000, 1_048_576, GpusOfNode, chip)
                {
                    Place = new NodePlace(Cluster: cluster),
                });
    }
}
