using System.Globalization;
using Headroom.Cluster;
using Headroom.Storage.Jobs;
using EngineRunId = Headroom.Engines.Contract.RunId;

namespace Headroom.Server.Outbox;

/// <summary>One task of a run: what an engine that takes one task a run is told to start.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="Task">Which task, from 0.</param>
internal readonly record struct TaskRun(RunId Run, int Task)
{
    /// <summary>What every name begins with.</summary>
    public const string Prefix = "hr-";

    /// <summary>Its name on the engine, such as <c>hr-1207-2-0</c>.</summary>
    public EngineRunId Name => EngineRunId.Of(
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Run.Job.Value}-{Run.Attempt}-{Task}"));

    /// <summary>Reads <see cref="Name"/>; false for what somebody else runs there.</summary>
    public static bool TryParse(EngineRunId name, out TaskRun run)
    {
        run = default;
        if (!name.Text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (name.Text[Prefix.Length..].Split('-') is not [var job, var attempt, var task]) return false;
        if (!long.TryParse(job, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
        if (!int.TryParse(attempt, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
        if (!int.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return false;

        run = new TaskRun(new RunId(new JobId(id), number), index);
        return true;
    }
}
