using Headroom.Client.Jobs;
using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Server.Clusters.Descriptions;
using Headroom.Server.Loop;

namespace Headroom.Server.Commands;

/// <summary>Turns a request into a job, or says what is wrong with it.</summary>
internal static class JobForm
{
    /// <summary>Most jobs of one array.</summary>
    public const int ArrayMax = 10_000;

    private const int RetriesMax = 100;
    private const int ArgumentsMax = 4_096;
    private const int TextMax = 131_071;
    private const int NameMax = 256;
    private const long TextOfArrayMax = 16L << 20;

    /// <summary>Refuses what no job may be.</summary>
    public static void Require(JobRequest request)
    {
        if (HasNulls(request)) throw Fault("", "A list of the request has nothing in one of its places", "leave it out");

        if (request.Command.Count is 0 or > ArgumentsMax || request.Command[0].Length == 0)
            throw Fault("command", "The command is empty or too long", $"give a program and at most {ArgumentsMax} words");

        if (request.Name.Length > NameMax || request.Name.Any(char.IsControl))
            throw Fault("name", "The name is too long or has control characters", $"give at most {NameMax} characters");

        if (request.Array is < 1 or > ArrayMax)
            throw Fault("array", $"An array of {request.Array} jobs is out of range", $"ask for 1 to {ArrayMax}");

        if (request.ArrayRunningMax < 0)
            throw Fault("array_running_max", "A negative number of jobs cannot run at once", "give 0 for any number");

        if (request.TasksMin < 1 || request.TasksMin > request.Tasks)
            throw Fault("tasks_min", $"A minimum of {request.TasksMin} tasks is out of range", $"give 1 to {request.Tasks}");

        if (request.Retries is < 0 or > RetriesMax)
            throw Fault("retries", $"{request.Retries} retries are out of range", $"give 0 to {RetriesMax}");

        if (request.TimeLimitSeconds is < 1 or > int.MaxValue || request.CheckpointSeconds is < 0 or > int.MaxValue)
            throw Fault("time_limit_seconds", "A time is out of range", "give seconds from 1 to 2147483647");

        if (request.Directory.Length > 0 && !request.Directory.StartsWith('/'))
            throw Fault("directory", "The directory does not begin with '/'", "give its whole path");

        foreach (var text in request.Command.Append(request.Directory))
        {
            if (text.Length > TextMax || text.Contains('\0'))
                throw Fault("command", "A word is too long or has a NUL in it", $"give at most {TextMax} characters");
        }

        foreach (var (name, value) in request.Environment)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAny('=', '\0') || value.Contains('\0'))
                throw Fault("environment", $"'{name}' is no variable", "give a name without '=' and no NUL in it");
        }
    }

    /// <summary>Refuses an array that would fill the store: each of its jobs keeps the whole text.</summary>
    public static void RequireSize(JobRequest request, string text)
    {
        if ((long)text.Length * request.Array > TextOfArrayMax)
        {
            throw Fault(
                "array", $"{request.Array} jobs of {text.Length} characters each are too large together",
                "put what is long into a file, or ask for fewer");
        }
    }

    /// <summary>The job of a request that <see cref="Require"/> has passed.</summary>
    /// <exception cref="Refusal">A size is out of range.</exception>
    public static Job Of(JobRequest request, JobId id, JobId? array, string user, long now)
    {
        var job = new Job
        {
            Id = id,
            Queue = request.Queue,
            SubmittedMilliseconds = now,
            User = user,
            Name = request.Name,
            Priority = request.Priority,
            IsPreemptible = request.Preemptible,
            TimeLimitMilliseconds = request.TimeLimitSeconds * 1000,
            CheckpointMilliseconds = request.CheckpointSeconds * 1000,
            StartByMilliseconds = request.StartBy is { } by and >= 0 and < long.MaxValue / 1000 ? by * 1000 : null,
            After = ValueList.From(request.After.Select(after =>
                new Dependency(new JobId(Math.Max(after.Job, 0)), ConditionOf(after.Condition)))),
            Array = array,
            ArrayRunningMax = array is null ? 0 : request.ArrayRunningMax,
            Shape = ShapeOf(request),
        };
        return JobCheck.Fault(job) is { } fault ? throw Fault("", fault.TrimEnd('.'), "mend it and submit again") : job;
    }

    // JSON may hold them in spite of the types.
    private static bool HasNulls(JobRequest request)
    {
        IEnumerable<object?> items =
        [
            .. request.Command, .. request.Models, .. request.Regions, .. request.Clusters, .. request.Data,
            .. request.After, .. request.Environment.Values,
        ];
        return items.Contains(null);
    }

    private static JobShape ShapeOf(JobRequest request) => new()
    {
        TaskCount = request.Tasks,
        TaskCountMin = request.TasksMin ?? 0,
        CpuMillicores = request.CpuMillicores,
        MemoryMiB = request.MemoryMib,
        GpuCount = request.Gpus,
        GpuMilli = request.Gpus == 0 ? TaskRequest.WholeGpuMilli : request.GpuMilli,
        GpuMemoryMiB = request.GpuMemoryMib,
        Chips = ValueList.From(request.Models.Select(model => new ChipChoice(model))),
        Regions = ValueList.From(request.Regions),
        // Nodes of the pool's own machine have no cluster's name.
        Clusters = ValueList.From(request.Clusters.Select(name => name == LocalSettings.OwnName ? "" : name)),
        DataSets = ValueList.From(request.Data),
    };

    private static DependencyCondition ConditionOf(JobEnd end) => end switch
    {
        JobEnd.Succeeded => DependencyCondition.Succeeded,
        JobEnd.NotSucceeded => DependencyCondition.NotSucceeded,
        _ => DependencyCondition.Any,
    };

    private static Refusal Fault(string key, string sentence, string remedy) =>
        new(RefusalKind.Invalid, sentence, remedy) { Key = key };
}
