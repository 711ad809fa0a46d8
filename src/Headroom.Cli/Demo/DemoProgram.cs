using System.Diagnostics;
using Headroom.Cli.Bench.Live;
using Headroom.Cli.Outcome;
using Headroom.Engines.Local;

namespace Headroom.Cli.Demo;

/// <summary>
/// Runs this program's own commands in a folder, as a person there would type them. What it began it ends.
/// </summary>
internal sealed class DemoProgram : IDisposable
{
    /// <summary>Passphrase of all keys of the demo: what they protect is made up.</summary>
    public const string Passphrase = "demo";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder;
    private readonly CancellationTokenSource _interrupted;
    private readonly List<Process> _begun = [];
    private UpProcess? _pool;

    public DemoProgram(string folder, CancellationToken interrupted)
    {
        _folder = folder;
        _interrupted = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        _interrupted.CancelAfter(Patience);
    }

    /// <summary>Address of the pool; it was started before.</summary>
    public string Server => _pool!.Address.ToString();

    /// <summary>What a command of this program printed.</summary>
    /// <param name="line">The command, a space between any two of its words.</param>
    /// <param name="more">Words behind those.</param>
    /// <exception cref="CommandFailure">It failed; the sentence has what it said.</exception>
    public async Task<string> RunAsync(string line, params string[] more)
    {
        using var process = Start([.. line.Split(' '), .. more]);
        return await EndOfAsync(process, line);
    }

    /// <summary>Begins a command that goes on beside others.</summary>
    /// <param name="line">The command, a space between any two of its words.</param>
    /// <param name="more">Words behind those.</param>
    public Task<string> Begin(string line, params string[] more)
    {
        var process = Start([.. line.Split(' '), .. more]);
        _begun.Add(process);
        return EndOfAsync(process, line);
    }

    /// <summary>Starts a pool, and waits until it serves.</summary>
    public async Task StartPoolAsync(string options)
    {
        var program = SupervisorProgram.ThisOne("up");
        // Its data, its log and the token of whoever starts it are in the folder.
        string[] words =
        [
            "/bin/sh", "-c", "cd \"$0\" && exec \"$@\" 2>>up.log", _folder, .. program.Take(program.Count - 1),
        ];
        _pool = await UpProcess.StartAsync(words, _folder, options.Split(' '), _interrupted.Token)
            ?? throw new CommandFailure(
                ExitCode.Failed, $"the pool did not start; see {Path.Combine(_folder, "up.log")}.");
    }

    /// <summary>Words before those of a command of this program, for a job that runs one.</summary>
    public static string[] Words(params string[] line)
    {
        var program = SupervisorProgram.ThisOne(line[0]);
        return [.. program, .. line.Skip(1)];
    }

    public void Dispose()
    {
        foreach (var process in _begun)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            process.Dispose();
        }

        _pool?.Dispose();
        _interrupted.Dispose();
    }

    private Process Start(string[] line)
    {
        var words = Words(line);
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = _folder, ["HEADROOM_PASSPHRASE"] = Passphrase },
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray()) start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("HEADROOM_", StringComparison.Ordinal) && name != "HEADROOM_PASSPHRASE";

    private async Task<string> EndOfAsync(Process process, string line)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(_interrupted.Token);
        if (process.ExitCode == ExitCode.Done) return await output;

        var said = (await error).TrimEnd().Split('\n')[^1];
        throw new CommandFailure(ExitCode.Failed, $"'headroom {line}' failed: {said}");
    }
}
