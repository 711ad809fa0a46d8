using System.CommandLine;
using System.Globalization;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Pool;

namespace Headroom.Cli.Policies;

/// <summary><c>headroom policy</c>: the policy of a pool, and what another one would change.</summary>
internal static class PolicyCommand
{
    public static Command Create(Terminal terminal) => new("policy", "Show, compare and change the policy of a pool.")
    {
        Show(terminal),
        Diff(terminal),
        Apply(terminal),
    };

    private static DocumentedCommand Show(Terminal terminal) => new DocumentedCommand(
        "show", "Print the policy that the pool goes by.", "headroom policy show", "headroom policy show --output json")
        .Serve(terminal, async (call, cancellation) =>
        {
            var policy = await call.AskAsync(client => client.PolicyAsync(cancellation), cancellation);
            if (call.IsJson)
            {
                WireJson.WriteIndented(call.Terminal, policy);
                return ExitCode.Done;
            }

            // The text alone, so that it can be kept in a file, changed and applied.
            call.Terminal.Output.Write(policy.Text);
            if (!policy.Text.EndsWith('\n')) call.Terminal.Output.WriteLine();
            if (call.Terminal.IsWatched)
            {
                call.Terminal.Error.WriteLine(DisplayWidth.Printable(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Version {policy.Version}, by {policy.Author} since {TimeText.Of(policy.At)}.")));
            }

            return ExitCode.Done;
        });

    private static DocumentedCommand Diff(Terminal terminal)
    {
        var file = FileArgument();
        return new DocumentedCommand(
            "diff",
            "Compare a policy with that of the pool: lines, and who gains and loses in a replay of the last 7 days.",
            "headroom policy diff policy.yaml",
            "headroom policy diff policy.yaml --output json")
        {
            file,
        }.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var text = await PolicyInput.ReadAsync(call, call.Parsed.GetRequiredValue(file), cancellation);
                var policy = await call.AskAsync(client => client.PolicyAsync(cancellation), cancellation);
                var preview = await PreviewAsync(call, text, cancellation);
                if (call.IsJson) WireJson.WriteIndented(call.Terminal, preview);
                else if (call.Format == OutputFormat.Csv) PreviewText.WriteCsv(call.Terminal, preview);
                else Write(call.Terminal, policy, text, preview);
                return ExitCode.Done;
            },
            hasRows: true);
    }

    private static DocumentedCommand Apply(Terminal terminal)
    {
        var file = FileArgument();
        var isSure = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var isBlind = new Option<bool>("--no-replay") { Description = "Do not replay the last days first" };
        return new DocumentedCommand(
            "apply",
            "Let the pool go by another policy from its next cycle on. Jobs stay as they are.",
            "headroom policy apply policy.yaml",
            "headroom policy apply policy.yaml --yes --no-replay")
        {
            file, isSure, isBlind,
        }.Serve(terminal, async (call, cancellation) =>
        {
            var text = await PolicyInput.ReadAsync(call, call.Parsed.GetRequiredValue(file), cancellation);
            var policy = await call.AskAsync(client => client.PolicyAsync(cancellation), cancellation);
            if (policy.Text == text)
            {
                Tell(call, policy, "The pool goes by it already: ");
                return ExitCode.Done;
            }

            // For people: what programs read is the outcome alone.
            var people = call.IsJson ? call.Terminal with { Output = call.Terminal.Error } : call.Terminal;
            if (!call.Parsed.GetValue(isBlind))
            {
                var preview = await PreviewAsync(call, text, cancellation);
                Write(people, policy, text, preview);
            }

            if (!call.Parsed.GetValue(isSure)) Confirmation.Require(people, "Apply it?");
            var applied = await call.AskAsync(
                client => client.ApplyPolicyAsync(text, policy.Version, cancellation), cancellation);
            Tell(call, applied, "The pool goes by it now: ");
            return ExitCode.Done;
        });
    }

    private static Argument<string> FileArgument() =>
        new("file") { Description = "The policy, in YAML", HelpName = "FILE" };

    private static Task<PolicyPreview> PreviewAsync(ServerCall call, string text, CancellationToken cancellation) =>
        call.AskAsync(client => client.PreviewPolicyAsync(text, cancellation), cancellation);

    private static void Write(Terminal terminal, PolicyView policy, string text, PolicyPreview preview)
    {
        foreach (var line in LineDifference.Of(policy.Text, text))
            terminal.Output.WriteLine(DisplayWidth.Printable(line));

        terminal.Output.WriteLine();
        PreviewText.Write(terminal, preview);
        terminal.Output.Flush();
    }

    private static void Tell(ServerCall call, PolicyView policy, string how)
    {
        if (call.IsJson) WireJson.WriteIndented(call.Terminal, policy);
        else call.Terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{how}version {policy.Version}."));
    }
}
