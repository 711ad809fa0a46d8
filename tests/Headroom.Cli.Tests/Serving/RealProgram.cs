using System.Diagnostics;
using System.Text.RegularExpressions;
using Headroom.Client;

namespace Headroom.Cli.Tests.Serving;

/// <summary>
/// <c>headroom up</c> as a process of its own, which can be killed and started again over what it left.
/// </summary>
internal sealed partial class RealProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder;
    private readonly string? _store;
    private Process? _process;
    private string _token = "";
    private Uri? _address;

    /// <param name="folder">Its data, and the home of whoever starts it.</param>
    /// <param name="store">Connection string of its store; null for a file in the folder.</param>
    public RealProgram(string folder, string? store) => (_folder, _store) = (folder, store);

    /// <summary>A client of its administrator.</summary>
    public HeadroomClient Client() => new(_address!, _token);

    /// <summary>Starts it, and waits until it serves.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "headroom"))
        {
            RedirectStandardOutput = true,
            Environment = { ["HOME"] = _folder },
        };
        string[] arguments =
        [
            "up", "--gpus", "4", "--urls", "http://127.0.0.1:0", "--data", Path.Combine(_folder, "pool"),
            .. _store is null ? (string[])[] : ["--store", _store],
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        _process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Address().Match(line) is { Success: true } address) _address = new Uri(address.Value);
            if (line.StartsWith("Admin token", StringComparison.Ordinal)) _token = line.Split(' ')[^1];
            if (line.StartsWith("Try:", StringComparison.Ordinal)) return;
        }

        Assert.Fail("the program ended before it served");
    }

    /// <summary>Kills it, and it alone.</summary>
    public void Kill()
    {
        _process!.Kill(entireProcessTree: false);
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        if (_process is not null) Kill();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
