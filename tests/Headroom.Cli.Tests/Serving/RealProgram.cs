using Headroom.Cli.Bench.Live;
using Headroom.Client;

namespace Headroom.Cli.Tests.Serving;

/// <summary>
/// <c>headroom up</c> as a process of its own, which can be killed and started again over what it left.
/// </summary>
internal sealed class RealProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly string ProgramPath = Path.Combine(AppContext.BaseDirectory, "headroom");

    private readonly string _folder;
    private readonly string[] _options;
    private readonly string _log;
    private UpProcess? _process;
    private string _token = "";

    /// <param name="folder">Its data, and the home of whoever starts it.</param>
    /// <param name="store">Connection string of its store; null for a file in the folder.</param>
    /// <param name="gpus">Its accelerators.</param>
    /// <param name="more">More of its options.</param>
    public RealProgram(string folder, string? store, string gpus = "4", params string[] more)
    {
        (_folder, _log) = (folder, Path.Combine(folder, "log"));
        _options =
        [
            "--gpus", gpus, "--data", Path.Combine(folder, "pool"),
            "--log", "json", .. store is null ? (string[])[] : ["--store", store], .. more,
        ];
    }

    /// <summary>A client of its administrator.</summary>
    public HeadroomClient Client() => _process!.Client(_token);

    /// <summary>Token of its administrator.</summary>
    public string Secret => _token;

    /// <summary>What a command of its user says to reach it, and where jobs find the program.</summary>
    public string[] Reached =>
    [
        "--server", Address.ToString(), "--token-file", Path.Combine(_folder, ".headroom", "token"),
        "--program", ProgramPath,
    ];

    /// <summary>Where it serves.</summary>
    public Uri Address => _process!.Address;

    /// <summary>What it and those before it have written to their log.</summary>
    public IReadOnlyList<string> Log => File.ReadAllLines(_log);

    /// <summary>Starts it, and waits until it serves.</summary>
    public async Task StartAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        // The shell gives way to the program: what is killed is no shell.
        string[] program =
        [
            "/bin/sh", "-c", "exec \"$@\" 2>>\"$0\"", _log, ProgramPath,
        ];
        _process = await UpProcess.StartAsync(program, _folder, _options, patience.Token);
        Assert.True(_process is not null, "the program ended before it served");
        if (_process.Token.Length > 0) _token = _process.Token;
    }

    /// <summary>Kills it, and it alone.</summary>
    public void Kill()
    {
        _process!.Dispose();
        _process = null;
    }

    public void Dispose() => _process?.Dispose();
}
