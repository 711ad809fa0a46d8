using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Client;
using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>One run of a command that asks a server.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Terminal">Where it runs.</param>
/// <param name="Client">The server.</param>
/// <param name="Format">How results are printed.</param>
internal sealed record ServerCall(
    ParseResult Parsed, Terminal Terminal, Lazy<HeadroomClient> Client, OutputFormat Format)
{
    // A server that is started anew is not the end of a wait.
    private static readonly TimeSpan SilenceMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SilencePause = TimeSpan.FromSeconds(2);

    private readonly Patience _patience = new(Terminal.Clock);

    public bool IsJson => Format == OutputFormat.Json;

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => Terminal.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks, and asks again when the connection breaks.</summary>
    public Task<T> AskAsync<T>(Func<HeadroomClient, Task<T>> ask, CancellationToken cancellation) =>
        _patience.AskAsync(() => ask(Client.Value), cancellation);

    /// <summary>The same for what goes on over a restart of the server: asks through a minute of silence.</summary>
    public async Task<T> AskThroughSilenceAsync<T>(
        Func<HeadroomClient, Task<T>> ask, CancellationToken cancellation)
    {
        var began = Terminal.Clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await AskAsync(ask, cancellation);
            }
            catch (ApiException fault) when (
                ServerFailure.ExitCodeOf(fault) == ExitCode.Unreachable
                && Terminal.Clock.GetElapsedTime(began) < SilenceMax)
            {
                await Task.Delay(SilencePause, Terminal.Clock, cancellation);
            }
        }
    }
}
