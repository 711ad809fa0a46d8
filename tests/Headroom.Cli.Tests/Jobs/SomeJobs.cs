using System.Text.Json;
using Headroom.Cli.Tests.Remote;
using Headroom.Client.Jobs;
using Headroom.Client.Wire;

namespace Headroom.Cli.Tests.Jobs;

/// <summary>Plain jobs as a server tells of them; it is one hour after the epoch.</summary>
internal static class SomeJobs
{
    public const long Now = 3_600_000;

    public static JobDetail Waiting(long id) => new()
    {
        Id = id,
        Name = $"job-{id}",
        Tenant = "lab",
        Queue = "research",
        State = JobStatus.Waiting,
        Reason = "NO_ROOM_NOW",
        GpuMilli = 250,
        Priority = 5,
        SubmittedAt = Now - 90_000,
        Attempts = 0,
        Version = 1,
        Request = new JobRequest { Command = ["python", "train it.py"] },
        Transitions = [new(Now - 90_000, JobStatus.Waiting, "submitted")],
        Stretches = [],
    };

    public static JobDetail Running(long id) => Waiting(id) with
    {
        State = JobStatus.Running,
        Reason = null,
        Model = "A100",
        StartedAt = Now - 30_000,
        Attempts = 1,
        Stretches = [new(1, "A100", 250, Now - 30_000, null)],
    };

    public static JobDetail Ended(long id, JobStatus state, int? exitCode) =>
        Running(id) with { State = state, EndedAt = Now - 10_000, ExitCode = exitCode };

    /// <summary>The same job as lists show it.</summary>
    public static JobView View(JobDetail job) => JsonSerializer.Deserialize<JobView>(
        JsonSerializer.Serialize(job, ApiJson.Options), ApiJson.Options)!;

    public static CannedAnswer Answer(JobDetail job) => CannedAnswer.Json(job);
}
