using System.Diagnostics;
using Headroom.Client;

namespace Headroom.Cli.Bench.Live;

/// <summary><c>headroom up</c> as a process of its own, on a port that is free.</summary>
internal sealed class UpProcess : IDisposable
{
    private const string TokenLine = "Admin token";
    private const string LastLine = "Try:";

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Process _process;

    private UpProcess(Process process) => _process = process;

    /// <summary>Where it serves.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The token that it made; empty where there was one.</summary>
    public string Token { get; private set; } = "";

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

    /// <summary>Starts it, and waits until it serves; null when it ended before, and has said why.</summary>
    /// <param name="program">The program, with the arguments that come before 'up'.</param>
    /// <param name="home">Home of whoever starts it: where its token is kept.</param>
    /// <param name="options">Behind 'up', but for the address.</param>
    /// <param name="cancellation">Ends the wait, and the process.</param>
    public static async Task<UpProcess?> StartAsync(
        IReadOnlyList<string> program,
        string home,
        IReadOnlyList<string> options,
        CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo(
            program[0], [.. program.Skip(1), "up", "--urls", "http://127.0.0.1:0", .. options])
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = home },
        };
        var up = new UpProcess(Process.Start(start)!);
        try
        {
            if (await up.IsServingAsync(cancellation)) return up;
        }
        catch
        {
            up.Dispose();
            throw;
        }

        up.Dispose();
        return null;
    }

    /// <summary>A client with a token of its own, or with another one.</summary>
    public HeadroomClient Client(string? token = null) => new(Address, token ?? Token);

    /// <summary>Kills it, and it alone: what runs on the pool goes on.</summary>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: false);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task<bool> IsServingAsync(CancellationToken cancellation)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Contains(" at http", StringComparison.Ordinal)) Address = new Uri(line.Split(' ')[^1]);
            if (line.StartsWith(TokenLine, StringComparison.Ordinal)) Token = line.Split(' ')[^1];
            if (line.StartsWith(LastLine, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}
