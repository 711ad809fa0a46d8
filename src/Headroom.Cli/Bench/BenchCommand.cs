using System.CommandLine;
using Headroom.Cli.Bench.Curate;
using Headroom.Cli.Bench.Live;
using Headroom.Cli.Bench.Sharing;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;

namespace Headroom.Cli.Bench;

/// <summary><c>headroom bench</c>: runs a scenario that backs a claim.</summary>
internal static class BenchCommand
{
    private static readonly IReadOnlyList<BenchScenario> Scenarios =
    [
        FgdRun.Scenario, PackingGridRun.Scenario, QueueEasyRun.Scenario, QueueYearRun.Scenario,
        .. ReclaimRuns.Scenarios, CycleRun.Scenario, .. KueueRuns.Scenarios, PendingRun.Scenario,
        RandomWorldRuns.Guarantees, RandomWorldRuns.PreemptionCycles, CounterfactualRun.Scenario,
        PreemptionLossRun.Scenario, EtaRun.Scenario, .. LiveKueueRuns.Scenarios, LiveSustainedRun.Scenario,
        .. DispatchRuns.Scenarios, LendingRun.Scenario, MatchRun.Scenario,
        RegionsRun.Scenario, ListRun.Scenario, FirstPageRun.Scenario,
        IdleRun.Scenario, FirstJobRun.Scenario, ColdStartRun.Scenario, SlurmSubmitRun.Scenario,
        ForecastM4Run.Scenario,
        ForecastHeliosRun.Scenario,
        ScalingBootstrapRun.Scenario, Gap1MRun.Scenario, SiteEastWestRun.Scenario, .. CurateRuns.Scenarios,
        .. MaskRuns.Scenarios, .. PrivacyRuns.Scenarios,
    ];

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = $"list, or a scenario: {string.Join(", ", Names())}",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrOne,
        };
        name.CompletionSources.Add([.. Names(), "list"]);
        var data = PublicHistories.Option();
        var language = Choices.One(
            "--language", "language", "Language of the documents that curation is measured on", ("en", "en"), ("zh", "zh"));
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));

        var command = new DocumentedCommand(
            "bench",
            "Measure a claim on this machine, list the claims, or compare sharing policies.",
            "headroom bench list",
            "headroom bench fgd-run --output json",
            "headroom bench queue-easy --data histories",
            "headroom bench sharing")
        {
            name, data, language, output, SharingCommand.Create(terminal),
        };
        command.SetAction((parsed, interrupted) =>
        {
            if (parsed.GetValue(name) == "list")
            {
                BenchOutput.WriteList(terminal, Scenarios, output.In(parsed));
                return Task.FromResult(ExitCode.Done);
            }

            var scenario = Find(parsed.GetValue(name));
            var run = new BenchRun(
                new PublicHistories(parsed.GetValue(data)), new RunPool(terminal, null, interrupted))
            {
                Language = language.In(parsed),
            };
            var value = scenario.Measure(run);
            BenchOutput.Write(terminal, new BenchResult(scenario, value, BenchRun.PeakMemoryMiB())
            {
                Figures = run.Figures,
            }, output.In(parsed));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static IEnumerable<string> Names() => Scenarios.Select(scenario => scenario.Name);

    private static BenchScenario Find(string? name) =>
        Scenarios.FirstOrDefault(scenario => scenario.Name == name)
            ?? throw new CommandFailure(ExitCode.WrongUse, name is null
                ? $"a scenario is missing: list, {string.Join(", ", Names())}."
                : $"unknown scenario '{name}'{Suggestion.For(name, Names())}; known: {string.Join(", ", Names())}.");
}
