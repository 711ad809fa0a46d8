using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Billing;
using Headroom.Client.Wire;
using Headroom.Traces.Billing;

namespace Headroom.Cli.Billing;

/// <summary><c>headroom billing</c>: prices and budgets.</summary>
internal static class BillingCommand
{
    public static Command Create(Terminal terminal) =>
        new DocumentedCommand(
            "billing",
            "Show and change prices and budgets.",
            "headroom billing show",
            "headroom billing apply billing.yaml")
        {
            Show(terminal), Apply(terminal),
        };

    private static DocumentedCommand Show(Terminal terminal) =>
        new DocumentedCommand("show", "Show the prices and budgets that hold now.", "headroom billing show")
            .Serve(terminal, async (call, cancellation) =>
            {
                var billing = await call.AskAsync(client => client.BillingAsync(cancellation), cancellation);
                if (call.IsJson) WireJson.WriteIndented(terminal, billing);
                else Write(terminal, billing);
                return ExitCode.Done;
            });

    private static DocumentedCommand Apply(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Prices and budgets, in YAML" };
        var isDry = new Option<bool>("--dry-run") { Description = "Show what would change, and change nothing" };
        return new DocumentedCommand(
            "apply",
            "Give other prices and budgets. What was used before keeps its price.",
            "headroom billing apply billing.yaml",
            "headroom billing apply billing.yaml --dry-run")
        {
            file, isDry,
        }.Serve(terminal, (call, cancellation) =>
            ApplyAsync(call, call.Parsed.GetValue(file)!, call.Parsed.GetValue(isDry), cancellation));
    }

    private static async Task<int> ApplyAsync(ServerCall call, string file, bool isDry, CancellationToken cancellation)
    {
        var terminal = call.Terminal;
        var rules = BillingRequests.Of(BillingFile.Read(file));
        var before = await FindAsync(call, cancellation);
        var changes = BillingText.Changes(before?.Rules, rules);
        if (!call.IsJson)
        {
            foreach (var change in changes) terminal.Output.WriteLine(DisplayWidth.Printable(change));
        }

        if (isDry || changes.Count == 0)
        {
            if (call.IsJson) WireJson.WriteIndented(terminal, rules);
            else terminal.Output.WriteLine(changes.Count == 0 ? "Nothing changes." : "Nothing was changed.");
            return ExitCode.Done;
        }

        // Not asked again when it breaks: its version would be in the way of itself.
        var after = await call.Client.Value.ApplyBillingAsync(rules, before?.Version ?? 0, cancellation);
        if (call.IsJson) WireJson.WriteIndented(terminal, after);
        else terminal.Output.WriteLine(Standing(after));
        return ExitCode.Done;
    }

    private static async Task<BillingView?> FindAsync(ServerCall call, CancellationToken cancellation)
    {
        try
        {
            return await call.AskAsync(client => client.BillingAsync(cancellation), cancellation);
        }
        catch (ApiException fault) when (fault.Problem is { Status: 404, Type: not Problem.NoDetails })
        {
            return null;
        }
    }

    private static void Write(Terminal terminal, BillingView billing)
    {
        terminal.Output.WriteLine(Standing(billing));
        foreach (var (of, says) in BillingText.Lines(billing.Rules))
            terminal.Output.WriteLine(DisplayWidth.Printable($"{of}: {says}"));
    }

    private static string Standing(BillingView billing)
    {
        var from = billing.HoldsFrom is { } time ? $"from {TimeText.Of(time)} on" : "for all that was used before too";
        var author = DisplayWidth.Printable(billing.Author);
        return string.Create(
            CultureInfo.InvariantCulture, $"Version {billing.Version}, of {author}; its prices hold {from}.");
    }
}
