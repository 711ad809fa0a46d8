using System.CommandLine;
using Headroom.Capacity.Siting;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;
using Headroom.Cli.Parsing;
using Headroom.Cli.Replay;
using Headroom.Traces.Locations;

namespace Headroom.Cli.Capacity;

/// <summary><c>headroom site</c>: where, when and how much to build, at the least cost that is proved.</summary>
internal static class SiteCommand
{
    // What a study compares is solved many times, so it is solved less closely than the plan itself.
    private const double StudyGapFactor = 5;

    public static Command Create(Terminal terminal)
    {
        var scenario = Files.One("--scenario", "What there is to decide [default: the east-west sample]");
        var format = Choices.One("--format", "format", "How the scenario is written", ("json", "json"), ("orlib", "orlib"));
        var gap = Numbers.Fraction("--gap", "Percent that the plan may be above the best one [default: 0.1]", 0.1, (0, 50));
        var capacity = new Option<double?>("--capacity")
        {
            Description = "Capacity of each site where an OR-Library file says 'capacity' instead of a number",
            HelpName = "N",
            Arity = ArgumentArity.ExactlyOne,
        };
        var study = new Option<bool>("--study")
        {
            Description = "Also tell what futures, foresight and each rule are worth; solves the case many times",
        };
        var html = SharedOptions.Html();
        var output = Choices.One("--output", "output", "How results are printed",
            ("table", OutputFormat.Table), ("json", OutputFormat.Json));
        var command = new DocumentedCommand(
            "site",
            "Plan where, when and how much to build under uncertain demand, with the proof of how good the plan is.",
            "headroom site",
            "headroom site --scenario east-west.json --study --output json",
            "headroom site --html plan.html",
            "headroom site --scenario cap41.txt --format orlib")
        {
            scenario, format, capacity, gap, study, html, output,
        };
        command.SetAction((parsed, interrupted) =>
        {
            var path = parsed.GetValue(scenario);
            var page = parsed.GetValue(html) is { } target ? WholeFile.At(target) : null;
            if (format.In(parsed) == "orlib")
            {
                if (page is not null)
                    throw new CommandFailure(ExitCode.WrongUse, "--html is of scenarios; a case of the library has no page.");

                Locate(terminal, path, parsed.GetValue(capacity), output.In(parsed));
                return Task.FromResult(ExitCode.Done);
            }

            var pool = new RunPool(terminal, null, interrupted);
            var result = Plan(pool, path, gap.In(parsed) / 100, parsed.GetValue(study));
            page?.Write(SitingReport.Page(result, ShellText.CommandLine(parsed)));
            SitingOutput.Write(terminal, result, output.In(parsed));
            if (page is not null) terminal.Error.WriteLine($"headroom: wrote {page.Path}.");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    private static void Locate(Terminal terminal, string? path, double? capacity, OutputFormat format)
    {
        if (capacity is { } said && !(said > 0 && double.IsFinite(said)))
            throw new CommandFailure(ExitCode.WrongUse, "--capacity must be above 0.");

        var read = LocationFile.Read(
            path ?? throw new CommandFailure(ExitCode.WrongUse, "--format orlib needs its file; name it with --scenario."),
            capacity);
        var plan = LocationProgram.Solve(
            new LocationCase(read.Capacities, read.OpeningCosts, read.Demands, read.ServingCosts))
            ?? throw new CommandFailure(ExitCode.Failed,
                $"no plan serves all demand: the sites take {NumberText.Whole(read.Capacities.Sum())} in all, and "
                + $"{NumberText.Whole(read.Demands.Sum())} is asked for; add sites or capacity.");
        LocationOutput.Write(terminal, read, plan, format);
    }

    private static SitingResult Plan(RunPool pool, string? path, double gap, bool isStudied)
    {
        var problem = SitingFile.Read(path ?? SitingOutput.SampleFile);
        var plan = pool.Map("plan", [problem], one => SitingStudy.Plan(one, gap))[0] ?? throw Infeasible(problem);
        var result = new SitingResult(problem, plan);
        return isStudied ? Studied(pool, result, gap * StudyGapFactor) : result;
    }

    // Each answer takes a search of its own, so they are looked for at the same time.
    private static SitingResult Studied(RunPool pool, SitingResult result, double gap)
    {
        var (problem, plan) = (result.Case, result.Plan);
        IReadOnlyList<Func<SitingSaving?>> questions =
        [
            () => SitingStudy.StochasticValue(problem, plan, gap),
            .. problem.Futures.Select((_, future) =>
                (Func<SitingSaving?>)(() => SitingStudy.Regret(problem, plan, future, gap))),
            .. problem.Rules.Select(rule =>
                (Func<SitingSaving?>)(() => SitingStudy.RulePrice(problem, plan, rule, gap))),
        ];
        var answers = pool.Map("study", questions, question => question());
        return result with
        {
            StochasticValue = answers[0],
            Regrets = [.. answers.Skip(1).Take(problem.Futures.Count)],
            RulePrices = [.. answers.Skip(1 + problem.Futures.Count).Select(price => price!)],
        };
    }

    public static CommandFailure Infeasible(SitingCase problem)
    {
        var rules = SitingStudy.Conflict(problem);
        return new CommandFailure(ExitCode.Failed, rules.Count > 0
            ? $"no plan keeps these rules together: {string.Join(", ", rules.Select(rule => $"'{rule.Name}'"))}; "
                + "relax one of them."
            : "no plan exists even without rules; check demand and capacities.");
    }
}
