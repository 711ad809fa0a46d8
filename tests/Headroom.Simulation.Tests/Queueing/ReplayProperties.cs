using CsCheck;
using Headroom.Scheduling.Gangs;
using Headroom.Simulation.Queueing;

namespace Headroom.Simulation.Tests.Queueing;

/// <summary>What holds for every policy and every history.</summary>
public sealed class ReplayProperties
{
    public static TheoryData<string> Policies { get; } = [.. QueueReplay.PolicyNames];

    public static TheoryData<string> ForwardPolicies { get; } = ["fifo", "sjf", "qssf", "easy", "conservative"];

    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_job_that_can_run_runs_once_from_submission_on_and_the_rest_is_counted(string policy) =>
        Histories.Any.Sample(history =>
        {
            var run = Replay(history, policy);

            var fitting = history.InOrder()
                .Select((job, order) => (job, order))
                .Where(item => item.job.GpuCount <= history.Fleet.GpuCount)
                .ToList();
            Assert.Equal(fitting.Select(item => item.order), run.Jobs.Select(job => job.Order));
            Assert.Equal(history.Jobs.Length - fitting.Count, run.Summary.NeverFits);
            Assert.All(run.Jobs, job =>
                Assert.True(job.StartedSeconds >= job.SubmittedSeconds && job.FinishedSeconds >= job.StartedSeconds));
            Assert.All(run.Events.CountBy(item => (item.Order, item.Kind)), pair =>
                Assert.True(pair.Value == 1 || policy is "srtf" or "srsf" or "tiresias"));
        });

    [Theory]
    [MemberData(nameof(ForwardPolicies))]
    public void No_node_ever_carries_more_than_it_has_and_gangs_are_whole(string policy) =>
        Histories.Any.Sample(history =>
        {
            var run = Replay(history, policy);

            var free = Enumerable.Repeat(history.Fleet.GpusPerNode, history.Fleet.NodeCount).ToArray();
            var held = new Dictionary<int, GangNodes>();
            foreach (var item in run.Events)
            {
                if (item.Kind == QueueEventKind.Started) held.Add(item.Order, item.Nodes);
                var sign = item.Kind == QueueEventKind.Started ? -1 : 1;
                var nodes = held[item.Order];
                for (var position = 0; position < nodes.Count; position++)
                    free[nodes[position]] += sign * nodes.GpusAt(position);

                Assert.All(free, count => Assert.InRange(count, 0, history.Fleet.GpusPerNode));
                Assert.Equal(
                    history.InOrder()[item.Order].GpuCount, Enumerable.Range(0, nodes.Count).Sum(nodes.GpusAt));
            }
        });

    [Theory]
    [InlineData("easy")]
    [InlineData("conservative")]
    public void No_job_starts_later_than_any_promise_it_was_given(string policy) => Histories.Any.Sample(history =>
    {
        var run = Replay(history, policy);

        var starts = run.Events.Where(item => item.Kind == QueueEventKind.Started)
            .ToDictionary(item => item.Order, item => item.Seconds * 1000);
        Assert.All(run.Promises, promise => Assert.True(starts[promise.Order] <= promise.Start + 0.001));
    });

    [Theory]
    [InlineData("easy")]
    [InlineData("conservative")]
    public void A_promise_only_ever_moves_earlier(string policy) => Histories.Any.Sample(history =>
    {
        foreach (var promises in Replay(history, policy).Promises.GroupBy(promise => promise.Order))
        {
            Assert.Equal(
                promises.Select(promise => promise.Start).OrderDescending().Distinct(),
                promises.Select(promise => promise.Start));
        }
    });

    [Fact]
    public void Conservative_promises_every_job_a_start_when_it_is_submitted() => Histories.Any.Sample(history =>
    {
        var run = Replay(history, "conservative");

        var first = run.Promises.DistinctBy(promise => promise.Order)
            .ToDictionary(promise => promise.Order, promise => promise.MadeAt);
        Assert.All(
            run.Jobs.Where(job => job.GpuCount > 0),
            job => Assert.Equal(history.InOrder()[job.Order].SubmittedMilliseconds, first[job.Order]));
    });

    [Fact]
    public void First_come_first_served_starts_in_order_of_submission() => Histories.Any.Sample(history =>
    {
        var starts = Replay(history, "fifo").Jobs.Where(job => job.GpuCount > 0).Select(job => job.StartedSeconds);

        Assert.Equal(starts.Order(), starts);
    });

    [Fact]
    public void With_exact_estimates_conservative_starts_nobody_later_than_first_come_first_served() =>
        Histories.Exact.Sample(history =>
        {
            var fifo = Replay(history, "fifo").Jobs;
            var conservative = Replay(history, "conservative").Jobs;

            // With one accelerator a node any free ones will do, so the earliest start is the earliest in every
            // respect.
            if (history.Fleet.GpusPerNode > 1) return;
            Assert.All(
                fifo.Zip(conservative), pair => Assert.True(pair.Second.StartedSeconds <= pair.First.StartedSeconds));
        });

    [Theory]
    [MemberData(nameof(Policies))]
    public void An_idle_fleet_keeps_no_job_waiting(string policy) => Histories.Any.Sample(history =>
    {
        var running = 0;
        var waiting = 0;
        var jobs = history.InOrder();
        var run = Replay(history, policy);
        var arrivals = run.Jobs.Where(job => job.GpuCount > 0)
            .Select(job => (job.SubmittedSeconds, Kind: 0, job.Order));
        var events = run.Events.Where(item => jobs[item.Order].GpuCount > 0)
            .Select(item => (item.Seconds, (int)item.Kind, item.Order));
        foreach (var instant in arrivals.Concat(events).GroupBy(item => item.Item1).OrderBy(group => group.Key))
        {
            running += instant.Sum(item => item.Item2 switch { 1 => 1, 2 or 3 => -1, _ => 0 });
            waiting += instant.Sum(item => item.Item2 switch { 0 or 2 => 1, 1 => -1, _ => 0 });
            Assert.True(running > 0 || waiting == 0, $"at {instant.Key} s nothing runs and {waiting} wait");
        }
    });

    [Theory]
    [MemberData(nameof(Policies))]
    public void The_same_history_gives_the_same_digest(string policy) => Histories.Any.Sample(history =>
        Assert.Equal(Replay(history, policy).Summary, Replay(history, policy).Summary));

    [Fact]
    public void A_prediction_never_looks_at_the_runtime_of_a_job_that_has_not_finished() =>
        Gen.Select(Histories.Any, Gen.Int[0, 15], Gen.Int[1, 40]).Sample((history, index, runtime) =>
        {
            var order = index % history.Jobs.Length;
            var jobs = history.InOrder();
            var before = Replay(history with { Jobs = jobs }, "qssf");
            jobs[order] = jobs[order] with { RuntimeMilliseconds = runtime };
            var after = Replay(history with { Jobs = jobs }, "qssf");

            // Up to the earlier of its two finishes nothing may tell the two runs apart.
            var until = before.Jobs.Concat(after.Jobs)
                .Where(job => job.Order == order)
                .Select(job => job.FinishedSeconds)
                .DefaultIfEmpty(1e9)
                .Min();
            Assert.Equal(Until(before, until), Until(after, until));
        });

    private static IEnumerable<QueueEvent> Until(RecordedQueueRun run, double seconds) =>
        run.Events.Where(item => item.Seconds < seconds);

    private static RecordedQueueRun Replay(History history, string policy) =>
        QueueReplay.RunRecorded(history.Jobs, history.Fleet, new QueueOptions { Policy = policy, KeepEvents = true });
}
