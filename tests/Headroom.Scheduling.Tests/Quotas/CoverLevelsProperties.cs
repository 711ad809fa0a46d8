using CsCheck;
using Headroom.Cluster.State;
using Headroom.Cluster.Tenancy;
using Headroom.Scheduling.Quotas;

namespace Headroom.Scheduling.Tests.Quotas;

public sealed class CoverLevelsProperties
{
    [Fact]
    public void Covers_are_those_of_the_decision_record() => RunningWorlds.World.Sample((state, tree) =>
    {
        var covers = new CoverLevels(tree, state);
        covers.Refresh();

        AssertPlain(tree, covers, PlainCover.Running(state, tree));
    }, iter: 2_000);

    [Fact]
    public void Covers_follow_starts_and_stops() =>
        Gen.Select(RunningWorlds.World, Gen.Select(Gen.Bool, Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 12]).Sample(
            (world, steps) =>
            {
                var (state, tree) = world;
                var covers = new CoverLevels(tree, state);
                var running = PlainCover.Running(state, tree).ToList();
                var waiting = new Queue<JobEntry>(state.Queues.SelectMany(queue => queue.Waiting));
                foreach (var (starts, first, second) in steps)
                {
                    if (starts && waiting.TryDequeue(out var job))
                        running.Add(Start(covers, tree, job, waiting.Count, first));
                    else if (running.Count > 0) running.RemoveAt(Stop(covers, tree, running, second % running.Count));
                    if (first % 3 == 0) covers.Refresh();
                }

                covers.Refresh();
                AssertPlain(tree, covers, running);
            }, iter: 2_000);

    private static PlainHolding Start(CoverLevels covers, QueueTree tree, JobEntry job, int later, int size)
    {
        var holding = new Holding
        {
            Job = job,
            Queue = Math.Max(tree.IndexOf(job.Job.Queue), 0),
            Demand = new Demand(size % 2, 1_000 * (size % 4 + 1)),
            Need = job.Need,
            Tasks = job.Tasks,
            Sequence = long.MaxValue / 2 - later,
            Phase = HoldingPhase.Starting,
        };
        covers.Add(holding);
        return new PlainHolding(
            job.Job, holding.Queue, holding.Demand.Resource, holding.Demand.Milli, holding.Sequence);
    }

    private static int Stop(CoverLevels covers, QueueTree tree, List<PlainHolding> running, int index)
    {
        covers.Remove(All(tree, covers).Single(holding => holding.Job.Job.Id == running[index].Id));
        return index;
    }

    private static void AssertPlain(QueueTree tree, CoverLevels covers, IReadOnlyList<PlainHolding> running)
    {
        var plain = PlainCover.Of(tree, running);
        var holdings = All(tree, covers).ToList();

        Assert.Equal(running.Count, holdings.Count);
        Assert.All(holdings, holding => Assert.Equal(plain[holding.Job.Job.Id], holding.CoveredBy));
    }

    private static IEnumerable<Holding> All(QueueTree tree, CoverLevels covers) =>
        Enumerable.Range(0, tree.Count).SelectMany(covers.Of);
}
