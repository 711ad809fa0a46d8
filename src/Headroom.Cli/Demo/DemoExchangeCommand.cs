using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;

namespace Headroom.Cli.Demo;

/// <summary><c>headroom demo exchange</c>: owners of data, of compute and of a model come to work.</summary>
internal static class DemoExchangeCommand
{
    public static DocumentedCommand Create(Terminal terminal)
    {
        var folder = new Option<string>("--dir")
        {
            Description = "New folder for all that is made; it stays for a look around",
            HelpName = "DIR",
            DefaultValueFactory = _ => "exchange-demo",
        };
        var command = new DocumentedCommand(
            "exchange",
            "A hospital and a bank have data, two centres have compute, a laboratory has a model: mask, list, match, "
            + "sign, run a sealed and a federated job here, settle and audit.",
            "headroom demo exchange",
            "headroom demo exchange --dir /tmp/exchange-demo")
        {
            folder,
        };
        command.SetAction(async (parsed, interrupted) =>
        {
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder));
            if (Path.Exists(path))
            {
                throw new CommandFailure(
                    ExitCode.WrongUse, $"{path} is there already; name another folder with --dir, or remove it.");
            }

            Directory.CreateDirectory(path);
            using var program = new DemoProgram(path, interrupted);
            await new ExchangeDemo(terminal, program, path).RunAsync();
            return ExitCode.Done;
        });
        return command;
    }
}
