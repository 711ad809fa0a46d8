using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Client;

namespace Headroom.Cli.Remote;

/// <summary>One run of a command that asks a server.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Terminal">Where it runs.</param>
/// <param name="Client">The server.</param>
/// <param name="Format">How results are printed.</param>
internal sealed record ServerCall(
    ParseResult Parsed, Terminal Terminal, Lazy<HeadroomClient> Client, OutputFormat Format)
{
    private readonly Patience _patience = new(Terminal.Clock);

    public bool IsJson => Format == OutputFormat.Json;

    /// <summary>Now, in Unix milliseconds.</summary>
    public long Now => Terminal.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Asks, and asks again when the connection breaks.</summary>
    public Task<T> AskAsync<T>(Func<HeadroomClient, Task<T>> ask, CancellationToken cancellation) =>
        _patience.AskAsync(() => ask(Client.Value), cancellation);
}
