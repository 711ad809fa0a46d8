using System.Text;
using Headroom.Engines.Contract;
using Headroom.Engines.Local.Files;

namespace Headroom.Engines.Slurm.Runs;

/// <summary>The folders of all runs of a pool, and the script that each of them begins with.</summary>
internal sealed class RunShelf
{
    /// <summary>
    /// Begins a run. It is the same for all: what is run comes as arguments, so that no shell reads it. A job that
    /// Slurm queued again on its own does nothing: whether it runs again is not for Slurm to say.
    /// </summary>
    public const string Script = """
        #!/bin/sh
        if [ "${SLURM_RESTART_COUNT:-0}" -gt 0 ]; then exit 75; fi
        cd -- "$1" || exit 126
        tasks=$2
        shift 2
        if [ "$tasks" -gt 1 ]; then
            exec srun --kill-on-bad-exit=1 --cpus-per-task="${SLURM_CPUS_PER_TASK:-1}" \
                /bin/sh -c 'HEADROOM_TASK=$SLURM_PROCID exec "$@"' sh "$@"
        fi
        exec "$@"

        """;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _runs;

    /// <summary>Opens the folder, and makes it when it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public RunShelf(string root)
    {
        _runs = Path.Combine(root, "runs");
        Directory.CreateDirectory(_runs);
        ScriptFile = Path.Combine(root, "run.sh");
        if (!File.Exists(ScriptFile) || File.ReadAllText(ScriptFile) != Script)
            WholeFile.Write(ScriptFile, Encoding.UTF8.GetBytes(Script));

        Submitted = new SubmittedLog(Path.Combine(root, "submitted"), id => Directory.Exists(Of(id).Path));
    }

    /// <summary>Which jobs of Slurm the runs are.</summary>
    public SubmittedLog Submitted { get; }

    /// <summary>Where the script lies.</summary>
    public string ScriptFile { get; }

    /// <summary>Where a run's folder is, or would be.</summary>
    public RunFiles Of(RunId id) => new(Path.Combine(_runs, id.Text));

    /// <summary>Runs whose names begin with <paramref name="prefix"/>, in order of their names.</summary>
    public List<RunId> Ids(string prefix)
    {
        var ids = new List<RunId>();
        foreach (var path in Directory.EnumerateDirectories(_runs))
        {
            var name = Path.GetFileName(path);
            if (name.StartsWith(prefix, StringComparison.Ordinal) && RunId.TryParse(name, out var id)) ids.Add(id);
        }

        ids.Sort();
        return ids;
    }

    /// <summary>The order and the ending that are kept of a run; null for each that is not.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    public (RunOrder? Order, RunEnding? Ending) Read(RunId id) =>
        (StateJson.Read<RunOrder>(Of(id).Order), StateJson.Read<RunEnding>(Of(id).Ending));

    /// <summary>Keeps an order that is new.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public void Keep(RunOrder order)
    {
        var files = Of(order.Id);
        Directory.CreateDirectory(files.Path, OwnerOnly | UnixFileMode.UserExecute);
        var variables = new StringBuilder();
        foreach (var (name, value) in order.Environment) variables.Append($"{name}={value}\0");
        using (var file = File.OpenHandle(files.Environment, FileMode.Create, FileAccess.Write))
        {
            // It may hold secrets.
            File.SetUnixFileMode(file, OwnerOnly);
            RandomAccess.Write(file, Encoding.UTF8.GetBytes(variables.ToString()), 0);
        }

        // Last, and not flushed: the job's comment tells the order as well.
        Write(files.Order, StateJson.Bytes(order));
    }

    /// <summary>Keeps how a run ended. Not flushed: what a power failure takes is asked for again.</summary>
    public void Keep(RunId id, RunEnding ending) => Write(Of(id).Ending, StateJson.Bytes(ending));

    /// <summary>Takes a run's folder away.</summary>
    public void Remove(RunId id)
    {
        if (Directory.Exists(Of(id).Path)) Directory.Delete(Of(id).Path, recursive: true);
        Submitted.Remove(id);
    }

    private static void Write(string path, byte[] bytes)
    {
        var draft = $"{path}.new";
        File.WriteAllBytes(draft, bytes);
        File.Move(draft, path, overwrite: true);
    }
}
