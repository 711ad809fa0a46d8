using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Remote;
using Headroom.Client.Pool;
using Headroom.Traces.Policies;

namespace Headroom.Cli.Policies;

/// <summary><c>headroom what-if</c>: who would have gained and lost with other quotas, weights or nodes.</summary>
internal static class WhatIfCommand
{
    public static Command Create(Terminal terminal)
    {
        var quotas = Changes("--quota", "QUEUE:RESOURCE=N", "research:H100=48", "Nominal quota of a queue");
        var weights = Changes("--weight", "QUEUE=N", "research=4", "Weight of a queue");
        var nodes = Changes(
            "--nodes", "CLUSTER:MODEL=N", "north:H100=16", "How many nodes a cluster has of a chip model");
        var policy = new Option<string?>("--policy")
        {
            Description = "Policy that the changes are made to [default: that of the pool]",
            HelpName = "FILE",
            Arity = ArgumentArity.ExactlyOne,
        };
        var days = Numbers.Whole(
            "--days", "How many days back jobs are replayed from [default: 7]", 1, WhatIfRequest.DaysMax);
        return new DocumentedCommand(
            "what-if",
            "Say who gains and loses in a replay of the last days with other quotas, weights or nodes.",
            "headroom what-if --quota research:H100=48",
            "headroom what-if --nodes north:H100=16 --weight research=4 --days 3",
            "headroom what-if --policy policy.yaml --nodes H100=16 --output csv")
        {
            quotas, weights, nodes, policy, days,
        }.Serve(
            terminal,
            async (call, cancellation) =>
            {
                var parsed = call.Parsed;
                var request = new WhatIfRequest
                {
                    Policy = parsed.GetValue(policy) is { } file ? PolicyFile.TextOf(file) : "",
                    Quotas = parsed.GetValue(quotas) ?? [],
                    Weights = parsed.GetValue(weights) ?? [],
                    Nodes = parsed.GetValue(nodes) ?? [],
                };
                request = request with { Days = parsed.GetValue(days) ?? request.Days };
                if (request.Quotas.Count + request.Weights.Count + request.Nodes.Count + request.Policy.Length == 0)
                {
                    throw new CommandFailure(
                        ExitCode.WrongUse, "nothing is changed; give --quota, --weight, --nodes or --policy.");
                }

                var view = await call.AskAsync(client => client.WhatIfAsync(request, cancellation), cancellation);
                if (call.IsJson) WireJson.WriteIndented(call.Terminal, view);
                else if (call.Format == OutputFormat.Csv) PreviewText.WriteCsv(call.Terminal, view.Outcome);
                else Write(call.Terminal, view, request.Days);
                return ExitCode.Done;
            },
            hasRows: true);
    }

    private static Option<string[]?> Changes(string name, string form, string example, string description) => new(name)
    {
        Description = $"{description}, such as {example}; may be given again",
        HelpName = form,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!WhatIfChange.TryRead(token.Value, out _))
                    result.AddError($"{name} '{token.Value}' is no change; write it as {example}");
            }

            return [.. result.Tokens.Select(token => token.Value)];
        },
    };

    private static void Write(Terminal terminal, WhatIfView view, int days)
    {
        PreviewText.Write(terminal, view.Outcome, days);
        if (view.GpusBefore != view.GpusAfter)
        {
            terminal.Output.WriteLine(
                $"Accelerators: {NumberText.Whole(view.GpusBefore)}, then {NumberText.Whole(view.GpusAfter)}.");
        }
    }
}
