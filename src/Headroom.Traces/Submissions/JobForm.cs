using Headroom.Cluster;
using Headroom.Cluster.Jobs;
using Headroom.Traces.Specifications;

namespace Headroom.Traces.Submissions;

/// <summary>Makes a job of its keys.</summary>
internal sealed class JobForm(Section root, FaultLog faults)
{
    /// <summary>The job; what was not written is null.</summary>
    public JobDescription Read() => new()
    {
        Command = Texts("command"),
        Name = Text("name"),
        Queue = Text("queue"),
        GpuMilliTotal = Value<long>("gpus", JobValues.Gpus),
        GpuMemoryMiB = Value<long>("gpuMemory", JobValues.Memory),
        Models = Texts("models"),
        CpuMillicores = Value<long>("cpus", JobValues.Cpus),
        MemoryMiB = Value<long>("memory", JobValues.Memory),
        TimeLimitSeconds = Value<long>("time", JobValues.TimeLimit),
        Tasks = Value<JobTasks>("tasks", JobValues.Tasks),
        Array = Value<JobArray>("array", JobValues.Array),
        After = After(),
        Priority = Value<int>("priority", JobValues.Priority),
        IsPreemptible = root.Find("preemptible") is { } entry
            ? faults.Values.Truth(entry, root.PathOf("preemptible"))
            : null,
        CheckpointSeconds = Value<long>("checkpoint", JobValues.Seconds),
        Retries = Value<int>("retries", JobValues.Retries),
        StartBySeconds = Value<long>("deadline", JobValues.Moment),
        Regions = Texts("regions"),
        Clusters = Texts("clusters"),
        DataSets = Texts("data"),
        Environment = Environment(),
        Directory = Text("directory"),
        Agreement = Text("agreement"),
        Purpose = Text("purpose"),
    };

    private string? Text(string key) =>
        root.Find(key) is { } entry ? faults.Values.Text(entry, root.PathOf(key)) : null;

    private T? Value<T>(string key, JobValueReader<T> read)
        where T : struct =>
        root.Find(key) is { } entry && TryRead(entry, root.PathOf(key), read, out var value) ? value : null;

    private IReadOnlyList<string>? Texts(string key) => root.Find(key) is null
        ? null
        : [.. root.Items(key).Select(item => faults.Values.Text(item.Entry, item.Path) ?? "")];

    private List<Dependency>? After()
    {
        if (root.Find("after") is null) return null;

        var after = new List<Dependency>();
        foreach (var (entry, path) in root.Items("after"))
        {
            if (TryRead<Dependency>(entry, path, JobValues.After, out var dependency)) after.Add(dependency);
        }

        return after;
    }

    // The keys are names of variables: the program that is run knows them.
    private List<KeyValuePair<string, string>>? Environment()
    {
        if (root.Find("environment") is not { } entry) return null;

        var path = root.PathOf("environment");
        if (entry is not MapEntry map)
        {
            faults.Add(
                entry.Line, path, $"this is {entry.Kind}, and variables with values are asked for", "write {SEED: 42}");
            return null;
        }

        foreach (var key in map.Repeated)
            faults.Add(key.Line, KeyPath.Inner(path, key.Name), "the variable is there twice", "remove one of the two");
        foreach (var key in map.Keys.Where(key => key.Name is "" || key.Name.Contains('=', StringComparison.Ordinal)))
            faults.Add(key.Line, KeyPath.Inner(path, key.Name), "this is no name of a variable", "write one without '='");

        return [.. map.Keys.Select(key => KeyValuePair.Create(
            key.Name, faults.Values.Text(key.Value, KeyPath.Inner(path, key.Name)) ?? ""))];
    }

    private bool TryRead<T>(Entry entry, string path, JobValueReader<T> read, out T value)
    {
        value = default!;
        if (faults.Values.Text(entry, path) is not { } text) return false;
        if (read(text, out value) is not var (problem, remedy)) return true;

        faults.Add(entry.Line, path, $"{SpecificationFault.Quote(text)} {problem}", remedy);
        return false;
    }
}
