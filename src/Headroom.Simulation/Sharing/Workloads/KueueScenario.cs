using System.Globalization;
using Headroom.Cluster;
using Headroom.Cluster.Fleets;
using Headroom.Cluster.Jobs;
using Headroom.Cluster.Tenancy;

namespace Headroom.Simulation.Sharing.Workloads;

/// <summary>
/// The performance scenarios of Kueue (kubernetes-sigs/kueue, test/performance/scheduler/configs, read in 2026):
/// cohorts of queues of 20 processors each that may borrow 100 more from their own cohort, and three classes of jobs.
/// </summary>
/// <remarks>
/// Every queue creates each class by itself, one job after each interval, so that the first comes after one interval
/// (generator.go). Reclaim within the cohort and preemption of lower priorities are allowed, as the configuration
/// says. Nobody is preempted for a job that has waited less than the longest job runs, which Kueue cannot say: most
/// would have ended by themselves. A processor is a thousand of our thousandths; one node has them all, because
/// Kueue's scenario has quotas and no nodes.
/// </remarks>
public static class KueueScenario
{
    private const long NominalMilli = 20_000;
    private const long BorrowingMilli = 100_000;
    private const long Hour = 3_600_000;

    /// <summary>15,000 jobs in 30 queues of 5 cohorts (configs/baseline).</summary>
    /// <param name="preempts">
    /// Whether jobs may be preempted before an hour has passed, which is longer than the scenario.
    /// </param>
    public static PoolScenario Baseline(bool preempts = true) => Create(
        cohorts: 5,
        queuesPerCohort: 6,
        [
            new JobClass(350, 100, 200, 50, 1),
            new JobClass(100, 500, 500, 100, 5),
            new JobClass(50, 1_200, 1_000, 200, 20),
        ],
        preempts);

    /// <summary>
    /// 50,000 jobs in 1,000 queues of 10 cohorts (configs/large-scale at the commit for which 1,179 s were published).
    /// </summary>
    /// <inheritdoc cref="Baseline" path="/param"/>
    public static PoolScenario Large(bool preempts = true) => Create(
        cohorts: 10,
        queuesPerCohort: 100,
        [new JobClass(35, 60, 150, 50, 1), new JobClass(11, 300, 350, 100, 5), new JobClass(4, 700, 700, 200, 20)],
        preempts);

    private static PoolScenario Create(int cohorts, int queuesPerCohort, JobClass[] classes, bool preempts)
    {
        var (queues, jobs) = (new List<QueueDefinition>(), new List<SharedJob>());
        for (var cohort = 0; cohort < cohorts; cohort++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"cohort-{cohort}");
            queues.Add(Queue(name, "", queuesPerCohort * NominalMilli, borrowingMilli: 0));
            for (var queue = 0; queue < queuesPerCohort; queue++)
            {
                var leaf = string.Create(CultureInfo.InvariantCulture, $"cq-{queue}-{name}");
                queues.Add(Queue(leaf, name, NominalMilli, BorrowingMilli));
                foreach (var one in classes) AddJobs(jobs, leaf, one);
            }
        }

        var capacity = cohorts * queuesPerCohort * NominalMilli;
        return new PoolScenario(jobs, new Fleet { Nodes = [new Node("all", capacity, 0, 0, "")] }, new SharingPolicy
        {
            Queues = queues,
            Reclaim = new ReclaimRules
            {
                NaturalChurnMilliseconds = classes.Max(one => one.RuntimeMilliseconds),
                RuntimeMillisecondsMin = preempts ? 0 : Hour,
                GraceMilliseconds = Hour,
            },
        })
        {
            // All cohorts are alike, so that the bound of the whole is the bound of each.
            IdealMilliseconds = SpanBound.Of(jobs, capacity),
        };
    }

    private static QueueDefinition Queue(string name, string parent, long nominalMilli, long borrowingMilli) => new()
    {
        Name = name,
        Parent = parent,
        Quotas = [new Quota(Quota.Cpu, nominalMilli, borrowingMilli)],
    };

    private static void AddJobs(List<SharedJob> jobs, string queue, JobClass one)
    {
        var shape = new JobShape { CpuMillicores = one.Processors * 1_000 };
        for (var number = 1; number <= one.Count; number++)
        {
            jobs.Add(new SharedJob
            {
                Job = new Job
                {
                    Id = new JobId(jobs.Count),
                    Shape = shape,
                    Queue = queue,
                    SubmittedMilliseconds = number * one.IntervalMilliseconds,
                    Priority = one.Priority,
                },
                RuntimeMilliseconds = one.RuntimeMilliseconds,
            });
        }
    }

    private sealed record JobClass(
        int Count, long IntervalMilliseconds, long RuntimeMilliseconds, int Priority, long Processors);
}
