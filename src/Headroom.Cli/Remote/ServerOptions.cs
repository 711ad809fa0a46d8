using System.CommandLine;
using Headroom.Cli.Configuration;
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
        bool hasRows = false)
    {
        var server = Server();
        var output = OutputSetting.Option(hasRows);
        command.Add(output);
        command.Add(server);
        command.Add(TokenFileOption());
        // A command with a '--config' that means something else goes by the usual file of settings.
        var file = Settings.FileOption();
        var isTaken = command.Options.Any(option => option.Name == file.Name);
        if (!isTaken) command.Add(file);
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = isTaken ? Settings.WithoutOption(terminal) : Settings.Of(parsed, terminal);
            // Late: what sends nothing needs neither address nor token.
            var client = new Lazy<HeadroomClient>(() => new HeadroomClient(
                ServerAddress.Of(parsed.GetValue(server), settings),
                Token.Of(terminal, settings[Setting.TokenFile, parsed.GetValue<string?>(Setting.TokenFile.Flag)])));
            try
            {
                var format = OutputSetting.Of(parsed, output, settings, hasRows);
                return await run(new ServerCall(parsed, terminal, client, format), cancellation);
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

    /// <summary>Where the token is.</summary>
    public static Option<string?> TokenFileOption() => new(Setting.TokenFile.Flag)
    {
        Description = $"File with the token [default: {Token.Variable}, else as set, else {Setting.TokenFile.Usual}]",
        HelpName = "FILE",
        Arity = ArgumentArity.ExactlyOne,
    };

    /// <summary>Where the server is.</summary>
    public static Option<Uri?> Server() => new("--server")
    {
        Description = $"Address of the server [default: as set, else {Setting.Server.Usual}]",
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
