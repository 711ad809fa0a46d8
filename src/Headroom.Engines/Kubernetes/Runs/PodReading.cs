using Headroom.Engines.Contract;
using k8s.Models;

namespace Headroom.Engines.Kubernetes.Runs;

/// <summary>Tells in our words where a pod stands.</summary>
internal static class PodReading
{
    // What a container runtime answers for a signal: 128 and its number.
    private const int SignalBase = 128;
    private const int SignalMost = 64;

    private static readonly HashSet<string> ImageReasons =
        ["ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull", "RegistryUnavailable"];

    private static readonly HashSet<string> StartReasons =
        ["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "StartError", "ContainerCannotRun"];

    /// <summary>Whether nothing of it runs any more.</summary>
    public static bool HasEnded(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    /// <summary>When its program started; null when it has not.</summary>
    public static DateTimeOffset? StartedAt(V1Pod pod) =>
        Time(StateOf(pod)?.Running?.StartedAt ?? StateOf(pod)?.Terminated?.StartedAt);

    /// <summary>Why it does not run yet, as one sentence; empty when there is nothing to tell.</summary>
    public static string WhyWaiting(V1Pod pod)
    {
        if (StateOf(pod)?.Waiting is { Reason: { } reason } waiting
            && (ImageReasons.Contains(reason) || StartReasons.Contains(reason)))
        {
            return $"{reason}: {Sentence(waiting.Message, "the cluster says no more")}";
        }

        var conditions = pod.Status?.Conditions ?? [];
        return conditions.FirstOrDefault(one => one is { Type: "PodScheduled", Status: "False" }) is { } unplaced
            ? $"{unplaced.Reason}: {Sentence(unplaced.Message, "no node takes it")}"
            : "";
    }

    /// <summary>Since when its image or its container cannot be made; null when that is not so.</summary>
    public static DateTimeOffset? FailsToStartSince(V1Pod pod) =>
        StateOf(pod)?.Waiting?.Reason is { } reason && (ImageReasons.Contains(reason) || StartReasons.Contains(reason))
            ? Time(pod.Status.StartTime ?? pod.Metadata.CreationTimestamp)
            : null;

    /// <summary>Whether trying again cannot help.</summary>
    public static bool CannotStart(V1Pod pod) =>
        StateOf(pod)?.Waiting?.Reason is "InvalidImageName" or "ErrImageNeverPull";

    /// <summary>How a run ended whose pod has.</summary>
    /// <param name="pod">The pod, as it was last seen.</param>
    /// <param name="isStopped">Whether someone asked for the end.</param>
    /// <param name="now">When it was found out.</param>
    public static RunEnding Ending(V1Pod pod, bool isStopped, DateTimeOffset now)
    {
        var terminated = StateOf(pod)?.Terminated;
        var signal = terminated is { ExitCode: > SignalBase and <= SignalBase + SignalMost }
            ? terminated.ExitCode - SignalBase
            : terminated?.Signal is > 0 ? terminated.Signal : null;
        var (cause, sentence) = CauseOf(pod, terminated, signal, isStopped);
        var endedAt = Time(terminated?.FinishedAt) is { } at && at <= now ? at : now;
        var startedAt = cause == EndCause.CouldNotStart ? null : Time(terminated?.StartedAt);
        if (endedAt < startedAt) endedAt = startedAt.Value;
        var isKnown = cause is not (EndCause.Lost or EndCause.CouldNotStart);
        return new RunEnding
        {
            Cause = cause,
            Sentence = sentence,
            ExitCode = cause == EndCause.CouldNotStart ? terminated?.ExitCode is 127 ? 127 : 126
                : isKnown && signal is null ? terminated?.ExitCode : null,
            Signal = isKnown ? signal : null,
            StartedAt = startedAt,
            EndedAt = endedAt,
            WallTime = endedAt - startedAt,
        };
    }

    private static (EndCause Cause, string Sentence) CauseOf(
        V1Pod pod, V1ContainerStateTerminated? terminated, int? signal, bool isStopped)
    {
        if (isStopped) return (EndCause.Stopped, "It was stopped because someone asked for it.");
        if (pod.Status?.Reason == "DeadlineExceeded") return (EndCause.TimeLimit, "It was stopped at its time limit.");
        if (terminated?.Reason == "OOMKilled")
            return (EndCause.OutOfMemory, "It used more memory than it may, and the kernel ended it.");

        if (terminated?.Reason is { } reason && StartReasons.Contains(reason))
            return (EndCause.CouldNotStart, $"It could not be started: {Sentence(terminated.Message, reason)}");

        // Evicted, its node shut down, or pushed out: its program did not choose to end.
        if (pod.Status?.Reason is { Length: > 0 } lost || terminated is null)
            return (EndCause.Lost, $"Its pod was lost ({pod.Status?.Reason ?? "no word of why"}).");

        return signal is { } number
            ? (EndCause.Signalled, $"Signal {number} ended it.")
            : (EndCause.Exited, $"It ended with {terminated.ExitCode}.");
    }

    private static V1ContainerState? StateOf(V1Pod pod) => pod.Status?.ContainerStatuses?.FirstOrDefault()?.State;

    private static DateTimeOffset? Time(DateTime? time) =>
        time is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : null;

    private static string Sentence(string? message, string usual)
    {
        var text = (string.IsNullOrWhiteSpace(message) ? usual : message.Trim()).ReplaceLineEndings(" ");
        return text.EndsWith('.') ? text : $"{text}.";
    }
}
