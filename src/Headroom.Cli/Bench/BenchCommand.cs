using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Bench;

/// <summary><c>headroom bench</c>: runs a scenario that backs a claim about speed.</summary>
internal static class BenchCommand
{
    private static readonly IReadOnlyList<BenchScenario> Scenarios =
        [FgdRun.Scenario, PackingGridRun.Scenario, QueueEasyRun.Scenario];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "list, or a scenario: " + string.Join(", ", Names()) };
        name.CompletionSources.Add([.. Names(), "list"]);
        var data = Files.One("--data", "Folder of the public histories [default: HEADROOM_DATA, or ../shared/data beside the project]");
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "bench",
            "Measure a claim about speed on this machine, or list the claims.",
            "headroom bench list",
            "headroom bench fgd-run --output json",
            "headroom bench queue-easy --data histories")
        {
            name, data, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            if (parsed.GetValue(name) == "list")
                BenchOutput.WriteList(terminal, Scenarios, parsed.GetValue(output));
            else
                Measure(Find(parsed.GetValue(name)!), parsed.GetValue(data));
            return Task.FromResult(ExitCode.Done);

            void Measure(BenchScenario scenario, string? folder)
            {
                var value = scenario.Measure(new BenchRun(new PublicHistories(folder), new RunPool(terminal, null, interrupted)));
                BenchOutput.Write(terminal, new BenchResult(scenario, value, BenchRun.PeakMemoryMiB()), parsed.GetValue(output));
            }
        });
        return command;
    }

    private static IEnumerable<string> Names() => Scenarios.Select(scenario => scenario.Name);

    private static BenchScenario Find(string name) =>
        Scenarios.FirstOrDefault(scenario => scenario.Name == name) ?? throw new CommandFailure(ExitCode.WrongUse,
            $"unknown scenario '{name}'{Suggestion.For(name, Names())}; known: {string.Join(", ", Names())}.");
}
