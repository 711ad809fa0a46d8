using System.Globalization;
using Headroom.Engines.Contract;
using Headroom.Engines.Simulated;
using Headroom.Server.Outbox;
using Headroom.Storage;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;
using RunId = Headroom.Engines.Contract.RunId;

namespace Headroom.Server.Tests.Faults;

/// <summary>What must be so when everything has come to rest, by what the store and the engine say.</summary>
internal sealed class Aftermath(
    Store store,
    IReadOnlyList<StubbornClient.Sent> requests,
    IReadOnlyDictionary<RunId, RunOrder> orders,
    IReadOnlyList<SimulatedSite> sites)
{
    public async Task CheckAsync()
    {
        var runs = new List<Ran>();
        for (var site = 0; site < sites.Count; site++) runs.AddRange(await RunsOnAsync(site));
        var jobs = (await JobsAsync()).ToDictionary(job => job.Id.Value);

        NothingIsLost(jobs);
        NothingRanTwice(runs);
        NothingIsLeftBehind(runs);
        NoAcceleratorWasUsedTwice(runs);
        foreach (var job in jobs.Values) TheStoreTellsTheTruth(job, [.. runs.Where(run => run.Job == job.Id.Value)]);

        Assert.Empty(store.Check());
        Assert.Empty(await store.Outbox.OpenAsync());
    }

    private async Task<IEnumerable<Ran>> RunsOnAsync(int site)
    {
        var engine = new SimulatedEngine(sites[site], SimulatedFaults.None);
        var listed = (ListAnswer.Listed)await engine.ListAsync("hr-", CancellationToken.None);
        return listed.Runs.Select(run => new Ran(site, orders[run.Id], run.State));
    }

    private async Task<List<StoredJob>> JobsAsync()
    {
        var jobs = new List<StoredJob>();
        for (var query = new JobQuery { Size = 500 }; ;)
        {
            var page = await store.Jobs.ReadAsync(query);
            jobs.AddRange(page.Jobs);
            if (page.Next is null) return jobs;

            query = query with { Cursor = page.Next };
        }
    }

    private void NothingIsLost(Dictionary<long, StoredJob> jobs)
    {
        Assert.Equal(requests.Count, jobs.Count);
        Assert.Equal(jobs.Keys.Order(), requests.Select(sent => sent.Job!.Value.Value).Order());
        Assert.All(jobs.Values, job => Assert.True(
            job.State is JobState.Succeeded or JobState.Failed or JobState.Cancelled, $"{job.Id} is {job.State}"));
    }

    private void NothingRanTwice(List<Ran> runs)
    {
        var executions = sites.SelectMany(site => site.Executions).ToList();
        Assert.Equal(executions.Count, executions.Distinct().Count());
        foreach (var attempts in runs.Where(run => run.From is not null).GroupBy(run => run.Job))
        {
            var inOrder = attempts.GroupBy(run => run.Attempt).OrderBy(attempt => attempt.Key).ToList();
            for (var index = 1; index < inOrder.Count; index++)
            {
                Assert.True(
                    inOrder[index - 1].Max(run => run.To) <= inOrder[index].Min(run => run.From),
                    $"two attempts of job {attempts.Key} ran at once:\n{string.Join("\n", attempts)}");
            }
        }
    }

    private static void NothingIsLeftBehind(List<Ran> runs) =>
        Assert.All(runs, run => Assert.True(run.State is RunEnded, $"{run.Order.Id} is left as {run.State}"));

    private static void NoAcceleratorWasUsedTwice(List<Ran> runs)
    {
        var held = runs.Where(run => run.From is not null && run.Order.Tasks[0].Gpus.Bits != 0).ToList();
        foreach (var first in held)
        {
            foreach (var second in held)
            {
                var (task, other) = (first.Order.Tasks[0], second.Order.Tasks[0]);
                var areTogether = first != second && (first.Site, task.Node) == (second.Site, other.Node)
                    && (task.Gpus.Bits & other.Gpus.Bits) != 0 && first.From < second.To && second.From < first.To;
                Assert.False(areTogether, $"{first.Order.Id} and {second.Order.Id} ran on one accelerator at once");
            }
        }
    }

    private void TheStoreTellsTheTruth(StoredJob job, List<Ran> runs)
    {
        var sent = requests.Single(sent => sent.Job!.Value == job.Id);
        var last = runs.Where(run => run.Attempt == runs.Max(other => other.Attempt)).ToList();
        var least = sent.Request.TasksMin ?? sent.Request.Tasks;
        var hasSucceeded = last.Count >= least && last.Count <= sent.Request.Tasks
            && last.All(run => run.TasksTold == last.Count)
            && last.All(run => run.State is RunEnded { Ending.IsSuccess: true });
        switch (job.State)
        {
            case JobState.Succeeded:
                Assert.True(hasSucceeded, $"job {job.Id} has not succeeded");
                break;
            case JobState.Failed:
                Assert.False(hasSucceeded, $"job {job.Id} has succeeded");
                break;
            default:
                Assert.True(sent.MayBeCancelled, $"nobody cancelled job {job.Id}");
                break;
        }
    }

    /// <summary>One run, as the engine has it.</summary>
    private sealed record Ran(int Site, RunOrder Order, RunState State)
    {
        private TaskRun Task { get; } = TaskRun.TryParse(Order.Id, out var task)
            ? task
            : throw new ArgumentException(Order.Id.Text);

        public long Job => Task.Run.Job.Value;

        public int Attempt => Task.Run.Attempt;

        public int TasksTold { get; } = int.Parse(
            Order.Environment.Single(variable => variable.Name == "HEADROOM_TASKS").Value, CultureInfo.InvariantCulture);

        public DateTimeOffset? From => (State as RunEnded)?.Ending.StartedAt;

        public DateTimeOffset? To => (State as RunEnded)?.Ending.EndedAt;

        public override string ToString() =>
            $"{Order.Id} from {From:HH:mm:ss.fff} to {To:HH:mm:ss.fff}: {(State as RunEnded)?.Ending.Cause}";
    }
}
