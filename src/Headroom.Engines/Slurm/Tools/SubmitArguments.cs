using System.Globalization;
using Headroom.Engines.Slurm.Calls;

namespace Headroom.Engines.Slurm.Tools;

/// <summary>Writes a submission as the arguments of sbatch.</summary>
internal static class SubmitArguments
{
    public static IReadOnlyList<string> Of(
        SlurmSubmission submission, string scriptFile, bool isForTrial = false)
    {
        List<string> arguments =
        [
            "--parsable", "--no-requeue", $"--job-name={submission.Name}", $"--comment={submission.Comment}",
            "--chdir=/", "--open-mode=append",
            $"--output={Literal(submission.Output)}", $"--error={Literal(submission.Error)}",
            $"--nodes={Text(submission.NodeCount)}", $"--ntasks={Text(submission.TaskCount)}",
            $"--cpus-per-task={Text(submission.CpusPerTask)}",
        ];
        // Whether it would be taken is asked of a job that is not held, and has no files yet.
        if (!isForTrial) arguments.AddRange(["--hold", $"--export-file={submission.EnvironmentFile}"]);
        if (submission.Nodes.Count > 0) arguments.Add($"--nodelist={string.Join(',', submission.Nodes)}");
        if (submission.MemoryMiBPerNode > 0) arguments.Add($"--mem={Text(submission.MemoryMiBPerNode)}M");
        if (submission.Minutes is { } minutes) arguments.Add($"--time={Text(minutes)}");
        AddText(arguments, "--gres", submission.GresPerNode);
        AddText(arguments, "--partition", submission.Partition);
        AddText(arguments, "--account", submission.Account);
        AddText(arguments, "--qos", submission.Qos);
        AddText(arguments, "--reservation", submission.Reservation);
        return [.. arguments, scriptFile, .. submission.Arguments];
    }

    private static void AddText(List<string> arguments, string option, string value)
    {
        if (value.Length > 0) arguments.Add($"{option}={value}");
    }

    // In names of files '%' stands for something else.
    private static string Literal(string path) => path.Replace("%", "%%", StringComparison.Ordinal);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
