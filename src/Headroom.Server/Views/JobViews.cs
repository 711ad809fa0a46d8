using System.Text.Json;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;
using Headroom.Scheduling.Plans;
using Headroom.Server.Access;
using Headroom.Server.Billing;
using Headroom.Storage.Jobs;
using Headroom.Storage.Reading;

namespace Headroom.Server.Views;

/// <summary>Stored jobs as the API shows them.</summary>
internal static class JobViews
{
    public static JobView Of(StoredJob job) => new()
    {
        Id = job.Id.Value,
        Name = job.Name,
        Tenant = job.Tenant,
        Queue = job.Queue,
        State = StatusOf(job.State),
        Reason = job.Ended is null ? CodeOf(job.Reason) : null,
        GpuMilli = job.GpuMilli,
        Model = TextOrNull(job.Chip),
        Priority = job.Priority,
        SubmittedAt = job.Submitted,
        StartedAt = job.Started,
        EndedAt = job.Ended,
        ExitCode = job.Exit,
        Attempts = job.Attempts,
        Version = job.Version,
    };

    public static JobDetail Of(JobDetails details, PriceList prices, Bearer bearer, long now)
    {
        var (job, used) = (details.Job, UsageViews.OfJob(details, prices, now));
        return new JobDetail
        {
            Id = job.Id.Value,
            Name = job.Name,
            Tenant = job.Tenant,
            Queue = job.Queue,
            State = StatusOf(job.State),
            Reason = job.Ended is null ? CodeOf(job.Reason) : null,
            GpuMilli = job.GpuMilli,
            Model = TextOrNull(job.Chip),
            Priority = job.Priority,
            SubmittedAt = job.Submitted,
            StartedAt = job.Started,
            EndedAt = job.Ended,
            ExitCode = job.Exit,
            Attempts = job.Attempts,
            Version = job.Version,
            Request = RequestOf(details),
            Transitions =
            [
                .. details.Transitions.Select(step => new TransitionView(
                    step.At, StatusOf(step.State), step.Told(bearer.SeesEveryone))),
            ],
            Stretches =
            [
                .. details.Stretches.Select(held => new StretchView(
                    held.Run.Attempt, held.Resource, held.Milli, held.Began, held.Ended)),
            ],
            Runs = [.. details.Attempts.Select(RunOf)],
            GpuSeconds = used?.GpuSeconds,
            Cost = used?.Cost,
            Currency = used?.Cost is null ? null : prices.Rules?.Currency.Code,
        };
    }

    private static AttemptView RunOf(AttemptReport report) => new(
        report.Run.Attempt,
        StatusOf(report.State),
        report.At,
        report.Exit,
        report.Detail,
        report.CpuMilliseconds / 1000m,
        report.PeakBytes is { } bytes ? decimal.Round(bytes / 1048576m, 1) : null);

    private static AttemptStatus StatusOf(AttemptState state) => state switch
    {
        AttemptState.Placed => AttemptStatus.Placed,
        AttemptState.Sent => AttemptStatus.Sent,
        AttemptState.Running => AttemptStatus.Running,
        AttemptState.Ended => AttemptStatus.Ended,
        _ => AttemptStatus.Unknown,
    };

    /// <summary>A job as it was submitted.</summary>
    public static JobRequest RequestOf(JobDetails details) =>
        JsonSerializer.Deserialize<JobRequest>(details.Text, ApiJson.Options)!;

    /// <summary>The state of a job by its name in the API.</summary>
    public static JobStatus StatusOf(JobState state) => state switch
    {
        JobState.Waiting => JobStatus.Waiting,
        JobState.Held => JobStatus.Held,
        JobState.Running => JobStatus.Running,
        JobState.Stopping => JobStatus.Stopping,
        JobState.Succeeded => JobStatus.Succeeded,
        JobState.Failed => JobStatus.Failed,
        _ => JobStatus.Cancelled,
    };

    /// <summary>The state that has a name in the API.</summary>
    public static JobState StateOf(JobStatus status) =>
        Enum.GetValues<JobState>().First(state => StatusOf(state) == status);

    /// <summary>The code of a reason, such as <c>NO_ROOM_NOW</c>; null for none.</summary>
    public static string? CodeOf(int reason) => reason == 0
        ? null
        : JsonNamingPolicy.SnakeCaseUpper.ConvertName(((HoldReason)reason).ToString());

    private static string? TextOrNull(string text) => text.Length == 0 ? null : text;
}
