using Headroom.Cli.Outcome;
using Headroom.Client;
using Headroom.Engines.Local;

namespace Headroom.Cli.Bench.Live;

/// <summary>A pool of this build over an empty folder, which goes with it.</summary>
internal sealed class OwnPool : IAsyncDisposable
{
    private const string Verb = "up";
    private const int AttemptsMax = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private UpProcess? _process;

    private OwnPool() => Folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>What serves it.</summary>
    public UpProcess Process => _process!;

    /// <summary>Starts it, and waits until it serves.</summary>
    public static async Task<OwnPool> StartAsync()
    {
        var pool = new OwnPool();
        try
        {
            await pool.OpenAsync();
            return pool;
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills it, and starts it anew over what it left.</summary>
    /// <param name="between">Done while it does not run.</param>
    public async Task RestartAsync(Func<Task> between)
    {
        Process.Dispose();
        _process = null;
        await between();
        await OpenAsync();
    }

    /// <summary>A client of its administrator, before a restart.</summary>
    public HeadroomClient Client() => Process.Client();

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return;
            }
            // The supervisor of a job, which outlives the pool as it should, may write its last file just now.
            catch (IOException) when (attempt < AttemptsMax)
            {
                await Task.Delay(Pause);
            }
        }
    }

    private async Task OpenAsync()
    {
        string[] program = [.. SupervisorProgram.ThisOne(Verb).SkipLast(1)];
        _process = await UpProcess.StartAsync(program, Folder, ["--gpus", "4", "--data", Folder])
            ?? throw new CommandFailure(ExitCode.Failed, "the pool ended before it served; 'headroom up' says why.");
    }
}
