using System.Globalization;
using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Engines.Contract;
using Headroom.Server.Agreements;
using Headroom.Server.Clusters;
using RunId = Headroom.Storage.Jobs.RunId;

namespace Headroom.Server.Outbox;

/// <summary>Writes out what an engine is told to run.</summary>
/// <param name="work">Where jobs without a directory of their own get one.</param>
internal sealed class Orders(WorkFolders work)
{
    /// <summary>Holds jobs against agreements; null where the pool was given no exchange.</summary>
    public AgreementGate? Agreements { get; init; }

    /// <summary>The sentence that refuses a run under an agreement; null where it may start.</summary>
    public string? Refuses(RunId run, JobRequest request, StartPayload payload)
    {
        if (request.Agreement.Length == 0) return null;

        var place = new AgreedPlace(run.Job.Value, run.Attempt, payload.Region, payload.Chip);
        return Agreements is null ? "this pool was given no exchange; start it with 'headroom up --exchange'." : Agreements.Refuses(request, place);
    }

    private const string Path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The order for one task of a run.</summary>
    public RunOrder Of(TaskRun run, JobRequest request, StartPayload payload)
    {
        var task = payload.Tasks[run.Task];
        return new RunOrder
        {
            Id = run.Name,
            Command = ValueList.From(CommandOf(run.Run, request)),
            Environment = ValueList.From(
                EnvironmentOf(run, request, payload)
                    .Select(pair => new EnvironmentVariable(pair.Key, pair.Value))),
            WorkingDirectory = request.Directory.Length > 0
                ? request.Directory
                : work.Of(run.Run.Job),
            MakesWorkingDirectory = request.Directory.Length == 0,
            Tasks =
            [
                new RunTask(
                    NodeNames.OnCluster(payload.Cluster, task.Node), new GpuSet(task.Gpus),
                    task.GpuMilli == 0 ? TaskRequest.WholeGpuMilli : task.GpuMilli, task.GpuMemoryMiB),
            ],
            Limits = new RunLimits
            {
                CpuMillicores = request.CpuMillicores,
                MemoryMiB = request.MemoryMib,
                Time = request.TimeLimitSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            Stop = new StopRules
            {
                Checkpoint = request.CheckpointSeconds > 0 ? CheckpointSignal.User1 : null,
            },
        };
    }

    private IReadOnlyList<string> CommandOf(RunId run, JobRequest request) => request.Agreement.Length > 0
        ? Agreements!.CommandOf(request, run.Job.Value)
        : request.Command;

    // What a job says itself goes before what every job is told.
    private static SortedDictionary<string, string> EnvironmentOf(
        TaskRun run, JobRequest request, StartPayload payload)
    {
        var (job, attempt) = run.Run;
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["PATH"] = Path,
            ["LANG"] = "C.UTF-8",
            ["HEADROOM_JOB_ID"] = job.ToString(),
            ["HEADROOM_ATTEMPT"] = Text(attempt),
            ["HEADROOM_TASK"] = Text(run.Task),
            ["HEADROOM_TASKS"] = Text(payload.Tasks.Count),
        };
        if (payload.ArrayIndex is { } index) variables["HEADROOM_ARRAY_INDEX"] = Text(index);
        foreach (var (name, value) in request.Environment) variables[name] = value;
        return variables;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
