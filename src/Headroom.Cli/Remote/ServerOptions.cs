using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Client;
using Headroom.Client.Wire;

namespace Headroom.Cli.Remote;

/// <summary>Options that every command has which asks a server, and how such a command runs.</summary>
internal static class ServerOptions
{
    /// <summary>Adds the options to a command, and what it does.</summary>
    public static DocumentedCommand Serve(
        this DocumentedCommand command,
        Terminal terminal,
        Func<ServerCall, CancellationToken, Task<int>> run,
        bool hasCsv = false)
    {
        var server = Server();
        var output = Choices.One("--output", "output", "How results are printed",
            [
                ("table", OutputFormat.Table), ("json", OutputFormat.Json),
                .. hasCsv ? [("csv", OutputFormat.Csv)] : Array.Empty<(string, OutputFormat)>(),
            ]);
        command.Add(output);
        command.Add(server);
        command.SetAction(async (parsed, cancellation) =>
        {
            // Late: what sends nothing needs neither address nor token.
            var client = new Lazy<HeadroomClient>(() => new HeadroomClient(
                ServerAddress.Of(parsed.GetValue(server), terminal), Token.Of(terminal)));
            try
            {
                return await run(new ServerCall(parsed, terminal, client, output.In(parsed)), cancellation);
            }
            catch (ApiException fault)
            {
                throw ServerFailure.Of(fault);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                throw new CommandFailure(ExitCode.Interrupted, "interrupted.");
            }
            finally
            {
                if (client.IsValueCreated) client.Value.Dispose();
            }
        });
        return command;
    }

    private static Option<Uri?> Server() => new("--server")
    {
        Description = $"Address of the server [default: {ServerAddress.Variable}, else http://127.0.0.1:7433]",
        HelpName = "URL",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            if (ServerAddress.TryParse(result.Tokens[0].Value, out var address, out var fault)) return address;

            result.AddError($"--server {fault}");
            return null;
        },
    };
}
