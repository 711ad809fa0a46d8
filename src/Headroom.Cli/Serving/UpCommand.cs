using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Server;
using Headroom.Storage.Faults;

namespace Headroom.Cli.Serving;

/// <summary><c>headroom up</c>: a pool on this machine.</summary>
internal static class UpCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = new Option<string?>("--data")
        {
            Description = "Folder of the pool [default: ~/.headroom/data]",
            HelpName = "DIR",
        };
        var urls = new Option<string>("--urls")
        {
            Description = "Addresses to listen on, separated by ';'",
            HelpName = "URLS",
            DefaultValueFactory = _ => "http://127.0.0.1:7433",
        };
        var gpus = new Option<string?>("--gpus")
        {
            Description = "Accelerators of this machine, such as 4 or A100:4 [default: what the driver says]",
            HelpName = "GPUS",
        };
        var policy = new Option<string?>("--policy")
        {
            Description = "Queues and quotas, in YAML [default: one queue for everyone]",
            HelpName = "FILE",
        };
        var store = new Option<string?>("--store")
        {
            Description = "PostgreSQL by connection string, from 'Host=' on [default: a file of the data folder]",
            HelpName = "STORE",
        };
        var command = new DocumentedCommand(
            "up",
            "Start the pool on this machine and serve it until it is interrupted. Jobs outlive it.",
            "headroom up",
            "headroom up --gpus A100:4 --policy policy.yaml",
            "headroom up --data pool --urls http://127.0.0.1:8080")
        {
            data, urls, gpus, policy, store,
        };
        command.SetAction((parsed, interrupted) => RunAsync(
            terminal,
            new UpOptions(
                parsed.GetValue(data), parsed.GetValue(urls)!, parsed.GetValue(gpus), parsed.GetValue(policy),
                parsed.GetValue(store)),
            interrupted));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, UpOptions options, CancellationToken interrupted)
    {
        try
        {
            var machine = await ThisMachine.PoolAsync(options, interrupted);
            await using var plane = await ControlPlane.StartAsync(machine, interrupted);
            Greet(terminal, machine, plane);
            await Task.WhenAny(plane.Ended, Task.Delay(Timeout.Infinite, interrupted));
            terminal.Error.WriteLine("headroom: stopping; jobs go on, and are found again by the next start.");
            return interrupted.IsCancellationRequested ? ExitCode.Done : ExitCode.Failed;
        }
        catch (StoreException fault)
        {
            throw new CommandFailure(ExitCode.Failed, fault.Message);
        }
    }

    private static void Greet(Terminal terminal, ControlPlaneOptions machine, ControlPlane plane)
    {
        var gpus = machine.Fleet.Nodes.Sum(node => node.GpuCount);
        terminal.Output.WriteLine($"Headroom serves {gpus} GPUs of this machine at {string.Join(", ", plane.Addresses)}");
        if (plane.AdminToken is { } secret) TokenFile.Tell(terminal, secret);
        terminal.Output.WriteLine("Try:  headroom submit --wait -- echo hello");
        terminal.Output.Flush();
    }
}
