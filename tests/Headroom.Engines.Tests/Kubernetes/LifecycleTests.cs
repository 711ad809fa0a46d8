using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Engines.Tests.Conformance;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>What is particular to Kubernetes, on real servers.</summary>
[Collection(KubernetesTestSuite.Name)]
public sealed class LifecycleTests(KubernetesCluster cluster)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_two_control_planes_tell_at_once_is_one_Job()
    {
        await using var test = new KubernetesRuns(cluster);
        var order = test.Exits("a", 0);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var other = test.OpenAnother();
            return await other.StartAsync(order, TestContext.Current.CancellationToken);
        }));

        Assert.Single(answers.OfType<StartAnswer.Accepted>());
        Assert.Equal(7, answers.OfType<StartAnswer.Known>().Count());
        var jobs = await cluster.Admin.BatchV1.ListNamespacedJobAsync(test.Namespace, cancellationToken: Token);
        Assert.Single(jobs.Items);
        Assert.True((await test.EndAsync("a")).IsSuccess);
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_a_reason_and_then_the_end()
    {
        await using var test = new KubernetesRuns(
            cluster,
            options => options with { Image = StandInNodes.MissingImage, ImageWait = TimeSpan.FromSeconds(3) });
        await test.StartAsync(test.Exits("a", 0));

        var waits = "";
        await Until.TrueAsync(
            "it waits for its image",
            async () => (waits = (await test.StateAsync("a") as RunAccepted)?.Waits ?? waits).Length > 0);

        Assert.Equal("ErrImagePull: there is no such image.", waits);
        var ending = await test.EndAsync("a");
        Assert.Equal((EndCause.CouldNotStart, 126, null), (ending.Cause, ending.ExitCode, ending.StartedAt));
        Assert.Contains("no such image", ending.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_node_takes_says_why()
    {
        await using var test = new KubernetesRuns(cluster);
        await test.StartAsync(test.Exits("a", 0) with { Tasks = [new RunTask("g1", new GpuSet(0xFF))] });

        await Until.TrueAsync("it is not placed", async () =>
            await test.StateAsync("a") is RunAccepted { Waits: { Length: > 0 } waits }
            && waits.StartsWith("Unschedulable: ", StringComparison.Ordinal)
            && waits.Contains("nvidia.com/gpu", StringComparison.Ordinal));
        await test.StopAsync("a", null);

        Assert.Equal(EndCause.Stopped, (await test.EndAsync("a")).Cause);
    }

    // An old server may begin another pod before it is told not to: what is promised is that none is left, and that
    // the run has not succeeded.
    [Fact]
    public async Task A_run_whose_pod_somebody_deletes_has_ended_and_nothing_of_it_stays()
    {
        await using var test = new KubernetesRuns(cluster);
        await test.StartAsync(test.Runs("a"));
        await test.UpAsync("a");

        var pod = Assert.Single(await PodsOfAsync(test));
        await cluster.Admin.CoreV1.DeleteNamespacedPodAsync(
            pod.Name(), test.Namespace, gracePeriodSeconds: 1, cancellationToken: Token);

        var ending = await test.EndAsync("a");
        // The signal that its node sends it may be seen before its pod is gone, or not.
        Assert.True(ending.Cause is EndCause.Lost or EndCause.Signalled, $"it ended as {ending.Cause}");
        await Until.TrueAsync("its Job makes no more pods", async () => MakesNoMore(
            await cluster.Admin.BatchV1.ReadNamespacedJobAsync("a", test.Namespace, cancellationToken: Token)));
        await Until.TrueAsync("no pod of it is left", async () => (await PodsOfAsync(test)).Count == 0);
    }

    [Fact]
    public async Task What_a_stopped_run_wrote_is_kept_though_its_pod_is_gone()
    {
        await using var test = new KubernetesRuns(cluster);
        await test.StartAsync(KubernetesRuns.Script(
            "a", "trap 'echo saved; exit 0' TERM; echo up; while :; do sleep 0.05; done"));
        await test.UpAsync("a");

        await test.StopAsync("a", null);
        await test.EndAsync("a");
        await Until.TrueAsync("its pod is gone", async () => (await PodsOfAsync(test)).Count == 0);

        var log = await test.LogAsync("a", new(LogStream.Output, Follow: true));
        Assert.StartsWith("up\n", log, StringComparison.Ordinal);
        Assert.EndsWith("saved\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_and_variables_arrive_as_they_were_given()
    {
        await using var test = new KubernetesRuns(cluster);
        var order = KubernetesRuns.Order(
            "a", "/bin/sh", "-c", "printf '%s|%s' \"$1\" \"$HOPE\"", "sh", "$(HOPE) $$ $$(");
        await test.StartAsync(order with { Environment = [.. order.Environment, new("HOPE", "$(PATH)$")] });
        await test.EndAsync("a");

        Assert.Equal("$(HOPE) $$ $$(|$(PATH)$", await test.LogAsync("a", new(LogStream.Output)));
    }

    [Fact]
    public async Task A_queue_of_Kueue_needs_a_server_that_knows_suspended_Jobs()
    {
        await using var test = new KubernetesRuns(cluster, options => options with { Queue = "research" });

        var answer = Assert.IsType<StartAnswer.Refused>(await test.StartAsync(test.Exits("a", 0)));

        Assert.Contains("1.24", answer.Refusal.Sentence, StringComparison.Ordinal);
        await Until.TrueAsync("nothing is left", async () =>
            await test.Engine.FindAsync(RunId.Of("a"), TestContext.Current.CancellationToken) is FindAnswer.Absent);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_found_again_with_all_that_ended_meanwhile()
    {
        await using var test = new KubernetesRuns(cluster);
        await test.StartAsync(KubernetesRuns.Script("a", "sleep 3; exit 4"));
        await test.StartAsync(test.Runs("b"));
        await test.UpAsync("b");
        await using var reports = test.Engine.ReportsAsync(Token).GetAsyncEnumerator(Token);

        cluster.Kill("kube-apiserver");
        try
        {
            Assert.IsType<FindAnswer.CannotSay>(await test.Engine.FindAsync(RunId.Of("a"), Token));
            Assert.IsType<StartAnswer.Unclear>(await test.StartAsync(test.Exits("c", 0)));
        }
        finally
        {
            // Others need it as well.
            cluster.Up();
        }

        while (await reports.MoveNextAsync() && reports.Current is not { Id.Text: "a", State: RunEnded })
        {
        }

        Assert.Equal(4, ((RunEnded)reports.Current.State).Ending.ExitCode);
        Assert.IsType<RunRunning>(await test.StateAsync("b"));
    }

    // Either the engine has forbidden them, or the Job itself has failed with its pod.
    private static bool MakesNoMore(V1Job job) =>
        job.Spec.Parallelism == 0
        || job.Status.Conditions?.Any(condition => condition is { Type: "Failed", Status: "True" }) == true;

    private async Task<IList<V1Pod>> PodsOfAsync(KubernetesRuns test) =>
        (await cluster.Admin.CoreV1.ListNamespacedPodAsync(test.Namespace, cancellationToken: Token)).Items;
}
