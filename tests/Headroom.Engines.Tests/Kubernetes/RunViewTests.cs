using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Objects;
using Headroom.Engines.Kubernetes.Runs;
using k8s;
using k8s.Models;

namespace Headroom.Engines.Tests.Kubernetes;

/// <summary>What a Job and its pods are read as, without a cluster.</summary>
public sealed class RunViewTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly RunId Run = RunId.Of("hr-1-1-0");

    [Theory]
    [InlineData(0, "Completed", EndCause.Exited, 0, null)]
    [InlineData(7, "Error", EndCause.Exited, 7, null)]
    [InlineData(137, "Error", EndCause.Signalled, null, 9)]
    [InlineData(137, "OOMKilled", EndCause.OutOfMemory, null, 9)]
    [InlineData(127, "ContainerCannotRun", EndCause.CouldNotStart, 127, null)]
    [InlineData(128, "StartError", EndCause.CouldNotStart, 126, null)]
    public void How_a_container_ended_is_told_in_our_words(
        int exit, string reason, EndCause cause, int? code, int? signal)
    {
        var ending = EndingOf(Ended("p1", exit, reason));

        Assert.Equal((cause, code, signal), (ending.Cause, ending.ExitCode, ending.Signal));
    }

    [Theory]
    [InlineData("DeadlineExceeded", EndCause.TimeLimit)]
    [InlineData("Evicted", EndCause.Lost)]
    [InlineData("NodeShutdown", EndCause.Lost)]
    public void Why_a_pod_ended_goes_before_how_its_container_did(string reason, EndCause cause)
    {
        var pod = Ended("p1", 143, "Error");
        pod.Status.Reason = reason;

        Assert.Equal(cause, EndingOf(pod).Cause);
    }

    [Fact]
    public void A_pod_that_came_after_another_is_a_lost_run_once_both_are_gone()
    {
        var running = new RunView(Job(), [Running("p2")], Gone: Running("p1"));
        var over = new RunView(Job(), [], Gone: Running("p2"));

        Assert.True(running.IsReplaced);
        Assert.IsType<RunStopping>(running.StateAt(Now, Patience));
        Assert.Equal(EndCause.Lost, Assert.IsType<RunEnded>(over.StateAt(Now, Patience)).Ending.Cause);
    }

    [Fact]
    public void A_watch_that_tells_of_the_past_changes_nothing()
    {
        var cache = new RunCache();
        cache.Change(WatchEventType.Added, Job());
        cache.Change(WatchEventType.Modified, Ended("p1", 0, "Completed", version: "12"));

        cache.Change(WatchEventType.Modified, Running("p1", version: "11"));
        Assert.IsType<RunEnded>(cache.Of(Run)!.StateAt(Now, Patience));

        cache.Change(WatchEventType.Deleted, Running("p1", version: "13"));
        cache.Change(WatchEventType.Added, Running("p1", version: "14"));
        Assert.Empty(cache.Of(Run)!.Pods);
        Assert.Equal("Succeeded", cache.Of(Run)!.Gone!.Status.Phase);
    }

    [Fact]
    public void What_a_list_does_not_have_is_gone()
    {
        var cache = new RunCache();
        cache.Replace(new V1JobList { Items = [Job()] }, new V1PodList { Items = [Running("p1")] });

        var changed = cache.Replace(new V1JobList { Items = [] }, new V1PodList { Items = [] });

        Assert.Equal([Run], changed);
        Assert.Equal(EndCause.Lost, ((RunEnded)cache.Of(Run)!.StateAt(Now, Patience)).Ending.Cause);
    }

    private static RunEnding EndingOf(V1Pod pod) =>
        Assert.IsType<RunEnded>(new RunView(Job(), [pod], Gone: null).StateAt(Now, Patience)).Ending;

    private static V1Job Job() => new() { Metadata = Metadata("job", "10"), Spec = new V1JobSpec { Parallelism = 1 } };

    private static V1Pod Running(string uid, string version = "11") => Pod(uid, version, "Running", new V1ContainerState
    {
        Running = new V1ContainerStateRunning { StartedAt = Now.UtcDateTime.AddMinutes(-1) },
    });

    private static V1Pod Ended(string uid, int exit, string reason, string version = "11") => Pod(
        uid, version, exit == 0 ? "Succeeded" : "Failed", new V1ContainerState
        {
            Terminated = new V1ContainerStateTerminated
            {
                ExitCode = exit,
                Reason = reason,
                FinishedAt = Now.UtcDateTime,
                StartedAt = Now.UtcDateTime,
            },
        });

    private static V1Pod Pod(string uid, string version, string phase, V1ContainerState state) => new()
    {
        Metadata = Metadata(uid, version),
        Status = new V1PodStatus { Phase = phase, ContainerStatuses = [new V1ContainerStatus { State = state }] },
    };

    private static V1ObjectMeta Metadata(string uid, string version) => new()
    {
        Uid = uid,
        ResourceVersion = version,
        Labels = new Dictionary<string, string> { [RunMarks.RunLabel] = Run.Text },
    };
}
