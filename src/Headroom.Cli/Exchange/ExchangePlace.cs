using System.CommandLine;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Privacy;
using Headroom.Cli.Remote;
using Headroom.Client;

namespace Headroom.Cli.Exchange;

/// <summary>One run of a command that deals on an exchange.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Exchange">The exchange.</param>
internal sealed record Dealing(ParseResult Parsed, IExchange Exchange);

/// <summary>Where an exchange is: in a folder, or on a server where one is named.</summary>
internal static class ExchangePlace
{
    /// <summary>Adds the options to a command, and what it does.</summary>
    public static DocumentedCommand Deal(
        this DocumentedCommand command, Terminal terminal, Func<Dealing, Task<int>> run)
    {
        var (folder, server) = (ExchangeOptions.Folder(), ServerOptions.Server());
        server.Description = "Address of a server that keeps the exchange [default: none, the folder is used]";
        command.Add(folder);
        command.Add(server);
        command.Add(ServerOptions.TokenFileOption());
        command.Add(Settings.FileOption());
        command.SetAction((parsed, cancellation) => PrivacyFailure.ToldAsync(async () =>
        {
            if (parsed.GetValue(server) is not { } address)
            {
                var local = new FolderExchange(parsed.GetRequiredValue(folder), terminal.Clock);
                return await run(new Dealing(parsed, local));
            }

            if (parsed.GetResult(folder) is { Implicit: false })
                throw new CommandFailure(ExitCode.WrongUse, "--exchange names a folder and --server a server; give one of them.");

            using var client = ClientOf(terminal, parsed, address);
            try
            {
                var remote = new ServerExchange(client.Exchange, terminal.Clock, cancellation);
                return await run(new Dealing(parsed, remote));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new CommandFailure(ExitCode.Interrupted, "interrupted.");
            }
        }));
        return command;
    }

    private static HeadroomClient ClientOf(Terminal terminal, ParseResult parsed, Uri address)
    {
        var settings = Settings.Of(parsed, terminal);
        var token = Token.Of(terminal, settings[Setting.TokenFile, parsed.GetValue<string?>(Setting.TokenFile.Flag)]);
        return new HeadroomClient(address, token);
    }
}
