using System.CommandLine;
using System.CommandLine.Parsing;
using Headroom.Cli.Outcome;
using Headroom.Cli.Parsing;
using Headroom.Cluster.Jobs;
using Headroom.Traces.Submissions;

namespace Headroom.Cli.Jobs;

/// <summary>The options that describe a job; what is not given is left to the job file, else to the server.</summary>
internal sealed class JobOptions
{
    private readonly Option<string?> _name = Text("--name", "NAME", "A name to find it by");
    private readonly Option<string?> _queue = Text(
        "--queue", "QUEUE", "Queue, or tenant that has one [default: the only one that you may use]", "--tenant");

    private readonly Option<long?> _gpus =
        Value<long>("--gpus", "N|F", "GPUs of each task, or a part of one such as 0.25 [default: 0]", JobValues.Gpus);

    private readonly Option<long?> _gpuMemory =
        Value<long>("--gpu-memory", "SIZE", "Memory of a shared GPU, such as 10G", JobValues.Memory);

    private readonly DefaultedOption<IReadOnlyList<string>> _models =
        Words("--model", "A[|B…]", "Chip models that will do, best first [default: any]", ['|', ',']);

    private readonly Option<long?> _cpus =
        Value<long>("--cpus", "N", "Cores of each task [default: 1]", JobValues.Cpus);

    private readonly Option<long?> _memory =
        Value<long>("--memory", "SIZE", "Memory of each task, such as 512M or 16G", JobValues.Memory);

    private readonly Option<long?> _time =
        Value<long>("--time", "DURATION", "Longest runtime, such as 30m or 24h [default: the policy's]", JobValues.TimeLimit);

    private readonly Option<JobTasks?> _tasks = Value<JobTasks>(
        "--tasks", "N|MIN-MAX", "Tasks that start together or not at all; 2-8 for as many as there is room for [default: 1]",
        JobValues.Tasks);

    private readonly Option<JobArray?> _array = Value<JobArray>(
        "--array", "N[%M]", "Make N jobs like this one, of which M run at once", JobValues.Array);

    private readonly DefaultedOption<IReadOnlyList<Dependency>> _after = Values<Dependency>(
        "--after", "ID[:any|:failed]", "Start after this job has ended with success, anyhow, or without", JobValues.After);

    private readonly Option<int?> _priority =
        Value<int>("--priority", "N", "Higher goes first within the queue [default: 0]", JobValues.Priority);

    private readonly Option<bool> _preemption = new("--preemptible") { Description = "It may be preempted [default]" };
    private readonly Option<bool> _noPreemption = new("--no-preemption") { Description = "It may not be preempted" };
    private readonly Option<long?> _checkpoint =
        Value<long>("--checkpoint", "DURATION", "How often it saves its work, such as 10m [default: never]", JobValues.Seconds);

    private readonly Option<int?> _retries = Value<int>(
        "--retries", "N", "Times that it is started again when its run is lost [default: 1, with --no-preemption 0]",
        JobValues.Retries);

    private readonly Option<long?> _deadline = Value<long>(
        "--deadline", "TIME", "Latest start, such as 2026-12-01T08:00Z; until then it may wait for a cheaper hour",
        JobValues.Moment);

    private readonly DefaultedOption<IReadOnlyList<string>> _regions =
        Words("--region", "R[,R…]", "Regions that will do [default: any]", [',']);

    private readonly DefaultedOption<IReadOnlyList<string>> _clusters =
        Words("--cluster", "C[,C…]", "Clusters of the pool that will do [default: any]", [',']);

    private readonly DefaultedOption<IReadOnlyList<string>> _data =
        Words("--data", "NAME[,NAME…]", "Data sets that it reads", [',']);

    private readonly DefaultedOption<IReadOnlyList<KeyValuePair<string, string>>> _environment =
        Values<KeyValuePair<string, string>>("--env", "K=V", "An environment variable", JobValues.Variable);

    private readonly Option<string?> _directory = Text("--dir", "DIR", "Working directory [default: a fresh one]");

