using System.CommandLine;
using System.Text.Json;
using Headroom.Cli.Configuration;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Serving;
using Headroom.Cluster.Fleets;
using Headroom.Server.Keeping;
using Headroom.Storage;
using Headroom.Storage.Faults;
using Headroom.Storage.Keeping;

namespace Headroom.Cli.Keeping;

/// <summary><c>headroom check</c>: whether all that a store holds adds up.</summary>
internal static class CheckCommand
{
    public static Command Create(Terminal terminal)
    {
        var (data, store) = (PoolPlace.DataOption(), PoolPlace.StoreOption());
        var output = Choices.One("--output", "output", "How findings are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json), ("csv", OutputFormat.Csv));
        var command = new DocumentedCommand(
            "check",
            "Look whether all that a store holds adds up. The exit code is 0 when it does, else 1.",
            "headroom check",
            "headroom check --data pool --output json")
        {
            data, store, output, Settings.FileOption(),
        };
        command.SetAction(parsed =>
        {
            using var opened = BackupCommand.Open(PoolPlace.Of(parsed, Settings.Of(parsed, terminal)));
            var findings = Findings(opened, terminal);
            Write(terminal, findings, output.In(parsed));
            return findings.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static IReadOnlyList<CheckFinding> Findings(ReadOnlyStore store, Terminal terminal)
    {
        try
        {
            using var bar = new ProgressBar(terminal, "Checking", StoreCheck.Steps);
            return store.Check(FleetOf(store), bar.Draw);
        }
        catch (StoreException fault)
        {
            throw StoreFailure.Of(fault);
        }
    }

    private static Fleet FleetOf(ReadOnlyStore store)
    {
        try
        {
            return store.Access.SettingAsync(StoredFleet.Setting).GetAwaiter().GetResult() is { } known
                ? StoredFleet.Parse(known.Text)
                : throw new CommandFailure(
                    ExitCode.Failed, "the store does not hold its fleet yet; start the pool once with this program.");
        }
        catch (JsonException fault)
        {
            throw new CommandFailure(ExitCode.Failed, $"the fleet in the store cannot be read ({fault.Message}).");
        }
    }

    private static void Write(Terminal terminal, IReadOnlyList<CheckFinding> findings, OutputFormat format)
    {
        if (format == OutputFormat.Table && findings.Count == 0)
        {
            terminal.Output.WriteLine("All of it adds up.");
            return;
        }

        FindingsText.Write(
            terminal, findings, format,
            new("rule", "RULE", finding => RuleOf(finding.Rule)),
            new("subject", "SUBJECT", finding => finding.Subject),
            new("problem", "PROBLEM", finding => finding.Problem));
    }

    private static string RuleOf(CheckRule rule) => rule.ToString().ToLowerInvariant();
}
