using System.Diagnostics;
using Headroom.Cli.Outcome;
using Headroom.Client;
using Headroom.Engines.Local;

namespace Headroom.Cli.Bench.Live;

/// <summary><c>headroom up</c> of this build as a process of its own, over an empty folder.</summary>
internal sealed class OwnPool : IAsyncDisposable
{
    private const string TokenLine = "Admin token";
    private const string LastLine = "Try:";
    private const int AttemptsMax = 50;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly string _folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
    private readonly Process _process;
    private string _address = "";
    private string _token = "";

    private OwnPool()
    {
        var program = SupervisorProgram.ThisOne("up");
        var start = new ProcessStartInfo(program[0]) { RedirectStandardOutput = true };
        foreach (var argument in program.Skip(1)) start.ArgumentList.Add(argument);
        foreach (var argument in (string[])["--gpus", "4", "--urls", "http://127.0.0.1:0", "--data", _folder])
            start.ArgumentList.Add(argument);

        // Its token is kept in the folder too.
        start.Environment["HOME"] = _folder;
        _process = Process.Start(start)!;
    }

    /// <summary>Time since it was started.</summary>
    public TimeSpan Age => Stopwatch.GetElapsedTime(_began);

    /// <summary>Time of processors that it has taken.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that it holds, in MiB.</summary>
    public double MemoryMiB
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024.0 * 1024.0);
        }
    }

    /// <summary>Starts it, and waits until it serves.</summary>
    public static async Task<OwnPool> StartAsync()
    {
        var pool = new OwnPool();
        try
        {
            while (await pool._process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Contains(" at http", StringComparison.Ordinal)) pool._address = line.Split(' ')[^1];
                if (line.StartsWith(TokenLine, StringComparison.Ordinal)) pool._token = line.Split(' ')[^1];
                if (line.StartsWith(LastLine, StringComparison.Ordinal)) return pool;
            }

            throw new CommandFailure(ExitCode.Failed, "the pool ended before it served; 'headroom up' says why.");
        }
        catch
        {
            await pool.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of its administrator.</summary>
    public HeadroomClient Client() => new(new Uri(_address), _token);

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
                return;
            }
            // The supervisor of a job, which outlives the pool as it should, may write its last file just now.
            catch (IOException) when (attempt < AttemptsMax)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