    private readonly Option<string?> _agreement = Text(
        "--agreement", "ID", "Agreement of an exchange under which it runs; needs --purpose and --payer");

    private readonly Option<string?> _purpose = Text("--purpose", "WORD", "What for, as the agreement names it");

    public void AddTo(Command command)
    {
        Option[] options =
        [
            _name, _queue, _gpus, _gpuMemory, _models, _cpus, _memory, _time, _tasks, _array, _after, _priority,
            _preemption, _noPreemption, _checkpoint, _retries, _deadline, _regions, _clusters, _data, _environment,
            _directory, _agreement, _purpose,
        ];
        foreach (var option in options) command.Add(option);
    }

    /// <summary>What the options say, but for the command.</summary>
    public JobDescription In(ParseResult parsed) => new()
    {
        Name = parsed.GetValue(_name),
        Queue = parsed.GetValue(_queue),
        GpuMilliTotal = parsed.GetValue(_gpus),
        GpuMemoryMiB = parsed.GetValue(_gpuMemory),
        Models = Given(parsed, _models),
        CpuMillicores = parsed.GetValue(_cpus),
        MemoryMiB = parsed.GetValue(_memory),
        TimeLimitSeconds = parsed.GetValue(_time),
        Tasks = parsed.GetValue(_tasks),
        Array = parsed.GetValue(_array),
        After = Given(parsed, _after),
        Priority = parsed.GetValue(_priority),
        IsPreemptible = PreemptionIn(parsed),
        CheckpointSeconds = parsed.GetValue(_checkpoint),
        Retries = parsed.GetValue(_retries),
        StartBySeconds = parsed.GetValue(_deadline),
        Regions = Given(parsed, _regions),
        Clusters = Given(parsed, _clusters),
        DataSets = Given(parsed, _data),
        Environment = Given(parsed, _environment),
        Directory = parsed.GetValue(_directory) is { } directory ? Path.GetFullPath(directory) : null,
        Agreement = parsed.GetValue(_agreement),
        Purpose = parsed.GetValue(_purpose),
    };

    private bool? PreemptionIn(ParseResult parsed)
    {
        var (may, mayNot) = (parsed.GetValue(_preemption), parsed.GetValue(_noPreemption));
        if (may && mayNot)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, "--preemptible and --no-preemption exclude each other; leave one out.");
        }

        return may || mayNot ? may : null;
    }

    private static IReadOnlyList<T>? Given<T>(ParseResult parsed, DefaultedOption<IReadOnlyList<T>> option) =>
        option.In(parsed) is { Count: > 0 } given ? given : null;

    private static Option<string?> Text(string name, string helpName, string description, params string[] aliases) =>
        new(name, aliases) { Description = description, HelpName = helpName, Arity = ArgumentArity.ExactlyOne };

    private static Option<T?> Value<T>(string name, string helpName, string description, JobValueReader<T> read)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result => Read(result, name, read) is [var value] ? value : null,
        };

    private static DefaultedOption<IReadOnlyList<T>> Values<T>(
        string name, string helpName, string description, JobValueReader<T> read) => new(name, [])
        {
            Description = $"{description}; may be given several times",
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result => Read(result, name, read),
        };

    private static DefaultedOption<IReadOnlyList<string>> Words(
        string name, string helpName, string description, char[] separators) => new(name, [])
        {
            Description = description,
            HelpName = helpName,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
            CustomParser = result =>
            {
                string[] words = [.. result.Tokens.SelectMany(token => token.Value.Split(separators))];
                if (words.Contains("")) result.AddError($"{name} has an empty name in it; leave it out");
                return words;
            },
        };

    private static List<T> Read<T>(ArgumentResult result, string name, JobValueReader<T> read)
    {
        var values = new List<T>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (read(text, out var value) is var (problem, remedy))
                result.AddError($"{name} '{text}' {problem}; {remedy}");
            else
                values.Add(value);
        }

        return values;
    }
}
