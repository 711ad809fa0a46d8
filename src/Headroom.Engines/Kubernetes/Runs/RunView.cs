using Headroom.Engines.Contract;
using Headroom.Engines.Kubernetes.Objects;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Runs;

/// <summary>All that was seen of a run: its Job, its pods, and those that are gone.</summary>
/// <param name="Job">The Job; null when it is gone.</param>
/// <param name="Pods">Pods that are there.</param>
/// <param name="Gone">The last pod that is not there any more, as it was last seen; null for none.</param>
internal sealed record RunView(V1Job? Job, IReadOnlyList<V1Pod> Pods, V1Pod? Gone)
{
    /// <summary>Pods that may run something.</summary>
    public IEnumerable<V1Pod> Live => Pods.Where(pod => !PodReading.HasEnded(pod));

    /// <summary>
    /// Whether a pod came after another one of the same run, as older servers make one when somebody deletes the first.
    /// </summary>
    public bool IsReplaced => Pods.Count + (Gone is null ? 0 : 1) > 1;

    /// <summary>Where the run stands; an ending that nobody has written down is written before it is told.</summary>
    public RunState StateAt(DateTimeOffset now, TimeSpan imageWait)
    {
        if (Job is not null && RunMarks.EndingOf(Job) is { } known) return new RunEnded(known);

        var isStopped = Job is not null && RunMarks.StopOf(Job) is not null;
        if (IsReplaced && !isStopped)
        {
            return Live.Any()
                ? new RunStopping(Live.Select(PodReading.StartedAt).Min())
                : new RunEnded(Lost("Its pod was deleted on the cluster.", now));
        }

        if (Live.FirstOrDefault() is { } live) return StateOf(live, isStopped, now, imageWait);
        if (Pods.MaxBy(pod => pod.Metadata.CreationTimestamp) is { } ended)
            return new RunEnded(PodReading.Ending(ended, isStopped, now));

        return WithoutPods(isStopped, now);
    }

    private static RunState StateOf(V1Pod pod, bool isStopped, DateTimeOffset now, TimeSpan imageWait)
    {
        var startedAt = PodReading.StartedAt(pod);
        if (isStopped) return new RunStopping(startedAt);
        if (startedAt is { } at) return new RunRunning(at, []);

        var since = PodReading.FailsToStartSince(pod);
        return since is { } first && (PodReading.CannotStart(pod) || now - first > imageWait)
            ? new RunEnded(CouldNotStart(PodReading.WhyWaiting(pod), now))
            : new RunAccepted { Waits = PodReading.WhyWaiting(pod) };
    }

    private RunState WithoutPods(bool isStopped, DateTimeOffset now)
    {
        if (Gone is { } gone)
        {
            // One that nobody asked to stop was deleted or evicted: how it would have ended nobody knows.
            return new RunEnded(isStopped
                ? PodReading.Ending(gone, isStopped, now)
                : Lost("Its pod was deleted on the cluster.", now));
        }

        if (isStopped) return new RunEnded(StoppedBefore(now));
        if (Job is null) return new RunEnded(Lost("Its Job was deleted on the cluster.", now));

        return Job.Status?.Conditions?.Any(one => one is { Type: "Failed" or "Complete", Status: "True" }) == true
            ? new RunEnded(Lost("Its pod is gone, and how it ended with it.", now))
            : new RunAccepted { Waits = Job.Spec.Suspend == true ? "Its queue there has not admitted it." : "" };
    }

    private static RunEnding Lost(string sentence, DateTimeOffset now) =>
        new() { Cause = EndCause.Lost, Sentence = sentence, EndedAt = now };

    private static RunEnding StoppedBefore(DateTimeOffset now) => new()
    {
        Cause = EndCause.Stopped,
        Sentence = "It was stopped because someone asked for it.",
        EndedAt = now,
    };

    private static RunEnding CouldNotStart(string why, DateTimeOffset now) => new()
    {
        Cause = EndCause.CouldNotStart,
        Sentence = $"It could not be started: {why}",
        ExitCode = 126,
        EndedAt = now,
    };
}
