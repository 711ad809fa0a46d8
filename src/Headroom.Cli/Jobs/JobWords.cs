using System.Globalization;
using Headroom.Cli.Output;
using Headroom.Client.Jobs;

namespace Headroom.Cli.Jobs;

/// <summary>What is said of a job in tables and sentences.</summary>
internal static class JobWords
{
    /// <summary>Words for states, as options take them and tables print them.</summary>
    public static readonly IReadOnlyList<(string Word, JobStatus State)> States =
        [.. Enum.GetValues<JobStatus>().Select(state => (Of(state), state))];

    public static string Of(JobStatus state) => state.ToString().ToLowerInvariant();

    public static bool HasEnded(JobStatus state) =>
        state is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    public static bool IsWaiting(JobSummary job) => job.State is JobStatus.Waiting or JobStatus.Held;

    /// <summary>How long it waited for its last start, or waits.</summary>
    public static string Wait(JobSummary job, long now) => TimeText.Span(
        job.SubmittedAt, IsWaiting(job) ? now : job.StartedAt ?? job.EndedAt);

    /// <summary>How long its last attempt ran, or runs.</summary>
    public static string Runtime(JobSummary job, long now) =>
        IsWaiting(job) ? NumberText.None : TimeText.Span(job.StartedAt, job.EndedAt ?? now);

    /// <summary>Why it waits; nothing once it does not.</summary>
    public static string Reason(JobSummary job) =>
        IsWaiting(job) && job.Reason is { Length: > 0 } reason ? reason : NumberText.None;

    /// <summary>Where it stands, with the reason, the chip model or the exit code.</summary>
    public static string Standing(JobSummary job)
    {
        var state = Of(job.State);
        return job switch
        {
            { Reason: { Length: > 0 } reason } when IsWaiting(job) => $"{state}: {reason}",
            { State: JobStatus.Running, Model: { Length: > 0 } model } => $"{state} on {model}",
            { State: JobStatus.Failed, ExitCode: { } code } =>
                string.Create(CultureInfo.InvariantCulture, $"{state} with exit code {code}"),
            _ => state,
        };
    }
}
